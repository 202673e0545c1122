/**
 * Who holds what, out of a grant's record. By hand, because a workspace has six grants for each
 * member, and a grant of somebody else's may carry two whole resources that nobody asks for here.
 */

import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

export interface HeldGrant {
  readonly entitlement: string;
  readonly on: TypedId;
  readonly who: TypedId;
}

export interface TypedId {
  readonly type: string;
  readonly id: string;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Returns what a `Grant` says; empty strings where it says nothing. Throws `Error` when it is none. */
export function decodeGrant(data: Uint8Array): HeldGrant {
  const reader = new BinaryReader(data);
  const on = { type: "", id: "" };
  const who = { type: "", id: "" };
  let entitlement = "";
  eachField(reader, reader.len, (field) => {
    if (field === 2) return readResource(reader, who);
    if (field !== 1) return false;
    return eachField(reader, endOf(reader), (inner) => {
      if (inner === 1) return readResource(reader, on);
      if (inner !== 2) return false;
      entitlement = reader.string();
      return true;
    });
  });
  return { entitlement, on, who };
}

function readResource(reader: BinaryReader, into: Mutable<TypedId>): true {
  return eachField(reader, endOf(reader), (field) => field === 1 && readTypedId(reader, into));
}

function readTypedId(reader: BinaryReader, into: Mutable<TypedId>): true {
  return eachField(reader, endOf(reader), (field) => {
    if (field === 1) into.type = reader.string();
    else if (field === 2) into.id = reader.string();
    else return false;
    return true;
  });
}

function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

/** Goes through the fields up to an offset; `read` returns whether it took the field. */
function eachField(reader: BinaryReader, end: number, read: (field: number) => boolean): true {
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    // Every field that is read here is of the one type that has a length.
    if (wireType !== WireType.LengthDelimited || !read(field)) reader.skip(wireType, field);
  }
  if (reader.pos > end || end > reader.len) throw new Error("a grant is longer than it says");
  return true;
}
