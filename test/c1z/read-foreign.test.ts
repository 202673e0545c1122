import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";

import {
  Entitlement_Purpose,
  EntitlementSchema,
  GrantSchema,
  ResourceSchema,
  Status_State,
  StatusSchema,
  UserTraitSchema,
} from "../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { decodeGrants } from "../../src/c1z/sqlite/read-grants.ts";
import { readArtifact, readNewestTwo } from "../../src/c1z/read.ts";
import { toRoster, type SyncContents } from "../../src/c1z/to-roster.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { unknown } from "../../src/roster/fact.ts";
import { c1Syncs } from "../support/c1-connector.ts";
import { query } from "../support/artifact-file.ts";
import { makeFolder, root, runCli } from "../support/process.ts";
import { aRoster } from "../support/roster.ts";
import { expectedRoster, sdkWorkspaces } from "../support/sdk-workspace.ts";

/** Two syncs of `sdkWorkspaces()`, written by the reference SDK (test/conformance makes it anew). */
const written = join(root, "test/c1z/sdk-written.c1z");

test("a file that the reference SDK wrote reads back as the workspace it was made of", async () => {
  const [before, after] = await readNewestTwo(written);

  const [was, is] = sdkWorkspaces();
  expect(before.roster).toEqual(expectedRoster(was, before.roster.readAt));
  expect(after.roster).toEqual(expectedRoster(is, after.roster.readAt));
  expect(before.roster.readAt < after.roster.readAt).toBe(true);
});

test.each(Object.entries(c1Syncs))(
  "C1's own connector, %s: reads back as it was written",
  async (name, described) => {
    const { roster, isOurs, others } = await readArtifact(
      join(root, `test/c1z/c1-connector/${name}.c1z`),
    );

    expect(roster).toEqual(expectedRoster(described, roster.readAt));
    expect([isOurs, others]).toEqual([false, []]);
  },
);

test("resources of unknown types are handed over beside the roster", async () => {
  expect((await readArtifact(written)).others).toEqual([
    { type: "repository", id: "rpStable0001", displayName: "Stable" },
  ]);
});

test("an audit of such a file says what is not judged, and is not clean, however little it finds", async () => {
  const cwd = await makeFolder();
  await copyFile(written, join(cwd, "sdk.c1z"));
  await writeFile(
    join(cwd, "access-policy.yml"),
    "version: 1\norganization: fernwick\nrules: { role-count: off }\n",
  );

  const run = await runCli(["audit", "--from-c1z", "sdk.c1z"], { cwd });

  expect(run.stderr).toContain(
    '"sdk.c1z" contains resources that are not judged: 1 of type "repository".',
  );
  expect(run.exitCode).toBe(2);
  expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain(
    "the artifact does not say which part of the workspace it contains",
  );
});

test("diff says what changed between two syncs of such a file, and what may have been there before", async () => {
  const run = await runCli(["diff", written], { cwd: await makeFolder() });

  expect(run.exitCode).toBe(0);
  const lines = run.stdout.split("\n").map((line) => line.trim());
  expect(lines).toContain("Amara Okoye (amara-okoye) was demoted from Owner to Manager");
  // Nobody is said to have come or gone: neither file says that its list of members is whole.
  expect(
    lines.filter((line) => / joined as | left | joined team | left team /u.test(line)),
  ).toEqual([]);
  expect(run.stdout).toContain("Dora (dora) is seen now as Member");
});

