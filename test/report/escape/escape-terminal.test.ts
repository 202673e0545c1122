import { expect, test } from "vitest";

import { escapeTerminal } from "../../../src/report/escape/escape-terminal.ts";
import { hostileTexts, ordinaryNames, unsafeCharacters } from "../../support/hostile-text.ts";

test.each(hostileTexts)("%j becomes one line of visible characters", (text) => {
  expect(escapeTerminal(text)).not.toMatch(unsafeCharacters);
});

test.each(ordinaryNames)("%s stays as it is", (name) => {
  expect(escapeTerminal(name)).toBe(name);
});

test("escape sequences go, and the text in them stays", () => {
  expect(escapeTerminal("\u001B[31mred\u001B[0m \u009B1mbold")).toBe("red bold");
});

test("what is left of a control character is shown by name", () => {
  expect(escapeTerminal("a\u0007b\u202Ec\u200Bd")).toBe("a<U+0007>b<U+202E>c<U+200B>d");
});

test("a joiner that joins nothing, and marks piled up, are shown by name", () => {
  expect(escapeTerminal("ad\u200Dmin")).toBe("ad<U+200D>min");
  expect(escapeTerminal(`e${"\u0301".repeat(5)}`)).toBe(`e${"\u0301".repeat(4)}<U+0301>`);
});

test("a text of any length is cut", () => {
  expect(escapeTerminal("x".repeat(100_000), 50)).toBe(`${"x".repeat(49)}…`);
});
