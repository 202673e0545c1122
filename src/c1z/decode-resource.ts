/** The part of a `Resource` record that a roster is made of. */

import { RecordReader } from "./record-reader.ts";

export interface ResourceRecord {
  readonly type: string;
  readonly id: string;
  readonly displayName: string;
  /** Its values that are text, or true or false; undefined where there is none. */
  readonly profile: ResourceProfile | undefined;
  /** The number of `Status_State`; undefined where it does not tell. */
  readonly state: number | undefined;
  /** A `Timestamp`, and below each an `Any`; not decoded, because few are looked at. */
  readonly createdAt: Uint8Array | undefined;
  readonly annotations: readonly Uint8Array[];
}

export type ResourceProfile = ReadonlyMap<string, string | boolean>;

/**
 * Returns a function that gives what a `Resource` says, with empty strings where it says nothing. It
 * throws `Error` for what is none.
 */
export function createResourceDecoder(): (data: Uint8Array) => ResourceRecord {
  // The keys of a profile are those of the one before, in the same order, nearly always.
  const keys: string[] = [];
  return (data) => {
    const reader = new RecordReader(data);
    const annotations: Uint8Array[] = [];
    let [type, id, displayName] = ["", "", ""];
    let profile: ResourceProfile | undefined;
    let state: number | undefined;
    let createdAt: Uint8Array | undefined;
    reader.eachField((field) => {
      switch (field) {
        case 1:
          return reader.eachInside((inner) => {
            if (inner === 1) type = reader.likelyText(type);
            else if (inner === 2) id = reader.text();
            else return false;
            return true;
          });
        case 3:
          displayName = reader.text();
          return true;
        case 4:
          annotations.push(reader.block());
          return true;
        case 9:
          profile = readProfile(reader, keys);
          return true;
        case 11:
          state = 0;
          return reader.eachInside((inner) => {
            if (inner !== 1) return false;
            state = reader.smallNumber();
            return true;
          });
        case 12:
          createdAt = reader.block();
          return true;
        default:
          return false;
      }
    });
    return { type, id, displayName, profile, state, createdAt, annotations };
  };
}

/** google.protobuf.Struct: a map of Values, of which text is field 3 and truth field 4. */
function readProfile(reader: RecordReader, keys: string[]): ResourceProfile {
  const profile = new Map<string, string | boolean>();
  let place = 0;
  reader.eachInside((field) => {
    if (field !== 1) return false;
    let key = "";
    let value: string | boolean | undefined;
    reader.eachInside((inner) => {
      if (inner === 1) keys[place] = key = reader.likelyText(keys[place]);
      else if (inner === 2) value = readValue(reader);
      else return false;
      return true;
    });
    place += 1;
    if (value === undefined) profile.delete(key);
    else profile.set(key, value);
    return true;
  });
  return profile;
}

/** Returns the value where it is text or truth; the last one, where a message has several. */
function readValue(reader: RecordReader): string | boolean | undefined {
  let value: string | boolean | undefined;
  reader.eachInside((field) => {
    if (field === 3) value = reader.text();
    else if (field === 4) value = reader.truth();
    else {
      value = undefined;
      return false;
    }
    return true;
  });
  return value;
}
