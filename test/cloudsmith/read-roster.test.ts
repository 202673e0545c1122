import { afterEach, expect, test } from "vitest";

import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { editBody, refuse } from "../../src/sandbox/faults.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import { manyMembers } from "../../src/sandbox/many-members.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

type KeyName = keyof Sandbox["keys"];

async function read(
  options: SandboxOptions & { readonly key?: KeyName; readonly organization?: string } = {},
): Promise<Roster> {
  const sandbox = await startSandbox(options);
  sandboxes.push(sandbox);
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization: options.organization ?? "fernwick",
    signIn: { apiKey: sandbox.keys[options.key ?? "service"] },
    userAgent: "test/0",
    deadlineMs: 20_000,
    log: silentLogger,
  });
  try {
    return await readRoster({
      transport,
      organization: options.organization ?? "fernwick",
      now: new Date("2026-11-23T09:00:00Z"),
      log: silentLogger,
    });
  } finally {
    await transport.close();
  }
}

/** Returns Fernwick after a change that its types may not allow, as an API may send it. */
function changed(change: (workspace: SandboxWorkspace) => void): SandboxWorkspace {
  const workspace = fernwick();
  change(workspace);
  return workspace;
}

function firstMember(workspace: SandboxWorkspace): Record<string, unknown> {
  return workspace.members[0] as unknown as Record<string, unknown>;
}

test("the roster is what the workspace says, by permanent ids", async () => {
  const roster = await read();

  expect(roster.workspace).toEqual({
    id: "wsT6kDq0Rm8u",
    slug: "fernwick",
    name: "Fernwick",
    createdAt: "2021-01-04T08:00:00.000Z",
  });
  expect(roster.members).toHaveLength(40);
  expect(roster.members.find((member) => member.username === "amara-okoye")).toEqual({
    id: "k3VtQ9mZbW2x",
    username: "amara-okoye",
    name: "Amara Okoye",
    email: "amara.okoye@fernwick.example",
    role: "Owner",
    active: true,
    twoFactor: true,
    joinedAt: "2021-01-01T09:12:44.100Z",
    lastLoginAt: "2026-11-22T07:55:02.000Z",
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: [
      { team: "tm4QxV8bLz1a", role: "Manager" },
      { team: "tmW7eR2kPn9s", role: "Manager" },
    ],
  });
  expect(roster.teams).toHaveLength(8);
  expect(roster.services.map((service) => service.slug)).toEqual([
    "access-audit",
    "ci-publish-7hq2",
    "legacy-deployer-x9",
    "mobile-builds-k4",
  ]);
  expect(roster.coverage).toEqual({
    readAs: { kind: "service", slug: "access-audit", role: "Manager" },
    lists: [
      { name: "organization", status: "complete", count: 1, expected: 1, reason: null },
      { name: "members", status: "complete", count: 40, expected: 40, reason: null },
      { name: "teams", status: "complete", count: 8, expected: 8, reason: null },
      { name: "services", status: "complete", count: 4, expected: 4, reason: null },
      { name: "invites", status: "complete", count: 3, expected: 3, reason: null },
      { name: "saml", status: "complete", count: 1, expected: null, reason: null },
      { name: "group-sync", status: "complete", count: 1, expected: 1, reason: null },
      { name: "oidc", status: "complete", count: 1, expected: 1, reason: null },
    ],
  });
});

