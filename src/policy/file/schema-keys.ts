/** Finds what a schema allows at a path, to suggest what was meant. */

import { z } from "zod";

import { recordOf } from "./mapping.ts";
import type { Path } from "./source.ts";

/**
 * Returns the keys of the mapping at a path, for all its forms; none for a mapping with any keys.
 */
export function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  return formsAt(schema, path).flatMap((form) =>
    form instanceof z.ZodObject ? Object.keys(form.shape) : [],
  );
}

/** Returns the forms that a value at a path may have, without wrappers such as optional. */
export function formsAt(schema: z.ZodType, path: Path): readonly z.ZodType[] {
  const [key, ...rest] = path;
  const forms = formsOf(schema);
  if (key === undefined) return forms;
  return forms.flatMap((form) => {
    const inner = childOf(form, key);
    return inner === undefined ? [] : formsAt(inner, rest);
  });
}

function childOf(form: z.ZodType, key: string | number): z.ZodType | undefined {
  if (form instanceof z.ZodObject) {
    const shape = form.shape as Readonly<Record<string, z.ZodType>>;
    return Object.hasOwn(shape, key) ? shape[key] : undefined;
  }
  if (form instanceof z.ZodRecord) return form.valueType as z.ZodType;
  return form instanceof z.ZodArray ? (form.element as z.ZodType) : undefined;
}

/** Returns the forms of a schema, without wrappers such as optional. */
function formsOf(schema: z.ZodType): readonly z.ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return formsOf(schema.unwrap() as z.ZodType);
  }
  const record = recordOf(schema);
  if (record !== undefined) return [record];
  if (schema instanceof z.ZodUnion) {
    return (schema.options as readonly z.ZodType[]).flatMap(formsOf);
  }
  return [schema];
}