test("appending to such a file keeps its newest sync's rows byte for byte", async () => {
  const path = join(await makeFolder(), "sdk.c1z");
  await copyFile(written, path);
  const { syncId } = await readArtifact(path);
  const rows = async (file: string) => ({
    types: await query(file, select("v1_resource_types", "external_id", syncId)),
    resources: await query(
      file,
      select(
        "v1_resources",
        "resource_type_id, external_id, parent_resource_type_id, parent_resource_id",
        syncId,
      ),
    ),
    entitlements: await query(
      file,
      select("v1_entitlements", "resource_type_id, resource_id, external_id", syncId),
    ),
    grants: await query(
      file,
      select(
        "v1_grants",
        "resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id, external_id, expansion, needs_expansion",
        syncId,
      ),
    ),
    runs: await query(
      file,
      `select started_at, ended_at, sync_token, sync_type, parent_sync_id, linked_sync_id, supports_diff from v1_sync_runs where sync_id = '${syncId}'`,
    ),
  });
  const before = await rows(path);
  const roster = aRoster({ readAt: "2026-11-30T06:00:00.000Z" });

  await writeArtifact({ roster, path, endedAt: new Date("2026-11-30T06:01:00Z"), keepSyncs: 2 });

  expect(await rows(path)).toEqual(before);
  expect(before.resources.map((row) => row["external_id"])).toContain("repository:rpStable0001");
  const [earlier, newest] = await readNewestTwo(path);
  expect(newest.roster).toEqual(roster);
  expect(earlier.syncId).toBe(syncId);
  expect(earlier.others).toHaveLength(1);
});

function select(table: string, columns: string, syncId: string): string {
  return `select ${columns}, hex(data) as data, discovered_at from ${table} where sync_id = '${syncId}' order by id`;
}

const organization = { id: { resourceType: "organization", resource: "o1" }, displayName: "Org" };
const team = { id: { resourceType: "team", resource: "t1" }, displayName: "Team" };
const user = { id: { resourceType: "user", resource: "u1" }, displayName: "Ada" };

type ResourceInit = MessageInitShape<typeof ResourceSchema>;

/** A role as a resource, with an entitlement. */
interface RoleResource {
  readonly id: string;
  readonly displayName: string;
  readonly purpose?: Entitlement_Purpose;
}

/** Returns what is read of an organization, a team, roles and a user with these grants. */
function read(
  ada: ResourceInit,
  granted: readonly string[] = [],
  entitlements: readonly string[] = [],
  roles: readonly RoleResource[] = [],
): SyncContents {
  const ofRole = ({ id, displayName }: RoleResource) => ({
    id: { resourceType: "role", resource: id },
    displayName,
  });
  const encode = (resource: ResourceInit) =>
    toBinary(ResourceSchema, create(ResourceSchema, resource));
  const on = (id: string) => {
    const role = roles.find((one) => id.startsWith(`role:${one.id}:`));
    if (role !== undefined) return ofRole(role);
    return id.startsWith("team") ? team : organization;
  };
  const assignments = roles.map((role) => ({
    id: `role:${role.id}:assigned`,
    resource: ofRole(role),
    purpose: role.purpose ?? Entitlement_Purpose.ASSIGNMENT,
  }));
  return toRoster({
    startedAt: new Date("2026-11-23T06:00:00.000Z"),
    resourceTypes: () => [],
    resources: () =>
      [organization, team, ...roles.map(ofRole), Object.assign({ ...user }, ada)].map(encode),
    entitlements: () =>
      [...entitlements.map((id) => ({ id, resource: on(id) })), ...assignments].map((one) =>
        toBinary(EntitlementSchema, create(EntitlementSchema, one)),
      ),
    grants: () =>
      decodeGrants(
        granted.map((id) =>
          toBinary(
            GrantSchema,
            create(GrantSchema, { id, entitlement: { id, resource: on(id) }, principal: user }),
          ),
        ),
      ),
    matchGrants: () => ({ count: 0, asWritten: true }),
    document: undefined,
  });
}

const member = (...args: Parameters<typeof read>) => read(...args).roster.members[0];

test("a resource that tells nothing leaves every fact unknown", () => {
  const unseen = unknown("missing");
  expect(member({})).toEqual({
    id: "u1",
    username: "u1",
    name: "Ada",
    email: unseen,
    role: unseen,
    active: unseen,
    twoFactor: unseen,
    joinedAt: unseen,
    lastLoginAt: unseen,
    lastLoginMethod: unseen,
    visibility: unseen,
    teams: unseen,
  });
});

test.each([
  ["enabled", Status_State.ENABLED, true],
  ["disabled", Status_State.DISABLED, false],
  ["deleted", Status_State.DELETED, false],
  ["unspecified", Status_State.UNSPECIFIED, unknown("missing")],
] as const)("a user who is %s, on the resource or in the trait alone", (_, state, active) => {
  const status = create(StatusSchema, { status: state });
  const trait = anyPack(UserTraitSchema, create(UserTraitSchema, { status }));

  expect(member({ status })?.active).toEqual(active);
  expect(member({ annotations: [trait] })?.active).toEqual(active);
});

