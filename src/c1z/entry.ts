/**
 * One resource, and where its facts stand: our own writer puts them into the profile, and another
 * connector on the SDK may have said them in the trait alone, or in the fields that both have.
 */

import { timestampDate, anyUnpack, type Timestamp } from "@bufbuild/protobuf/wkt";

import { unknown, type Fact } from "../roster/model.ts";
import {
  GroupTraitSchema,
  Status_State,
  UserTraitSchema,
  type Resource,
  type UserTrait,
} from "./gen/c1/connector/v2/connector_pb.js";

/** The facts of a resource; undefined where it does not tell. */
export interface Entry {
  readonly displayName: string;
  /** Returns the first of these keys of the profile that holds text. */
  text(...keys: readonly string[]): string | undefined;
  boolean(...keys: readonly string[]): boolean | undefined;
  time(key: string): Fact<string> | undefined;
  choice<const T extends string>(values: readonly T[], key: string): Fact<T> | undefined;
  readonly login: () => string | undefined;
  readonly email: () => string | undefined;
  readonly active: () => boolean | undefined;
  readonly twoFactor: () => boolean | undefined;
  readonly createdAt: () => string | undefined;
  readonly lastLoginAt: () => string | undefined;
}

export function createEntry(resource: Resource): Entry {
  let trait: UserTrait | undefined;
  let looked = false;
  // Only what the profile leaves open is looked for here, so most entries never decode it.
  const user = () => {
    if (!looked) trait = findTrait(resource, UserTraitSchema);
    looked = true;
    return trait;
  };
  const profile =
    resource.profile ?? user()?.profile ?? findTrait(resource, GroupTraitSchema)?.profile ?? {};
  const text: Entry["text"] = (...keys) =>
    keys.map((key) => profile[key]).find((value) => typeof value === "string");
  return {
    displayName: resource.displayName,
    text,
    boolean: (...keys) => keys.map((key) => toBoolean(profile[key])).find((v) => v !== undefined),
    time: (key) => toTime(text(key)),
    choice: (values, key) => toChoice(values, text(key)),
    login: () => nonEmpty(user()?.login),
    email: () => {
      const emails = user()?.emails ?? [];
      return nonEmpty((emails.find(({ isPrimary }) => isPrimary) ?? emails[0])?.address);
    },
    active: () => toActive(resource.status?.status) ?? toActive(user()?.status?.status),
    twoFactor: () => user()?.mfaStatus?.mfaEnabled,
    createdAt: () => fromTimestamp(resource.createdAt ?? user()?.createdAt),
    lastLoginAt: () => fromTimestamp(user()?.lastLogin),
  };
}

function findTrait<Schema extends typeof UserTraitSchema | typeof GroupTraitSchema>(
  { annotations }: Resource,
  schema: Schema,
) {
  for (const annotation of annotations) {
    const found = anyUnpack(annotation, schema);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A connector without code has nothing but text. */
function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

function toActive(state: Status_State | undefined): boolean | undefined {
  if (state === Status_State.ENABLED) return true;
  return state === Status_State.DISABLED || state === Status_State.DELETED ? false : undefined;
}

/** Returns a time in a roster's own form. */
function toTime(text: string | undefined): Fact<string> | undefined {
  if (text === undefined) return undefined;
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
  const time = new Date(iso.test(text) ? text : Number.NaN);
  return Number.isNaN(time.getTime()) ? unknown("malformed") : time.toISOString();
}

function fromTimestamp(timestamp: Timestamp | undefined): string | undefined {
  if (timestamp === undefined) return undefined;
  const time = timestampDate(timestamp);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function toChoice<const T extends string>(
  values: readonly T[],
  text: string | undefined,
): Fact<T> | undefined {
  if (text === undefined) return undefined;
  const folded = text.toLowerCase();
  return values.find((value) => value.toLowerCase() === folded) ?? unknown("unrecognised");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
