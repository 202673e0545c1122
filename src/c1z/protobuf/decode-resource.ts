/** Reads the part of a `Resource` record that a roster needs. */

import { RecordReader } from "./record-reader.ts";

export interface ResourceRecord {
  readonly type: string;
  readonly id: string;
  readonly displayName: string;
  /** The values that are text or booleans; undefined if there is no profile. */
  readonly profile: ResourceProfile | undefined;
  /** The number of `Status_State`; undefined if the record has none. */
  readonly state: number | undefined;
  /**
   * An encoded `Timestamp`. Like the encoded `Any` messages in `annotations`, it is decoded only
   * when needed.
   */
  readonly createdAt: Uint8Array | undefined;
  readonly annotations: readonly Uint8Array[];
}

export type ResourceProfile = ReadonlyMap<string, string | boolean>;

/**
 * Returns a function that decodes a `Resource`. Missing values are empty strings. The function
 * throws `Error` for bytes that are not a resource.
 */
export function createResourceDecoder(): (data: Uint8Array) => ResourceRecord {
  // Nearly always, a profile has the same keys in the same order as the one before.
  const keys: string[] = [];
  return (data) => {
    const reader = new RecordReader(data);
    const annotations: Uint8Array[] = [];
    let [type, id, displayName] = ["", "", ""];
    let profile: ResourceProfile | undefined;
    let state: number | undefined;
    let createdAt: Uint8Array | undefined;
    while (reader.next()) {
      switch (reader.field) {
        case 1: {
          const end = reader.enter();
          while (reader.next()) {
            if (reader.field === 1) type = reader.likelyText(type);
            else if (reader.field === 2) id = reader.text();
          }
          reader.leave(end);
          break;
        }
        case 3:
          displayName = reader.text();
          break;
        case 4:
          annotations.push(reader.block());
          break;
        case 9:
          profile = readProfile(reader, keys);
          break;
        case 11:
          state = readState(reader);
          break;
        case 12:
          createdAt = reader.block();
          break;
      }
    }
    return { type, id, displayName, profile, state, createdAt, annotations };
  };
}

/** Reads a message whose first field is the number of a `Status_State`. */
function readState(reader: RecordReader): number {
  const end = reader.enter();
  let state = 0;
  while (reader.next()) if (reader.field === 1) state = reader.smallNumber();
  reader.leave(end);
  return state;
}

/**
 * Reads a google.protobuf.Struct: a map of Values, with text in field 3 and booleans in field 4.
 */
function readProfile(reader: RecordReader, keys: string[]): ResourceProfile {
  const profile = new Map<string, string | boolean>();
  const end = reader.enter();
  for (let place = 0; reader.next();) {
    if (reader.field !== 1) continue;
    const entryEnd = reader.enter();
    let key = "";
    let value: string | boolean | undefined;
    while (reader.next()) {
      if (reader.field === 1) keys[place] = key = reader.likelyText(keys[place]);
      else if (reader.field === 2) value = readValue(reader);
    }
    reader.leave(entryEnd);
    place += 1;
    if (value === undefined) profile.delete(key);
    else profile.set(key, value);
  }
  reader.leave(end);
  return profile;
}

/** Returns a text or boolean value. If a message has several values, the last one counts. */
function readValue(reader: RecordReader): string | boolean | undefined {
  const end = reader.enter();
  let value: string | boolean | undefined;
  while (reader.next()) {
    if (reader.field === 3) value = reader.text();
    else if (reader.field === 4) value = reader.truth();
    else value = undefined;
  }
  reader.leave(end);
  return value;
}
