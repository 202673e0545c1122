import { expect, test } from "vitest";

import { matchRows, type Named } from "../../src/roster/match-rows.ts";

function row(key: string, names: Partial<Record<"e-mail" | "login", string>> = {}): Named<string> {
  return { row: key, key, names: Object.entries(names) as unknown as Named<string>["names"] };
}

test("a row is matched by its key before any name, and a name ignores case", () => {
  const ours = [row("u1", { login: "ada" }), row("u2", { "e-mail": "Bo@x.example", login: "bo" })];
  const theirs = [
    row("ada", { login: "bo2", "e-mail": "bo@x.example" }),
    row("u1", { login: "x" }),
  ];

  expect(matchRows(ours, theirs)).toEqual({
    both: [
      { ours: "u1", theirs: "u1", by: "id" },
      { ours: "u2", theirs: "ada", by: "e-mail" },
    ],
    onlyOurs: [],
    onlyTheirs: [],
  });
});

test.each([
  [
    "two of theirs have the address",
    [row("u1", { "e-mail": "a@x.example" })],
    [row("a", { "e-mail": "a@x.example" }), row("b", { "e-mail": "a@x.example" })],
  ],
  [
    "two of ours have the address",
    [row("u1", { "e-mail": "a@x.example" }), row("u2", { "e-mail": "a@x.example" })],
    [row("a", { "e-mail": "a@x.example" })],
  ],
  [
    "address and login lead to two rows",
    [row("u1", { "e-mail": "a@x.example", login: "b" })],
    [row("a", { "e-mail": "a@x.example" }), row("b", { login: "b" })],
  ],
  [
    "an address equals a login",
    [row("u1", { "e-mail": "a@x.example" })],
    [row("a", { login: "a@x.example" })],
  ],
])("nothing is matched if %s", (_, ours, theirs) => {
  const matched = matchRows(ours, theirs);

  expect(matched.both).toEqual([]);
  expect(matched.onlyOurs).toHaveLength(ours.length);
  expect(matched.onlyTheirs).toHaveLength(theirs.length);
});
