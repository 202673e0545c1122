/**
 * Who holds what, out of a grant's record, and nothing else of it: a grant of somebody else's may
 * carry two whole resources that nobody asks for here.
 */

import { RecordReader } from "./record-reader.ts";

export interface HeldGrant {
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

const nothing: TypedId = { type: "", id: "" };

/**
 * Returns a function that gives what a `Grant` says, with empty strings where it says nothing. It
 * throws `Error` for what is none. Grants of one entitlement that follow each other share it.
 */
export function createGrantDecoder(): (data: Uint8Array) => HeldGrant {
  let seen: Uint8Array = new Uint8Array();
  let known = decodeEntitlement(seen);
  return (data) => {
    const reader = new RecordReader(data);
    let what: GrantedEntitlement | undefined;
    let who: TypedId | undefined;
    while (reader.next()) {
      const { field } = reader;
      // A decoder would have to merge them; no writer makes two.
      if ((field === 1 && what !== undefined) || (field === 2 && who !== undefined)) {
        throw new Error("a grant says twice who holds what");
      }
      if (field === 2) {
        who = decodeResource(reader.block());
      } else if (field === 1) {
        const bytes = reader.block();
        if (Buffer.compare(bytes, seen) !== 0) [seen, known] = [bytes, decodeEntitlement(bytes)];
        what = known;
      }
    }
    return { what: what ?? { id: "", on: nothing }, who: who ?? nothing };
  };
}

function decodeEntitlement(data: Uint8Array): GrantedEntitlement {
  const reader = new RecordReader(data);
  let id = "";
  let on = nothing;
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
