import { expect, test } from "vitest";

import { groupByKeys } from "../../../src/report/merge/group-by-keys.ts";

const groupsOf = (...items: readonly (readonly string[])[]) =>
  groupByKeys(items, (item) => item).map((group) => group.map((item) => item.join(" ")));

test("items with a key in common are in one group", () => {
  expect(groupsOf(["id1", "a"], ["id2", "b"], ["id1", "c"], ["id3", "B"])).toEqual([
    ["id1 a", "id1 c"],
    ["id2 b"],
    ["id3 B"],
  ]);
});

test("an item that two groups have a key of makes them one", () => {
  expect(groupsOf(["id1", "a"], ["id2", "b"], ["id1", "b"])).toEqual([["id1 a", "id2 b", "id1 b"]]);
  expect(groupsOf(["id1", "a"], ["id2", "b"], ["id1", "b"], ["id2", "x"], ["x"])).toHaveLength(1);
});

test("an item without keys is alone", () => {
  expect(groupsOf([], ["a"], [], ["a"])).toEqual([[""], ["a", "a"], [""]]);
});
