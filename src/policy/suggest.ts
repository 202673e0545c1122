/** Suggests the name that was probably intended. */

import leven from "leven";

import type { Finding } from "./finding.ts";
import { fold } from "../roster/fold.ts";

/** Longer words are not typing mistakes, and computing the distance takes quadratic time. */
const maxLength = 64;
/** If more names than this are unknown, spelling is not the problem. */
const maxQuestions = 25;
/** A shorter prefix matches too many words. */
const minBeginning = 3;

/**
 * Returns a function that returns the candidate nearest to a word; case does not matter. Undefined
 * if none is near, or after too many calls, because each call with a hundred thousand candidates is
 * slow. With `completes`, a prefix of a candidate also counts as near.
 */
export function createNearest(
  candidates: readonly string[],
  { completes = false } = {},
): (word: string) => string | undefined {
  let questions = 0;
  return (word) => {
    questions += 1;
    if (questions > maxQuestions || word.length > maxLength) return undefined;
    const wanted = fold(word);
    // One mistake in four letters.
    const limit = Math.ceil(wanted.length / 4);
    let best: string | undefined;
    let bestDistance = limit + 1;
    for (const candidate of candidates) {
      const name = fold(candidate);
      const missing = name.length - wanted.length;
      const isBegun = completes && wanted.length >= minBeginning && name.startsWith(wanted);
      if (!isBegun && Math.abs(missing) >= bestDistance) continue;
      // Similar spelling ranks before a matching prefix.
      const distance = isBegun
        ? Math.min(limit + 0.5, missing)
        : areSwapped(wanted, name)
          ? 1
          : leven(wanted, name, { maxDistance: bestDistance });
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
    return best;
  };
}

/** Returns whether two neighboring letters are swapped, which is one mistake. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length - 1 && one[at] === other[at]) at += 1;
  return (
    at < one.length - 1 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

/** Returns the fact for a finding about a name that may be a typing mistake. */
export function meantFact(name: string | undefined): { readonly meant?: string } {
  return name === undefined ? {} : { meant: name };
}

/** Returns the end of such a finding's sentence. */
export function meantHint({ meant }: Finding["facts"]): string {
  return meant === undefined ? "" : `: perhaps ${meant} is meant`;
}

/** Returns `: did you mean "x"?` for the known word nearest to a word, or "" if none is near. */
export function suggest(word: string, known: readonly string[]): string {
  return didYouMean(nearestWord(word, known));
}

/** Returns the known word nearest to a word, undefined if none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  return createNearest(known, { completes: true })(word);
}

/** How the end of a message with a suggestion begins. */
export const meanings = ": did you mean ";

/** Returns `: did you mean "x"?`, or "" for nothing. */
export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `${meanings}"${meant}"?`;
}

/** Returns `Did you mean "x"? ` to put before other advice, or "" if none is near. */
export function suggestFirst(word: string, known: readonly string[]): string {
  const meant = nearestWord(word, known);
  return meant === undefined ? "" : `Did you mean "${meant}"? `;
}
