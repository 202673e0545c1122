/** Decodes the records of an artifact, which may be of any origin. */

import { fromBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";

/** Fields that this program does not know are of no use to it. */
const options = { readUnknownFields: false };

/** Returns the message of a record. Throws `Error` for bytes that are not one. */
export function decodeRecord<Desc extends DescMessage>(
  schema: Desc,
  record: Uint8Array,
): MessageShape<Desc> {
  try {
    return fromBinary(schema, record, options);
  } catch (error) {
    throw new Error("a record is damaged", { cause: error });
  }
}
