/** A name with a prefix that has a space after its colon, so that YAML reads a mapping. */

import { z } from "zod";

import { targetPrefixes } from "../prefixes.ts";
import { formsAt } from "./schema-keys.ts";
import type { Path, Source } from "./source.ts";
import { valueAt } from "./value-at.ts";

/**
 * Returns the name that was meant, such as `team:platform` for `team: platform`; undefined if the
 * value at the path is not such a mapping, or if its list cannot contain such names.
 */
export function prefixedName(path: Path, source: Source, schema: z.ZodType): string | undefined {
  const value = valueAt(source.value, path);
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value) as [string, unknown][];
  const [key, text] = entries[0] ?? [];
  if (entries.length !== 1 || key === undefined || typeof text !== "string") return undefined;
  const isPrefix = formsAt(schema, path).some(
    (form) =>
      form instanceof z.ZodString &&
      // A list with names of this kind rejects the prefix alone.
      (key === "group" || (prefixes.has(key) && !form.safeParse(`${key}:`).success)),
  );
  return isPrefix ? `${key}:${text}` : undefined;
}

const prefixes: ReadonlySet<string> = new Set(Object.keys(targetPrefixes));
