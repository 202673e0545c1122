import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { changed, read } from "./read-fernwick.ts";

function firstMember(workspace: SandboxWorkspace): Record<string, unknown> {
  return workspace.members[0] as unknown as Record<string, unknown>;
}

test.each(activeSemantics)("every member is read where is_active means %s", async (semantics) => {
  const roster = await read({ activeSemantics: semantics });

  expect(roster.members).toHaveLength(40);
  expect(roster.members.filter((member) => member.active === false)).toHaveLength(2);
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

const facts: readonly [field: string, fact: keyof Roster["members"][number]][] = [
  ["email", "email"],
  ["role", "role"],
  ["is_active", "active"],
  ["has_two_factor", "twoFactor"],
  ["joined_at", "joinedAt"],
  ["last_login_at", "lastLoginAt"],
  ["last_login_method", "lastLoginMethod"],
  ["visibility", "visibility"],
];

test.each(facts)("a member's missing %s is unknown, never a default", async (field, fact) => {
  const workspace = changed((fernwick) => delete firstMember(fernwick)[field]);

  const roster = await read({ workspace });

  const member = roster.members.find(({ id }) => id === "k3VtQ9mZbW2x");
  expect(member?.[fact]).toEqual(unknown("missing"));
  expect(roster.members).toHaveLength(40);
});

test.each(facts)("a member's %s of the wrong type is unknown", async (field, fact) => {
  const workspace = changed((fernwick) => {
    firstMember(fernwick)[field] = { not: "expected" };
  });

  const roster = await read({ workspace });

  const member = roster.members.find(({ id }) => id === "k3VtQ9mZbW2x");
  expect(member?.[fact]).toEqual(unknown("malformed"));
});

test("a role that this version does not know is unknown", async () => {
  const workspace = changed((fernwick) => {
    firstMember(fernwick)["role"] = "Overlord";
  });

  const roster = await read({ workspace });

  expect(roster.members.find(({ id }) => id === "k3VtQ9mZbW2x")?.role).toEqual(
    unknown("unrecognised"),
  );
});

test("a last login of null is known to be none", async () => {
  const roster = await read();
  expect(roster.members.find(({ username }) => username === "casey-doyle")?.lastLoginAt).toBeNull();
});

test.each(["user_id", "user"])("a row without its %s makes the list partial", async (field) => {
  const workspace = changed((fernwick) => delete firstMember(fernwick)[field]);

  const { members, coverage } = await read({ workspace });

  // Those behind it on its page are not parsed.
  expect(members.length).toBeLessThan(40);
  expect(listCoverage(coverage, "members")).toMatchObject({
    status: "partial",
    reason: "one of its rows lacks a required field",
  });
});

test("a members list without an active Owner is not believed", async () => {
  const workspace = changed((fernwick) => {
    fernwick.members = fernwick.members.filter((member) => member.role !== "Owner");
  });

  const { coverage } = await read({ workspace });

  expect(listCoverage(coverage, "members").reason).toContain("no active Owner");
});

test("an empty list of members is not believed", async () => {
  const workspace = changed((fernwick) => {
    fernwick.members = [];
  });

  expect(coverageStatus((await read({ workspace })).coverage)).toBe("partial");
});

test("as many inactive members as active ones are not taken for the same people", async () => {
  const workspace = fernwick();
  workspace.members = workspace.members
    .slice(0, 2)
    .map((member, index) => ({ ...member, is_active: index === 0, teams: [] }));

  const roster = await read({ workspace, activeSemantics: "hides-inactive" });

  expect(new Set(roster.members.map(({ active }) => active))).toEqual(new Set([true, false]));
  expect(listCoverage(roster.coverage, "members").status).toBe("complete");
});
