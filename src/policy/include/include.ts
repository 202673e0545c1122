/** The section `include` of a policy's main file, and what depends on the included files. */

import { createHash } from "node:crypto";

import type { Problem } from "../file/problem.ts";
import type { Source } from "../file/source.ts";
import { quoteWritten } from "../file/written.ts";
import type { Policy } from "../policy.ts";
import type { IncludedFiles } from "./included-files.ts";
import { Includes, type Include } from "./include-schema.ts";
import { toFileName, toFullPath } from "./paths.ts";

/** Returns the entries under `include`; none if there is a mistake in them, which the schema reports. */
export function readIncludes({ value }: Source): readonly Include[] {
  const given = (value as { readonly include?: unknown } | null | undefined)?.include;
  return Includes.safeParse(given).data ?? [];
}

/** Returns the problems with the included files as a whole, at the entries that include them. */
export function findIncludeProblems(
  includes: readonly Include[],
  { problems, unmatched }: IncludedFiles,
  source: Source,
  mayBeUnmatched: ReadonlySet<string> = new Set(),
): readonly Problem[] {
  const missing = unmatched.flatMap((entry) => {
    const { files = "" } = includes[entry] ?? {};
    const message = `no file matches ${quoteWritten(files)}`;
    return mayBeUnmatched.has(files) ? [] : [{ entry, message }];
  });
  return [...problems, ...missing].map(({ entry, message }) => ({
    position: source.positionOf(["include", entry, "files"]),
    message,
  }));
}

/**
 * Returns what reports say about the files of a policy. With included files, the hash is that of the
 * lines that `sha256sum` prints for all files, sorted by path.
 */
export function toFacts(
  text: string,
  path: string,
  { files }: IncludedFiles,
): Pick<Policy, "path" | "sha256" | "files"> {
  const sha256 = hashOf(text);
  if (files.length === 0) return { path, sha256 };
  const all = [{ path: toFileName(path), text }, ...files];
  const lines = all
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => `${hashOf(file.text)}  ${file.path}\n`);
  return {
    path,
    sha256: hashOf(lines.join("")),
    files: files.map((file) => toFullPath(path, file.path)),
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
