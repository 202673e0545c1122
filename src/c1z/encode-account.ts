/**
 * A person or a service account as the bytes of C1's Resource message. Written field by field,
 * because there may be a hundred thousand of them; what stands both on the resource, for new readers,
 * and in its trait, for old ones, is encoded once. test/c1z/encode-account.test.ts holds it against
 * the generated messages.
 */

import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

import type { Status_State, UserTrait_AccountType } from "./gen/c1/connector/v2/connector_pb.js";
import type { Profile } from "./profile.ts";

export interface EncodedAccount {
  readonly resourceType: string;
  readonly id: string;
  readonly parent: { readonly type: string; readonly id: string };
  readonly displayName: string;
  /** Its keys are written in their order. */
  readonly profile: Profile;
  readonly state: Status_State;
  readonly createdAt: string | undefined;
  readonly trait: {
    readonly accountType: UserTrait_AccountType;
    readonly login: string;
    readonly email?: string | undefined;
    readonly name?: { readonly first: string; readonly last: string } | undefined;
    readonly twoFactor?: boolean | undefined;
    readonly lastLoginAt?: string | undefined;
  };
}

const traitUrl = "type.googleapis.com/c1.connector.v2.UserTrait";

/** One for all: its buffer grows once and is used again. */
const writer = new BinaryWriter();

/** Returns the message's bytes, its fields in the order of their numbers. */
export function encodeAccount(account: EncodedAccount): Uint8Array {
  const { resourceType, id, parent, displayName, trait, createdAt } = account;
  const profile = encode(() => writeProfile(account.profile));
  const status = encode(() => writeEnum(1, account.state));
  const created = createdAt === undefined ? undefined : encode(() => writeTime(createdAt));
  const userTrait = encode(() => {
    const { accountType, login, email, name, twoFactor, lastLoginAt } = trait;
    if (email !== undefined) {
      writeMessage(1, () => {
        writeText(1, email);
        writeBoolean(2, true);
      });
    }
    writeBytes(2, status);
    writeBytes(3, profile);
    writeEnum(5, accountType);
    writeText(6, login);
    if (created !== undefined) writeBytes(8, created);
    if (lastLoginAt !== undefined) writeMessage(9, () => writeTime(lastLoginAt));
    if (twoFactor !== undefined) writeMessage(10, () => writeBoolean(1, twoFactor));
    if (name !== undefined) {
      writeMessage(12, () => {
        writeText(1, name.first);
        writeText(2, name.last);
      });
    }
  });
  return encode(() => {
    writeMessage(1, () => writeResourceId(resourceType, id));
    writeMessage(2, () => writeResourceId(parent.type, parent.id));
    writeText(3, displayName);
    writeMessage(4, () => {
      writeText(1, traitUrl);
      writeBytes(2, userTrait);
    });
    writeBytes(9, profile);
    writeBytes(11, status);
    if (created !== undefined) writeBytes(12, created);
  });
}

function encode(write: () => void): Uint8Array {
  write();
  return writer.finish();
}

function writeResourceId(type: string, id: string): void {
  writeText(1, type);
  writeText(2, id);
}

/** google.protobuf.Struct: a map of Values, of which text is field 3 and truth field 4. */
function writeProfile(profile: Profile): void {
  for (const [key, value] of Object.entries(profile)) {
    writeMessage(1, () => {
      writer.tag(1, WireType.LengthDelimited).string(key);
      writeMessage(2, () => {
        if (typeof value === "string") writer.tag(3, WireType.LengthDelimited).string(value);
        else writer.tag(4, WireType.Varint).bool(value);
      });
    });
  }
}

/** google.protobuf.Timestamp: whole seconds, and what is over in nanoseconds. */
function writeTime(time: string): void {
  const ms = Date.parse(time);
  const seconds = Math.floor(ms / 1_000);
  const nanos = (ms - seconds * 1_000) * 1_000_000;
  if (seconds !== 0) writer.tag(1, WireType.Varint).int64(seconds);
  if (nanos !== 0) writer.tag(2, WireType.Varint).int32(nanos);
}

function writeMessage(field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function writeBytes(field: number, bytes: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}

/** What a field is anyway is not written, here and below: the third version of protobuf has it so. */
function writeText(field: number, text: string): void {
  if (text !== "") writer.tag(field, WireType.LengthDelimited).string(text);
}

function writeBoolean(field: number, value: boolean): void {
  if (value) writer.tag(field, WireType.Varint).bool(value);
}

function writeEnum(field: number, value: number): void {
  if (value !== 0) writer.tag(field, WireType.Varint).int32(value);
}
