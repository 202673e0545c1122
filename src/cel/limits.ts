/** Limits of an expression. They are far above what a normal expression needs. */

/** Characters in one expression. */
export const maxExpressionLength = 4_096;
/** Maximum nesting depth of brackets, operators and calls. */
export const maxNesting = 50;
/** Characters in a text that an expression creates. */
export const maxTextLength = 65_536;
/** Characters in the pattern of `matches`. */
export const maxPatternLength = 256;
