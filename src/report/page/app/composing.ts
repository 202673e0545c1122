/**
 * Returns whether a key belongs to an input method that composes a text, such as Enter or Escape
 * that ends it. Safari tells of that last key only by its code.
 */
export function isComposing({ isComposing: composes, keyCode }: KeyboardEvent): boolean {
  return composes || keyCode === processKey;
}

/** The code of a key that an input method has taken (UI Events, "keyCode" of "Process"). */
const processKey = 229;