test("invites and the settings that let people in are read", async () => {
  const roster = await read();

  expect(roster.invites).toEqual([
    {
      id: "ivB3mK8xTq0z",
      email: "new.hire@fernwick.example",
      username: null,
      role: "Member",
      inviter: "amara-okoye",
      expiresAt: "2026-12-08T09:00:00.000Z",
      teams: [{ team: "tm4QxV8bLz1a", role: "Member" }],
    },
    {
      id: "ivS6pD1yGw4n",
      email: "cfo@fernwick.example",
      username: null,
      role: "Owner",
      inviter: "jonas-lindqvist",
      expiresAt: "2026-12-03T09:00:00.000Z",
      teams: [],
    },
    {
      id: "ivT9nR2cLe7x",
      email: "temp@contractr.example",
      username: null,
      role: "Collaborator",
      inviter: "jonas-lindqvist",
      expiresAt: "2026-11-01T09:00:00.000Z",
      teams: [],
    },
  ]);
  expect(roster.singleSignOn).toEqual({ enabled: true, enforced: false });
  expect(roster.groupSync).toEqual({
    enabled: true,
    mappings: [
      {
        id: "gsM7tWq2Kd4x",
        team: "tmN1zEl6Ku3c",
        role: "Member",
        attribute: "groups",
        value: "mobile-engineers",
      },
    ],
  });
  expect(roster.oidcProviders).toEqual([
    {
      id: "oiG9rVn3Hz6b",
      slug: "github-actions",
      name: "GitHub Actions",
      issuer: "https://token.actions.githubusercontent.com",
      enabled: true,
      services: ["access-audit", "ci-publish-7hq2"],
      claims: [{ name: "repository_owner", value: "fernwick" }],
      mappingClaim: null,
    },
  ]);
});

test("a plan without single sign-on leaves it unknown, and nothing else", async () => {
  const workspace = fernwick();
  workspace.saml = null;

  const roster = await read({ workspace });

  expect(roster.singleSignOn).toEqual({
    enabled: { unknown: "not-in-plan" },
    enforced: { unknown: "not-in-plan" },
  });
  expect(roster.coverage.lists.find(({ name }) => name === "saml")?.status).toBe("not-in-plan");
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a service account's key is in no roster", async () => {
  expect(JSON.stringify(await read())).not.toContain("****");
});

test.each(activeSemantics)("every member is read where is_active means %s", async (semantics) => {
  const roster = await read({ activeSemantics: semantics });

  expect(roster.members).toHaveLength(40);
  expect(roster.members.filter((member) => member.active === false)).toHaveLength(2);
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a workspace of several pages is read whole, and asked for no page twice", async () => {
  const roster = await read({
    workspace: manyMembers({ members: 1_234, teams: 50 }),
    organization: "many-members",
  });

  expect(roster.members).toHaveLength(1_234);
  expect(
    roster.members.every((member) => Array.isArray(member.teams) && member.teams.length === 5),
  ).toBe(true);
  expect(coverageStatus(roster.coverage)).toBe("complete");
  const pages = sandboxes[0]?.requests
    .map(({ path }) => path)
    .filter((path) => path.includes("page_size=500"));
  expect(new Set(pages).size).toBe(pages?.length);
});

test("the workspace may be named by its permanent slug", async () => {
  expect((await read({ organization: "wsT6kDq0Rm8u" })).workspace.slug).toBe("fernwick");
});

test("an Owner's key reads as a user", async () => {
  expect((await read({ key: "owner" })).coverage.readAs).toEqual({
    kind: "user",
    slug: "amara-okoye",
    role: "Owner",
  });
});

test.each(["member", "collaborator"] as const)(
  "a %s's key makes every list partial, and its word on second factors and logins unknown",
  async (key) => {
    const roster = await read({ key });

    expect(coverageStatus(roster.coverage)).toBe("partial");
    expect(listCoverage(roster.coverage, "members")).toMatchObject({
      status: "partial",
      reason: expect.stringContaining(
        "only an Owner or a Manager sees the whole workspace",
      ) as string,
    });
    expect(listCoverage(roster.coverage, "services").status).toBe("refused");
    expect(roster.members.every((member) => typeof member.twoFactor === "object")).toBe(true);
    expect(
      roster.members.some(
        (member) => JSON.stringify(member.email) === JSON.stringify(unknown("redacted")),
      ),
    ).toBe(true);
  },
);

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
    reason: "a row of it does not say whom it is about",
  });
});

