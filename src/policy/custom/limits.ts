/** How much the custom rules of a policy may ask for; far more than an honest one needs. */

/** Custom rules in one policy. */
export const maxRules = 100;
/**
 * Steps in the evaluation of one rule over the whole roster: an operator, a call, an element of a
 * list each take one, long texts more.
 */
export const maxSteps = 20_000_000;
