/**
 * Returns whether the policy's schema keeps the text unchanged; it trims texts and limits their
 * length.
 */
export function keepsUnchanged(text: string, maxLength: number): boolean {
  return text !== "" && text.trim() === text && text.length <= maxLength;
}
