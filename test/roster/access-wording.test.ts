import { expect, test } from "vitest";

import {
  describePrivilege,
  describeTeamRole,
  describeWorkspaceRole,
} from "../../src/roster/access-wording.ts";
import { privilegeLevels } from "../../src/roster/repository.ts";
import { roles, teamRoles } from "../../src/roster/roles.ts";

const acme = { name: "Acme", slug: "acme-7" };

test("no two names are the same where a workspace, a team and a repository have one name", () => {
  const names = [
    ...roles.map((role) => describeWorkspaceRole(acme, role)),
    ...teamRoles.map((role) => describeTeamRole(acme, role)),
    ...privilegeLevels.map((level) => describePrivilege(acme, level)),
  ].map(({ displayName }) => displayName);

  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("Acme workspace Owner");
  expect(names).toContain("Acme team Manager");
  expect(names).toContain("Acme repository Admin");
});

test("the description says what a role allows, and names the slug if it differs from the name", () => {
  expect(describeTeamRole(acme, "Manager").description).toBe(
    "Manages the team Acme (slug acme-7): its settings and its members.",
  );
  expect(describeTeamRole({ name: "ops", slug: "ops" }, "Member").description).toBe(
    "Belongs to the team ops, and has each privilege that a repository gives to the team.",
  );
  expect(describePrivilege(acme, "Admin").description).toBe(
    "Has the privilege Admin on the repository Acme (slug acme-7), which includes Write and Read.",
  );
  expect(describePrivilege(acme, "Read").description).toBe(
    "Has the privilege Read on the repository Acme (slug acme-7).",
  );
  expect(describeWorkspaceRole(acme, "Owner").description).toBe(
    "Holds the workspace role Owner. An Owner can do everything in the workspace, has Admin on every repository, and manages Owners.",
  );
});

test("a name cannot turn around or break what is said about the access", () => {
  const named = { name: "\u202EStable\u2066\n\u0007 one\u200F", slug: "stable" };

  expect(describeTeamRole(named, "Manager")).toEqual({
    displayName: "Stable one team Manager",
    description: "Manages the team Stable one (slug stable): its settings and its members.",
  });
  expect(describeWorkspaceRole(named, "Owner").displayName).toBe("Stable one workspace Owner");
  expect(describePrivilege(named, "Read")).toEqual({
    displayName: "Stable one repository Read",
    description: "Has the privilege Read on the repository Stable one (slug stable).",
  });
});

test("a name in any script stays as it is", () => {
  const named = { name: "فريق Zoë \u{1F469}\u200D\u{1F4BB}", slug: "zoe" };

  expect(describeTeamRole(named, "Member").displayName).toBe(`${named.name} team Member`);
});
