/** Reads the test file next to a policy, and runs it. */

import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { Policy } from "../policy/policy.ts";
import { parsePolicyTests, type PolicyTest } from "../policy/tests/parse.ts";
import { runPolicyTests } from "../policy/tests/run.ts";
import { toOutcome } from "../policy/tests/to-outcome.ts";
import {
  badFile,
  decodeFile,
  maxPolicyBytes,
  readPolicyFile,
  toTestPath,
  type TolerateUnmatched,
} from "./policy-file.ts";

/**
 * Returns the policy of a file with the outcome of its tests; reports use `name` for the file.
 * Throws `AuditError` `BAD_POLICY` if the policy or its test file is not valid.
 */
export async function readTestedPolicy(
  path: string,
  name = path,
  tolerate?: TolerateUnmatched,
): Promise<Policy> {
  const policy = await readPolicyFile(path, name, tolerate);
  return withTests(policy, await readTestsIfAny(toTestPath(path)));
}

/**
 * Returns the policy with the outcome of its tests; unchanged if it has no test file. Throws
 * `AuditError` `BAD_POLICY` if the test file is not valid.
 */
export function withTests(policy: Policy, bytes: Uint8Array | undefined): Policy {
  if (bytes === undefined) return policy;
  const path = toTestPath(policy.path);
  const results = runPolicyTests(policy, toTests(bytes, path, policy));
  return { ...policy, tests: toOutcome(path, results) };
}

/**
 * Returns the tests of a file. Throws `AuditError` `BAD_POLICY` with all problems of the file.
 */
export function toTests(bytes: Uint8Array, path: string, policy: Policy): readonly PolicyTest[] {
  const parsed = parsePolicyTests(decodeFile(path, bytes), policy);
  if ("problems" in parsed) throw badFile(path, parsed.problems);
  return parsed.tests;
}

/**
 * Returns the bytes of a test file; undefined if it does not exist. Throws `AuditError`
 * `BAD_POLICY` if it cannot be read.
 */
export async function readTestsIfAny(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readBounded(path, maxPolicyBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new AuditError(
      "BAD_POLICY",
      `cannot read policy tests "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  }
}
