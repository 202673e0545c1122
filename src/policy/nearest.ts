/** The name that somebody may have meant, among many. */

import leven from "leven";

import type { Finding } from "./finding.ts";
import { fold } from "./fold.ts";

/** Returns the fact of a finding on a name that may be a slip of the pen. */
export function meantFact(name: string | undefined): { readonly meant?: string } {
  return name === undefined ? {} : { meant: name };
}

/** Returns how the sentence on such a finding ends. */
export function meantHint({ meant }: Finding["facts"]): string {
  return meant === undefined ? "" : `: perhaps ${meant} is meant`;
}

/** Longer words are no slips of the pen, and the distance takes quadratic time. */
const maxLength = 64;
/** A policy with more unknown names than this has another trouble than spelling. */
const maxQuestions = 25;

/**
 * Returns a function that gives the candidate nearest to a word; undefined where none is near, or
 * where it has been asked too often: among a hundred thousand candidates each answer takes its time.
 */
export function createNearest(candidates: readonly string[]): (word: string) => string | undefined {
  let questions = 0;
  return (word) => {
    questions += 1;
    if (questions > maxQuestions || word.length > maxLength) return undefined;
    const wanted = fold(word);
    // Letters that changed places count twice: in a name of five they are one slip.
    const limit = Math.ceil(wanted.length / 4);
    let best: string | undefined;
    let bestDistance = limit + 1;
    for (const candidate of candidates) {
      if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
      const distance = leven(wanted, fold(candidate), { maxDistance: bestDistance });
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
    return best;
  };
}
