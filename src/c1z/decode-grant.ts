/**
 * Who holds what, out of a grant's record. By hand, because a workspace has six grants for each
 * member, and a grant of somebody else's may carry two whole resources that nobody asks for here.
 */

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

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

/**
 * Returns a function that gives what a `Grant` says, with empty strings where it says nothing. It
 * throws `Error` for what is none. Grants of one entitlement that follow each other share it.
 */
export function createGrantDecoder(): (data: Uint8Array) => HeldGrant {
  let seen: Uint8Array = new Uint8Array();
  let known = decodeEntitlement(seen);
  return (data) => {
    let what: GrantedEntitlement | undefined;
    let who: TypedId | undefined;
    eachField(data, (field, reader) => {
      // A decoder would have to merge them; no writer makes two.
      if ((field === 1 && what !== undefined) || (field === 2 && who !== undefined)) {
        throw new Error("a grant says twice who holds what");
      }
      if (field === 2) {
        who = decodeResource(reader.bytes());
      } else if (field === 1) {
        const bytes = reader.bytes();
        if (Buffer.compare(bytes, seen) !== 0) [seen, known] = [bytes, decodeEntitlement(bytes)];
        what = known;
      } else {
        return false;
      }
      return true;
    });
    return { what: what ?? decodeEntitlement(new Uint8Array()), who: who ?? { type: "", id: "" } };
  };
}

function decodeEntitlement(data: Uint8Array): GrantedEntitlement {
  let id = "";
  let on: TypedId = { type: "", id: "" };
  eachField(data, (field, reader) => {
    if (field === 1) on = decodeResource(reader.bytes());
    else if (field === 2) id = reader.string();
    else return false;
    return true;
  });
  return { id, on };
}

/** Returns the id of a `Resource`. */
function decodeResource(data: Uint8Array): TypedId {
  let type = "";
  let id = "";
  eachField(data, (field, reader) => {
    if (field !== 1) return false;
    eachField(reader.bytes(), (inner, nested) => {
      if (inner === 1) type = nested.string();
      else if (inner === 2) id = nested.string();
      else return false;
      return true;
    });
    return true;
  });
  return { type, id };
}

/** Goes through a message's fields; `read` returns whether it took the field. */
function eachField(data: Uint8Array, read: (field: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(data);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    // Every field that is read here is of the one type that has a length.
    if (wireType !== WireType.LengthDelimited || !read(field, reader)) {
      reader.skip(wireType, field);
    }
  }
}
