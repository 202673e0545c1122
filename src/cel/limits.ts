/** How much an expression may ask for; far more than an honest one needs. */

/** Characters in one expression. */
export const maxExpressionLength = 4_096;
/** How deep brackets, operators and calls may stand in each other. */
export const maxNesting = 50;
/** Characters in a text that an expression makes. */
export const maxTextLength = 65_536;
/** Characters in the pattern of `matches`. */
export const maxPatternLength = 256;
