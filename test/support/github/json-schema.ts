/** A schema of OpenAPI 3.0 as JSON Schema, and a smallest value that fits one. */

import { resolve, schemas, type Schema } from "./description.ts";

/** Where a compiler finds what the schemas refer to. */
export const schemaRoot = "github";

/**
 * Returns the schema for a compiler that knows `schemaRoot`. Objects are closed: a stand-in that
 * answers with a property that GitHub lacks, or takes one, proves nothing.
 */
export function toJsonSchema(schema: Schema, isClosed = true): object {
  const { nullable, ...rest } = schema;
  if (nullable === true) return { anyOf: [toJsonSchema(rest, isClosed), { type: "null" }] };
  const { $ref, properties, additionalProperties, items, allOf, anyOf, oneOf } = rest;
  if ($ref !== undefined) return { $ref: `${schemaRoot}${$ref}` };
  const { type, format, required } = rest;
  return {
    ...(type !== undefined && { type }),
    ...(format !== undefined && { format }),
    ...(rest.enum !== undefined && { enum: rest.enum }),
    ...(required !== undefined && { required }),
    ...(properties !== undefined && { properties: mapValues(properties, toJsonSchema) }),
    ...(properties !== undefined && isClosed && { additionalProperties: false }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === "object"
          ? toJsonSchema(additionalProperties)
          : additionalProperties,
    }),
    ...(items !== undefined && { items: toJsonSchema(items) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map((one) => toJsonSchema(one)) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map((one) => toJsonSchema(one)) }),
    // Each part sees the properties of the others.
    ...(allOf !== undefined && { allOf: allOf.map((one) => toJsonSchema(one, false)) }),
  };
}

/** Returns all named schemas under the addresses that `toJsonSchema` refers to. */
export function namedSchemas(): object {
  return { components: { schemas: mapValues(schemas, toJsonSchema) } };
}

/** Returns an object of a named schema: what is known, and a filler for what is required besides. */
export function fill<const T extends object>(name: string, known: T): T {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`${name} is not in the description`);
  return { ...(sample({ ...schema, nullable: false }) as object), ...known };
}

function sample(schema: Schema): unknown {
  const whole = resolve<Schema>(schema);
  const { type, format, properties = {}, required = [], oneOf, anyOf } = whole;
  if (whole.nullable === true) return null;
  if (whole.enum !== undefined) return whole.enum[0];
  const [first] = oneOf ?? anyOf ?? [];
  if (first !== undefined) return sample(first);
  switch (type) {
    case "string":
      if (format === "date-time") return "2020-01-01T00:00:00Z";
      return format === "uri" ? "https://github.example/" : "";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    default:
      return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {})]));
  }
}

function mapValues(
  object: Readonly<Record<string, Schema>>,
  map: (schema: Schema) => object,
): Record<string, object> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}
