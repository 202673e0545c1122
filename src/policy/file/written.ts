/** Quotes text of the file in a message: as it was written, but not longer than fits in a line. */

const maxQuoted = 80;

/** Returns the text in double quotes, on one line, cut to 80 characters. */
export function quoteWritten(text: string): string {
  return JSON.stringify(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text);
}
