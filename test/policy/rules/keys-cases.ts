/** Rules on OIDC providers and group mappings. */

import { unknown } from "../../../src/roster/fact.ts";
import type { GroupMapping, OidcProvider, Roster } from "../../../src/roster/model.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { anOidcProvider, aService, aTeam } from "../../support/roster.ts";
import { complete, gapIn, platform, type RuleCase, unread } from "./rule-case.ts";

const github = "oidc: {github: {services: any}}";
const ci = aService({ slug: "ci", role: "Member" });
const boss = aService({ slug: "boss", role: "Manager" });

const providers = (...changes: readonly Partial<OidcProvider>[]): Partial<Roster> => ({
  oidcProviders: changes.map((change, at) =>
    anOidcProvider({ id: `oi${at}`, claims: [{ name: "sub", value: "x" }], ...change }),
  ),
});
const claims = (given: Readonly<Record<string, string>>) =>
  Object.entries(given).map(([name, value]) => ({ name, value }));

const claimsCases: readonly RuleCase[] = [
  ...(
    [
      ["no claims", {}, ["error github"]],
      ["only the audience", { aud: "https://github.com/fernwick" }, ["error github"]],
      ["only the issuer", { iss: "https://token.example" }, ["error github"]],
      ["only the issuer and the audience", { iss: "https://a", aud: "x" }, ["error github"]],
      ["the issuer and a claim", { iss: "https://a", repository: "fernwick/web" }, []],
      ["a claim", { repository: "fernwick/web" }, []],
      ["a wildcard", { sub: "repo:fernwick/.*" }, ["error github"]],
      ["any text", { aud: "x", repository: "*" }, ["error github"]],
      ["two wildcards", { aud: ".*", sub: "a.*" }, ["error github", "error github"]],
      ["an asterisk within a value", { sub: "a*b" }, []],
      ["a wildcard in a list", { sub: '["repo:a","repo:b.*"]' }, ["error github"]],
      ["a wildcard deep in a value", { sub: '{"any":[{"is":"repo:b.*"}]}' }, ["error github"]],
      ["a deep value", { sub: '{"*":[{"is":["repo:b"]}, 1, null]}' }, []],
      ["a list", { sub: '["repo:a","repo:b"]' }, []],
      ["text that begins like JSON", { sub: "{a" }, []],
      ["a value that only begins like a list", { sub: "[a" }, []],
    ] as const
  ).map(([says, given, finds]): RuleCase => ({
    says: `a provider that checks ${says}`,
    rule: "oidc-claims",
    policy: github,
    roster: providers({ claims: claims(given) }),
    finds,
  })),
  ...(
    [
      ["the issuer of the policy", "https://gitlab.com/", []],
      ["the same issuer without a slash", "https://gitlab.com", []],
      ["another issuer", "https://gitlab.com.evil.example", ["error github"]],
    ] as const
  ).map(([says, issuer, finds]): RuleCase => ({
    says: `a provider with ${says}`,
    rule: "oidc-claims",
    policy: "oidc: {GitHub: {issuer: 'https://gitlab.com'}}",
    roster: providers({ issuer }),
    finds,
  })),
  {
    says: "claims that the policy requires and the provider does not check",
    rule: "oidc-claims",
    policy: "oidc: {oi0: {require-claims: [sub, environment, ref]}}",
    roster: providers({}),
    finds: ["error github", "error github"],
  },
  {
    says: "a provider that the policy names by slug and by id needs what both entries require",
    rule: "oidc-claims",
    policy: "oidc: {github: {require-claims: [sub]}, oi0: {require-claims: [ref]}}",
    roster: providers({}),
    finds: ["error github"],
  },
  {
    says: "a provider that the policy does not name needs claims as well",
    rule: "oidc-claims",
    policy: "oidc: {}",
    roster: providers({ claims: [] }),
    finds: ["error github"],
  },
  {
    says: "a provider that is off admits nobody",
    rule: "oidc-claims",
    policy: "oidc: {github: {issuer: 'https://x.example', require-claims: [a]}}",
    roster: providers({ claims: [], enabled: false }),
    finds: [],
  },
  {
    says: "whether a provider is on matters only if it is wrong",
    rule: "oidc-claims",
    policy: github,
    roster: providers({ enabled: unknown("missing") }),
    finds: [],
  },
  {
    says: "a provider with a fault, of which nobody knows whether it is on",
    rule: "oidc-claims",
    policy: github,
    roster: providers({ claims: [], enabled: unknown("missing") }),
    finds: [],
    notJudged: /^the state of an OIDC provider was not seen/u,
  },
  {
    says: "claims that were not seen",
    rule: "oidc-claims",
    policy: github,
    roster: providers({ claims: unknown("malformed") }),
    finds: [],
    notJudged: /^the claims of an OIDC provider was not seen/u,
  },
  {
    says: "an issuer that was not seen, where the policy gives one",
    rule: "oidc-claims",
    policy: "oidc: {github: {issuer: 'https://gitlab.com'}}",
    roster: providers({ issuer: unknown("missing") }),
    finds: [],
    notJudged: /^the issuer of an OIDC provider was not seen/u,
  },
  {
    says: "an issuer that was not seen, where the policy gives none",
    rule: "oidc-claims",
    policy: github,
    roster: providers({ issuer: unknown("missing") }),
    finds: [],
  },
  ...["oidc-claims", "oidc-service", "oidc-unlisted"].map((rule): RuleCase => ({
    says: "a list of providers with gaps",
    rule,
    policy: "oidc: {}",
    roster: { coverage: gapIn("oidc") },
    finds: [],
    notJudged: /^the list of oidc is partial: half of it is gone$/u,
  })),
];

