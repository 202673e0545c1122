/** A first policy, and an audit that holds the same workspace against it. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../../src/errors.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { writeFirstPolicy, type FirstPolicy } from "../../../src/policy/draft/first-policy.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { aMember, arbitraryRoster, aRoster, aService, aTeam } from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";
import { policyFrom } from "../../support/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");

/** Returns what an audit with the policy leaves open, by rule, and what came of its exceptions. */
function auditWith({ text }: FirstPolicy, roster: Roster) {
  const policy = policyFrom(text);
  const { findings, exceptions } = evaluate(roster, policy, now);
  const open = findings.filter(({ state }) => state !== "accepted");
  return { open: open.map(({ rule }) => rule), statuses: exceptions.map(({ status }) => status) };
}

/** Returns undefined if no name distinguishes two accounts, which the error then says. */
function tryToWrite(roster: Roster): FirstPolicy | undefined {
  try {
    return writeFirstPolicy(roster, "p.yml", now);
  } catch (error) {
    expect(error).toBeInstanceOf(AuditError);
    expect((error as Error).message).toMatch(
      /^cannot draft p\.yml: no name distinguishes "[\s\S]*" \(/v,
    );
    return undefined;
  }
}

const anyName = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.constantFrom(...hostileTexts, "jo", "id-1", "ci", "squad-*", "null", "2026-12-31", "- a"),
);

/** Rosters in which people, teams and services are called anything, and something is wrong with all. */
const hostileRoster = fc
  .record({
    names: fc.uniqueArray(anyName, { maxLength: 8, selector: (name) => name.toLowerCase() }),
    teams: fc.uniqueArray(anyName, { maxLength: 3 }),
    services: fc.uniqueArray(anyName, { maxLength: 3 }),
  })
  .map(({ names, teams, services }) =>
    aRoster({
      members: names.map((username, index) =>
        aMember({
          id: `id-${index}`,
          username,
          name: `${username}\n- evil: true`,
          role: (["Owner", "Manager", "Collaborator"] as const)[index % 3] ?? "Member",
          twoFactor: index % 2 === 0,
          active: index % 4 !== 0,
          teams: teams.map((_, at) => ({ team: `tm-${at}`, role: "Member" as const })),
        }),
      ),
      teams: teams.map((slug, at) => aTeam({ id: `tm-${at}`, slug })),
      services: services.map((slug) =>
        aService({ slug, teams: [{ team: "tm-0", role: "Member" }] }),
      ),
    }),
  );

test.each([
  ["it holds", arbitraryRoster()],
  ["its people, teams and services are called", hostileRoster],
])(
  "whatever %s, a workspace's first policy leaves nothing open, and every exception is used",
  (_, anyRoster) => {
    let written = 0;
    fc.assert(
      fc.property(anyRoster, (roster) => {
        const first = tryToWrite(roster);
        if (first === undefined) return;
        written += 1;
        const { open, statuses } = auditWith(first, roster);
        const exceptions = Array.from({ length: first.exceptions });
        expect(open).toEqual(exceptions.map(() => "exception-unexplained"));
        expect(statuses).toEqual(exceptions.map(() => "used"));
      }),
      propertyRuns(80),
    );
    expect(written).toBeGreaterThan(40);
  },
);

test("a workspace whose slug no policy can name has no first policy", () => {
  const roster = aRoster({ workspace: { ...aRoster().workspace, slug: "a:b" } });
  expect(() => writeFirstPolicy(roster, "p.yml", now)).toThrow(
    /^cannot draft p\.yml: "a:b" is not a workspace's slug/u,
  );
});

test("a team whose slug is one tab, as a seed found it, has an exception under its id", () => {
  const roster = aRoster({
    members: [aMember({ role: "Owner", active: false, teams: [{ team: "tm-0", role: "Member" }] })],
    teams: [aTeam({ id: "tm-0", slug: "\t" })],
  });
  const first = writeFirstPolicy(roster, "p.yml", now);
  expect(first.text).toContain('team: "tm-0"');
  expect(auditWith(first, roster).open).toEqual(
    Array.from({ length: first.exceptions }, () => "exception-unexplained"),
  );
});

test("a service account without a name to be seen is said, and a team without one is named by its id", () => {
  // Found with seed 12891204.
  const blank = aRoster({ services: [aService({ slug: "\t" })] });
  expect(() => writeFirstPolicy(blank, "p.yml", now)).toThrow(
    'cannot draft p.yml: no name distinguishes "\\t" (a service account) from an empty name.',
  );
  const team = aRoster({ teams: [aTeam({ id: "tm-0", slug: "\t" })] });
  expect(writeFirstPolicy(team, "p.yml", now).text).toContain("  tm-0: {}");
});
