import fc from "fast-check";
import { expect, test } from "vitest";

import { gapsOf, judgingOf } from "../../../src/report/page/app/keys/key-coverage.ts";
import { endOf, filterKeys } from "../../../src/report/page/app/keys/key-filter.ts";
import { keyKinds, type KeyKind } from "../../../src/report/page/app/keys/key-model.ts";
import { toPage, type Page } from "../../../src/report/page/app/model.ts";
import { toPageData, type PageData } from "../../../src/report/page/page-data.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import type { ListName, ListStatus } from "../../../src/roster/coverage.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { policyOf } from "../../support/policy.ts";
import { propertyRuns } from "../../support/property.ts";
import {
  aRepository,
  arbitraryTokens,
  aToken,
  aTokenList,
  withRepositories,
} from "../../support/repository.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../../support/roster.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
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

function pageOf(roster: Roster, ofPolicy = policy): Page {
  const report = buildReport({
    roster,
    baseline: undefined,
    policy: ofPolicy,
    evaluation: evaluate(roster, ofPolicy, now),
    resolved: [],
    failOn: "error",
    generatedAt: now,
    tool: { name: "cloudsmith-access-audit", version: "0.1.0" },
  });
  const data = JSON.parse(JSON.stringify(toPageData(report, roster, []))) as PageData;
  return toPage(data, now);
}

const base = aRoster({
  members: [aMember({ username: "amara-okoye" })],
  services: [aService({ slug: "ci", keyExpiresAt: "2027-12-01T00:00:00.000Z" })],
  teams: [aTeam()],
  groupSync: {
    enabled: true,
    mappings: [
      { id: "gs1", team: "tm-platform", role: "Member", attribute: "groups", value: "engineers" },
      { id: "gs2", team: "tm-platform", role: "Member", attribute: "groups", value: "leads" },
    ],
  },
  oidcProviders: [
    anOidcProvider({
      services: ["CI", "deploy"],
      mappingClaim: "project",
      mappings: [{ value: "fernwick/web", service: "ci" }],
    }),
  ],
});
const web = aRepository({
  slug: "web",
  tokens: aTokenList([
    aToken({ name: "ci" }),
    aToken({ name: "forever", endsAt: null, user: "amara-okoye" }),
    aToken({ name: "gone", active: false, endsAt: "2026-11-23T09:00:00.000Z" }),
    aToken({ name: "hidden", active: unknown("redacted"), endsAt: unknown("redacted") }),
  ]),
});
const whole = withRepositories(base, [web]);

/** Returns each row of a kind with its findings. */
const foundIn = (page: Page, kind: KeyKind) =>
  page.keys.rows[kind].map(({ name, findings }) =>
    [name, ...findings.map(({ rule }) => rule)].join(" "),
  );

test("each kind has its rows, each with the findings about it", () => {
  const page = pageOf(whole);

  expect(foundIn(page, "token")).toEqual([
    "ci",
    "forever token-unlisted token-without-end",
    "gone token-unlisted",
    "hidden token-unlisted",
  ]);
  expect(foundIn(page, "provider")).toEqual(["GitHub oidc-claims"]);
  // A provider may write the slug of an account in another way.
  expect(foundIn(page, "identity")).toEqual(["ci publish", "deploy oidc-service", "ci publish"]);
  expect(foundIn(page, "mapping")).toEqual(["engineers", "leads group-sync-unexpected"]);
  expect(foundIn(page, "service")).toEqual(["ci publish service-key-expiry"]);
  expect(page.keys.missingMappings.map(({ subject }) => subject.slug)).toEqual(["writers"]);
});

test("a finding is beside a service account also if the provider writes its slug in another way", () => {
  const page = pageOf(whole, policyOf("oidc:\n  github: { services: [deploy] }"));

  expect(foundIn(page, "identity")).toEqual([
    "ci publish oidc-service",
    "deploy",
    "ci publish oidc-service",
  ]);
});

test("a finding about a token is beside this token, also if another one has its name", () => {
  const token = (id: string, endsAt: string | null) => aToken({ id, name: "ci", endsAt });
  const list = (id: string) =>
    aTokenList([token(id, id === "tk1" ? null : "2027-01-01T00:00:00.000Z")]);
  const page = pageOf(
    withRepositories(base, [
      aRepository({ slug: "a", tokens: list("tk1") }),
      aRepository({ slug: "b", tokens: list("tk2") }),
    ]),
  );

  expect(page.keys.rows.token.map(({ key, findings }) => [key, findings.length])).toEqual([
    ["rp-a tk1", 1],
    ["rp-b tk2", 0],
  ]);
});

test("any tokens get through the columns with each fact, unknown ones with their reason", () => {
  fc.assert(
    fc.property(arbitraryTokens(["amara-okoye"]), arbitraryTokens([]), (one, two) => {
      const repositories = [
        aRepository({ slug: "a", tokens: one }),
        aRepository({ slug: "b" }),
        aRepository({ slug: "c", tokens: two }),
      ];
      const { keys, tokenCoverage } = pageOf(withRepositories(base, repositories));

      expect(
        keys.rows.token.map((row) => row.kind === "token" && [row.repository.slug, row.token]),
      ).toEqual([
        ...one.list.map((token) => ["a", token]),
        ...two.list.map((token) => ["c", token]),
      ]);
      expect(tokenCoverage).toEqual([one.coverage, null, two.coverage]);
    }),
    propertyRuns(50),
  );
});

