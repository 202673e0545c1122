/** How much an expression may ask for; far more than an honest one needs. */

/** Custom rules in one policy. */
export const maxRules = 100;
/** Characters in one expression. */
export const maxExpressionLength = 4_096;
/** How deep brackets, operators and calls may stand in each other. */
export const maxNesting = 50;
/** Characters in a text that an expression makes. */
export const maxTextLength = 65_536;
/** Characters in the pattern of `matches`. */
export const maxPatternLength = 256;
/**
 * Steps in the evaluation of one rule over the whole roster: an operator, a call, an element of a
 * list each take one, long texts more. Counted, not timed, so that every machine says the same.
 */
export const maxSteps = 20_000_000;
