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
    reader.eachField((field) => {
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
      } else {
        return false;
      }
      return true;
    });
    return { what: what ?? { id: "", on: nothing }, who: who ?? nothing };
  };
}

function decodeEntitlement(data: Uint8Array): GrantedEntitlement {
  const reader = new RecordReader(data);
  let id = "";
  let on = nothing;
  reader.eachField((field) => {
    if (field === 1) on = decodeResource(reader.block());
    else if (field === 2) id = reader.text();
    else return false;
    return true;
  });
  return { id, on };
}

/** Returns the id of a `Resource`. */
function decodeResource(data: Uint8Array): TypedId {
  const reader = new RecordReader(data);
  let type = "";
  let id = "";
  reader.eachField((field) => {
    if (field !== 1) return false;
    return reader.eachInside((inner) => {
      if (inner === 1) type = reader.text();
      else if (inner === 2) id = reader.text();
      else return false;
      return true;
    });
  });
  return { type, id };
}
