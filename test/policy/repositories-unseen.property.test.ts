/**
 * The first promise, for rules on repositories: whatever was not seen of a workspace, a rule that is
 * judged and finds nothing would find nothing in the whole workspace, and whatever it finds is so.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { checksOnlyVisible } from "../../src/policy/rules/repository-unlisted.ts";
import { fitsWildcard } from "../../src/policy/wildcard.ts";
import type { ListCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import { roles } from "../../src/roster/roles.ts";
import { policyFrom } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";
import {
  arbitraryRepositories,
  aToken,
  aTokenList,
  repositoryCoverage,
} from "../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const ids = catalog.filter(({ section }) => section === "repositories").map(({ id }) => id);
const targets = [
  "ada",
  "eve@fernwick.example",
  "nobody",
  "team:docs",
  "team:tm-ops",
  "team:nobody",
  "service:ci",
  "service:nobody",
];
const tokens = fc.option(fc.oneof(fc.constant("any"), fc.subarray(["ci", "ci-*", "tk-web", "*"])));
const names = ["production", "rp-docs", "app-web", "app-*", "*", "gone"];

const anEntry = fc
  .record({
    visibility: fc.option(fc.constantFrom("off", "private", "internal", "public")),
    "default-privilege": fc.option(fc.constantFrom("none", "read", "write")),
    any: fc.nat(5).map((one) => one === 0),
    tokens,
    lists: fc.array(fc.constantFrom("admins", "write", "read", null), {
      minLength: targets.length,
      maxLength: targets.length,
    }),
  })
  .map(({ visibility, any, lists, tokens: own, ...rest }): object => ({
    ...(own !== null && { tokens: own }),
    ...(visibility !== null && { visibility }),
    ...(rest["default-privilege"] !== null && { "default-privilege": rest["default-privilege"] }),
    ...(any
      ? { privileges: "any" }
      : Object.fromEntries(
          (["admins", "write", "read"] as const).map((list) => [
            list,
            targets.filter((_, at) => lists[at] === list),
          ]),
        )),
  }));

const aPolicy = fc
  .tuple(
    fc.subarray(names, { minLength: 1 }),
    fc.array(anEntry, { minLength: 6, maxLength: 6 }),
    tokens,
    fc.boolean(),
  )
  .map(([chosen, entries, ofAll, isVisibleOnly]) =>
    policyFrom(
      JSON.stringify({
        version: 1,
        organization: "fernwick",
        repositories: Object.fromEntries(chosen.map((name, at) => [name, entries[at]])),
        ...(ofAll !== null && { tokens: ofAll }),
        // Whoever says that the visible repositories are enough misses nothing in the others.
        ...(isVisibleOnly && { "unlisted-repositories": { severity: "warning", of: "visible" } }),
        rules: { "direct-privilege": "note" },
      }),
    ),
  );

const someTokens = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom("ci", "ci-web", "web", "Default"),
      active: fc.boolean(),
      user: fc.constantFrom(null, "ada", "nobody"),
      createdBy: fc.constantFrom("ada", "eve", "ci", "nobody"),
      endsAt: fc.constantFrom(null, "2027-01-01T00:00:00.000Z"),
      privateBroadcasts: fc.boolean(),
    })
    .map(aToken),
  { selector: ({ id }) => id, maxLength: 3 },
);

const aWorkspace = fc
  .record({
    memberships: fc.array(fc.subarray(["tm-docs", "tm-ops"]), { minLength: 2, maxLength: 2 }),
    roles: fc.array(fc.constantFrom(...roles), { minLength: 2, maxLength: 2 }),
    active: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
  })
  .map((given) =>
    aRoster({
      members: ["ada", "eve"].map((username, at) =>
        aMember({
          username,
          role: given.roles[at] ?? "Member",
          active: given.active[at] ?? true,
          teams: (given.memberships[at] ?? []).map((team) => ({ team, role: "Member" as const })),
        }),
      ),
      teams: [aTeam({ slug: "docs" }), aTeam({ slug: "ops" })],
      services: [aService({ slug: "ci" })],
      coverage: repositoryCoverage(),
    }),
  )
  .chain((roster) =>
    fc
      .tuple(arbitraryRepositories(roster), fc.array(someTokens, { minLength: 6, maxLength: 6 }))
      .map(([repositories, lists]): Roster => ({
        ...roster,
        // The truth: everything was seen.
        repositories: repositories.map((repository, at) => ({
          ...repository,
          tokens: aTokenList(lists[at]),
          broadcast: typeof repository.broadcast === "string" ? repository.broadcast : "Public",
          defaultPrivilege:
            typeof repository.defaultPrivilege === "string" ? repository.defaultPrivilege : "Admin",
          privileges: repository.privileges.map((one) => ({
            ...one,
            level: typeof one.level === "string" ? one.level : "Admin",
          })),
          coverage: { status: "complete", reason: null },
        })),
      })),
  );

const gaps = ["members", "teams", "services", "repositories"] as const;
const mask = fc.record({
  gaps: fc.subarray([...gaps]),
  /** How many rows are hidden of a list with gaps. */
  hidden: fc.nat(3),
  unread: fc.subarray([0, 1, 2, 3, 4, 5]),
  levels: fc.boolean(),
  states: fc.boolean(),
  emails: fc.boolean(),
  teams: fc.boolean(),
  facts: fc.boolean(),
  /** Repositories whose tokens were not read, not all read, or not requested. */
  unreadTokens: fc.dictionary(
    fc.constantFrom("0", "1", "2", "3"),
    fc.constantFrom("refused", "partial", "absent"),
    { maxKeys: 2 },
  ),
  tokenFacts: fc.subarray(["active", "user", "createdBy", "endsAt", "privateBroadcasts"]),
});

