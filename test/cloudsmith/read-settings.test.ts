import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { editBody, refuse } from "../../src/sandbox/faults.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { onRows, read } from "./read-fernwick.ts";

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
      expect.objectContaining({ id: "gsC3vKp9Ra6n", value: "contractors" }),
      {
        id: "gsM7tWq2Kd4x",
        team: "tmN1zEl6Ku3c",
        role: "Member",
        attribute: "groups",
        value: "mobile-engineers",
      },
      expect.objectContaining({ id: "gsR8xJn4Wb1f", role: "Manager" }),
      expect.objectContaining({ id: "gsS5dHy7Qz2k", role: "Member" }),
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
      mappings: [],
    },
    {
      id: "oiL4bTq8Yc2w",
      slug: "gitlab",
      name: "GitLab",
      issuer: "https://gitlab.com",
      enabled: true,
      services: [],
      claims: [{ name: "namespace_path", value: "fernwick" }],
      mappingClaim: "project_path",
      mappings: [{ value: "fernwick/firmware", service: "ci-publish-7hq2" }],
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

test("a provider without a slug is not given one", async () => {
  // Found with seed 498791352, when its id stood in for it.
  const strike = editBody((rows: object[]) => rows.map((row) => ({ ...row, slug: undefined })));
  const { oidcProviders } = await read({
    faults: [{ template: "/orgs/{org}/openid-connect/", strike }],
  });

  expect(oidcProviders.length).toBeGreaterThan(0);
  expect(oidcProviders.map(({ slug }) => slug)).toEqual(oidcProviders.map(() => ""));
});

test("a group mapping that does not say which group is fed makes its list partial", async () => {
  const strike = onRows((row) => ({ ...row, idp_key: undefined, idp_value: undefined }));
  const { coverage } = await read({
    faults: [{ template: "/orgs/{org}/saml-group-sync/", strike }],
  });

  expect(listCoverage(coverage, "group-sync").status).toBe("partial");
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
