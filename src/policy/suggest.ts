/** What somebody may have meant. */

import leven from "leven";

/** Longer words are no slips of the pen, and the distance takes quadratic time. */
const maxLength = 64;

/** Returns `: did you mean "x"?` for the candidate nearest to a word, or nothing where none is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  if (word.length > maxLength) return "";
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: leven(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const near = best !== undefined && best.distance <= Math.max(1, Math.floor(word.length / 3));
  return near ? `: did you mean "${best.candidate}"?` : "";
}
