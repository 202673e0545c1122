import { expect, test } from "vitest";

import { createGroupSources } from "../../src/c1z/group-source.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { GroupMapping, GroupSync } from "../../src/roster/model.ts";
import { aRoster, counted } from "../support/roster.ts";

const mapping: GroupMapping = {
  id: "gm1",
  team: "tm-platform",
  role: "Member",
  attribute: "groups",
  value: "platform",
};
const partial = { "group-sync": { status: "partial", reason: "page 2 failed" } } as const;

function sourceOf(
  team: string,
  groupSync: GroupSync,
  gaps: Parameters<typeof counted>[1] = {},
): ReturnType<ReturnType<typeof createGroupSources>> {
  return createGroupSources(counted(aRoster({ groupSync }), gaps))(team);
}

test("a team with a mapping is fed by a directory, whether the list is complete or not", () => {
  const groupSync = { enabled: true, mappings: [mapping] };
  const expected = { type: "directory_synced", mappings: "groups = platform (Member)" };
  expect(sourceOf("tm-platform", groupSync)).toEqual(expected);
  expect(sourceOf("tm-platform", groupSync, partial)).toEqual(expected);
});

test("where nothing says whether group sync is on, a mapping alone does not say that it feeds a team", () => {
  const groupSync = { enabled: unknown("refused"), mappings: [mapping] };
  expect(sourceOf("tm-platform", groupSync, partial)).toEqual({
    type: undefined,
    mappings: "groups = platform (Member)",
  });
});

test("each mapping of a team is listed, and an unknown role is left out", () => {
  const mappings = [mapping, { ...mapping, id: "gm2", value: "sre", role: unknown("missing") }];
  expect(sourceOf("tm-platform", { enabled: true, mappings }).mappings).toBe(
    "groups = platform (Member); groups = sre",
  );
});

test("a team without a mapping is native only if all mappings were seen", () => {
  const groupSync = { enabled: true, mappings: [mapping] };
  expect(sourceOf("tm-docs", groupSync)).toEqual({ type: "native", mappings: undefined });
  for (const status of ["partial", "refused", "not-in-plan", "not-asked", "unknown"] as const) {
    const gaps = { "group-sync": { status, reason: "not seen" } };
    expect(sourceOf("tm-docs", groupSync, gaps).type).toBeUndefined();
  }
});

test("nothing feeds a team while group sync is off; its mapping is still there", () => {
  const off = { enabled: false, mappings: [mapping] };
  expect(sourceOf("tm-platform", off)).toEqual({
    type: "native",
    mappings: "groups = platform (Member)",
  });
  expect(sourceOf("tm-docs", off, partial).type).toBe("native");
  const unseen = { enabled: unknown("refused"), mappings: [] };
  expect(sourceOf("tm-docs", unseen, partial).type).toBeUndefined();
});

test("a team with a mapping has no known source if it is not known whether group sync is on", () => {
  const unseen = { enabled: unknown("refused"), mappings: [mapping] };
  expect(sourceOf("tm-platform", unseen)).toEqual({
    type: undefined,
    mappings: "groups = platform (Member)",
  });
});
