/** The types of expressions, which are known when the policy is read. */

import type { Activation } from "./activation.ts";
import type { Value } from "./values.ts";

/** A field of a record. The rows of records are the host program's own objects. */
export interface Field {
  readonly type: CelType;
  /** One line for the documentation. */
  readonly about: string;
  readonly read: (row: object, activation: Activation) => Value;
}

export interface RecordType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

export type CelType =
  /**
   * `nothing` is the element type of an empty list; `wrong` is the type of a mistake that was
   * already reported.
   */
  | {
      readonly kind:
        | "bool"
        | "int"
        | "double"
        | "timestamp"
        | "duration"
        | "null"
        | "nothing"
        | "wrong";
    }
  /** `values`: the only possible texts. */
  | { readonly kind: "string"; readonly values?: readonly string[] }
  | { readonly kind: "nullable"; readonly of: CelType }
  | { readonly kind: "list"; readonly of: CelType }
  | { readonly kind: "map"; readonly of: CelType }
  | { readonly kind: "record"; readonly record: RecordType };

export const bool: CelType = { kind: "bool" };
export const int: CelType = { kind: "int" };
export const double: CelType = { kind: "double" };
export const string: CelType = { kind: "string" };
export const timestamp: CelType = { kind: "timestamp" };
export const duration: CelType = { kind: "duration" };
export const nothing: CelType = { kind: "nothing" };
export const wrong: CelType = { kind: "wrong" };

/** Returns the type of a text that is one of a few. */
export function oneOf(values: readonly string[]): CelType {
  return { kind: "string", values };
}

export function listOf(of: CelType): CelType {
  return { kind: "list", of };
}

/** Returns the type of a map. The keys of a map are text. */
export function mapOf(of: CelType): CelType {
  return { kind: "map", of };
}

/** Returns the type of values that may also be null. */
export function nullable(of: CelType): CelType {
  return of.kind === "nullable" || of.kind === "null" ? of : { kind: "nullable", of };
}

const scalarNames = {
  bool: "true or false",
  int: "a whole number",
  double: "a decimal number",
  string: "text",
  timestamp: "a time",
  duration: "a duration",
  null: "null",
  nothing: "nothing",
  wrong: "something wrong",
} as const;

/** Returns the type's name for messages, with its article. */
export function describeType(type: CelType): string {
  switch (type.kind) {
    case "nullable":
      return `${describeType(type.of)} or null`;
    case "list":
      return `a list (${describeType(type.of)} each)`;
    case "map":
      return `a map (${describeType(type.of)} each)`;
    case "record":
      return `a whole ${type.record.name}`;
    default:
      return scalarNames[type.kind];
  }
}

/** Returns the narrowest type that includes both types; undefined if there is none. */
export function joinTypes(a: CelType, b: CelType): CelType | undefined {
  if (a.kind === "wrong" || b.kind === "wrong") return wrong;
  if (a.kind === "nothing") return b;
  if (b.kind === "nothing") return a;
  if (a.kind === "null") return nullable(b);
  if (b.kind === "null") return nullable(a);
  if (a.kind === "nullable" || b.kind === "nullable") {
    const of = joinTypes(withoutNull(a), withoutNull(b));
    return of === undefined ? undefined : nullable(of);
  }
  if ((a.kind === "list" && b.kind === "list") || (a.kind === "map" && b.kind === "map")) {
    const of = joinTypes(a.of, b.of);
    return of === undefined ? undefined : { kind: a.kind, of };
  }
  if (a.kind === "string" && b.kind === "string") return joinTexts(a.values, b.values);
  if (a.kind === "record" && b.kind === "record") return a.record === b.record ? a : undefined;
  return a.kind === b.kind ? a : undefined;
}

/** Returns the type of values that are not null. */
export function withoutNull(type: CelType): CelType {
  return type.kind === "nullable" ? type.of : type;
}

/**
 * Returns whether values of the type can be compared for equality. Records cannot; only their ids
 * can.
 */
export function isComparable(type: CelType): boolean {
  if (type.kind === "record") return false;
  return "of" in type ? isComparable(type.of) : true;
}

function joinTexts(a: readonly string[] | undefined, b: readonly string[] | undefined): CelType {
  return a === undefined || b === undefined ? string : oneOf([...new Set([...a, ...b])]);
}
