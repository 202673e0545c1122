import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";
import { expect, test } from "vitest";

import { rosterDigest } from "../../src/roster/digest.ts";
import type { OidcProvider, Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Repository } from "../../src/roster/repository.ts";
import { aRepository, aToken, aTokenList } from "../support/repository.ts";
import { aMember, arbitraryRoster, aRoster, aService, aTeam } from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

/** Whatever it is, with the keys of every object in code unit order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(item)]),
  );
}

/** Without the mappings of a provider that earlier versions did not read. */
function withoutImplied({ mappings, ...rest }: OidcProvider): object {
  const implied = rest.mappingClaim === null ? [] : { unknown: "missing" };
  return isDeepStrictEqual(mappings, implied) ? rest : { ...rest, mappings };
}

/** What a digest is of, written down without any care for speed: a line for each entry. */
function linesOf(roster: Roster): string {
  const { workspace, coverage, singleSignOn, groupSync } = roster;
  const lists = ["members", "teams", "services", "invites", "oidcProviders"] as const;
  const requested = coverage.lists.some(({ name }) => name === "repositories");
  const withRepositories = requested || roster.repositories.length > 0;
  const entries = [
    workspace,
    coverage,
    singleSignOn,
    groupSync,
    ...lists.flatMap((list) => [
      list,
      ...(list === "oidcProviders" ? roster[list].map(withoutImplied) : roster[list]),
    ]),
    ...(withRepositories ? ["repositories", ...roster.repositories] : []),
  ];
  return entries.map((entry) => `${JSON.stringify(inOrder(entry))}\n`).join("");
}

test("it is the SHA-256 of all but the time of reading, keys in order", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      const wanted = createHash("sha256").update(linesOf(roster)).digest("hex");
      expect(rosterDigest(roster)).toBe(wanted);
    }),
    propertyRuns(100),
  );
});

test("the order in which an object's keys were made does not matter, and the time of reading neither", () => {
  const teams = [{ team: "tm-platform", role: "Manager" as const }];
  const member = aMember({ teams });
  const turned = Object.fromEntries(
    Object.entries(member).toReversed(),
  ) as unknown as typeof member;
  const of = (one: typeof member, readAt?: string) =>
    rosterDigest(
      aRoster({ members: [one], teams: [aTeam()], ...(readAt !== undefined && { readAt }) }),
    );

  expect(of(turned)).toBe(of(member));
  expect(of(member, "2020-01-01T00:00:00.000Z")).toBe(of(member));
});

test.each([
  ["id", "other"],
  ["username", "other"],
  ["name", "Other"],
  ["email", unknown("redacted")],
  ["role", "Owner"],
  ["active", false],
  ["twoFactor", unknown("missing")],
  ["joinedAt", "2022-03-14T09:12:44.101Z"],
  ["lastLoginAt", null],
  ["lastLoginMethod", "SAML"],
  ["visibility", "Public"],
  ["teams", [{ team: "tm-platform", role: "Manager" }]],
  ["teams", unknown("not-listed")],
])("another %s of one member makes another digest: %j", (fact, value) => {
  const teams = [{ team: "tm-platform", role: "Member" as const }];
  const of = (change: object) =>
    rosterDigest(aRoster({ members: [aMember({ teams, ...change })], teams: [aTeam()] }));

  expect(of({ [fact]: value })).not.toBe(of({}));
});

test("a roster without repositories has the digest that it had before they could be read", () => {
  const roster = aRoster({ teams: [aTeam()], services: [aService()] });

  expect(rosterDigest(roster)).toBe(
    "46df862826959e18e63cec45241f81bf6107bb381bb3d88c1755477c4159540c",
  );
});

test.each<readonly [string, Partial<Repository>]>([
  ["name", { name: "Other" }],
  ["broadcast", { broadcast: "Public" }],
  ["default privilege", { defaultPrivilege: unknown("missing") }],
  ["privilege", { privileges: [{ kind: "team", slug: "docs", level: "Write" }] }],
  ["level", { privileges: [{ kind: "team", slug: "docs", level: "Admin" }] }],
  ["list of tokens, although it is empty", { tokens: aTokenList() }],
  ["token", { tokens: aTokenList([aToken()]) }],
  ["coverage", { coverage: { status: "refused", reason: "Cloudsmith refused it (403)" } }],
])("another %s of a repository makes another digest", (_, change) => {
  const privileges = [{ kind: "team", slug: "docs", level: "Read" }] as const;
  const of = (changes: Partial<Repository>) =>
    rosterDigest(aRoster({ repositories: [aRepository({ privileges, ...changes })] }));

  expect(of(change)).not.toBe(of({}));
  expect(of({})).not.toBe(rosterDigest(aRoster()));
});