test("the profile counts before the trait, and words count for what they say", () => {
  const trait = anyPack(
    UserTraitSchema,
    create(UserTraitSchema, {
      login: "ada.trait",
      emails: [{ address: "first@x.example" }, { address: "main@x.example", isPrimary: true }],
      mfaStatus: { mfaEnabled: true },
      lastLogin: timestampFromDate(new Date("2026-11-01T00:00:00Z")),
    }),
  );
  const profile = {
    username: "ada",
    two_factor_enabled: "false",
    role: "owner",
    visibility: "private",
    last_login_at: "2026-11-02T03:04:05+02:00",
    joined_at: "yesterday",
    last_login_method: "Carrier pigeon",
  };

  expect(member({ annotations: [trait] })).toMatchObject({
    username: "ada.trait",
    email: "main@x.example",
    twoFactor: true,
    lastLoginAt: "2026-11-01T00:00:00.000Z",
  });
  expect(member({ profile, annotations: [trait] })).toMatchObject({
    username: "ada",
    email: "main@x.example",
    twoFactor: false,
    role: "Owner",
    visibility: "Private",
    lastLoginAt: "2026-11-02T01:04:05.000Z",
    joinedAt: unknown("malformed"),
    lastLoginMethod: unknown("unrecognised"),
  });
});

test("of several workspace roles the highest counts, whatever their order and case", () => {
  const roles = ["organization:o1:Member", "organization:o1:OWNER", "organization:o1:collaborator"];

  expect(member({}, roles)?.role).toBe("Owner");
  expect(member({}, roles.toReversed())?.role).toBe("Owner");
  expect(member({}, ["organization:o1:auditor"])?.role).toEqual(unknown("missing"));
});

test("a role resource gives the role that its id or its name says, through an assignment", () => {
  const roleOf = (role: RoleResource, profile = {}) =>
    member({ profile }, [`role:${role.id}:assigned`], [], [role])?.role;

  expect(roleOf({ id: "OWNER", displayName: "" })).toBe("Owner");
  expect(roleOf({ id: "r:17", displayName: "manager" })).toBe("Manager");
  const permission = { purpose: Entitlement_Purpose.PERMISSION };
  const missing = unknown("missing");
  expect(roleOf({ id: "owner", displayName: "Owner", ...permission })).toEqual(missing);
  expect(roleOf({ id: "owner", displayName: "Member" })).toEqual(missing);
  expect(roleOf({ id: "billing", displayName: "Billing" })).toEqual(missing);
  expect(roleOf({ id: "billing", displayName: "Billing" }, { role: "member" })).toBe("Member");
});

test("a role resource of no workspace role is handed over beside the roster", () => {
  const roles = [
    { id: "owner", displayName: "Owner" },
    { id: "billing", displayName: "Billing" },
  ];

  expect(read({}, [], [], roles).others).toEqual([
    { type: "role", id: "billing", displayName: "Billing" },
  ]);
});

test("somebody's role in a team is known only where the file tells managers apart", () => {
  const both = ["team:t1:member", "team:t1:manager"];
  const roleIn = (granted: readonly string[], entitlements: readonly string[]) =>
    member({}, granted, entitlements)?.teams;

  expect(roleIn(["team:t1:member"], ["team:t1:member"])).toEqual([
    { team: "t1", role: unknown("missing") },
  ]);
  expect(roleIn(["team:t1:member"], both)).toEqual([{ team: "t1", role: "Member" }]);
  expect(roleIn(both, both)).toEqual([{ team: "t1", role: "Manager" }]);
  expect(roleIn(["team:t1:lead"], both)).toEqual([{ team: "t1", role: unknown("unrecognised") }]);
});

test("parents that go round in a circle are nobody's concern", () => {
  const [a, b] = [{ parentResourceId: team.id }, { parentResourceId: user.id }];

  expect(member(a)).toEqual(member(b));
});
