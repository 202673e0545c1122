/** What somebody may have meant. */

import leven from "leven";

import { fold } from "./fold.ts";

/** Longer words are no slips of the pen, and the distance takes quadratic time. */
const maxLength = 64;
/** A shorter beginning is one of too many words. */
const minBeginning = 3;

/** Returns `: did you mean "x"?` for the candidate nearest to a word, or nothing where none is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  const meant = nearestOf(word, candidates);
  return meant === undefined ? "" : `: did you mean "${meant}"?`;
}

/** Returns `Did you mean "x"? ` to stand before what else can be done, or nothing. */
export function suggestFirst(word: string, candidates: readonly string[]): string {
  const meant = nearestOf(word, candidates);
  return meant === undefined ? "" : `Did you mean "${meant}"? `;
}

/** Returns the candidate nearest to a word; undefined where none is near. Case makes no difference. */
function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > maxLength) return undefined;
  const wanted = fold(word);
  // Letters that changed places count twice: in a word of five they are one slip.
  const limit = Math.ceil(wanted.length / 3);
  const distanceTo = (name: string) =>
    wanted.length >= minBeginning && name.startsWith(wanted)
      ? Math.min(limit, name.length - wanted.length)
      : leven(wanted, name);
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: distanceTo(fold(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= limit ? best.candidate : undefined;
}
