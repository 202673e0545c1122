/**
 * Mappings whose keys are names from outside. They become a Map, in which `__proto__` is a normal
 * key.
 */

import { z } from "zod";

/**
 * The library's record schema of each mapping. It is not used to parse, because it would leave out
 * `__proto__`. The key is the mapping's own function, which every copy of a schema shares.
 */
const records = new WeakMap<object, z.ZodRecord<z.ZodString, z.ZodType>>();

/** Returns the schema of a mapping with any keys; its output is a Map in the file's order. */
export function mapOf<Value extends z.ZodType>(key: z.ZodString, value: Value) {
  const read = (given: unknown, { issues }: z.core.ParsePayload): Map<string, z.output<Value>> => {
    const map = new Map<string, z.output<Value>>();
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      issues.push({ code: "invalid_type", expected: "record", input: given });
      return map;
    }
    for (const [name, item] of Object.entries(given) as [string, unknown][]) {
      const named = key.safeParse(name);
      const parsed = value.safeParse(item);
      if (!named.success) {
        issues.push({
          code: "invalid_key",
          origin: "record",
          issues: named.error.issues,
          input: name,
          path: [name],
        });
      }
      for (const issue of parsed.error?.issues ?? []) {
        issues.push({ ...issue, input: item, path: [name, ...issue.path] } as z.core.$ZodRawIssue);
      }
      if (named.success && parsed.success) map.set(named.data, parsed.data);
    }
    return map;
  };
  records.set(read, z.record(key, value));
  return z.transform(read);
}

/**
 * Returns the library's record schema, which describes a mapping; undefined for any other schema.
 */
export function recordOf(schema: z.core.$ZodType): z.ZodRecord | undefined {
  const { def } = schema._zod;
  return def.type === "transform"
    ? records.get((def as z.core.$ZodTransformDef).transform)
    : undefined;
}
