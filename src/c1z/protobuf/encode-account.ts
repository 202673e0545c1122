/**
 * Encodes a person or a service account as C1's Resource message. It is written field by field,
 * because there may be a hundred thousand accounts. Values that are both on the resource (for new
 * readers) and in its trait (for old ones) are encoded once. test/c1z/protobuf/encode-account.test.ts
 * compares the result with the generated messages.
 */

import type { Status_State, UserTrait_AccountType } from "./gen/c1/connector/v2/connector_pb.js";
import type { Profile } from "../profile.ts";
import { RecordWriter } from "./record-writer.ts";

export interface EncodedAccount {
  readonly resourceType: string;
  /** Not empty. */
  readonly id: string;
  readonly parent: { readonly type: string; readonly id: string };
  readonly displayName: string;
  /** The keys are written in this order. */
  readonly profile: Profile;
  readonly state: Status_State;
  /** Why the state is what it is. Default: nothing is said. */
  readonly stateDetails?: string | undefined;
  readonly createdAt: string | undefined;
  readonly trait: {
    readonly accountType: UserTrait_AccountType;
    readonly login: string;
    readonly email?: string | undefined;
    readonly name?: { readonly first: string; readonly last: string } | undefined;
    readonly twoFactor?: boolean | undefined;
    readonly singleSignOn?: boolean | undefined;
    readonly lastLoginAt?: string | undefined;
  };
}

const traitUrl = "type.googleapis.com/c1.connector.v2.UserTrait";
const rawIdUrl = "type.googleapis.com/c1.connector.v2.RawId";

/** Shared by all calls, so that their memory is allocated once. */
const [account, profile] = [new RecordWriter(), new RecordWriter()];

/** Returns the message's bytes, with fields in number order. They are valid until the next call. */
export function encodeAccount(input: EncodedAccount): Uint8Array {
  const { resourceType, id, parent, displayName, trait, state, stateDetails = "" } = input;
  const profileBytes = encodeProfile(input.profile);
  const created = input.createdAt === undefined ? undefined : toTimestamp(input.createdAt);
  writeResourceId(1, resourceType, id);
  writeResourceId(2, parent.type, parent.id);
  account.text(3, displayName);
  writeRawId(4, id);
  const annotation = account.open(4);
  account.text(1, traitUrl);
  const value = account.open(2);
  writeTrait(trait, { profileBytes, state, stateDetails, created });
  account.close(value);
  account.close(annotation);
  account.block(9, profileBytes);
  writeStatus(11, state, stateDetails);
  if (created !== undefined) writeTime(12, created);
  return account.take();
}

/** Old readers take some values from the trait, so it repeats those of the resource. */
function writeTrait(
  {
    accountType,
    login,
    email,
    name,
    twoFactor,
    singleSignOn,
    lastLoginAt,
  }: EncodedAccount["trait"],
  shared: {
    readonly profileBytes: Uint8Array;
    readonly state: Status_State;
    readonly stateDetails: string;
    readonly created: Timestamp | undefined;
  },
): void {
  if (email !== undefined) {
    const address = account.open(1);
    account.text(1, email);
    account.truth(2, true);
    account.close(address);
  }
  writeStatus(2, shared.state, shared.stateDetails);
  account.block(3, shared.profileBytes);
  account.number(5, accountType);
  account.text(6, login);
  if (shared.created !== undefined) writeTime(8, shared.created);
  if (lastLoginAt !== undefined) writeTime(9, toTimestamp(lastLoginAt));
  if (twoFactor !== undefined) writeTruth(10, twoFactor);
  if (singleSignOn !== undefined) writeTruth(11, singleSignOn);
  if (name !== undefined) {
    const structured = account.open(12);
    account.text(1, name.first);
    account.text(2, name.last);
    account.close(structured);
  }
}

function writeResourceId(field: number, type: string, id: string): void {
  const message = account.open(field);
  account.text(1, type);
  account.text(2, id);
  account.close(message);
}

function writeStatus(field: number, state: Status_State, details: string): void {
  const message = account.open(field);
  account.number(1, state);
  account.text(2, details);
  account.close(message);
}

/** A message whose only field is a boolean. */
function writeTruth(field: number, value: boolean): void {
  const message = account.open(field);
  account.truth(1, value);
  account.close(message);
}

/** An annotation with the id that Cloudsmith gives the account. */
function writeRawId(field: number, id: string): void {
  const annotation = account.open(field);
  account.text(1, rawIdUrl);
  const value = account.open(2);
  account.text(1, id);
  account.close(value);
  account.close(annotation);
}

/** google.protobuf.Struct: a map of Values. */
function encodeProfile(facts: Profile): Uint8Array {
  for (const key in facts) {
    const value = facts[key];
    if (value !== undefined) profile.entry(key, value);
  }
  return profile.take();
}

/** google.protobuf.Timestamp: complete seconds, and the remainder in nanoseconds. */
interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

function toTimestamp(time: string): Timestamp {
  const ms = Date.parse(time);
  const seconds = Math.floor(ms / 1_000);
  return { seconds, nanos: (ms - seconds * 1_000) * 1_000_000 };
}

function writeTime(field: number, { seconds, nanos }: Timestamp): void {
  const message = account.open(field);
  account.number(1, seconds);
  account.number(2, nanos);
  account.close(message);
}
