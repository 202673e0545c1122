import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/expression.ts";

describe("bytes are told from names that end in their letters", () => {
  const bytes = "0: bytes are not supported: write text without the b";
  const texts: readonly (readonly [string, string])[] = [
    ...["b", "B", "br", "bR", "rb", "Rb"].map((prefix) => [`${prefix}'x' == ''`, bytes] as const),
    ['b"x" == ""', bytes],
    ...["xb", "bx", "xr"].map(
      (name) => [`${name}'x' == ''`, '2: found "x", expected an operator or the end'] as const,
    ),
    ["rbx'x' == ''", '3: found "x", expected an operator or the end'],
    ["b == 1", '0: there is no "b" here'],
    ["rb == 1", '0: there is no "rb" here'],
    ["00x1 == 1", "2: a number ends in a letter"],
    [
      "'\\U00110000' == ''",
      "1: the backslash does not start a known escape: write \\\\ for a backslash, or r before the quote",
    ],
    [
      "'\\udfff' == ''",
      "1: the backslash does not start a known escape: write \\\\ for a backslash, or r before the quote",
    ],
  ];
  test.each(texts)("%s", (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});
