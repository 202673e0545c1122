/** The form in which names are compared: case never matters, nor how an accent was typed. */

/** Returns the form in which names are compared. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
