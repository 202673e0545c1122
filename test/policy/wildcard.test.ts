import fc from "fast-check";
import { expect, test } from "vitest";

import {
  fitsOneOf,
  fitsWildcard,
  isWildcard,
  overlap,
  specificity,
} from "../../src/policy/wildcard.ts";
import { propertyRuns } from "../support/property.ts";

test.each([
  ["*", ""],
  ["*", "anything"],
  ["squad-*", "squad-"],
  ["squad-*", "SQUAD-blue"],
  ["*-ops", "dev-ops"],
  ["a*a", "aa"],
  ["a*b*c", "abc"],
  ["a*b*c", "a-b-c"],
  ["a*bc*d", "abbcd"],
  ["*@*.example", "jo@mail.example"],
  ["**", ""],
  ["plain", "Plain"],
  ["é*", "e\u0301tat"],
])("%s stands for %s", (pattern, text) => {
  expect(fitsWildcard(pattern, text)).toBe(true);
});

test.each([
  ["squad-*", "team-blue"],
  ["squad-*", "my-squad-1"],
  ["*-ops", "dev-ops-2"],
  ["a*a", "a"],
  ["ab*bc", "abc"],
  ["a*b*c", "ac"],
  ["a*b*c", "acb"],
  ["a*b*b", "ab"],
  ["a*bc*c", "abc"],
  ["*x*x*", "x"],
  ["plain", "plainer"],
  ["plain", "plai"],
  ["", "x"],
  ["a?c", "abc"],
  ["a.c*", "abcd"],
])("%s does not stand for %s", (pattern, text) => {
  expect(fitsWildcard(pattern, text)).toBe(false);
});

test("a pattern stands for just what a regular expression of the same parts does", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 7 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 9 });
  fc.assert(
    fc.property(word, text, (pattern, whole) => {
      const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "v").test(whole);
      expect(fitsWildcard(pattern, whole)).toBe(expected);
    }),
    propertyRuns(1_000),
  );
});

test("a text fits one of many patterns just where it fits one of them by itself", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "B", "*"), maxLength: 5 });
  const text = fc.string({ unit: fc.constantFrom("A", "b"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), text, (patterns, whole) => {
      const expected = patterns.some((pattern) => fitsWildcard(pattern, whole));
      expect(fitsOneOf(patterns)(whole)).toBe(expected);
    }),
    propertyRuns(1_000),
  );
});

test("two patterns overlap just where one text fits both", () => {
  const texts = [""];
  // No shorter text fits both than the one that has all their letters.
  for (const text of texts) if (text.length < 6) texts.push(`${text}a`, `${text}b`);
  const word = fc.string({ unit: fc.constantFrom("a", "B", "*"), maxLength: 3 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      const expected = texts.some((text) => fitsWildcard(one, text) && fitsWildcard(other, text));
      expect(overlap(one, other)).toBe(expected);
    }),
    propertyRuns(1_000),
  );
});

test("only a star makes a family, and only the other signs make it more specific", () => {
  expect([isWildcard("squad-*"), isWildcard("*"), isWildcard("squad-?")]).toEqual([
    true,
    true,
    false,
  ]);
  expect(["*", "squad-*", "*squad*-"].map(specificity)).toEqual([0, 6, 6]);
});