/** `ci` and `boss`, and a provider whose tokens may become these. */
function mayBecome(services: readonly string[], change: Partial<OidcProvider> = {}) {
  return { ...providers({ services, ...change }), services: [ci, boss] };
}
const mapped = { mappingClaim: "sub", services: [] };
const admin = aRepository({ privileges: [aPrivilege("service ci Admin")] });
const adminTeam = aRepository({ privileges: [aPrivilege("team platform Admin")] });

const serviceCases: readonly RuleCase[] = [
  ...(
    [
      ["any", []],
      ["[ci, boss]", []],
      ["[CI]", ["error boss in github"]],
      ["[{name: ci, until: 2026-11-22}, boss]", ["error ci in github"]],
      ["[{name: ci, until: 2026-11-23}, boss]", []],
      ["[]", ["error boss in github", "error ci in github"]],
    ] as const
  ).map(([services, finds]): RuleCase => ({
    says: `two service accounts where ${services} is listed`,
    rule: "oidc-service",
    policy: `oidc: {github: {services: ${services}}}`,
    roster: mayBecome(["boss", "ci"]),
    finds,
  })),
  {
    says: "without a list, only a privileged account is found",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: mayBecome(["boss", "ci"]),
    finds: ["error boss in github"],
  },
  {
    says: "a provider with two entries, where each allows an account that the other does not",
    rule: "oidc-service",
    policy: "oidc: {github: {services: any}, oi0: {services: [ci]}}",
    roster: mayBecome(["boss", "ci"]),
    finds: ["error boss in github"],
  },
  {
    says: "of a provider that the policy does not name, only a privileged account is found",
    rule: "oidc-service",
    policy: "oidc: {}",
    roster: mayBecome(["boss", "ci"]),
    finds: ["error boss in github"],
  },
  {
    says: "a dynamic mapping is a way like the provider's own list",
    rule: "oidc-service",
    policy: "oidc: {github: {services: [boss]}}",
    roster: mayBecome([], { ...mapped, mappings: [{ value: "x", service: "ci" }] }),
    finds: ["error ci in github"],
  },
  {
    says: "Admin on a repository makes an account privileged",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: { ...mayBecome(["ci"]), ...complete, repositories: [admin] },
    finds: ["error ci in github"],
  },
  {
    says: "Admin through a team makes an account privileged",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: {
      ...mayBecome(["ci"]),
      ...complete,
      teams: [platform],
      services: [{ ...ci, teams: [{ team: platform.id, role: "Member" }] }],
      repositories: [adminTeam],
    },
    finds: ["error ci in github"],
  },
  {
    says: "an account that nobody lists, and whose list has gaps",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: { ...mayBecome(["gone"]), coverage: gapIn("services") },
    finds: [],
    notJudged: /^the list of services is partial/u,
  },
  {
    says: "an account that does not exist is found if others are listed",
    rule: "oidc-service",
    policy: "oidc: {github: {services: [ci]}}",
    roster: mayBecome(["ci", "gone"]),
    finds: ["error gone in github"],
  },
  {
    says: "mappings that were refused",
    rule: "oidc-service",
    policy: "oidc: {github: {services: [ci]}}",
    roster: mayBecome([], { ...mapped, mappings: unknown("refused") }),
    finds: [],
    notJudged: /^the list of dynamic mappings was not seen.*Cloudsmith refused it/u,
  },
  {
    says: "mappings that were refused where any account is allowed",
    rule: "oidc-service",
    policy: github,
    roster: mayBecome([], { ...mapped, mappings: unknown("refused") }),
    finds: [],
  },
  {
    says: "service accounts of a provider that were not seen",
    rule: "oidc-service",
    policy: "oidc: {github: {services: [ci]}}",
    roster: providers({ services: unknown("missing") }),
    finds: [],
    notJudged: /^the service accounts of an OIDC provider was not seen/u,
  },
  {
    says: "a role that was not seen, where only privileged accounts are found",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: { ...mayBecome(["ci"]), services: [{ ...ci, role: unknown("missing") }] },
    finds: [],
    notJudged: /^the role of a service account was not seen/u,
  },
  {
    says: "a role that was not seen, of an account that is not listed",
    rule: "oidc-service",
    policy: "oidc: {github: {services: []}}",
    roster: { ...mayBecome(["ci"]), services: [{ ...ci, role: unknown("missing") }] },
    finds: ["error ci in github"],
  },
  {
    says: "privileges that were not read, where only privileged accounts are found",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: { ...mayBecome(["ci"]), ...complete, repositories: [aRepository(unread)] },
    finds: [],
    notJudged: /^the privileges of ".*" were not read completely/u,
  },
  {
    says: "a privileged account of a provider, of which nobody knows whether it is on",
    rule: "oidc-service",
    policy: "oidc: {github: {}}",
    roster: mayBecome(["boss"], { enabled: unknown("missing") }),
    finds: [],
    notJudged: /^the state of an OIDC provider was not seen/u,
  },
  {
    says: "a provider that is off lets nobody become anybody",
    rule: "oidc-service",
    policy: "oidc: {github: {services: []}}",
    roster: mayBecome(["boss"], { enabled: false }),
    finds: [],
  },
  {
    says: "a provider that the policy does not name, also if it is off",
    rule: "oidc-unlisted",
    policy: "oidc: {other: {}}",
    roster: providers({}, { slug: "old", enabled: false }, { slug: "other" }),
    finds: ["warning github", "warning old"],
  },
  {
    says: "providers without a slug, by id",
    rule: "oidc-unlisted",
    policy: "oidc: {oi0: {}}",
    roster: providers({ slug: "" }, { slug: "" }),
    finds: ["warning oi1"],
  },
];

