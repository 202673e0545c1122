/** Policy text to a Policy, or to everything that is wrong with it at once. */

import { createHash } from "node:crypto";

import type { z } from "zod";

import { catalog } from "./catalog.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import { CustomEntry } from "./custom/custom-schema.ts";
import { readCustomRules } from "./custom/read-custom-rules.ts";
import { fold } from "./directory.ts";
import { ExceptionEntry } from "./exceptions/entry.ts";
import { findExceptionProblems, toExceptions } from "./exceptions/read.ts";
import { roleNames, toRole } from "./options.ts";
import type { Policy, RolePolicy, RuleSetting, TeamPolicy, WrittenName } from "./policy.ts";
import { salvage } from "./salvage.ts";
import { PolicyFile } from "./schema.ts";
import { describeSize, withoutEchoes } from "./size-problem.ts";
import { readSource, type Path, type Problem, type Source } from "./source.ts";
import { suggest } from "./suggest.ts";

export type ParsedPolicy =
  | { readonly policy: Policy }
  | { readonly path: string; readonly problems: readonly Problem[] };

/** Returns the policy, or its problems in the file's order. Throws nothing for what the text says. */
export function parsePolicy(text: string, path: string): ParsedPolicy {
  const source = readSource(text);
  const problems = [...source.problems];
  const parsed = PolicyFile.safeParse(source.value ?? {});
  if (source.value !== undefined && !parsed.success) {
    problems.push(
      ...withoutEchoes(parsed.error.issues).flatMap((issue) => toProblems(issue, source)),
    );
  } else if (source.value === undefined && problems.length === 0) {
    const message = 'the file is empty: it needs at least "version: 1" and "organization"';
    problems.push({ position: { line: 1, column: 1 }, message });
  }
  const rest = parsed.success
    ? parsed
    : WhatIsRight.safeParse(salvage(source.value, parsed.error.issues));
  if (rest.success) problems.push(...findContradictions(rest.data, source));
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
  return { policy: toPolicy(parsed.data, source, { path, sha256, custom: custom.rules }) };
}

/** A file without the entries that are wrong, of which the others may still contradict each other. */
const WhatIsRight = PolicyFile.partial();

/** Returns problems one a line, each as `path:line:column: what is wrong`. */
export function formatProblems(path: string, problems: readonly Problem[]): string {
  return problems
    .map(({ position, message }) => `${path}:${position.line}:${position.column}: ${message}`)
    .join("\n");
}

type Issue = z.core.$ZodIssue;

/**
 * Returns what a schema's issue means at its place in the file; `known` tells the keys that are
 * allowed at a path, for a suggestion only.
 */
export function toProblems(
  issue: Issue,
  source: Source,
  parents: Path = [],
  known: (path: Path) => readonly string[] = knownKeys,
): Problem[] {
  const path = [...parents, ...issue.path] as Path;
  const position = source.positionOf(path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        position: source.positionOfKey([...path, key]),
        message: `"${key}" is not known ${placeOf(path)}${suggest(key, known(path))}`,
      }));
    case "invalid_union":
      return chooseBranch(issue, source, path).flatMap((inner) =>
        toProblems(inner, source, path, known),
      );
    case "invalid_value": {
      const value = valueAt(source.value, path);
      if (value === undefined) return [missing(path, source)];
      const values = issue.values.map(String);
      return [
        {
          position,
          message:
            values.length === 1
              ? `${quote(value)} is not ${values[0]}`
              : `${quote(value)} is not one of ${values.join(", ")}${suggest(quote(value).slice(1, -1), values)}`,
        },
      ];
    }
    case "invalid_type": {
      const value = valueAt(source.value, path);
      if (value === undefined) return [missing(path, source)];
      const hint =
        issue.expected === "string" && value !== null && typeof value !== "object"
          ? ": put it in quotes"
          : "";
      return [
        {
          position,
          message: `expected ${kindNames[issue.expected] ?? issue.expected}, found ${kindOf(value)}${hint}`,
        },
      ];
    }
    case "invalid_format":
      return [
        { position, message: `${quote(valueAt(source.value, path))} is not ${issue.message}` },
      ];
    case "too_small":
    case "too_big": {
      const message = describeSize(issue, valueAt(source.value, path));
      return message === undefined ? [] : [{ position, message }];
    }
    default:
      return [{ position, message: lowerFirst(issue.message) }];
  }
}

/** A rule is set by a word or by a mapping; the problems of the form that was used are told. */
function chooseBranch(
  issue: z.core.$ZodIssueInvalidUnion,
  source: Source,
  path: Path,
): readonly Issue[] {
  const value = valueAt(source.value, path);
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return issue.errors[isMapping ? issue.errors.length - 1 : 0] ?? [];
}

function missing(path: Path, source: Source): Problem {
  const key = path.at(-1);
  return {
    position: source.positionOf(path.slice(0, -1)),
    message: `"${key}" is missing ${placeOf(path.slice(0, -1))}`.trimEnd(),
  };
}

