/** Texts of any length: every renderer cuts them, and none fails. */

import { expect, test } from "vitest";

import { escapeCsv } from "../../../src/report/escape/escape-csv.ts";
import { escapeHtml } from "../../../src/report/escape/escape-html.ts";
import { codeSpan, escapeMarkdown } from "../../../src/report/escape/escape-markdown.ts";
import { escapeSarif } from "../../../src/report/escape/escape-sarif.ts";
import { escapeTerminal } from "../../../src/report/escape/escape-terminal.ts";
import { shorten, toVisibleText } from "../../../src/report/escape/visible-text.ts";

const renderers = { escapeCsv, escapeHtml, codeSpan, escapeMarkdown, escapeSarif, escapeTerminal };
const units = [
  "x",
  "x ",
  " ",
  " x",
  "\t",
  "é",
  "\u200B",
  "\u0301",
  "=",
  "|",
  "`",
  "\u{1F469}",
  "<",
];

test.each(units)("millions of %j are cut by every renderer", (unit) => {
  const text = unit.repeat(20_000_000 / unit.length);
  const lengths = Object.values(renderers).map((render) => render(text).length);

  expect(Math.max(...lengths)).toBeLessThan(300_000);
  expect(shorten(text, 100).length).toBeLessThan(300);
});

test("white space in front of a text of any length is left out", () => {
  expect(toVisibleText(`${" ".repeat(9_000_000)}admin`, 20)).toBe("admin");
});

test("a text that is cut says so, also in white space and inside a character", () => {
  expect(toVisibleText(`admin${" ".repeat(9_000_000)}x`, 20)).toBe("admin …");
  expect(toVisibleText("x".repeat(5_000_000), 20)).toBe(`${"x".repeat(19)}…`);
  const cutInside = `a${" ".repeat(8 * 20 + 998)}\u{1F469}${"x".repeat(100)}`;
  expect(toVisibleText(cutInside, 20)).toBe("a …");
});
