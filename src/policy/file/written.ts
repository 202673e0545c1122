/** Text of the file as a message quotes it: as it was written, and no longer than a line has room for. */

const maxQuoted = 80;

/** Returns the text in double quotes, on one line, cut to 80 characters. */
export function quoteWritten(text: string): string {
  return JSON.stringify(text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text);
}
