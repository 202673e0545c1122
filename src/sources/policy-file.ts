/** Reads the policy file and its test file: returns a policy, or all problems. */

import { extname } from "node:path";

import { AuditError, describeError, settingName } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import { decodeForComparison, decodePolicyText } from "../policy/file/decode.ts";
import {
  formatProblems,
  maxProblems,
  openPolicy,
  parsePolicy,
  type ParsedPolicy,
} from "../policy/file/parse.ts";
import type { Problem } from "../policy/file/problem.ts";
import { findFiles, type FoundEntry } from "../policy/include/find-files.ts";
import { readIncludedFiles } from "../policy/include/included-files.ts";
import { toFileName } from "../policy/include/paths.ts";
import type { PolicyFolder } from "../policy/include/policy-folder.ts";
import type { Policy } from "../policy/policy.ts";
import { openDiskFolder } from "./disk-folder.ts";

/** The maximum size. Real policy and test files are much smaller. */
export const maxPolicyBytes = 16 * 1024 ** 2;

/**
 * Returns the policy of a file and of the files that it includes; reports use `name` for it. Throws
 * `AuditError` `BAD_POLICY` with all problems of the files.
 */
export async function readPolicyFile(
  path: string,
  name = path,
  tolerate?: TolerateUnmatched,
): Promise<Policy> {
  const bytes = await readPolicyBytes(path);
  return await readWholePolicy({ path: name, bytes, folder: openDiskFolder(path) }, tolerate);
}

/** Returns the bytes of a policy file. Throws `AuditError` `BAD_POLICY` if it cannot be read. */
export async function readPolicyBytes(path: string): Promise<Uint8Array> {
  return await readBounded(path, maxPolicyBytes).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new AuditError(
      "BAD_POLICY",
      missing
        ? `cannot read policy "${path}": there is no such file. In a workflow, run actions/checkout before this action; elsewhere, name the file with ${settingName("policy")}, or draft one with "init".`
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

/** The main file of a policy, and the folder with the files that it includes. */
export interface PolicyFiles {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly folder: PolicyFolder;
}

/**
 * Returns which of these patterns may match no file. Without a function, none may: it is probably a
 * mistake in the pattern.
 */
export type TolerateUnmatched = (patterns: readonly string[]) => Promise<ReadonlySet<string>>;

/** Returns the policy. Throws `AuditError` `BAD_POLICY` with all problems of its files. */
export async function readWholePolicy(
  given: PolicyFiles,
  tolerate?: TolerateUnmatched,
): Promise<Policy> {
  return toValid((await openPolicyFiles(given, tolerate)).parsed, given.path);
}

/** Returns the texts of a policy's files, and the policy or its problems. */
export async function openPolicyFiles(
  { path, bytes, folder }: PolicyFiles,
  tolerate?: TolerateUnmatched,
) {
  const text = decodeFile(path, bytes);
  const opened = openPolicy(text);
  const included = await readIncludedFiles(opened.includes, folder, {
    own: toFileName(path),
    bytes: bytes.byteLength,
    decode: (of) => {
      const decoded = decodePolicyText(of);
      return "text" in decoded ? decoded : { text: "", problem: decoded.problem };
    },
  });
  const unmatched = included.unmatched.map((entry) => opened.includes[entry]?.files ?? "");
  const files =
    tolerate === undefined || unmatched.length === 0
      ? included
      : { ...included, mayBeUnmatched: await tolerate(unmatched) };
  return { text, opened, files, parsed: opened.parse(path, files) };
}

/**
 * Returns what a policy includes, links too. It also finds the files of a policy that is not valid,
 * so that a change of them is seen.
 */
export async function findIncluded(
  bytes: Uint8Array,
  path: string,
  folder: Pick<PolicyFolder, "list">,
): Promise<readonly FoundEntry[]> {
  const { text } = decodeForComparison(bytes);
  // Parsing takes long. Only an escape could hide the key from this search.
  if (!/include|\\/u.test(text)) return [];
  return (await findFiles(openPolicy(text).includes, folder, toFileName(path))).found;
}

/**
 * Returns the policy of a text without included files. Throws `AuditError` `BAD_POLICY` with all
 * problems of the text.
 */
export function toPolicy(text: string, path: string): Policy {
  return toValid(parsePolicy(text, path), path);
}

/** Returns a valid policy. Throws `AuditError` `BAD_POLICY` with all problems of its files. */
export function toValid(parsed: ParsedPolicy, path: string): Policy {
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
