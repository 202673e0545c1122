import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { codeSpan, escapeMarkdown } from "../../../src/report/escape/escape-markdown.ts";
import { toVisibleText } from "../../../src/report/escape/visible-text.ts";
import { elementsOf, toHtml, toLinkableText, toRows, toText } from "../../support/gfm.ts";
import { hostileTexts, ordinaryNames } from "../../support/hostile-text.ts";
import { propertyRuns } from "../../support/property.ts";

/** What GitHub turns into something, wherever it finds it outside code. */
const linkable =
  /@|\$|#\d|(?<![0-9a-z])(?:GH-\d|GHSA-|CVE-|[0-9a-f]{7,40}(?![0-9a-z]))|:\/\/|www\.|mailto:|xmpp:|:[a-z0-9_+\-]+:/iv;

const tableElements = ["table", "tbody", "td", "th", "thead", "tr"];

function inTable(cell: string): string {
  return toHtml(`| A | B |\n| - | - |\n| ${cell} | end |`);
}

describe.each([
  { name: "escapeMarkdown", escape: escapeMarkdown },
  { name: "codeSpan", escape: codeSpan },
])("$name", ({ escape }) => {
  test.each(hostileTexts)("keeps %j one cell that reads as written and does nothing", (text) => {
    const html = inTable(escape(text));
    expect(toRows(html)).toEqual([
      ["A", "B"],
      [toVisibleText(text, 300), "end"],
    ]);
    expect(elementsOf(html).filter((name) => name !== "code")).toEqual(tableElements);
    expect(toLinkableText(html)).not.toMatch(linkable);
  });

  test.each(hostileTexts)("keeps %j one plain paragraph", (text) => {
    const html = toHtml(escape(text));
    expect(toText(html)).toBe(toVisibleText(text, 300));
    expect(elementsOf(html).filter((name) => name !== "code")).toEqual(["p"]);
    expect(toLinkableText(html)).not.toMatch(linkable);
  });

  test("holds for any mixture of what Markdown and GitHub look for", () => {
    const pieces = fc.constantFrom(
      ...Array.from("\\`*_{}[]()#+-.!|<>&@$:~^=\"'/ \n\t\u202E\u200D1aGé中👩💻"),
      "www.",
      "http://",
      "GH-",
      "&lt;",
      "<!--",
      "-->",
      "deadbeef",
      "x@y.zz",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const html = inTable(escape(text));
        expect(toRows(html)[1]).toEqual([toVisibleText(text, 300), "end"]);
        expect(elementsOf(html).filter((name) => name !== "code")).toEqual(tableElements);
        expect(toLinkableText(html)).not.toMatch(linkable);
      }),
      propertyRuns(400),
    );
  });
});

test.each(ordinaryNames)("%s reads exactly as written", (name) => {
  const html = inTable(escapeMarkdown(name));
  expect(toRows(html)[1]?.[0]).toBe(name);
  expect(elementsOf(html)).toEqual(tableElements);
});

test.each(["amara-okoye", "siobhan_obrien", "O'Brien", "李安", "José (jose-alvarez), Jr."])(
  "%s needs no escape at all",
  (name) => {
    expect(escapeMarkdown(name)).toBe(name);
  },
);

test("invisible characters are shown by name", () => {
  expect(escapeMarkdown("a\u202Eb")).toBe("a&lt;U+202E&gt;b");
});

test("a long name is cut between graphemes", () => {
  expect(escapeMarkdown("👩‍💻".repeat(10), 10)).toBe(`${"👩‍💻".repeat(3)}…`);
  expect(escapeMarkdown("x".repeat(10), 10)).toBe("x".repeat(10));
  expect(escapeMarkdown("x".repeat(11), 10)).toBe(`${"x".repeat(9)}…`);
});

test("an empty code span is no code span", () => {
  expect(codeSpan(" ")).toBe("");
});
