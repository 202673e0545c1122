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

test("a name that is twice in one row is one name", () => {
  const names = [["login", "bo"] as const, ["login", "BO"] as const];
  const ours = [{ row: "u1", key: "u1", names }, row("u2", { login: "ada" })];

  expect(matchRows(ours, [row("bo", { login: "bo" })]).both).toEqual([
    { ours: "u1", theirs: "bo", by: "login" },
  ]);
  // The second row with the name is not hidden by the repetition.
  expect(
    matchRows([...ours, row("u3", { login: "bo" })], [row("bo", { login: "bo" })]).both,
  ).toEqual([]);
});

test("one address in all of very many rows ends, and matches nobody", () => {
  const rows = (start: string) =>
    Array.from({ length: 40_000 }, (_, at) => row(`${start}${at}`, { "e-mail": "all@x.example" }));

  const { both, onlyOurs } = matchRows(rows("a"), rows("b"));

  expect([both.length, onlyOurs.length]).toEqual([0, 40_000]);
});
