/** The outcome of a policy's tests as plain data, which the rule policy-test reads. */

import { count } from "../../roster/count.ts";
import type { Position } from "../position.ts";

export interface TestOutcome {
  /** The path of the test file. */
  readonly path: string;
  /** The number of all tests. */
  readonly count: number;
  /** In the file's order. */
  readonly failing: readonly FailingTest[];
}

export interface FailingTest {
  readonly name: string;
  readonly position: Position;
  /** Distinguishes tests with the same name: 1 for the first of them, 2 for the second. */
  readonly occurrence: number;
  /** The number of differences between the policy's result and the test. */
  readonly differences: number;
  /** The first difference, cut if it is long. */
  readonly first: string;
}

/** Returns a failing test as a sentence without a final period; not escaped. */
export function describeFailingTest({
  name,
  differences,
  first,
}: Pick<FailingTest, "name" | "differences" | "first">): string {
  const more = differences === 1 ? "" : ` (and ${count(differences - 1, "more difference")})`;
  return `policy test "${name}" fails: ${first}${more}`;
}
