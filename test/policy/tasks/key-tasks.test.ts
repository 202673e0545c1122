/** What is to do about OIDC providers and group mappings after a policy is merged. */

import { expect, test } from "vitest";

import type { GroupMapping, Roster } from "../../../src/roster/model.ts";
import { change } from "../../support/policy-change.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../../support/roster.ts";

const [docs, platform] = ["docs", "platform"].map((slug) => aTeam({ slug })) as [
  ReturnType<typeof aTeam>,
  ReturnType<typeof aTeam>,
];
const provider = anOidcProvider({
  id: "oi1",
  issuer: "https://a.example",
  claims: [{ name: "sub", value: "repo:.*" }],
  services: ["boss", "ci", "old"],
});
const mapping = (group: string, role: GroupMapping["role"] = "Member"): GroupMapping => ({
  id: `gs-${group}`,
  team: docs.id,
  role,
  attribute: "groups",
  value: group,
});

function workspace(changes: Partial<Roster> = {}): Roster {
  return aRoster({
    members: [aMember({ username: "ada", role: "Owner" })],
    teams: [docs, platform],
    services: ["boss", "ci", "old"].map((slug) => aService({ slug, name: slug, role: "Member" })),
    oidcProviders: [provider],
    groupSync: { enabled: true, mappings: [mapping("writers"), mapping("guests")] },
    ...changes,
  });
}

type Task = readonly [action: string, todo: string, call: string | null, body?: unknown];

function tasksOf(after: string, roster = workspace()): readonly Task[] {
  return (change("", after, roster).tasks ?? []).map(({ action, todo, call }): Task => {
    if (call === null) return [action, todo, null];
    const path = Object.entries(call.parameters).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      call.path,
    );
    return [action, todo, `${call.method} ${path}`, call.body];
  });
}

const path = "PATCH /orgs/fernwick/openid-connect/oi1/";

test("one request removes all service accounts that the policy does not list", () => {
  expect(tasksOf("oidc: { github: { services: [ci] } }\nrules: { oidc-claims: off }")).toEqual([
    [
      "remove",
      "remove service account boss from OIDC provider GitHub (github)",
      path,
      { service_accounts: ["ci"] },
    ],
    ["remove", "remove service account old from OIDC provider GitHub (github)", null],
  ]);
});

test("the request keeps a service account that an exception accepts", () => {
  const accepted =
    "exceptions: [{ rule: oidc-service, subject: old, reason: migration, expires: 2026-12-20 }]";
  const policy = `oidc: { github: { services: [ci] } }\nrules: { oidc-claims: off }\n${accepted}`;

  expect(tasksOf(policy)).toEqual([
    [
      "remove",
      "remove service account boss from OIDC provider GitHub (github)",
      path,
      { service_accounts: ["ci", "old"] },
    ],
  ]);
});

test("without a list, and for a mapping, no request is known", () => {
  const boss = aService({ slug: "boss", name: "boss", role: "Manager" });
  const mapped = { ...provider, services: [], mappingClaim: "sub" };
  const roster = workspace({
    services: [boss],
    oidcProviders: [{ ...mapped, mappings: [{ value: "x", service: "boss" }] }],
  });

  expect(tasksOf("oidc: { github: {} }\nrules: { oidc-claims: off }", roster)).toEqual([
    [
      "remove",
      "remove the dynamic mappings to service account boss from OIDC provider GitHub (github)",
      null,
    ],
  ]);
  expect(
    tasksOf(
      "oidc: { github: {} }\nrules: { oidc-claims: off }",
      workspace({ services: [boss], oidcProviders: [{ ...provider, services: ["boss"] }] }),
    ),
  ).toEqual([["remove", "remove service account boss from OIDC provider GitHub (github)", null]]);
});

test("claims and the issuer of a provider are corrected, and another provider is listed", () => {
  const open = { ...provider, id: "oi2", slug: "open", name: "open", claims: [] };
  const roster = workspace({ oidcProviders: [{ ...provider, claims: provider.claims }, open] });

  expect(
    tasksOf(
      "oidc: { github: { issuer: 'https://b.example', require-claims: [ref], services: any } }",
      roster,
    ),
  ).toEqual([
    [
      "other",
      "change the issuer of OIDC provider GitHub (github) to https://b.example (now https://a.example)",
      path,
      { provider_url: "https://b.example" },
    ],
    ["other", "require claim ref in OIDC provider GitHub (github)", null],
    [
      "other",
      "give claim sub of OIDC provider GitHub (github) a complete value (now repo:.*)",
      null,
    ],
    ["other", "require more claims in OIDC provider open", null],
    ["other", "list OIDC provider open in the policy, or delete it", null],
  ]);
});

test("mappings are created, created again, and deleted", () => {
  const tasks = tasksOf(
    "group-sync: [{ group: writers, team: docs, role: manager }, { group: admins, team: platform }, { group: a, team: plattform }]",
  );

  expect(tasks).toEqual([
    [
      "grant",
      "map group a to team plattform as Member: create the team, or correct the name: perhaps platform is meant",
      null,
    ],
    [
      "grant",
      "map group admins to team Platform (platform) as Member",
      "POST /orgs/fernwick/saml-group-sync/",
      { idp_key: "groups", idp_value: "admins", role: "Member", team: "platform" },
    ],
    [
      "change-role",
      "map group writers to team Docs (docs) as Manager (now Member)",
      "DELETE /orgs/fernwick/saml-group-sync/gs-writers/",
      null,
    ],
    [
      "remove",
      "delete the mapping from group guests to team Docs (docs)",
      "DELETE /orgs/fernwick/saml-group-sync/gs-guests/",
      null,
    ],
  ]);
});

test("without mappings that show the attribute, no request is known", () => {
  const none = workspace({ groupSync: { enabled: true, mappings: [] } });
  const [[, , call] = []] = tasksOf("group-sync: [{ group: a, team: docs }]", none);
  const [[, , , body] = []] = tasksOf(
    "group-sync: [{ group: a, team: docs, attribute: roles }]",
    none,
  );

  expect(call).toBeNull();
  expect(body).toMatchObject({ idp_key: "roles" });
});
