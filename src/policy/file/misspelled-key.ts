/** Keys that a schema does not know: a misspelled key is one mistake, and not a missing key as well. */

import type { z } from "zod";

import { nearestWord } from "../suggest.ts";
import { keysAt } from "./schema-keys.ts";
import type { Path, Source } from "./source.ts";
import { valueAt } from "./value-at.ts";

type Issue = z.core.$ZodIssue;

/** In a file with more unknown keys, spelling is not the problem. */
const maxKeys = 200;

/** Returns the issues without those about a missing key that is there, but misspelled. */
export function withoutMisspelled(
  issues: readonly Issue[],
  source: Source,
  schema: z.ZodType,
): readonly Issue[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ key, path: issue.path as Path }))
      : [],
  );
  const meant = new Set(
    unknown
      .slice(0, maxKeys)
      .map(({ key, path }) => JSON.stringify([...path, meantKey(key, path, source, schema)])),
  );
  return issues.filter(
    ({ path }) =>
      !meant.has(JSON.stringify(path)) || valueAt(source.value, path as Path) !== undefined,
  );
}

/** Returns the known key that is spelled like a key; rather one that the mapping does not have. */
export function meantKey(
  key: string,
  path: Path,
  source: Source,
  schema: z.ZodType,
): string | undefined {
  const known = keysAt(schema, path);
  const mapping = valueAt(source.value, path);
  const isAbsent = (name: string) => !Object.hasOwn(Object(mapping) as object, name);
  return nearestWord(key, known.filter(isAbsent)) ?? nearestWord(key, known);
}

/** Returns the key that the file uses for a known key of a mapping: the key itself, or misspelled. */
export function writtenKey(known: string, path: Path, source: Source, schema: z.ZodType): string {
  const keys = Object.keys(Object(valueAt(source.value, path)) as object);
  if (keys.includes(known)) return known;
  const allowed = keysAt(schema, path);
  const unknown = keys.filter((key) => !allowed.includes(key)).slice(0, maxKeys);
  return unknown.find((key) => meantKey(key, path, source, schema) === known) ?? known;
}
