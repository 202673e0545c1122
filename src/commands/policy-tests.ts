/** Runs the policy tests next to a policy, for `check`. */

import type { Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import type { Position } from "../policy/position.ts";
import type { Policy } from "../policy/policy.ts";
import { runPolicyTests, type TestResult } from "../policy/tests/run.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { toTestPath } from "../sources/policy-file.ts";
import { readTestsIfAny, toTests } from "../sources/policy-tests.ts";

/**
 * Runs the tests of a file, or of the one next to the policy if it exists, and prints failures.
 * Returns whether all pass. Throws `AuditError` `BAD_POLICY` if the file cannot be read or is not
 * valid.
 */
export async function runTestFile(
  policy: Policy,
  given: string | undefined,
  { out }: Pick<Terminal, "out">,
): Promise<boolean> {
  const path = given ?? toTestPath(policy.path);
  const bytes = await readTestsIfAny(path);
  if (bytes === undefined && given === undefined) return true;
  if (bytes === undefined) {
    const message = `cannot read policy tests "${path}": there is no such file. Name the file with --tests.`;
    throw new AuditError("BAD_POLICY", message);
  }
  const tests = toTests(bytes, path, policy);
  const failed = runPolicyTests(policy, tests).filter(({ differences }) => differences.length > 0);
  for (const line of failed.flatMap((result) => describe(result, path))) {
    out(`${line}\n`);
  }
  const all = count(tests.length, "test");
  out(
    failed.length === 0
      ? `${path}: ${all} ${tests.length === 1 ? "passes" : "pass"}\n`
      : `${path}: ${failed.length} of ${all} ${failed.length === 1 ? "fails" : "fail"}\n`,
  );
  return failed.length === 0;
}

function describe({ test, differences }: TestResult, path: string): string[] {
  const line = (position: Position | null, message: string) =>
    escapeTerminal(
      position === null ? message : `${path}:${position.line}:${position.column}: ${message}`,
      2_000,
    );
  return [
    line(test.position, `this test fails: ${test.name}`),
    ...differences.map(({ position, message }) => `  ${line(position, message)}`),
  ];
}
