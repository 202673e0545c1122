/** Runs the policy tests next to a policy, for `check`. */

import type { Terminal } from "./terminal.ts";
import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { Position } from "../policy/position.ts";
import type { Policy } from "../policy/policy.ts";
import { parsePolicyTests } from "../policy/tests/parse.ts";
import { runPolicyTests, type TestResult } from "../policy/tests/run.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { count } from "../roster/count.ts";
import { badFile, decodeFile, maxPolicyBytes, toTestPath } from "../sources/policy-file.ts";

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
  const text = await readTests(path, given !== undefined);
  if (text === undefined) return true;
  const parsed = parsePolicyTests(text, policy);
  if ("problems" in parsed) throw badFile(path, parsed.problems);
  const failed = runPolicyTests(policy, parsed.tests).filter(
    ({ differences }) => differences.length > 0,
  );
  for (const line of failed.flatMap((result) => describe(result, path))) {
    out(`${line}\n`);
  }
  const all = count(parsed.tests.length, "test");
  out(
    failed.length === 0
      ? `${path}: ${all} ${parsed.tests.length === 1 ? "passes" : "pass"}\n`
      : `${path}: ${failed.length} of ${all} ${failed.length === 1 ? "fails" : "fail"}\n`,
  );
  return failed.length === 0;
}

async function readTests(path: string, required: boolean): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readBounded(path, maxPolicyBytes);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (missing && !required) return undefined;
    throw new AuditError(
      "BAD_POLICY",
      `cannot read policy tests "${path}": ${missing ? "there is no such file. Name the file with --tests" : describeError(error)}.`,
      { cause: error },
    );
  }
  return decodeFile(path, bytes);
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
