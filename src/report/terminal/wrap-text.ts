/** Breaks text into lines that fit. */

import stringWidth from "string-width";

const segmenter = new Intl.Segmenter("en");

/**
 * Returns the text's lines, none wider than `width` columns: broken at spaces, and inside a word
 * only if the word alone is too wide. Only spaces are left out.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => breakWord(word, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || stringWidth(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

/** Returns the text, padded with spaces to `width` columns. */
export function padText(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Prefers to break after a separator in the word, as in a path or a slug. */
function breakWord(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const { segment } of segmenter.segment(word)) {
    if (piece !== "" && stringWidth(piece + segment) > width) {
      const seam = piece.search(/[\/\-_.][^\/\-_.]*$/v) + 1;
      const cut = seam * 2 > piece.length ? seam : piece.length;
      pieces.push(piece.slice(0, cut));
      piece = piece.slice(cut);
    }
    piece += segment;
  }
  return [...pieces, piece];
}
