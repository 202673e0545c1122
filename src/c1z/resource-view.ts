/**
 * Reads the facts of one resource. This program writes them into the profile. Another connector on
 * the SDK may put them only into the trait, or into fields that both the resource and the trait
 * have.
 */

import { anyIs, timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";

import { fold } from "../roster/fold.ts";
import { unknown, type Fact } from "../roster/fact.ts";
import { normalizeTime } from "../roster/time.ts";
import { decodeRecord } from "./protobuf/decode-record.ts";
import {
  GroupTraitSchema,
  Status_State,
  UserTraitSchema,
  type Resource,
  type UserTrait,
} from "./protobuf/gen/c1/connector/v2/connector_pb.js";

/** The facts of a resource; undefined if it does not contain them. */
export class ResourceView {
  readonly #record: Resource;
  readonly #profile: Readonly<{ get(key: string): unknown }>;
  #trait: UserTrait | undefined;
  #isTraitDecoded = false;

  constructor(record: Resource) {
    this.#record = record;
    const trait = () => this.#user?.profile ?? findTrait(record, GroupTraitSchema)?.profile;
    this.#profile = new Map(Object.entries(record.profile ?? trait() ?? {}));
  }

  get displayName(): string {
    return this.#record.displayName;
  }

  /** Returns the first of these profile values that is text. */
  text(...keys: readonly string[]): string | undefined {
    return keys.map((key) => this.#profile.get(key)).find((value) => typeof value === "string");
  }

  boolean(...keys: readonly string[]): boolean | undefined {
    return keys
      .map((key) => toBoolean(this.#profile.get(key)))
      .find((value) => value !== undefined);
  }

  time(key: string): Fact<string> | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : (normalizeTime(text) ?? unknown("malformed"));
  }

  choice<const T extends string>(values: readonly T[], key: string): Fact<T> | undefined {
    return toChoice(values, this.text(key));
  }

  login(): string | undefined {
    return nonEmpty(this.#user?.login);
  }

  email(): string | undefined {
    const emails = this.#user?.emails ?? [];
    return nonEmpty((emails.find(({ isPrimary }) => isPrimary) ?? emails[0])?.address);
  }

  active(): boolean | undefined {
    return toActive(this.#record.status?.status) ?? toActive(this.#user?.status?.status);
  }

  twoFactor(): boolean | undefined {
    return this.#user?.mfaStatus?.mfaEnabled;
  }

  createdAt(): string | undefined {
    return fromTimestamp(this.#record.createdAt ?? this.#user?.createdAt);
  }

  lastLoginAt(): string | undefined {
    return fromTimestamp(this.#user?.lastLogin);
  }

  /** Decoded on first use. Most resources have all facts in the profile and never need it. */
  get #user(): UserTrait | undefined {
    if (!this.#isTraitDecoded) this.#trait = findTrait(this.#record, UserTraitSchema);
    this.#isTraitDecoded = true;
    return this.#trait;
  }
}

function findTrait<Schema extends typeof UserTraitSchema | typeof GroupTraitSchema>(
  { annotations }: Resource,
  schema: Schema,
) {
  for (const annotation of annotations) {
    if (anyIs(annotation, schema)) return decodeRecord(schema, annotation.value);
  }
  return undefined;
}

/** A connector that is only configured, without code, has only text values. */
function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

function toActive(state: number | undefined): boolean | undefined {
  if (state === Status_State.ENABLED) return true;
  return state === Status_State.DISABLED || state === Status_State.DELETED ? false : undefined;
}

function fromTimestamp(timestamp: Timestamp | undefined): string | undefined {
  if (timestamp === undefined) return undefined;
  const time = timestampDate(timestamp);
  return Number.isNaN(time.getTime()) ? undefined : normalizeTime(time.toISOString());
}

function toChoice<const T extends string>(
  values: readonly T[],
  text: string | undefined,
): Fact<T> | undefined {
  if (text === undefined) return undefined;
  const folded = fold(text);
  return values.find((value) => fold(value) === folded) ?? unknown("unrecognised");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
