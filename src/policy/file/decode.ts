/**
 * Decodes the bytes of a policy, or of its tests. It rejects bytes that are not UTF-8 and replaces
 * nothing.
 */

import { isUtf8 } from "node:buffer";

import type { Problem } from "./problem.ts";

const replacement = "\u{FFFD}";

/**
 * Returns the text of a file, including its byte order mark, or the position of the first byte that
 * is not UTF-8. The column is in UTF-16 code units, as in every other problem.
 */
export function decodePolicyText(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: Problem } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("utf8");
  return isUtf8(bytes) ? { text } : { problem: toProblem(buffer, text) };
}

/**
 * Returns the text of a file that is only used for a comparison, never audited or written. A file
 * that is not UTF-8 is read as Latin-1, so that a pull request that repairs the encoding can be
 * compared with the file before it.
 */
export function decodeForComparison(bytes: Uint8Array): {
  readonly text: string;
  readonly latin1: boolean;
} {
  const decoded = decodePolicyText(bytes);
  if ("text" in decoded) return { text: decoded.text, latin1: false };
  return { text: Buffer.from(bytes).toString("latin1"), latin1: true };
}

function toProblem(bytes: Buffer, text: string): Problem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return {
      position: { line: 1, column: 1 },
      message: "the file is UTF-16: save it as UTF-8",
    };
  }
  const at = findReplaced(bytes, text);
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  const byte = bytes[Buffer.byteLength(before)] ?? 0;
  return {
    position: { line: before.split("\n").length, column: before.length - lineStart + 1 },
    message: `the byte 0x${byte.toString(16).toUpperCase().padStart(2, "0")} is not UTF-8: save the file as UTF-8`,
  };
}

/**
 * Returns the offset in the text of the first character that the decoder inserted as a replacement.
 */
function findReplaced(bytes: Buffer, text: string): number {
  const written = Buffer.from(replacement);
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(replacement, from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + written.length).equals(written)) return at;
    offset += written.length;
    from = at + 1;
  }
}
