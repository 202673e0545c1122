/** What a schema finds wrong, in the words of whoever wrote the file. */

import type { z } from "zod";

import { describeSize } from "./size-problem.ts";
import type { Path, Problem, Source } from "./source.ts";
import { suggest } from "./suggest.ts";

type Issue = z.core.$ZodIssue;

/**
 * Returns what a schema's issue means at its place in the file; `known` tells the keys that are
 * allowed at a path, for a suggestion only.
 */
export function toProblems(
  issue: Issue,
  source: Source,
  parents: Path = [],
  known: (path: Path) => readonly string[],
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
