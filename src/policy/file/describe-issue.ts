/** Describes a schema's issues in the words of the policy file. */

import type { z } from "zod";

import { quoteWritten } from "./written.ts";
import { describeSize } from "./size-problem.ts";
import type { Path, Source } from "./source.ts";
import type { Problem } from "./problem.ts";
import { suggest } from "../suggest.ts";

type Issue = z.core.$ZodIssue;

/**
 * Returns the problems of a schema's issue, with their positions in the file. `known` returns the
 * keys that are allowed at a path; they are only used for a suggestion.
 */
export function toProblems(
  issue: Issue,
  source: Source,
  parents: Path = [],
  known: (path: Path) => readonly string[],
): Problem[] {
  const path = [...parents, ...issue.path] as Path;
  if (source.isRefused(path)) return [];
  const position = source.positionOf(path);
  const quoted = (value: unknown) => quote(value, source.writtenAt(path));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        position: source.positionOfKey([...path, key]),
        message: `${quoteWritten(key)} is not known ${placeOf(path)}${suggest(key, known(path))}`,
      }));
    case "invalid_union":
      return chooseBranch(issue, source, path).flatMap((inner) =>
        toProblems(inner, source, path, known),
      );
    case "invalid_value": {
      const value = valueAt(source.value, path);
      if (value === undefined) return [missing(path, source)];
      return [
        { position, message: describeChoice(value, quoted(value), issue.values.map(String)) },
      ];
    }
    case "invalid_type": {
      const value = valueAt(source.value, path);
      if (value === undefined) return [missing(path, source)];
      const isScalar = value === null ? quoted(value) !== nothing : typeof value !== "object";
      const hint = issue.expected === "string" && isScalar ? ": put it in quotes" : "";
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

function describeChoice(value: unknown, quoted: string, values: readonly string[]): string {
  if (values.length > 1) {
    const meant = typeof value === "string" ? suggest(value, values) : "";
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

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null
        ? (at as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
