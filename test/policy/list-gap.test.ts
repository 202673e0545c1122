import { expect, test } from "vitest";

import {
  describeGap,
  describeShared,
  gapsInLists,
  groupGaps,
  joinNames,
  shareGaps,
} from "../../src/policy/list-gap.ts";
import type { ListCoverage } from "../../src/roster/coverage.ts";
import { aCoverage } from "../support/roster.ts";

const gap = (
  name: ListCoverage["name"],
  status: ListCoverage["status"],
  reason: string | null = null,
) => ({ name, status, reason });

test.each([
  [gap("members", "partial", "half was read"), "the list of members is partial: half was read"],
  [gap("saml", "not-in-plan", "too small"), "the list of saml is not in plan: too small"],
  [gap("teams", "refused"), "the list of teams is refused: no reason was recorded"],
  [
    gap("teams", "unknown", "an old artifact"),
    "it is not known whether the list of teams is complete: an old artifact",
  ],
])("%j is a sentence", (one, expected) => {
  expect(describeGap(one)).toBe(expected);
});

test("lists that share a gap are one sentence, also without the reason", () => {
  const lists = [gap("members", "partial", "x"), gap("teams", "partial", "x")];
  expect(describeShared(lists)).toBe("the lists of members and teams are partial: x");
  expect(describeShared(lists, { brief: true })).toBe("the lists of members and teams are partial");
  expect(describeShared([gap("members", "unknown"), gap("teams", "unknown")])).toBe(
    "it is not known whether the lists of members and teams are complete: no reason was recorded",
  );
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j are joined", (names, expected) => {
  expect(joinNames(names)).toBe(expected);
});

test("gaps are grouped by status and reason, and a complete list is none", () => {
  const groups = groupGaps([
    gap("members", "partial", "x"),
    gap("invites", "complete"),
    gap("teams", "refused", "x"),
    gap("services", "partial", "x"),
    gap("oidc", "partial", "y"),
  ]);
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
    ["members", "services"],
    ["teams"],
    ["oidc"],
  ]);
});

test("only the gaps of the given lists are named", () => {
  const { readAs, lists } = aCoverage();
  const coverage = {
    readAs,
    lists: lists.map((list) =>
      list.name === "members" || list.name === "teams" || list.name === "oidc"
        ? { ...list, ...gap(list.name, "partial", list.name === "oidc" ? "y" : "x") }
        : list,
    ),
  };
  expect(gapsInLists({ coverage }, ["members", "teams", "services"])).toEqual([
    "the lists of members and teams are partial: x",
  ]);
  expect(gapsInLists({ coverage }, ["oidc", "teams"])).toEqual([
    "the list of oidc is partial: y",
    "the list of teams is partial: x",
  ]);
  expect(gapsInLists({ coverage }, ["services"])).toEqual([]);
});

test("a reason that lists share replaces the reason of each, and no other text", () => {
  const lists = [gap("members", "partial", "x"), gap("teams", "partial", "x")];
  const share = shareGaps(lists);
  expect(share("the list of teams is partial: x")).toBe(
    "the lists of members and teams are partial: x",
  );
  expect(share("something else")).toBe("something else");
  const brief = shareGaps(lists, ({ name }) => name === "teams");
  expect(brief("the list of teams is partial: x")).toBe(
    "the lists of members and teams are partial",
  );
  expect(brief("the list of members is partial: x")).toBe(
    "the lists of members and teams are partial: x",
  );
});
