/** Parses the text of a policy file into a Policy, or into a list of all its problems. */

import type { z } from "zod";

import { count } from "../../roster/count.ts";
import { findContradictions } from "../contradictions.ts";
import { readCustomRules } from "../custom/read-custom-rules.ts";
import { findIncludeProblems, readIncludes, toFacts } from "../include/include.ts";
import type { Include } from "../include/include-schema.ts";
import { noFiles, type IncludedFiles } from "../include/included-files.ts";
import { mergeSources } from "../include/merge-sources.ts";
import { createNameExpander } from "./expand-names.ts";
import { toProblems } from "./describe-issue.ts";
import { findExceptionProblems } from "../exceptions/read.ts";
import type { Policy } from "../policy.ts";
import { describePlace } from "../position.ts";
import { PolicyFile } from "./schema.ts";
import { readSource, type Source } from "./source.ts";
import type { Problem } from "./problem.ts";
import { toPolicy } from "./to-policy.ts";

export type ParsedPolicy =
  | { readonly policy: Policy }
  | { readonly path: string; readonly problems: readonly Problem[] };

/** The main file of a policy, read before the files that it includes. */
export interface OpenedPolicy {
  readonly includes: readonly Include[];
  /** Returns the policy, or its problems in the files' order. `path` is the main file's. */
  parse(path: string, included?: ParsedFiles): ParsedPolicy;
}

interface ParsedFiles extends IncludedFiles {
  /** The patterns that may match no file: a comparison shows what is gone. */
  readonly mayBeUnmatched?: ReadonlySet<string>;
}

/** Returns the policy of a text without included files. Throws nothing because of the text. */
export function parsePolicy(text: string, path: string): ParsedPolicy {
  return openPolicy(text).parse(path);
}

/** Reads the main file of a policy. Throws nothing because of the text. */
export function openPolicy(text: string): OpenedPolicy {
  const source = readSource(text);
  const includes = readIncludes(source);
  return {
    includes,
    parse: (path, included) => {
      if (includes.length === 0) return parse(source, toFacts(text, path, noFiles));
      const files = included ?? { ...noFiles, unmatched: [...includes.keys()] };
      const { source: merged, isComplete } = mergeSources(source, path, includes, files);
      const missing = findIncludeProblems(includes, files, merged, files.mayBeUnmatched);
      const problems = [...merged.problems, ...missing];
      const facts = toFacts(text, path, files);
      return parse({ ...merged, problems }, facts, isComplete && missing.length === 0);
    },
  };
}

/** `isComplete`: no file is missing, so that a name without a definition is a mistake. */
function parse(
  source: Source,
  about: Pick<Policy, "path" | "sha256" | "files">,
  isComplete = true,
): ParsedPolicy {
  const problems = [...source.problems];
  const parsed = PolicyFile.safeParse(source.value ?? {});
  if (source.value !== undefined && !parsed.success) {
    problems.push(...toProblems(parsed.error.issues, source, PolicyFile));
  } else if (source.value === undefined && problems.length === 0) {
    const message = 'the file is empty: it needs at least "version: 1" and "organization"';
    problems.push({ position: { line: 1, column: 1 }, message });
  }
  const rest = parsed.success
    ? parsed
    : ValidPart.safeParse(dropInvalid(source.value, parsed.error.issues));
  const names = createNameExpander(rest.data ?? {}, source);
  if (rest.success && isComplete) problems.push(...findContradictions(rest.data, source, names));
  if (isComplete) problems.push(...findExceptionProblems(source));
  const custom = readCustomRules(source);
  problems.push(...custom.problems);
  if (!parsed.success || problems.length > 0) {
    return { path: about.path, problems: inFileOrder(problems, about) };
  }
  return { policy: toPolicy(parsed.data, source, names, { ...about, custom: custom.rules }) };
}

/** The main file comes first, and the others in the order in which they are included. */
function inFileOrder(
  problems: readonly Problem[],
  { path, files = [] }: Pick<Policy, "path" | "files">,
): readonly Problem[] {
  const order = new Map([path, ...files].map((file, index) => [file, index]));
  const fileOf = ({ position }: Problem) => order.get(position.path ?? path) ?? 0;
  return problems.toSorted(
    (a, b) =>
      fileOf(a) - fileOf(b) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column,
  );
}

/** A file without its invalid entries; the other entries may still contradict each other. */
const ValidPart = PolicyFile.partial();

/** Nobody corrects more than this in one step; a hostile file has hundreds of thousands. */
export const maxProblems = 100;

/**
 * Returns the first 100 problems, one on each line, as `path:line:column: what is wrong`, and the
 * number of the others.
 */
export function formatProblems(path: string, problems: readonly Problem[]): string {
  const lines = problems
    .slice(0, maxProblems)
    .map(
      ({ position, message }) => `${describePlace(position, path)}:${position.column}: ${message}`,
    );
  const rest = problems.length - lines.length;
  if (rest > 0) lines.push(`${path}: and ${count(rest, "more problem")}`);
  return lines.join("\n");
}

/**
 * Returns a copy of the data without the entries that the issues are about, so that one mistake
 * does not hide another. An issue about the complete file leaves the data unchanged.
 */
function dropInvalid(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const left: unknown = structuredClone(value);
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) {
      remove(left, key === undefined ? issue.path : [...issue.path, key]);
    }
  }
  return left;
}

/**
 * Removes the value at a path. Removes the complete list if the value is in one: otherwise the
 * positions of the other elements would change.
 */
function remove(root: unknown, path: readonly PropertyKey[]): void {
  const inList = path.findIndex((key) => typeof key === "number");
  const keys = inList === -1 ? path : path.slice(0, inList);
  const last = keys.at(-1);
  if (last === undefined) return;
  let parent = root as Record<PropertyKey, unknown> | undefined;
  for (const key of keys.slice(0, -1)) parent = parent?.[key] as typeof parent;
  delete parent?.[last];
}
