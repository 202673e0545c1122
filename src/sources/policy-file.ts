/** Reads the policy file and its test file: returns a policy, or all problems. */

import { extname } from "node:path";

import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import { decodePolicyText } from "../policy/file/decode.ts";
import { formatProblems, maxProblems, parsePolicy } from "../policy/file/parse.ts";
import type { Problem } from "../policy/file/problem.ts";
import type { Policy } from "../policy/policy.ts";

/** The maximum size. Real policy and test files are much smaller. */
export const maxPolicyBytes = 16 * 1024 ** 2;

/**
 * Returns the policy of a file; reports use `name` for it. Throws `AuditError` `BAD_POLICY` with
 * all problems of the file.
 */
export async function readPolicyFile(path: string, name = path): Promise<Policy> {
  return toPolicy(decodeFile(name, await readPolicyBytes(path)), name);
}

/** Returns the bytes of a policy file. Throws `AuditError` `BAD_POLICY` if it cannot be read. */
export async function readPolicyBytes(path: string): Promise<Uint8Array> {
  return await readBounded(path, maxPolicyBytes).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new AuditError(
      "BAD_POLICY",
      missing
        ? `cannot read policy "${path}": there is no such file. In a workflow, run actions/checkout before this action; elsewhere, name the file with policy, or draft one with "init".`
        : `cannot read policy "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  });
}

/**
 * Returns the text of a policy or of its tests. Throws `AuditError` `BAD_POLICY` if it is not
 * UTF-8.
 */
export function decodeFile(path: string, bytes: Uint8Array): string {
  const decoded = decodePolicyText(bytes);
  if ("text" in decoded) return decoded.text;
  throw badFile(path, [decoded.problem]);
}

/** Returns the policy of a text. Throws `AuditError` `BAD_POLICY` with all problems of the text. */
export function toPolicy(text: string, path: string): Policy {
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  throw badFile(path, parsed.problems);
}

/** Returns the error with all problems of a file. */
export function badFile(path: string, problems: readonly Problem[]): AuditError {
  return new AuditError("BAD_POLICY", formatProblems(path, problems), {
    problems: problems
      .slice(0, maxProblems)
      .map(({ position, message }) => ({ path, ...position, message })),
  });
}

/** Returns `access-policy.test.yml` for `access-policy.yml`. */
export function toTestPath(policyPath: string): string {
  const extension = extname(policyPath);
  return `${policyPath.slice(0, policyPath.length - extension.length)}.test${extension}`;
}
