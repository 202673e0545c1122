/** Describes a schema's issues in the words of the policy file. */

import type { z } from "zod";

import { toFlow } from "./flow.ts";
import { keyBeside, rightShape } from "./right-shape.ts";
import { meantKey, withoutMisspelled } from "./misspelled-key.ts";
import { prefixedName } from "./prefixed-name.ts";
import { valueAt } from "./value-at.ts";
import { quoteWritten } from "./written.ts";
import { describeSize, withoutEchoes } from "./size-problem.ts";
import type { Path, Source } from "./source.ts";
import type { Problem } from "./problem.ts";
import { didYouMean, meanings, suggest } from "../suggest.ts";

type Issue = z.core.$ZodIssue;

/** Nobody reads more suggestions than this, and each of them takes time. */
const maxHints = 200;

/** Returns the problems of a schema's issues: one for each mistake, with its position in the file. */
export function toProblems(
  issues: readonly Issue[],
  source: Source,
  schema: z.ZodType,
): readonly Problem[] {
  let asked = 0;
  const hint = <T>(find: () => T): T | undefined => (asked++ < maxHints ? find() : undefined);
  return withoutMisspelled(withoutEchoes(issues), source, schema).flatMap((issue) =>
    describeIssue(issue, source, [], { schema, hint }),
  );
}

interface Hints {
  readonly schema: z.ZodType;
  /** Returns what was found; undefined after too many hints. */
  readonly hint: <T>(find: () => T) => T | undefined;
}

function describeIssue(
  issue: Issue,
  source: Source,
  parents: Path,
  hints: Hints,
): readonly Problem[] {
  const { schema, hint: ask } = hints;
  const path = [...parents, ...issue.path] as Path;
  if (source.isRefused(path)) return [];
  const position = source.positionOf(path);
  const quoted = (value: unknown) => quote(value, source.writtenAt(path));
  switch (issue.code) {
    case "unrecognized_keys": {
      const name = prefixedName(path, source, schema);
      if (name !== undefined) {
        const message = `expected a name, found a mapping: write ${quoteWritten(name)}, without the space`;
        return [{ position, message }];
      }
      return issue.keys.map((key) => ({
        position: source.positionOfKey([...path, key]),
        message: `${quoteWritten(key)} is not known ${placeOf(path)}${didYouMean(ask(() => meantKey(key, path, source, schema)))}`,
      }));
    }
    case "invalid_union":
      return chooseBranch(issue, source, path).flatMap((inner) =>
        describeIssue(inner, source, path, hints),
      );
    case "invalid_value": {
      const value = valueAt(source.value, path);
      if (value === undefined) return [missing(path, source)];
      const message = describeChoice(value, quoted(value), issue.values.map(String), ask);
      const hint = message.includes(meanings)
        ? ""
        : shapeHint(ask(() => rightShape(schema, path, value, { acceptsWords: true })));
      return [{ position, message: message + hint }];
    }
    case "invalid_type": {
      const value = valueAt(source.value, path);
      if (value === undefined) {
        // The mapping itself is the mistake.
        return prefixedName(path.slice(0, -1), source, schema) === undefined
          ? [missing(path, source)]
          : [];
      }
      const isScalar = value === null ? quoted(value) !== nothing : typeof value !== "object";
      const hint =
        issue.expected === "string" && isScalar
          ? ": put it in quotes"
          : path.length === 0
            ? ""
            : (ask(
                () => keyHint(schema, path, value) ?? shapeHint(rightShape(schema, path, value)),
              ) ?? "");
      return [
        {
          position,
          message: `expected ${kindNames[issue.expected] ?? issue.expected}, found ${isScalar ? quoted(value) : kindOf(value)}${hint}`,
        },
      ];
    }
    case "invalid_key":
      return issue.issues.flatMap((inner) => {
        const message =
          inner.code === "too_small" || inner.code === "too_big"
            ? describeSize(inner, path.at(-1))
            : lowerFirst(inner.message);
        return message === undefined ? [] : [{ position: source.positionOfKey(path), message }];
      });
    case "invalid_format":
      return [
        { position, message: `${quoted(valueAt(source.value, path))} is not ${issue.message}` },
      ];
    case "too_small":
    case "too_big": {
      const message = describeSize(issue, valueAt(source.value, path), source.writtenAt(path));
      return message === undefined ? [] : [{ position, message }];
    }
    default:
      return [{ position, message: lowerFirst(issue.message) }];
  }
}

function describeChoice(
  value: unknown,
  quoted: string,
  values: readonly string[],
  ask: Hints["hint"],
): string {
  if (values.length > 1) {
    const meant = typeof value === "string" ? (ask(() => suggest(value, values)) ?? "") : "";
    return `${quoted} is not one of ${values.join(", ")}${meant}`;
  }
  // A text that looks like the expected number.
  const hint = value === values[0] ? ": leave out the quotes" : "";
  return `${quoted} is not ${values[0]}${hint}`;
}

/**
 * A rule is set by a word or by a mapping; the problems are those of the form that the file uses.
 */
function chooseBranch(
  issue: z.core.$ZodIssueInvalidUnion,
  source: Source,
  path: Path,
): readonly Issue[] {
  const value = valueAt(source.value, path);
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  const ofItsKind = issue.errors.find((branch) => !branch.some(isWrongKind));
  return (isMapping ? ofItsKind : undefined) ?? issue.errors[0] ?? [];
}

function isWrongKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === "invalid_type" || code === "invalid_value");
}

/** Returns a hint for `any` at a key that only has lists, if a key beside it accepts the word. */
function keyHint(schema: z.ZodType, path: Path, value: unknown): string | undefined {
  if (value !== "any") return undefined;
  const key = keyBeside(schema, path, value);
  return key === undefined ? undefined : `: use "${key}: any" in place of the lists`;
}

function shapeHint(meant: unknown): string {
  return meant === undefined ? "" : `: write ${toFlow(meant)}`;
}

function missing(path: Path, source: Source): Problem {
  const key = path.at(-1);
  return {
    position: source.positionOf(path.slice(0, -1)),
    message: `"${key}" is missing ${placeOf(path.slice(0, -1))}`.trimEnd(),
  };
}

function placeOf(path: Path): string {
  return path.length === 0 ? "at the top of the file" : `in ${inWords(path)}`;
}

/** Returns a path as `roles.owner`, or as `entry 1 of exceptions` if it passes a list. */
function inWords(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === "number");
  if (at === -1) return path.map(shorten).join(".");
  const rest = path.slice(at + 1);
  const entry = `entry ${Number(path[at]) + 1} of ${inWords(path.slice(0, at))}`;
  return rest.length === 0 ? entry : `${rest.map(shorten).join(".")} of ${entry}`;
}

function shorten(step: string | number): string {
  const text = String(step);
  return text.length > maxStep ? `${text.slice(0, maxStep)}…` : text;
}

const maxStep = 80;

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
  if (Array.isArray(value)) return "a list";
  return value === null ? nothing : "a mapping";
}

const nothing = "nothing";

/** Returns a value as it was written: the parsed value of `0123` may be another account's name. */
function quote(value: unknown, written: string | undefined): string {
  if (written === "" || (written === undefined && value === null)) return nothing;
  const text = written ?? (typeof value === "string" ? value : JSON.stringify(value));
  return quoteWritten(text ?? nothing);
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
