/** Limits of a policy's custom rules. They are far above what normal rules need. */

/** Custom rules in one policy. */
export const maxRules = 100;
/**
 * Steps in the evaluation of one rule over the complete roster: an operator, a call and an element
 * of a list take one each, long texts more.
 */
export const maxSteps = 20_000_000;
