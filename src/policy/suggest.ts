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
    // Two swapped letters count as a distance of two, and are one mistake in a name of five
    // letters.
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
        : leven(wanted, name, { maxDistance: bestDistance });
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
    return best;
  };
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
  const meant = createNearest(known, { completes: true })(word);
  return meant === undefined ? "" : `: did you mean "${meant}"?`;
}

/** Returns `Did you mean "x"? ` to put before other advice, or "" if none is near. */
export function suggestFirst(word: string, known: readonly string[]): string {
  const meant = createNearest(known, { completes: true })(word);
  return meant === undefined ? "" : `Did you mean "${meant}"? `;
}