test("where rows do not tell teams, the teams' own lists do, people and services", async () => {
  const workspace = changed((fernwick) => {
    for (const account of [...fernwick.members, ...fernwick.services]) {
      Object.defineProperty(account, "teams", { enumerable: false, value: account.teams });
    }
  });

  const roster = await read({ workspace });

  const expected = await read();
  expect(roster.members).toEqual(expected.members);
  expect(roster.services).toEqual(expected.services);
  expect(coverageStatus(roster.coverage)).toBe("complete");
});

test("a team that people are in but no list shows makes the teams partial", async () => {
  const workspace = changed((fernwick) => {
    fernwick.teams = fernwick.teams.filter((team) => team.slug !== "skunkworks");
  });

  const { coverage } = await read({ workspace });

  expect(listCoverage(coverage, "teams")).toMatchObject({
    status: "partial",
    reason: 'team "skunkworks" has members but is on no list of teams',
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

test("the trap in the API is never stepped into", async () => {
  await read();
  expect(sandboxes[0]?.workspace.members).toHaveLength(40);
  expect(sandboxes[0]?.requests.filter(({ path }) => path.includes("remove"))).toEqual([]);
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

test("a workspace that is not the one that was asked for is not read", async () => {
  const strike = editBody((body: object) => ({ ...body, slug: "other", slug_perm: "wsOther" }));
  const asked = read({ faults: [{ template: "/orgs/{org}/", strike }] });

  await expect(asked).rejects.toThrow(
    'cannot read workspace "fernwick": the API answers with workspace "other" (wsOther). Check organization and api-url.',
  );
});

test("a provider without a slug is not given one", async () => {
  // Found with seed 498791352, when its id stood in for it.
  const strike = editBody((rows: object[]) => rows.map((row) => ({ ...row, slug: undefined })));
  const { oidcProviders } = await read({
    faults: [{ template: "/orgs/{org}/openid-connect/", strike }],
  });

  expect(oidcProviders.length).toBeGreaterThan(0);
  expect(oidcProviders.map(({ slug }) => slug)).toEqual(oidcProviders.map(() => ""));
});

const onRows = (edit: (row: object) => object) => editBody((rows: object[]) => rows.map(edit));

test("a group mapping that does not say which group is fed makes its list partial", async () => {
  const strike = onRows((row) => ({ ...row, idp_key: undefined, idp_value: undefined }));
  const { coverage } = await read({
    faults: [{ template: "/orgs/{org}/saml-group-sync/", strike }],
  });

  expect(listCoverage(coverage, "group-sync").status).toBe("partial");
});

test("names on an invite that nobody can have are unknown", async () => {
  const strike = onRows((row) => ({ ...row, user: "\t", inviter: "\u200B" }));
  const { invites } = await read({ faults: [{ template: "/orgs/{org}/invites/", strike }] });

  expect(invites.length).toBeGreaterThan(0);
  for (const { username, inviter } of invites) {
    expect([username, inviter]).toEqual([unknown("malformed"), unknown("malformed")]);
  }
});

test("the row of another account says nothing of the caller's role", async () => {
  const strike = editBody((body: object) => ({ ...body, slug: "nightly-scan-2" }));
  const faults = [{ template: "/orgs/{org}/services/{service}/", strike }];
  const { coverage } = await read({ faults });

  expect(coverage.readAs).toMatchObject({ kind: "service", role: unknown("malformed") });
  expect(coverageStatus(coverage)).toBe("partial");
});

test.each([[[1]], [{}]])(
  "a switch of group sync that answers %j is not out of the plan, whatever its mappings say",
  async (body) => {
    const { coverage } = await read({
      faults: [
        { template: "/orgs/{org}/saml-group-sync/", strike: refuse(402) },
        { template: "/orgs/{org}/saml-group-sync/status/", strike: editBody(() => body) },
      ],
    });

    expect(listCoverage(coverage, "group-sync").status).toBe("partial");
  },
);