function placeOf(path: Path): string {
  return path.length === 0 ? "at the top of the file" : `in ${path.join(".")}`;
}

/** Returns the keys that are allowed at a path, for a suggestion only. */
function knownKeys(path: Path): readonly string[] {
  const [section, entry] = path;
  if (section === undefined) return Object.keys(PolicyFile.shape);
  if (section === "roles") return entry === undefined ? roleNames : ["members", "min", "max"];
  if (section === "custom") return Object.keys(CustomEntry.shape);
  if (section === "teams") return ["managers", "members", "services"];
  if (section === "exceptions") return Object.keys(ExceptionEntry.shape);
  if (entry === undefined) return catalog.map((rule) => rule.id);
  const rule = catalog.find(({ id }) => id === entry);
  return [...Object.keys(rule?.options.shape ?? {}), "severity"];
}

const kindNames: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return quote(value);
}

function quote(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null
        ? (at as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** What no schema says: entries that contradict each other. */
function findContradictions(file: z.infer<typeof WhatIsRight>, source: Source): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, message: string) =>
    problems.push({ position: source.positionOf(path), message });
  for (const role of roleNames) {
    const { members, min, max } = file.roles?.[role] ?? {};
    if (min !== undefined && max !== undefined && min > max) {
      add(["roles", role, "min"], `min ${min} is more than max ${max}`);
    }
    for (const at of repeats(members)) {
      add(["roles", role, "members", at], `"${members?.[at]}" is listed twice`);
    }
  }
  const slugs = new Set<string>();
  for (const [team, lists] of Object.entries(file.teams ?? {})) {
    for (const list of ["managers", "members", "services"] as const) {
      for (const at of repeats(lists[list])) {
        add(["teams", team, list, at], `"${lists[list]?.[at]}" is listed twice`);
      }
    }
    if (slugs.has(fold(team))) {
      problems.push({
        position: source.positionOfKey(["teams", team]),
        message: `team "${team}" is listed twice`,
      });
    }
    slugs.add(fold(team));
  }
  if (file["unlisted-teams"] !== undefined && file.rules?.["team-unlisted"] !== undefined) {
    add(["rules", "team-unlisted"], 'is set by "unlisted-teams" already: keep one of them');
  }
  return problems;
}

/** Returns the positions in a list at which a name stands that stood there before. */
function repeats(names: readonly string[] | undefined): number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  for (const [index, name] of (names ?? []).entries()) {
    if (seen.has(fold(name))) found.push(index);
    seen.add(fold(name));
  }
  return found;
}

function toPolicy(
  file: PolicyFile,
  source: Source,
  about: Pick<Policy, "path" | "sha256" | "custom">,
): Policy {
  const names = (path: Path, list: readonly string[] | undefined): WrittenName[] =>
    (list ?? []).map((text, index) => ({ text, position: source.positionOf([...path, index]) }));
  const roles = roleNames.flatMap((role): RolePolicy[] => {
    const entry = file.roles?.[role];
    if (entry === undefined) return [];
    return [
      {
        role: toRole(role),
        members:
          entry.members === undefined ? null : names(["roles", role, "members"], entry.members),
        min: entry.min ?? null,
        max: entry.max ?? null,
        position: source.positionOfKey(["roles", role]),
      },
    ];
  });
  const teams = Object.entries(file.teams ?? {}).map(([team, entry]): TeamPolicy => ({
    name: { text: team, position: source.positionOfKey(["teams", team]) },
    managers: names(["teams", team, "managers"], entry.managers),
    members: names(["teams", team, "members"], entry.members),
    services: names(["teams", team, "services"], entry.services),
  }));
  return {
    ...about,
    organization: file.organization,
    roles,
    teams,
    rules: toSettings(file, source, about.custom),
    exceptions: toExceptions(file.exceptions, source),
  };
}

function toSettings(
  file: PolicyFile,
  source: Source,
  custom: readonly CustomRule[],
): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const rule of catalog) {
    const entry: unknown = file.rules?.[rule.id];
    const given = typeof entry === "string" ? { severity: entry } : (entry ?? {});
    const { severity, ...options } = given as { severity?: RuleSetting["severity"] };
    settings.set(rule.id, {
      severity: severity ?? rule.severity,
      options: rule.options.parse(options),
      position: entry === undefined ? undefined : source.positionOfKey(["rules", rule.id]),
    });
  }
  for (const { id, severity, position } of custom) {
    settings.set(id, { severity, options: {}, position });
  }
  const unlisted = settings.get("team-unlisted");
  if (unlisted !== undefined && file["unlisted-teams"] !== undefined) {
    settings.set("team-unlisted", {
      ...unlisted,
      severity: file["unlisted-teams"],
      position: source.positionOfKey(["unlisted-teams"]),
    });
  }
  return settings;
}
