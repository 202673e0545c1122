/** The name that somebody may have meant. */

import leven from "leven";

import type { Finding } from "./finding.ts";
import { fold } from "../roster/fold.ts";

/** Longer words are not typing mistakes, and the distance takes quadratic time. */
const maxLength = 64;
/** With more unknown names than this, spelling is not the problem. */
const maxQuestions = 25;
/** A shorter beginning fits too many words. */
const minBeginning = 3;

/**
 * Returns a function that gives the candidate nearest to a word, in any case; undefined where none is
 * near, or where it was asked too often: among a hundred thousand candidates each answer takes its
 * time. With `completes`, the beginning of a candidate is near it.
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
    // Two letters that changed places count twice: in a name of five they are one mistake.
    const limit = Math.ceil(wanted.length / 4);
    let best: string | undefined;
    let bestDistance = limit + 1;
    for (const candidate of candidates) {
      const name = fold(candidate);
      const missing = name.length - wanted.length;
      const isBegun = completes && wanted.length >= minBeginning && name.startsWith(wanted);
      if (!isBegun && Math.abs(missing) >= bestDistance) continue;
      // Whatever is near by its letters comes before what is only begun.
      const distance = isBegun
        ? Math.min(limit + 0.5, missing)
        : leven(wanted, name, { maxDistance: bestDistance });
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
    return best;
  };
}

/** Returns the fact of a finding on a name that may be a typing mistake. */
export function meantFact(name: string | undefined): { readonly meant?: string } {
  return name === undefined ? {} : { meant: name };
}

/** Returns how the sentence on such a finding ends. */
export function meantHint({ meant }: Finding["facts"]): string {
  return meant === undefined ? "" : `: perhaps ${meant} is meant`;
}

/** Returns `: did you mean "x"?` for the known word nearest to a word, or "" where none is near. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = createNearest(known, { completes: true })(word);
  return meant === undefined ? "" : `: did you mean "${meant}"?`;
}

/** Returns `Did you mean "x"? ` to put before other advice, or "" where none is near. */
export function suggestFirst(word: string, known: readonly string[]): string {
  const meant = createNearest(known, { completes: true })(word);
  return meant === undefined ? "" : `Did you mean "${meant}"? `;
}
