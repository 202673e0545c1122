import fc from "fast-check";
import { expect, test } from "vitest";

import { decodeForComparison, decodePolicyText } from "../../../src/policy/file/decode.ts";
import { propertyRuns } from "../../support/property.ts";

const valid = "version: 1\norganization: acme\n";

test.each([
  ["Latin-1 in a comment", Buffer.from(`${valid}# gesch\u{FC}tzt\n`, "latin1"), 3, 8, "0xFC"],
  ["after a sign of two code units", Buffer.from([...Buffer.from("a: 😀"), 0xff]), 1, 6, "0xFF"],
  [
    "after a replacement sign that was written",
    Buffer.from([0xef, 0xbf, 0xbd, 0x80]),
    1,
    2,
    "0x80",
  ],
  ["cut within a sign", Buffer.from(`${valid}ü`).subarray(0, -1), 3, 1, "0xC3"],
  ["an overlong slash", Buffer.from([0x61, 0x0a, 0xc0, 0xaf]), 2, 1, "0xC0"],
  ["half of a surrogate pair", Buffer.from([0xed, 0xa0, 0x80]), 1, 1, "0xED"],
  ["carriage returns", Buffer.from("a: b\r\nc: \u{E9}\r\n", "latin1"), 2, 4, "0xE9"],
])("a file that is not UTF-8 is refused with its place: %s", (_, bytes, line, column, byte) => {
  expect(decodePolicyText(bytes)).toEqual({
    problem: {
      position: { line, column },
      message: `the byte ${byte} is not UTF-8: save the file as UTF-8`,
    },
  });
});

test.each([
  ["little endian", Buffer.from(`\u{FEFF}${valid}`, "utf16le")],
  ["big endian", Buffer.from(`\u{FEFF}${valid}`, "utf16le").swap16()],
])("UTF-16 is named as such: %s", (_, bytes) => {
  expect(decodePolicyText(bytes)).toEqual({
    problem: {
      position: { line: 1, column: 1 },
      message: "the file is UTF-16: save it as UTF-8",
    },
  });
});

test("what is UTF-8 comes back byte for byte, its byte order mark included", () => {
  const text = fc.string({ unit: "binary" }).map((part) => `\u{FEFF}${part}\u{FFFD}`);
  fc.assert(
    fc.property(text, (written) => {
      const bytes = Buffer.from(written);
      const decoded = decodePolicyText(bytes);
      expect("text" in decoded && Buffer.from(decoded.text).equals(bytes)).toBe(true);
      expect(decodeForComparison(bytes).latin1).toBe(false);
    }),
    propertyRuns(200),
  );
});

test("any other bytes have a place in the text before them, and are never replaced", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(bytes, (written) => {
      const decoded = decodePolicyText(written);
      if ("text" in decoded) return;
      const { line, column } = decoded.problem.position;
      const before = Buffer.from(written).toString("utf8").split("\n")[line - 1];
      expect(before?.length).toBeGreaterThanOrEqual(column);
    }),
    propertyRuns(500),
  );
});

test("a base that is not UTF-8 is read as Latin-1, and says so", () => {
  const bytes = Buffer.from("# gesch\u{FC}tzt", "latin1");
  expect(decodeForComparison(bytes)).toEqual({ text: "# gesch\u{FC}tzt", latin1: true });
  expect(decodeForComparison(Buffer.from("# ü"))).toEqual({ text: "# ü", latin1: false });
});
