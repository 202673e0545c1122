/** Reads entries under `exceptions`, and finds mistakes that the schema cannot find. */

import { catalog } from "../catalog.ts";
import { Day } from "../day.ts";
import { fold } from "../../roster/fold.ts";
import type { NameExpander } from "../file/expand-names.ts";
import { writtenKey } from "../file/misspelled-key.ts";
import { PolicyFile } from "../file/schema.ts";
import type { Path, Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { describeLine } from "../position.ts";
import { suggest } from "../suggest.ts";
import type { ExceptionEntry, LeavingEntry } from "./entry.ts";
import { anyRule, type PolicyException } from "./exception.ts";
import { placeKinds } from "./place.ts";
import { limitedRule } from "./limit.ts";

/** Returns the exceptions, each with its position in the file. */
export function toExceptions(
  entries: readonly ExceptionEntry[] | null | undefined,
  source: Source,
  names: Pick<NameExpander, "account">,
): readonly PolicyException[] {
  return (entries ?? []).map((entry, index) => ({
    rule: entry.rule,
    subject: {
      text: names.account(entry.subject),
      position: source.positionOf(["exceptions", index, "subject"]),
    },
    team: entry.team ?? null,
    ...(entry.repository !== undefined && { repository: entry.repository }),
    ...(entry.provider !== undefined && { provider: entry.provider }),
    ...(entry.role !== undefined &&
      entry.allow !== undefined && { limit: { role: entry.role, allow: entry.allow } }),
    reason: entry.reason ?? null,
    owner: entry.owner ?? null,
    ticket: entry.ticket ?? null,
    approvedBy: entry["approved-by"] ?? null,
    created: entry.created ?? null,
    expires: entry.expires,
    position: source.positionOf(["exceptions", index]),
  }));
}

/** Returns entries under `leaving` as exceptions to every rule. */
export function toLeaving(
  entries: readonly LeavingEntry[] | null | undefined,
  source: Source,
  names: Pick<NameExpander, "account">,
): readonly PolicyException[] {
  return (entries ?? []).map(({ person, until, reason, ...entry }, index) => ({
    rule: anyRule,
    subject: {
      text: names.account(person),
      position: source.positionOf(["leaving", index, "person"]),
    },
    team: null,
    reason: reason ?? null,
    owner: null,
    ticket: null,
    approvedBy: entry["approved-by"] ?? null,
    created: null,
    expires: until,
    position: source.positionOf(["leaving", index]),
  }));
}

/**
 * Returns mistakes in the exceptions that no schema can express. It reads the raw file, field by
 * field, so that a mistake elsewhere, even in the same entry, hides nothing.
 */
export function findExceptionProblems(source: Source): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, message: string) =>
    problems.push({ position: source.positionOf(path), message });
  const known = knownRules(source);
  const seen = new Map<string, number>();
  for (const [index, entry] of listAt(source.value, "exceptions").entries()) {
    const path = ["exceptions", index];
    const at = (name: string) => textAt(entry, name);
    const [rule, subject] = [at("rule"), at("subject")];
    const [created, expires] = [dayAt(entry, "created"), dayAt(entry, "expires")];
    if (rule !== undefined) {
      const problem = describeUnknownRule(rule, known);
      if (problem !== undefined) add([...path, "rule"], problem);
    }
    if (created !== undefined && expires !== undefined && created > expires) {
      add([...path, "expires"], `it expires on ${expires}, before it was created (${created})`);
    }
    const limit = describeBadLimit(entry, rule);
    if (limit !== undefined) add([...path, limit.key], limit.message);
    const [, second] = placeKinds.filter((kind) => at(kind) !== undefined);
    if (second !== undefined) {
      const message =
        "a finding is about a team, a repository or an OIDC provider: name one of them";
      add([...path, second], message);
    }
    if (rule === undefined || subject === undefined || expires === undefined) continue;
    const places = placeKinds.map((kind) => at(kind) ?? "");
    const names = [rule, subject, ...places, expires, at("role") ?? ""].map(fold);
    const key = JSON.stringify([...names, fieldAt(entry, "allow")]);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, index);
    else {
      const line = describeLine(source.positionOf(["exceptions", before]), source.positionOf(path));
      add(path, `it is the same as the exception on ${line}: keep one of them`);
    }
  }
  return problems;
}

/**
 * Returns the ids that an exception may name: those of the catalog and of the file's custom rules. A
 * custom rule is also known if a key on the way to its id is misspelled, which is a problem there.
 */
function knownRules(source: Source): readonly string[] {
  const section = writtenKey("custom", [], source, PolicyFile);
  const custom = listAt(source.value, section).map((entry, index) =>
    textAt(entry, writtenKey("id", [section, index], source, PolicyFile)),
  );
  return [...catalog.map(({ id }) => id), ...custom.filter((id) => id !== undefined)];
}

function describeUnknownRule(rule: string, known: readonly string[]): string | undefined {
  if (rule.startsWith("exception-")) {
    return `there are no exceptions to "${rule}": correct or remove the exception that the rule reports`;
  }
  if (known.includes(rule)) return undefined;
  const possible = known.filter((id) => !id.startsWith("exception-"));
  return `"${rule.slice(0, 80)}" is not a rule${suggest(rule, possible)}`;
}

/** The role and the number belong together, and to one rule only. */
function describeBadLimit(
  entry: unknown,
  rule: string | undefined,
): { readonly key: string; readonly message: string } | undefined {
  const given = ["role", "allow"].filter((key) => fieldAt(entry, key) !== undefined);
  const [key] = given;
  if (key === undefined) return undefined;
  if (rule !== undefined && rule !== limitedRule) {
    return { key, message: `"${key}" is only for exceptions to ${limitedRule}: remove it` };
  }
  const other = key === "role" ? "allow" : "role";
  if (given.length === 2) return undefined;
  return { key, message: `"${key}" needs "${other}": name the role and the number it may have` };
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = fieldAt(value, key);
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, key: string): string | undefined {
  const text = fieldAt(value, key);
  return typeof text === "string" ? text.trim() : undefined;
}

/** Returns a calendar day; undefined for anything else, which the schema reports. */
function dayAt(value: unknown, key: string): string | undefined {
  const { data } = Day.safeParse(fieldAt(value, key));
  return data;
}

function fieldAt(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
