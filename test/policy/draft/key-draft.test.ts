import { expect, test } from "vitest";

import { draftPolicy } from "../../../src/policy/draft/draft.ts";
import { writeFirstPolicy } from "../../../src/policy/draft/first-policy.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { GroupMapping, Roster } from "../../../src/roster/model.ts";
import { policyFrom } from "../../support/policy.ts";
import {
  aCoverage,
  aMember,
  anOidcProvider,
  aRoster,
  aService,
  aTeam,
} from "../../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const docs = aTeam({ slug: "docs" });
const mapping = (change: Partial<GroupMapping> = {}): GroupMapping => ({
  id: "gs1",
  team: docs.id,
  role: "Member",
  attribute: "groups",
  value: "writers",
  ...change,
});

function workspace(changes: Partial<Roster> = {}): Roster {
  return aRoster({
    members: [aMember({ username: "ada", role: "Owner" })],
    teams: [docs],
    services: ["audit", "ci"].map((slug) => aService({ slug, name: slug, role: "Member" })),
    oidcProviders: [
      anOidcProvider({
        services: ["ci"],
        claims: [
          { name: "ref", value: "refs/heads/main" },
          { name: "repository", value: "fernwick/web" },
        ],
        mappingClaim: "sub",
        mappings: [{ value: "x", service: "audit" }],
      }),
    ],
    groupSync: { enabled: true, mappings: [mapping()] },
    ...changes,
  });
}

/** Returns the part of the draft after the service accounts. */
function sectionsOf(roster: Roster): string {
  return /\n\n# (?:What tokens|All groups)[\s\S]*/u.exec(draftPolicy(roster))?.[0].trim() ?? "";
}

test("providers and mappings are drafted as they are", () => {
  expect(sectionsOf(workspace())).toBe(
    `# What tokens of each OIDC provider must prove, and which service accounts they may become.
oidc:
  github:
    issuer: "https://token.actions.githubusercontent.com"
    require-claims: [ref, repository]
    services: [audit, "ci"]

# All groups at the identity provider that fill a team.
group-sync:
  - { group: writers, team: docs }`,
  );
});

test("roles and attributes are written where they say something", () => {
  const mappings = [mapping({ role: "Manager" }), mapping({ id: "gs2", attribute: "roles" })];
  const text = sectionsOf(workspace({ groupSync: { enabled: true, mappings } }));

  expect(text).toContain("- { group: writers, team: docs, attribute: roles }");
  expect(text).toContain("- { group: writers, team: docs, role: manager, attribute: groups }");
});

test("what was not read is not drafted as nothing", () => {
  const hidden = anOidcProvider({ mappingClaim: "sub", mappings: unknown("refused") });
  expect(sectionsOf(workspace({ oidcProviders: [hidden] }))).toContain(
    "services: any # which ones it has was not read completely",
  );
  const lists = aCoverage().lists.map((list) =>
    list.name === "oidc" || list.name === "group-sync"
      ? { ...list, status: "refused" as const, reason: "no" }
      : list,
  );
  expect(sectionsOf(workspace({ coverage: aCoverage({ lists }) }))).toBe("");
  expect(
    sectionsOf(workspace({ oidcProviders: [], groupSync: { enabled: true, mappings: [] } })),
  ).toBe("");
});

test.each<readonly [string, Partial<Roster>]>([
  ["as they should be", {}],
  ["with faults", { oidcProviders: [anOidcProvider({ claims: [] })] }],
  [
    "with hostile texts",
    {
      oidcProviders: [
        anOidcProvider({ slug: "", issuer: "javascript:x", claims: [{ name: " a", value: ".*" }] }),
        anOidcProvider({ id: "b", slug: "x: {", claims: [{ name: "*", value: "\n" }] }),
        anOidcProvider({ id: "c", slug: "x: {", services: ["ci", "CI", " z"] }),
      ],
      groupSync: {
        enabled: true,
        mappings: ["# x", " a ", "a\nb", "${{ x }}", "writers", "writers"].map((value, at) =>
          mapping({ id: `gs${at}`, value, role: at === 5 ? "Manager" : "Member" }),
        ),
      },
    },
  ],
])(
  "a first policy for providers and mappings %s leaves only what nobody explained",
  (_, change) => {
    const roster = workspace(change);
    const { text } = writeFirstPolicy(roster, "p.yml", now);
    const { findings } = evaluate(roster, policyFrom(text), now);

    expect(
      findings.filter(({ state }) => state !== "accepted").map(({ rule }) => rule),
    ).not.toContainEqual(expect.not.stringMatching(/^exception-unexplained$/u));
  },
);
