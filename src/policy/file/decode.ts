/** The bytes of a policy, or of its tests, as text. Nothing is replaced: what is not UTF-8 is refused. */

import { isUtf8 } from "node:buffer";

import type { Problem } from "./problem.ts";

const replacement = "\u{FFFD}";

/**
 * Returns the text of a file, its byte order mark included, or where it stops being UTF-8. The column
 * is in UTF-16 code units, like those of every other problem.
 */
export function decodePolicyText(
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: Problem } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("utf8");
  return isUtf8(bytes) ? { text } : { problem: toProblem(buffer, text) };
}

/**
 * Returns the text of a file that is only compared with, never audited or written: Latin-1 where it
 * is not UTF-8, so that a pull request that repairs the encoding can be compared with what was there.
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

/** Returns where in the text the first sign stands that decoding put there. */
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
