/**
 * Reads only the principal and the entitlement of a grant's record. A grant of another connector
 * may contain two complete resources that are not needed here.
 */

import { RecordReader } from "./record-reader.ts";

export interface DecodedGrant {
  readonly what: GrantedEntitlement;
  readonly who: TypedId;
}

export interface GrantedEntitlement {
  readonly id: string;
  readonly on: TypedId;
}

export interface TypedId {
  readonly type: string;
  readonly id: string;
}

const empty: TypedId = { type: "", id: "" };

/**
 * Returns a function that decodes a `Grant`. Missing values are empty strings. The function throws
 * `Error` for bytes that are not a grant. Consecutive grants of one entitlement share its object.
 */
export function createGrantDecoder(): (data: Uint8Array) => DecodedGrant {
  let seen: Uint8Array = new Uint8Array();
  let known = decodeEntitlement(seen);
  return (data) => {
    const reader = new RecordReader(data);
    let what: GrantedEntitlement | undefined;
    let who: TypedId | undefined;
    while (reader.next()) {
      const { field } = reader;
      // Protobuf would merge repeated messages, but no writer produces them.
      if ((field === 1 && what !== undefined) || (field === 2 && who !== undefined)) {
        throw new Error("a grant has two entitlements or two principals");
      }
      if (field === 2) {
        who = decodeResource(reader.block());
      } else if (field === 1) {
        const bytes = reader.block();
        if (Buffer.compare(bytes, seen) !== 0) [seen, known] = [bytes, decodeEntitlement(bytes)];
        what = known;
      }
    }
    return { what: what ?? { id: "", on: empty }, who: who ?? empty };
  };
}

function decodeEntitlement(data: Uint8Array): GrantedEntitlement {
  const reader = new RecordReader(data);
  let id = "";
  let on = empty;
  while (reader.next()) {
    if (reader.field === 1) on = decodeResource(reader.block());
    else if (reader.field === 2) id = reader.text();
  }
  return { id, on };
}

/** Returns the id of a `Resource`. */
function decodeResource(data: Uint8Array): TypedId {
  const reader = new RecordReader(data);
  let type = "";
  let id = "";
  while (reader.next()) {
    if (reader.field !== 1) continue;
    const end = reader.enter();
    while (reader.next()) {
      if (reader.field === 1) type = reader.text();
      else if (reader.field === 2) id = reader.text();
    }
    reader.leave(end);
  }
  return { type, id };
}
