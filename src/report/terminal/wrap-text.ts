/** Text broken into lines that fit. */

import stringWidth from "string-width";

const segmenter = new Intl.Segmenter("en");

/**
 * Returns the text's lines, none wider than `width` columns: broken at spaces, and inside a word
 * only where the word alone is too wide. Nothing but spaces is left out.
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

/** Returns the text followed by as many spaces as make it `width` columns wide. */
export function padText(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Prefers to break after a character that already parts the word, as in a path or a slug. */
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
