/** Parses the text of a policy file into a Policy, or into a list of all its problems. */

import { createHash } from "node:crypto";

import type { z } from "zod";

import { count } from "../../roster/count.ts";
import { findContradictions } from "../contradictions.ts";
import { readCustomRules } from "../custom/read-custom-rules.ts";
import { createNameExpander } from "./expand-names.ts";
import { toProblems } from "./describe-issue.ts";
import { findExceptionProblems } from "../exceptions/read.ts";
import type { Policy } from "../policy.ts";
import { PolicyFile } from "./schema.ts";
import { readSource } from "./source.ts";
import type { Problem } from "./problem.ts";
import { toPolicy } from "./to-policy.ts";

export type ParsedPolicy =
  | { readonly policy: Policy }
  | { readonly path: string; readonly problems: readonly Problem[] };

/** Returns the policy, or its problems in the file's order. Throws nothing because of the text. */
export function parsePolicy(text: string, path: string): ParsedPolicy {
  const source = readSource(text);
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
  if (rest.success) problems.push(...findContradictions(rest.data, source, names));
  problems.push(...findExceptionProblems(source));
  const custom = readCustomRules(source);
  problems.push(...custom.problems);
  if (!parsed.success || problems.length > 0) {
    problems.sort(
      (a, b) => a.position.line - b.position.line || a.position.column - b.position.column,
    );
    return { path, problems };
  }
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { policy: toPolicy(parsed.data, source, names, { path, sha256, custom: custom.rules }) };
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
    .map(({ position, message }) => `${path}:${position.line}:${position.column}: ${message}`);
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
