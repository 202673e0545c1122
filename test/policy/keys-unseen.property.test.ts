/**
 * The first promise, for rules on OIDC providers and group mappings: whatever was not seen of a
 * workspace, a rule that is judged and finds nothing would find nothing in the whole workspace, and
 * whatever it finds is so.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { GroupMapping, OidcProvider, Roster } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../support/repository.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const ids = catalog
  .filter(({ section }) => section === "oidc" || section === "group-sync")
  .map(({ id }) => id);

const slugs = ["ci", "boss", "gone"];
const aProvider = (at: number): fc.Arbitrary<OidcProvider> =>
  fc
    .record({
      enabled: fc.boolean(),
      issuer: fc.constantFrom("https://a.example", "https://gitlab.com"),
      services: fc.subarray(slugs),
      claims: fc.subarray([
        { name: "aud", value: "x" },
        { name: "ref", value: "a.*" },
        { name: "sub", value: "a" },
      ]),
      mapped: fc.option(fc.subarray(slugs)),
    })
    .map(({ mapped, ...facts }) =>
      anOidcProvider({
        ...facts,
        id: `oi${at}`,
        slug: ["github", "gitlab", "other"][at] ?? "",
        mappingClaim: mapped === null ? null : "sub",
        mappings: (mapped ?? []).map((service) => ({ value: "v", service })),
      }),
    );

const aMapping = (at: number): fc.Arbitrary<GroupMapping> =>
  fc.record({
    id: fc.constant(`gs${at}`),
    team: fc.constantFrom("tm-docs", "tm-ops"),
    role: fc.constantFrom("Manager", "Member"),
    attribute: fc.constantFrom("groups", "roles"),
    value: fc.constantFrom("writers", "admins"),
  });

const aTruth: fc.Arbitrary<Roster> = fc
  .record({
    oidcProviders: fc.tuple(aProvider(0), aProvider(1), aProvider(2)),
    mappings: fc.tuple(aMapping(0), aMapping(1)),
    role: fc.constantFrom("Manager", "Member"),
    admin: fc.constantFrom("team docs Admin", "service ci Admin", "team ops Read"),
  })
  .map(({ oidcProviders, mappings, role, admin }) =>
    aRoster({
      members: [aMember({ username: "ada", role: "Owner" })],
      teams: ["docs", "ops"].map((slug) => aTeam({ slug })),
      services: [
        aService({ slug: "boss", role }),
        aService({ slug: "ci", teams: [{ team: "tm-docs", role: "Member" }] }),
      ],
      oidcProviders,
      groupSync: { enabled: true, mappings },
      repositories: [aRepository({ privileges: [aPrivilege(admin)] })],
      coverage: repositoryCoverage(),
    }),
  );

const aPolicy = fc
  .record({
    services: fc.option(fc.constantFrom("any", "[ci]", "[]", "[boss, gone]")),
    claims: fc.constantFrom("[]", "[sub]", "[env]"),
    issuer: fc.boolean(),
    role: fc.constantFrom("manager", "member"),
    attribute: fc.boolean(),
  })
  .map(({ services, claims, issuer, role, attribute }) =>
    policyOf(
      `oidc: { github: { require-claims: ${claims}${services === null ? "" : `, services: ${services}`}${issuer ? ", issuer: 'https://a.example'" : ""} }, gitlab: {} }
group-sync: [{ group: writers, team: docs, role: ${role}${attribute ? ", attribute: groups" : ""} }, { group: admins, team: hidden }]
`,
    ),
  );

type Hide = (roster: Roster) => Roster;

function partial(roster: Roster, ...names: readonly ListName[]): Roster {
  const lists = roster.coverage.lists.map((list) =>
    names.includes(list.name) ? { ...list, status: "partial" as const, reason: "hidden" } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists } };
}

const onProvider =
  (at: number, change: Partial<OidcProvider>): Hide =>
  (roster) => ({
    ...roster,
    oidcProviders: roster.oidcProviders.map((one, index) =>
      index === at ? { ...one, ...change } : one,
    ),
  });
const hidden = unknown("missing");
const ways: readonly Hide[] = [
  ...[0, 1, 2].flatMap((at) =>
    (["issuer", "enabled", "services", "claims", "mappings"] as const).map((fact) =>
      onProvider(at, { [fact]: hidden }),
    ),
  ),
  onProvider(0, { mappingClaim: hidden }),
  (roster) => partial({ ...roster, oidcProviders: roster.oidcProviders.slice(1) }, "oidc"),
  (roster) => partial({ ...roster, services: roster.services.slice(1) }, "services"),
  (roster) => partial({ ...roster, services: roster.services.slice(0, 1) }, "services"),
  (roster) => ({ ...roster, services: roster.services.map((one) => ({ ...one, role: hidden })) }),
  (roster) => ({ ...roster, services: roster.services.map((one) => ({ ...one, teams: hidden })) }),
  (roster) => partial({ ...roster, teams: roster.teams.slice(1) }, "teams"),
  (roster) =>
    partial(
      {
        ...roster,
        groupSync: { ...roster.groupSync, mappings: roster.groupSync.mappings.slice(1) },
      },
      "group-sync",
    ),
  (roster) => ({
    ...roster,
    groupSync: {
      ...roster.groupSync,
      mappings: roster.groupSync.mappings.map((one) => ({ ...one, role: hidden })),
    },
  }),
  (roster) => ({
    ...roster,
    repositories: roster.repositories.map((one) => ({
      ...one,
      privileges: [],
      coverage: { status: "refused", reason: "hidden" },
    })),
  }),
  (roster) => ({
    ...roster,
    repositories: roster.repositories.map((one) => ({
      ...one,
      privileges: one.privileges.map((row) => ({ ...row, level: hidden })),
      coverage: { status: "partial", reason: "hidden" },
    })),
  }),
];

/** Returns what each rule finds, by fingerprint; a mapping that is found is found by either rule. */
function found({ rules }: Evaluation): ReadonlySet<string> {
  const findings = rules.flatMap(({ findings: own, repeats = [] }) => [
    ...own,
    ...repeats.map(({ finding }) => finding),
  ]);
  return new Set(findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`));
}

test("a rule that is judged has seen all that it finds, and finds only what is so", () => {
  let judged = 0;
  let unjudged = 0;
  fc.assert(
    fc.property(
      aTruth,
      aPolicy,
      fc.subarray([...ways], { minLength: 1, maxLength: 3 }),
      (truth, policy, hides) => {
        const seen = hides.reduce((roster, hide) => hide(roster), truth);
        const [whole, part] = [evaluate(truth, policy, now), evaluate(seen, policy, now)];
        const [all, some] = [found(whole), found(part)];
        for (const one of some) {
          // Whose name was not seen is named by the policy, or by its slug.
          if (!/^(?:oidc-service|group-sync-)/u.test(one)) expect(all).toContain(one);
        }
        for (const id of ids) {
          const [of, is] = [whole, part].map(({ rules }) =>
            rules.find(({ rule }) => rule.id === id),
          );
          if (is?.status !== "judged") {
            unjudged += 1;
            continue;
          }
          judged += 1;
          const count = (result = of) =>
            (result?.findings.length ?? 0) + (result?.repeats?.length ?? 0);
          expect(count(is), `${id} ${JSON.stringify(seen)}`).toBe(count(of));
        }
      },
    ),
    propertyRuns(300),
  );
  expect(judged).toBeGreaterThan(0);
  expect(unjudged).toBeGreaterThan(0);
});