/** Returns what an account sees of a workspace. */
function see(
  truth: Roster,
  hide: typeof mask extends fc.Arbitrary<infer Mask> ? Mask : never,
): Roster {
  const isOpen = (name: (typeof gaps)[number]) => hide.gaps.includes(name);
  const visible = <Row>(name: (typeof gaps)[number], rows: readonly Row[]) =>
    isOpen(name) ? rows.slice(hide.hidden) : rows;
  const unseen = unknown("redacted");
  return {
    ...truth,
    members: visible("members", truth.members).map((member) => ({
      ...member,
      ...(hide.emails && { email: unseen }),
      ...(hide.teams && { teams: unseen }),
      ...(hide.facts && { role: unseen, active: unseen }),
    })),
    teams: visible("teams", truth.teams),
    services: visible("services", truth.services),
    repositories: visible("repositories", truth.repositories).map(
      ({ tokens: all, ...repository }, at) => ({
        ...repository,
        ...seeTokens(all, hide.unreadTokens[String(at)], hide.tokenFacts),
        ...(hide.states && { broadcast: unseen, defaultPrivilege: unseen }),
        privileges: (hide.unread.includes(at)
          ? repository.privileges.slice(1)
          : repository.privileges
        ).map((one, index) => (hide.levels && index === 0 ? { ...one, level: unseen } : one)),
        coverage: hide.unread.includes(at)
          ? { status: "partial", reason: "some were hidden" }
          : repository.coverage,
      }),
    ),
    coverage: {
      ...truth.coverage,
      lists: truth.coverage.lists.map((list): ListCoverage =>
        (hide.gaps as readonly string[]).includes(list.name)
          ? { ...list, status: "partial", reason: "some were hidden" }
          : list,
      ),
    },
  };
}

/** Returns what an account sees of a repository's tokens; of facts that it does not see, of the first. */
function seeTokens(
  all: Repository["tokens"],
  gap: string | undefined,
  facts: readonly string[],
): Pick<Repository, "tokens"> {
  if (all === undefined || gap === "absent") return {};
  const unseen = Object.fromEntries(facts.map((fact) => [fact, unknown("missing")]));
  const list = all.list.map((one, at) => (at === 0 ? { ...one, ...unseen } : one));
  if (gap === undefined) return { tokens: { ...all, list } };
  const coverage = { status: gap as "refused" | "partial", reason: "some were hidden" };
  return { tokens: { list: gap === "refused" ? [] : list.slice(1), coverage } };
}

function findingsOf({ rules }: Evaluation, id: string): readonly string[] {
  const result = rules.find(({ rule }) => rule.id === id);
  return (result?.findings ?? []).map(({ subject, object }) => `${subject.slug} ${object?.slug}`);
}

/** A policy may say that only visible repositories count: the others are no concern of it. */
function isHiddenByChoice(policy: Policy, seen: Roster, slug: string): boolean {
  return (
    checksOnlyVisible(policy) && !seen.repositories.some((repository) => repository.slug === slug)
  );
}

/** A pattern covers the repositories that were seen: a hidden one is nobody's, and that is said. */
function isHiddenByPattern(policy: Policy, seen: Roster, slug: string): boolean {
  return (
    !seen.repositories.some((repository) => repository.slug === slug) &&
    (policy.repositories ?? []).some(({ name }) => fitsWildcard(name.text, slug)) &&
    !(policy.repositories ?? []).some(({ name }) => [slug, `rp-${slug}`].includes(name.text))
  );
}

test("a rule that is judged and finds nothing missed nothing, and what it finds is so", () => {
  const judged = new Map<string, number>();
  fc.assert(
    fc.property(aWorkspace, aPolicy, mask, (truth, policy, hide) => {
      const seen = see(truth, hide);
      const [whole, partial] = [truth, seen].map((roster) => evaluate(roster, policy, now));
      if (whole === undefined || partial === undefined) throw new Error("bug");
      for (const { rule, status } of partial.rules.filter(({ rule: one }) =>
        ids.includes(one.id),
      )) {
        // Another rule may report what this one would: neither hides it.
        const real = new Set(
          whole.rules.flatMap(({ rule: one }) => [...findingsOf(whole, one.id)]),
        );
        for (const found of findingsOf(partial, rule.id)) expect(real).toContain(found);
        if (status !== "judged") continue;
        judged.set(rule.id, (judged.get(rule.id) ?? 0) + 1);
        const known = findingsOf(partial, rule.id);
        const missed = findingsOf(whole, rule.id).filter((found) => {
          const [subject = "", object = ""] = found.split(" ");
          const slug = object === "undefined" ? subject : object;
          return (
            !known.includes(found) &&
            !isHiddenByPattern(policy, seen, slug) &&
            !isHiddenByChoice(policy, seen, slug)
          );
        });
        expect(missed, rule.id).toEqual([]);
      }
    }),
    propertyRuns(500),
  );
  expect([...judged.keys()].toSorted()).toEqual(ids.toSorted());
});