const docs = aTeam({ slug: "docs" });
const mapping = (change: Partial<GroupMapping> = {}): GroupMapping => ({
  id: "gs1",
  team: platform.id,
  role: "Member",
  attribute: "groups",
  value: "admins",
  ...change,
});
const feeding = (...mappings: readonly GroupMapping[]): Partial<Roster> => ({
  teams: [platform, docs],
  groupSync: { enabled: true, mappings },
});

const listed = "group-sync: [{group: admins, team: platform, role: manager}]";
const mappingCases: readonly RuleCase[] = [
  {
    says: "a mapping that is not listed",
    rule: "group-sync-unexpected",
    policy: listed,
    roster: feeding(mapping({ role: "Manager" }), mapping({ id: "gs2", team: docs.id })),
    finds: ["error admins in docs"],
  },
  ...(
    [
      ["another group", { value: "Admins" }],
      ["another attribute", { attribute: "roles" }],
      ["another team", { team: docs.id }],
    ] as const
  ).map(([says, change]): RuleCase => ({
    says: `a mapping of ${says}`,
    rule: "group-sync-unexpected",
    policy: "group-sync: [{group: admins, team: PLATFORM, attribute: groups}]",
    roster: feeding(mapping(change), mapping({ id: "gs2" })),
    finds: [
      `error ${"value" in change ? "Admins" : "admins"} in ${"team" in change ? "docs" : "platform"}`,
    ],
  })),
  {
    says: "a mapping whose role the policy does not list is listed all the same",
    rule: "group-sync-unexpected",
    policy: listed,
    roster: feeding(mapping()),
    finds: [],
  },
  {
    says: "unlisted-mappings sets the severity",
    rule: "group-sync-unexpected",
    policy: "group-sync: []\nunlisted-mappings: note",
    roster: feeding(mapping()),
    finds: ["note admins in platform"],
  },
  {
    says: "without the section, every mapping is unlisted if the policy asks for it",
    rule: "group-sync-unexpected",
    policy: "unlisted-mappings: warning",
    roster: feeding(mapping()),
    finds: ["warning admins in platform"],
  },
  {
    says: "a privileged mapping is reported once",
    rule: "group-sync-unexpected",
    policy: "group-sync: []",
    roster: feeding(mapping({ role: "Manager" })),
    finds: [],
  },
  {
    says: "a privileged mapping is reported here if this rule is more severe",
    rule: "group-sync-unexpected",
    policy: "group-sync: []\nrules: {group-sync-privileged: warning}",
    roster: feeding(mapping({ role: "Manager" })),
    finds: ["error admins in platform"],
  },
  {
    says: "a mapping that gives the Manager role of a team",
    rule: "group-sync-privileged",
    policy: "group-sync: []\nunlisted-mappings: off",
    roster: feeding(mapping({ role: "Manager" }), mapping({ id: "gs2" })),
    finds: ["error admins in platform"],
  },
  {
    says: "a mapping that fills a team with Admin on a repository",
    rule: "group-sync-privileged",
    policy: "group-sync: []",
    roster: {
      ...feeding(mapping(), mapping({ id: "gs2", team: docs.id })),
      ...complete,
      repositories: [adminTeam],
    },
    finds: ["error admins in platform"],
  },
  {
    says: "a mapping that is listed may be privileged",
    rule: "group-sync-privileged",
    policy: listed,
    roster: feeding(mapping({ role: "Manager" })),
    finds: [],
  },
  {
    says: "a mapping whose role was not seen",
    rule: "group-sync-privileged",
    policy: "group-sync: []",
    roster: feeding(mapping({ role: unknown("unrecognised") })),
    finds: [],
    notJudged: /^the role of a group mapping was not seen/u,
  },
  {
    says: "a mapping that fills a team, where privileges were not read",
    rule: "group-sync-privileged",
    policy: "group-sync: []",
    roster: { ...feeding(mapping()), ...complete, repositories: [aRepository(unread)] },
    finds: [],
    notJudged: /^the privileges of ".*" were not read completely/u,
  },
  {
    says: "a listed mapping with another role",
    rule: "group-sync-role",
    policy: listed,
    roster: feeding(mapping()),
    finds: ["error admins in platform"],
  },
  {
    says: "a listed mapping whose role was not seen",
    rule: "group-sync-role",
    policy: listed,
    roster: feeding(mapping({ role: unknown("missing") })),
    finds: [],
    notJudged: /^the role of a group mapping was not seen/u,
  },
  {
    says: "a listed mapping that does not exist, also of a team that does not",
    rule: "group-sync-missing",
    policy:
      "group-sync: [{group: admins, team: platform}, {group: writers, team: dosc}, {group: readers, team: docs}]",
    roster: feeding(mapping({ value: "readers", team: docs.id, role: "Manager" })),
    finds: ["warning admins in platform", "warning writers in dosc"],
  },
  {
    says: "a team that was not seen may be the one of a mapping",
    rule: "group-sync-missing",
    policy: "group-sync: [{group: admins, team: hidden}]",
    roster: { ...feeding(), coverage: gapIn("teams") },
    finds: [],
    notJudged: /^the list of teams is partial/u,
  },
  ...[
    "group-sync-unexpected",
    "group-sync-privileged",
    "group-sync-missing",
    "group-sync-role",
  ].map((rule): RuleCase => ({
    says: "mappings with gaps",
    rule,
    policy: listed,
    roster: { ...feeding(), coverage: gapIn("group-sync") },
    finds: [],
    notJudged: /^the list of group-sync is partial: half of it is gone$/u,
  })),
];

const offCases = [
  "oidc-claims",
  "oidc-service",
  "oidc-unlisted",
  "group-sync-unexpected",
  "group-sync-privileged",
  "group-sync-missing",
  "group-sync-role",
].map((rule): RuleCase => ({
  says: "without its section, the rule is off",
  rule,
  roster: {
    ...mayBecome(["boss"], { claims: [] }),
    ...feeding(mapping({ role: "Manager" })),
    coverage: repositoryCoverage(),
  },
  finds: [],
}));

export const keysCases: readonly RuleCase[] = [
  ...claimsCases,
  ...serviceCases,
  ...mappingCases,
  ...offCases,
];