test.each<[string, Record<string, string>, readonly string[]]>([
  ["nothing", { kind: "token" }, ["ci", "forever", "gone", "hidden"]],
  ["active", { kind: "token", active: "yes" }, ["ci", "forever"]],
  ["an unknown state", { kind: "token", active: "unknown" }, ["hidden"]],
  ["no end", { kind: "token", end: "none" }, ["forever"]],
  ["an end that has passed", { kind: "token", end: "past" }, ["gone"]],
  ["an end to come", { end: "ahead" }, ["ci", "ci publish"]],
  ["an unknown end", { end: "unknown" }, ["hidden"]],
  ["no findings", { kind: "token", found: "none" }, ["ci"]],
  ["words", { q: "AMARA forever" }, ["forever"]],
  ["a claim", { q: "fernwick/web" }, ["ci publish"]],
  ["the next to end first", { kind: "token", sort: "end" }, ["gone", "ci", "forever", "hidden"]],
  [
    "the worst findings first",
    { kind: "token", sort: "findings" },
    ["forever", "gone", "hidden", "ci"],
  ],
  ["what works last", { kind: "token", sort: "-active" }, ["gone", "hidden", "ci", "forever"]],
  ["nothing known", { kind: "token", sort: "nothing" }, ["ci", "forever", "gone", "hidden"]],
])("a query with %s leaves what it names, in its order", (_, query, expected) => {
  const { keys, report } = pageOf(whole);
  const found = keyKinds.flatMap((kind) => filterKeys(keys.rows[kind], query, report.generatedAt));

  expect(found.map(({ name }) => name)).toEqual(expected);
});

test("what has no end by its kind is not without an end", () => {
  expect(endOf({ endsAt: undefined }, "2026-11-23T09:00:00.000Z")).toBe(undefined);
  expect(endOf({ endsAt: null }, "2026-11-23T09:00:00.000Z")).toBe("none");
});

function withList(roster: Roster, name: ListName, status: ListStatus): Roster {
  const lists = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, status, count: 0, expected: null, reason: "why" } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists } };
}

const refused = { status: "refused", reason: "403" } as const;

test.each<[string, Roster, KeyKind, readonly string[]]>([
  ["everything was read", whole, "token", []],
  [
    "repositories were not requested",
    base,
    "token",
    ["not-asked: This audit read no repositories, so it read no tokens."],
  ],
  [
    "tokens were not requested",
    withRepositories(base, [aRepository()]),
    "token",
    ["not-asked: This audit read no entitlement tokens."],
  ],
  [
    "the list of repositories is partial",
    withList(whole, "repositories", "partial"),
    "token",
    ["partial: The list of repositories: why."],
  ],
  [
    "no repository was seen",
    withList(withRepositories(base, []), "repositories", "refused"),
    "token",
    ["refused: The list of repositories: why."],
  ],
  ["the workspace has no repository", withRepositories(base, []), "token", []],
  [
    "some tokens were refused or not requested",
    withRepositories(base, [
      web,
      aRepository({ slug: "a", tokens: aTokenList([], refused) }),
      aRepository({ slug: "b", tokens: aTokenList([], refused) }),
      aRepository({ slug: "c" }),
    ]),
    "token",
    [
      "refused: The tokens of 2 repositories (a, b): 403.",
      "not-asked: The tokens of 1 repository (c): they were not requested.",
    ],
  ],
  [
    "many tokens were refused",
    withRepositories(
      base,
      Array.from({ length: 8 }, (_, at) =>
        aRepository({ slug: `r${at}`, tokens: aTokenList([], refused) }),
      ),
    ),
    "token",
    ["refused: The tokens of 8 repositories (r0, r1, r2, r3, r4, r5, 2 more): 403."],
  ],
  [
    "providers were refused",
    withList(whole, "oidc", "refused"),
    "provider",
    ["refused: The list of OIDC providers: why."],
  ],
  [
    "the plan has no OIDC",
    withList(whole, "oidc", "not-in-plan"),
    "identity",
    ["not-in-plan: The list of OIDC providers: why."],
  ],
  [
    "dynamic mappings were not seen",
    {
      ...whole,
      oidcProviders: [anOidcProvider({ mappingClaim: "project", mappings: unknown("refused") })],
    },
    "identity",
    [
      "unknown: Of 1 provider (github), not every service account is known: Cloudsmith refused it to this credential.",
    ],
  ],
  [
    "group mappings are unknown",
    withList(whole, "group-sync", "unknown"),
    "mapping",
    ["unknown: The list of group mappings: why."],
  ],
  [
    "service accounts are partial",
    withList(whole, "services", "partial"),
    "service",
    ["partial: The list of service accounts: why."],
  ],
])("where %s, the table says so", (_, roster, kind, expected) => {
  const gaps = gapsOf(pageOf(roster), kind);

  expect(gaps.map(({ status, text }) => `${status}: ${text}`)).toEqual(expected);
});

test("a table says which of its rules were not judged, and that none is on", () => {
  const gap = withRepositories(base, [aRepository({ tokens: aTokenList([], refused) })]);

  expect(judgingOf(pageOf(whole), "provider")).toEqual({ isOn: true, notJudged: [] });
  expect(judgingOf(pageOf(gap), "token")).toEqual({
    isOn: true,
    notJudged: ["token-unlisted", "token-without-end", "token-orphaned", "token-broadcasts"],
  });
  expect(judgingOf(pageOf(whole, policyOf("")), "token")).toEqual({ isOn: false, notJudged: [] });
});
