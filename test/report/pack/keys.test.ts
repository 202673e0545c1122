/** The pack's tables of tokens, OIDC providers, group mappings and keys, and what gaps do to them. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { Pack } from "../../../src/report/pack/pack.ts";
import { packJson } from "../../../src/report/pack/render-pack.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { ListName, ListStatus } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { formulasOf, parseCsv } from "../../support/csv.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { packOf, textsOf } from "../../support/pack.ts";
import { policyOf } from "../../support/policy.ts";
import { propertyRuns } from "../../support/property.ts";
import {
  arbitraryTokens,
  aRepository,
  aToken,
  aTokenList,
  withRepositories,
} from "../../support/repository.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../../support/roster.ts";

const policy = policyOf(`
tokens: [ci]
services:
  ci: { key-expires-within: 90d }
oidc:
  github: { require-claims: [repository], services: [ci] }
group-sync:
  - { group: engineers, team: platform }
  - { group: writers, team: platform }
`);

const production = aRepository({
  tokens: aTokenList([
    aToken({ name: "ci", user: "ada", privateBroadcasts: true }),
    aToken({ name: "old", active: false, isDefault: true, endsAt: null, limited: false }),
  ]),
});
const base = aRoster({
  members: [aMember({ username: "ada" }), aMember({ username: "amara-okoye" })],
  services: [aService({ slug: "ci", keyExpiresAt: "2027-12-01T00:00:00.000Z" })],
  teams: [aTeam()],
  groupSync: {
    enabled: true,
    mappings: [
      { id: "gs1", team: "tm-platform", role: "Member", attribute: "groups", value: "engineers" },
      { id: "gs2", team: "tm-platform", role: "Manager", attribute: "groups", value: "leads" },
    ],
  },
  oidcProviders: [
    anOidcProvider({
      services: ["ci", "deploy"],
      mappingClaim: "project",
      mappings: [{ value: "fernwick/web", service: "ci" }],
    }),
  ],
});
const whole = withRepositories(base, [production]);

const refused = aRepository({
  slug: "web",
  tokens: aTokenList([], { status: "refused", reason: "403" }),
});

const textOf = (roster: Roster, name: string) => textsOf(packOf(roster, policy)).get(name) ?? "";
const rowsOf = (roster: Roster, name: string) => parseCsv(textOf(roster, name));
const ours = /^(?:tokens|oidc|group-mappings|service-keys)/u;
const filesOf = (roster: Roster) =>
  [...textsOf(packOf(roster, policy)).keys()].filter((name) => ours.test(name));

test("every token is a row with its repository and its findings", () => {
  expect(textOf(whole, "tokens.csv").trimEnd().split("\r\n")).toEqual([
    "id,token,repository id,repository,default,active,ends,belongs to,created by,created,limits,private broadcasts,findings",
    "tk-ci,ci,rp-production,production,no,yes,2027-01-05T10:00:00.000Z,ada,amara-okoye,2026-01-05T10:00:00.000Z,yes,yes,token-broadcasts (warning)",
    "tk-old,old,rp-production,production,yes,no,never,,amara-okoye,2026-01-05T10:00:00.000Z,no,no,token-unlisted (warning)",
  ]);
});

test("every provider is a row, and each way to become a service account is one", () => {
  const [, provider] = rowsOf(whole, "oidc-providers.csv");
  expect(provider).toEqual([
    "oidGitHub001",
    "github",
    "GitHub",
    "https://token.actions.githubusercontent.com",
    "yes",
    "repository_owner = fernwick",
    "project",
    "ci, deploy",
    "oidc-claims (error)",
  ]);
  expect(rowsOf(whole, "oidc-services.csv")).toEqual([
    ["provider id", "provider", "service account", "how", "claim", "value", "findings"],
    ["oidGitHub001", "github", "ci", "list", "", "", ""],
    ["oidGitHub001", "github", "deploy", "list", "", "", "oidc-service (error)"],
    ["oidGitHub001", "github", "ci", "dynamic mapping", "project", "fernwick/web", ""],
  ]);
});

test("every group mapping and every key is a row", () => {
  expect(rowsOf(whole, "group-mappings.csv").slice(1)).toEqual([
    ["gs1", "groups", "engineers", "tm-platform", "platform", "Member", "yes", ""],
    [
      "gs2",
      "groups",
      "leads",
      "tm-platform",
      "platform",
      "Manager",
      "yes",
      "group-sync-privileged (error)",
    ],
  ]);
  expect(rowsOf(whole, "service-keys.csv").slice(1)).toEqual([
    [
      "ci",
      "ci publish",
      "Member",
      "2024-04-08T10:00:00.000Z",
      "amara-okoye",
      "2027-12-01T00:00:00.000Z",
      "service-key-expiry (warning)",
    ],
  ]);
});

test("the JSON has the same, and the Markdown has each table", () => {
  const pack = packOf(whole, policy);
  const texts = textsOf(pack);

  expect(Pack.parse(JSON.parse(texts.get(packJson) ?? ""))).toEqual(pack);
  for (const title of [
    "Entitlement tokens: 2",
    "OIDC providers: 1",
    "Service accounts that tokens of OIDC providers may become: 3",
    "Group mappings: 2",
    "Keys of service accounts: 1",
  ]) {
    expect(texts.get("access-review.md")).toContain(`\n## ${title}\n`);
  }
});

function withList(roster: Roster, name: ListName, status: ListStatus): Roster {
  const lists = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, status, count: 0, expected: null, reason: "why" } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists } };
}
const without = { oidcProviders: [], groupSync: { enabled: unknown("refused"), mappings: [] } };

test.each<readonly [string, Roster, string, string, readonly string[]]>([
  [
    "tokens of a repository were refused",
    withRepositories(base, [production, refused]),
    "tokens",
    "tokens.partial.csv",
    ["tokens", "refused", 'not all of "web"', "403", "tokens.partial.csv"],
  ],
  [
    "tokens of one repository were not requested",
    withRepositories(base, [production, aRepository({ slug: "web" })]),
    "tokens",
    "tokens.partial.csv",
    [
      "tokens",
      "not-asked",
      'not all of "web"',
      "entitlement tokens were not requested",
      "tokens.partial.csv",
    ],
  ],
  [
    "the list of repositories is partial",
    withList(whole, "repositories", "partial"),
    "tokens",
    "tokens.partial.csv",
    [
      "repositories",
      "partial",
      "0",
      "why",
      "repositories.partial.csv, repository-privileges.partial.csv, tokens.partial.csv",
    ],
  ],
  [
    "an end was not seen",
    withRepositories(base, [
      aRepository({ tokens: aTokenList([aToken({ endsAt: unknown("malformed") })]) }),
    ]),
    "tokens",
    "tokens.csv",
    [
      "repositories",
      "unknown",
      "endsAt unknown for 1",
      "the reply contained a value of the wrong type",
      "tokens.csv",
    ],
  ],
  [
    "OIDC providers were refused",
    withList({ ...whole, ...without }, "oidc", "refused"),
    "oidc-providers",
    "oidc-providers.partial.csv",
    ["oidc", "refused", "0", "why", "oidc-providers.partial.csv, oidc-services.partial.csv"],
  ],
  [
    "dynamic mappings were refused",
    {
      ...whole,
      oidcProviders: [anOidcProvider({ mappingClaim: "project", mappings: unknown("refused") })],
    },
    "oidc-services",
    "oidc-services.partial.csv",
    [
      "oidc",
      "unknown",
      "mappings unknown for 1",
      "Cloudsmith refused it to this credential",
      "oidc-services.partial.csv, oidc-providers.csv",
    ],
  ],
  [
    "group mappings were refused",
    withList({ ...whole, ...without }, "group-sync", "refused"),
    "group-mappings",
    "group-mappings.partial.csv",
    ["group-sync", "refused", "0", "why", "group-mappings.partial.csv"],
  ],
  [
    "the creator of a service account was not seen",
    { ...whole, services: [aService({ createdBy: unknown("redacted") })] },
    "service-keys",
    "service-keys.csv",
    [
      "services",
      "unknown",
      "createdBy unknown for 1",
      "the workspace hides it from this credential",
      "service-keys.csv",
    ],
  ],
])("where %s, coverage.csv and the names of the files say so", (_, roster, table, file, row) => {
  const files = filesOf(roster).filter((name) => name.startsWith(`${table}.`));

  expect(files).toEqual([file]);
  expect(rowsOf(roster, "coverage.csv")).toContainEqual(row);
});

const withoutTokens = [
  "oidc-providers.csv",
  "oidc-services.csv",
  "group-mappings.csv",
  "service-keys.csv",
];

test.each<readonly [string, Roster, readonly string[], readonly string[]]>([
  [
    "repositories were not requested",
    base,
    withoutTokens,
    ["tokens", "not-asked", "nothing", "entitlement tokens were not requested", ""],
  ],
  [
    "tokens were not requested",
    withRepositories(base, [aRepository()]),
    withoutTokens,
    ["tokens", "not-asked", "nothing", "entitlement tokens were not requested", ""],
  ],
  [
    "no repository was seen",
    withList(withRepositories(base, []), "repositories", "refused"),
    withoutTokens,
    ["tokens", "unknown", "nothing", "no repository was seen", ""],
  ],
  [
    "the plan has no OIDC",
    withList({ ...whole, oidcProviders: [] }, "oidc", "not-in-plan"),
    ["tokens.csv", "group-mappings.csv", "service-keys.csv"],
    ["oidc", "not-in-plan", "0", "why", ""],
  ],
  [
    "the plan has no group sync",
    withList({ ...whole, ...without }, "group-sync", "not-in-plan"),
    ["tokens.csv", "oidc-providers.csv", "oidc-services.csv", "service-keys.csv"],
    ["group-sync", "not-in-plan", "0", "why", ""],
  ],
])("where %s, there is no empty table that looks like an empty list", (_, roster, files, row) => {
  expect(filesOf(roster)).toEqual(files);
  expect(rowsOf(roster, "coverage.csv")).toContainEqual(row);
});

test.each<readonly [string, Roster, readonly string[]]>([
  ["everything was read", whole, ["2", "1", "2"]],
  ["tokens were not read", base, ["not read", "1", "2"]],
  [
    "tokens of a repository were refused",
    withRepositories(base, [production, refused]),
    ["at least 2", "1", "2"],
  ],
  [
    "settings were refused or are not in the plan",
    withList(withList({ ...whole, ...without }, "oidc", "refused"), "group-sync", "not-in-plan"),
    ["2", "unknown", "not in the plan"],
  ],
])("where %s, about.csv has numbers that are not too low", (_, roster, expected) => {
  const rows = new Map(rowsOf(roster, "about.csv").map(([what, value]) => [what, value]));

  expect(
    ["entitlement tokens", "OIDC providers", "group mappings"].map((what) => rows.get(what)),
  ).toEqual(expected);
});

test("the first line says of how many repositories the tokens were read", () => {
  const partial = withRepositories(base, [production, refused]);

  expect(packOf(whole, policy).notice).not.toContain("tokens");
  expect(packOf(partial, policy).notice).toContain(
    "not seen: entitlement tokens (complete on 1 of 2 repositories)",
  );
});

test.each(hostileTexts.filter((text) => text.isWellFormed()))(
  "%j as every name stays text",
  (text) => {
    const hostile = withRepositories(
      {
        ...base,
        oidcProviders: [
          anOidcProvider({
            slug: text,
            name: text,
            issuer: text,
            claims: [{ name: text, value: text }],
            mappingClaim: text,
            mappings: [{ value: text, service: "ci" }],
          }),
        ],
        groupSync: {
          enabled: true,
          mappings: [
            { id: "gs1", team: "tm-platform", role: "Member", attribute: text, value: text },
          ],
        },
      },
      [aRepository({ tokens: aTokenList([aToken({ id: "tk1", name: text, user: text })]) })],
    );

    const texts = textsOf(packOf(hostile, policy));
    for (const name of filesOf(hostile)) expect(formulasOf(texts.get(name) ?? "")).toEqual([]);
  },
);

test("of any tokens, all rows are there, and the pack fits its schema", () => {
  fc.assert(
    fc.property(arbitraryTokens(["ada"]), (tokens) => {
      const roster = withRepositories(base, [aRepository({ tokens })]);
      const pack = packOf(roster, policy);

      expect(rowsOf(roster, "tokens.csv")).toHaveLength(1 + tokens.list.length);
      expect(Pack.parse(JSON.parse(textsOf(pack).get(packJson) ?? ""))).toEqual(pack);
    }),
    propertyRuns(30),
  );
});
