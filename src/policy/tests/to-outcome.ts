/** Reduces the results of policy tests to their outcome. */

import { fold } from "../../roster/fold.ts";
import type { FailingTest, TestOutcome } from "./outcome.ts";
import type { TestResult } from "./run.ts";

/** A custom rule's message may have any length. */
const maxDifference = 300;

/** Returns the outcome of the tests in a file. */
export function toOutcome(path: string, results: readonly TestResult[]): TestOutcome {
  const occurrences = new Map<string, number>();
  const failing: FailingTest[] = [];
  for (const { test, differences } of results) {
    const { name, position } = test;
    // A finding's fingerprint ignores case, too.
    const occurrence = (occurrences.get(fold(name)) ?? 0) + 1;
    occurrences.set(fold(name), occurrence);
    const [first] = differences;
    if (first === undefined) continue;
    failing.push({
      name,
      position,
      occurrence,
      differences: differences.length,
      first: cut(first.message),
    });
  }
  return { path, count: results.length, failing };
}

function cut(text: string): string {
  if (text.length <= maxDifference) return text;
  return `${text.slice(0, maxDifference - 1).toWellFormed()}…`;
}
