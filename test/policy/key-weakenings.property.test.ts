/**
 * Whatever the rules about tokens, OIDC providers and group mappings report before a change of the
 * policy, and not after it, is in a weakening, or in access that the change asks for.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import type { Finding } from "../../src/policy/finding.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { policyOf } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";
import { aRepository, aToken, aTokenList, repositoryCoverage } from "../support/repository.ts";
import { anOidcProvider, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
/** After the last day of each entry that ends. */
const later = new Date("2026-12-23T09:00:00.000Z");

const roster = aRoster({
  teams: [aTeam({ slug: "docs" }), aTeam({ slug: "ops" })],
  services: [aService({ slug: "boss", role: "Manager" }), aService({ slug: "ci" })],
  repositories: ["p", "p-x", "q"].map((slug) =>
    aRepository({
      slug,
      id: `re-${slug}`,
      tokens: aTokenList(
        ["Default", "ci", "ci-mirror"].map((name) =>
          aToken({ id: `${slug}-${name}`, name, endsAt: null, privateBroadcasts: true }),
        ),
      ),
    }),
  ),
  oidcProviders: ["github", "gitlab"].map((slug) =>
    anOidcProvider({
      slug,
      id: `oi-${slug}`,
      issuer: `https://${slug}.example`,
      services: ["boss", "ci"],
      claims: [{ name: "other", value: "x" }],
    }),
  ),
  groupSync: {
    enabled: true,
    mappings: ["writers", "Writers"].flatMap((value) =>
      ["groups", "Groups"].flatMap((attribute) =>
        (["Member", "Manager"] as const).map((role) => ({
          id: `gs-${value}-${attribute}-${role}`,
          team: "tm-docs",
          role,
          attribute,
          value,
        })),
      ),
    ),
  },
  coverage: repositoryCoverage(),
});

const some = (...texts: readonly string[]) => fc.constantFrom(...texts);
const until = "until: 2026-12-01";
const tokens = some(
  "any",
  "[]",
  "[ci]",
  "[CI, default]",
  "[ci-*]",
  "['*']",
  `[{ name: ci, ${until} }]`,
  `['ci*', { name: Default, ${until} }]`,
);
const repository = fc
  .option(tokens)
  .map((own) => `{ privileges: any${own === null ? "" : `, tokens: ${own}`} }`);
const provider = fc
  .record({
    issuer: fc.option(
      some("https://github.example", "https://github.example/", "https://b.example"),
    ),
    claims: fc.option(some("[]", "[sub]", "[Sub]", "[sub, Sub]")),
    services: fc.option(some("any", "[]", "[ci]", "[CI, boss]", `[{ name: boss, ${until} }]`)),
  })
  .map(({ issuer, claims, services }) =>
    Object.entries({ issuer, "require-claims": claims, services })
      .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
      .join(", "),
  )
  .map((options) => `{ ${options} }`);
const mapping = fc
  .record({
    group: some("writers", "Writers", "'writers (groups)'"),
    attribute: fc.option(some("groups", "Groups")),
    role: fc.option(some("manager", "member")),
    team: some("docs", "DOCS", "ops"),
  })
  .map(({ attribute, role, ...rest }) => ({
    ...rest,
    ...(attribute !== null && { attribute }),
    ...(role !== null && { role }),
  }));

const mappingOf = (names: readonly string[], value: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.tuple(some(...names), value), { selector: ([name]) => name })
    .map((entries) => `{ ${entries.map(([name, entry]) => `"${name}": ${entry}`).join(", ")} }`);
const mappings = fc
  .uniqueArray(mapping, {
    selector: ({ group, team }) => `${group} ${team.toLowerCase()}`,
    maxLength: 3,
  })
  .map((list) => `[${list.map((one) => `{ ${toFlow(one)} }`).join(", ")}]`);

function toFlow(entry: object): string {
  return Object.entries(entry)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(", ");
}

const aPolicy = fc.record({
  tokens: fc.option(tokens),
  repositories: fc.option(mappingOf(["p", "p*", "*", "q"], repository)),
  oidc: fc.option(mappingOf(["github", "oi-gitlab"], provider)),
  "group-sync": fc.option(mappings),
  "unlisted-mappings": fc.option(some("off", "error")),
});
type Sections = Readonly<Record<string, string | null>>;

function toText(sections: Sections): string {
  const written = Object.entries(sections).filter(([, value]) => value !== null);
  return written.map(([key, value]) => `${key}: ${value}`).join("\n");
}

/** A change of one section: a weakening of another one would hide what it misses. */
const aChange = fc
  .tuple(
    aPolicy,
    aPolicy,
    some("tokens", "repositories", "oidc", "group-sync", "unlisted-mappings"),
  )
  .map(([was, other, key]: readonly [Sections, Sections, string]) => ({
    was: toText(was),
    is: toText({ ...was, [key]: other[key] ?? null }),
  }));

/** Rules of one family report one fact. Less access than the policy lists is no fact. */
function factOf({ rule, subject, object, facts }: Finding): string | undefined {
  if (rule === "group-sync-missing") return undefined;
  if (rule === "group-sync-role" && facts["role"] === "Member") return undefined;
  const family = rule.startsWith("group-sync-") ? "mapping" : rule;
  if (!/^(?:token|oidc|mapping)/u.test(family)) return undefined;
  const detail = rule === "oidc-claims" ? [facts["fault"], facts["claim"]] : [];
  return JSON.stringify([family, subject.id, object?.id, ...detail]);
}

function factsIn(policy: Policy, on: Date): readonly string[] {
  return evaluate(roster, policy, on)
    .findings.map(factOf)
    .filter((fact) => fact !== undefined);
}

test("what the rules about keys no longer report is in a weakening, or asked for", () => {
  let lost = 0;
  fc.assert(
    fc.property(aChange, ({ was, is }) => {
      const [before, after] = [policyOf(was), policyOf(is)];
      const vanished = [now, later].flatMap((on) => {
        const left = new Set(factsIn(after, on));
        return factsIn(before, on).filter((fact) => !left.has(fact));
      });
      lost += vanished.length;
      const changes = describePolicyChanges(before, after, now);
      const effects = new Set(changes.map(({ effect }) => effect));
      const isAsked = (fact: string) =>
        effects.has("weakens") || (fact.startsWith('["mapping"') && effects.has("grants"));
      expect(vanished.filter((fact) => !isAsked(fact))).toEqual([]);
    }),
    propertyRuns(300),
  );
  expect(lost).toBeGreaterThan(0);
});
