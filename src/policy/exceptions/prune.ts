/** Finds entries of a policy that have no effect any more, and removes them from its text. */

import { AuditError } from "../../errors.ts";
import { fold } from "../../roster/fold.ts";
import { hasEnded } from "../begun.ts";
import type { Evaluation } from "../evaluate.ts";
import { formatProblems, parsePolicy, type ParsedPolicy } from "../file/parse.ts";
import { readSource, type Path, type Source } from "../file/source.ts";
import type { Place, Position } from "../position.ts";
import { driftOf, nameException } from "./drift.ts";
import { anyRule, type ExceptionUse } from "./exception.ts";
import { removeItems } from "./remove-items.ts";
import { applyTextEdits } from "./text-edit.ts";

/** An entry that can be removed. */
export interface Prunable {
  readonly path: Path;
  readonly position: Position;
  /** What the entry is, and why it can be removed; not escaped. */
  readonly what: string;
}

interface Request {
  readonly evaluation: Pick<Evaluation, "rules" | "exceptions">;
  readonly now: Date;
  /** Returns whether a place is in the file of the text. */
  readonly isHere: (place: Place) => boolean;
  readonly rule: string | undefined;
  /** The name as the policy writes it. */
  readonly subject: string | undefined;
}

/**
 * Returns the exceptions that cover nothing or have expired, and the entries of lists that have
 * ended, in the file's order. Never an exception that was not judged.
 */
export function findPrunable(text: string, request: Request): readonly Prunable[] {
  const source = readSource(text);
  return [...findUnused(source, request), ...findEnded(source, request)].toSorted(
    (a, b) => a.position.line - b.position.line || a.position.column - b.position.column,
  );
}

function findUnused(
  source: Source,
  { evaluation, isHere, rule, subject }: Request,
): readonly Prunable[] {
  const isComplete = evaluation.rules.every(({ status }) => status !== "not-judged");
  const chosen = evaluation.exceptions.filter(
    ({ exception, status }) =>
      isHere(exception.position) &&
      (status === "expired" ||
        // Any rule that was not judged may find something about the person.
        (status === "unused" && (exception.rule !== anyRule || isComplete))) &&
      (rule === undefined || exception.rule === rule) &&
      (subject === undefined || fold(exception.subject.text) === fold(subject)),
  );
  const uses = new Map(chosen.map((use) => [keyOf(use.exception.position), use]));
  return ["exceptions", "leaving"].flatMap((section) =>
    itemsAt(source.value, section).flatMap((_, index): Prunable[] => {
      const path = [section, index];
      const position = source.positionOf(path);
      const use = uses.get(keyOf(position));
      return use === undefined ? [] : [{ path, position, what: describe(use) }];
    }),
  );
}

function describe({ exception, status, why }: ExceptionUse): string {
  const reason = status === "expired" ? `it expired on ${exception.expires}` : why;
  return `${nameException(driftOf(exception))}: ${reason}`;
}

/** Sections with lists whose entries can have a last day. */
const sections = ["groups", "roles", "teams", "invites", "repositories", "tokens", "oidc"];

function findEnded(source: Source, { now, rule, subject }: Request): readonly Prunable[] {
  if (rule !== undefined) return [];
  const find = (value: unknown, path: Path): readonly Prunable[] => {
    if (typeof value !== "object" || value === null) return [];
    if (!Array.isArray(value)) {
      return Object.entries(value).flatMap(([key, inner]) => find(inner, [...path, key]));
    }
    return value.flatMap((entry: unknown, index): readonly Prunable[] => {
      const { name, until } = Object(entry) as { readonly name?: string; readonly until?: string };
      if (name === undefined || until === undefined || !hasEnded({ until }, now)) return [];
      if (subject !== undefined && fold(name) !== fold(subject)) return [];
      const what = `entry "${name}" in ${path.join(".")}: it ended on ${until}`;
      return [{ path: [...path, index], position: source.positionOf([...path, index]), what }];
    });
  };
  return sections.flatMap((section) => find(fieldAt(source.value, section), [section]));
}

/**
 * Returns the policy's text without the entries. Throws `AuditError` `BAD_POLICY` if the result
 * would not be exactly the policy without them.
 */
export function removeEntries(
  text: string,
  path: string,
  entries: readonly Prunable[],
  parse: (text: string) => ParsedPolicy = (changed) => parsePolicy(changed, path),
): string {
  const edits = removeItems(
    text,
    entries.map((entry) => entry.path),
  );
  const result = edits === undefined ? text : applyTextEdits(text, edits);
  const parsed = parse(result);
  const isRight =
    JSON.stringify(withoutNulls(readSource(result).value)) ===
    JSON.stringify(withoutNulls(withoutEntries(readSource(text).value, entries)));
  if ("policy" in parsed && isRight) return result;
  const reason =
    "problems" in parsed
      ? `the result would not be valid (${formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ")})`
      : "the result would contain other changes";
  throw new AuditError(
    "BAD_POLICY",
    `cannot remove entries from ${path}: ${reason}. Remove them by hand; --dry-run lists them.`,
  );
}

/** Returns the expected data of the file. */
function withoutEntries(value: unknown, entries: readonly Prunable[]): unknown {
  const left = structuredClone(value);
  // From the last one, so that the indexes of the others stay right.
  for (const { path } of entries.toReversed()) {
    const list = path.slice(0, -1).reduce<unknown>((inner, key) => fieldAt(inner, key), left);
    (list as unknown[]).splice(Number(path.at(-1)), 1);
  }
  return left;
}

/** An empty section of exceptions is written as nothing. */
function withoutNulls(value: unknown): unknown {
  const file = { ...(value as Record<string, unknown>) };
  for (const section of ["exceptions", "leaving"]) {
    if (Object.hasOwn(file, section)) file[section] ??= [];
  }
  return file;
}

function itemsAt(value: unknown, key: string): readonly unknown[] {
  const list = fieldAt(value, key);
  return Array.isArray(list) ? list : [];
}

function fieldAt(value: unknown, key: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>> | undefined)?.[key];
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
