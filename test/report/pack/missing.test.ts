import fc from "fast-check";
import { expect, test } from "vitest";

import { unknown } from "../../../src/roster/fact.ts";
import type { ListName, ListStatus } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { parseCsv } from "../../support/csv.ts";
import { packOf, packPolicy, textsOf } from "../../support/pack.ts";
import { propertyRuns } from "../../support/property.ts";
import {
  aCoverage,
  aMember,
  anInvite,
  arbitraryRoster,
  aRoster,
  aService,
  aTeam,
} from "../../support/roster.ts";

const hidden = unknown("redacted");

/** A roster of which every fact in the pack was seen. */
const seen = aRoster({
  members: [
    aMember({
      username: "amara-okoye",
      role: "Owner",
      teams: [{ team: "tm-platform", role: "Manager" }],
    }),
  ],
  services: [
    aService({ slug: "ci-publish-7hq2", teams: [{ team: "tm-platform", role: "Member" }] }),
  ],
  teams: [aTeam()],
  invites: [anInvite()],
});

function withList(name: ListName, status: ListStatus): Roster {
  const lists = aCoverage().lists.map((list) => ({
    ...list,
    status: list.name === name ? status : ("complete" as const),
    expected: list.name === name ? 3 : 1,
    reason: list.name === name ? "page 2 was refused" : null,
  }));
  return { ...seen, coverage: aCoverage({ lists }) };
}

/** Returns the names of the partial files, without the findings, which have rules of their own. */
function partialFiles(roster: Roster): string[] {
  return [...textsOf(packOf(roster, packPolicy, seen)).keys()]
    .filter((name) => name.endsWith(".partial.csv") && name !== "findings.partial.csv")
    .map((name) => name.replace(".partial.csv", ""));
}

function coverageOf(roster: Roster): readonly Record<string, string>[] {
  const text = textsOf(packOf(roster, packPolicy, seen)).get("coverage.csv") ?? "";
  const [columns = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ""])));
}

const accountTables = ["accounts", "without-access", "not-in-policy", "teams", "changes"];

test.each<[ListName, ListStatus, readonly string[]]>([
  ["members", "partial", accountTables],
  ["members", "refused", accountTables],
  ["members", "unknown", accountTables],
  ["services", "not-asked", [...accountTables, "service-keys"]],
  ["teams", "partial", ["accounts", "without-access", "teams", "changes"]],
  ["invites", "refused", ["invites", "changes"]],
  ["organization", "refused", []],
  ["oidc", "refused", ["oidc-providers", "oidc-services", "changes"]],
  ["group-sync", "partial", ["group-mappings", "changes"]],
  ["saml", "not-in-plan", []],
])("where the list of %s is %s, the files %j are partial", (name, status, expected) => {
  const roster = withList(name, status);

  expect(partialFiles(roster).toSorted()).toEqual(expected.toSorted());
  const row = coverageOf(roster).find(({ list }) => list === name);
  expect(row).toMatchObject({ state: status, reason: "page 2 was refused" });
});

test.each<[string, Roster, readonly string[], string]>([
  ["nothing", seen, [], ""],
  [
    "a role",
    { ...seen, members: [aMember({ role: hidden })] },
    ["without-access", "changes"],
    "without-access.partial.csv, changes.partial.csv, accounts.csv, not-in-policy.csv",
  ],
  [
    "the teams of a service account",
    { ...seen, services: [aService({ teams: hidden })] },
    ["without-access", "teams", "changes"],
    "without-access.partial.csv, teams.partial.csv, changes.partial.csv, accounts.csv, not-in-policy.csv",
  ],
  [
    "a last login",
    { ...seen, members: [aMember({ lastLoginAt: hidden })] },
    [],
    "accounts.csv, without-access.csv",
  ],
  ["an inviter", { ...seen, invites: [anInvite({ inviter: hidden })] }, [], "invites.csv"],
])("where %s was not seen, the coverage names the files", (_, roster, expected, affected) => {
  expect(partialFiles(roster).toSorted()).toEqual(expected.toSorted());
  const rows = coverageOf(roster).filter(
    ({ state, list }) => state === "unknown" && list !== "changes",
  );
  expect(rows.map((row) => row["affected files"])).toEqual(affected === "" ? [] : [affected]);
});

test("rules that were not judged make the findings partial, with their reasons", () => {
  const roster = { ...seen, members: [aMember({ role: "Owner", twoFactor: hidden })] };

  const rows = coverageOf(roster).filter(({ list }) => list === "rules");

  expect(rows).not.toEqual([]);
  for (const row of rows) {
    expect(row).toMatchObject({ state: "not judged", "affected files": "findings.partial.csv" });
    expect(row["reason"]).not.toBe("");
  }
  expect(rows.map((row) => row["seen"]).join()).toContain("two-factor (error)");
});

test("without an earlier roster the changes are partial, because nothing was compared", () => {
  const texts = textsOf(packOf(seen));

  expect(parseCsv(texts.get("changes.partial.csv") ?? "")).toEqual([["since", "change"]]);
  expect(parseCsv(texts.get("coverage.csv") ?? "").at(-1)).toEqual([
    "changes",
    "not compared",
    "nothing",
    "The folder contained no earlier pack, and no baseline was given, so changes are not known.",
    "changes.partial.csv",
  ]);
  expect([...textsOf(packOf(seen, packPolicy, seen)).keys()]).toContain("changes.csv");
});

test("the coverage names just the partial files, and every file that it names is there", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      const texts = textsOf(packOf(roster));
      const partial = [...texts.keys()].filter((name) => name.endsWith(".partial.csv"));
      const [, ...rows] = parseCsv(texts.get("coverage.csv") ?? "");
      const named = new Set(rows.flatMap((row) => (row[4] ?? "").split(", ")));
      named.delete("");

      expect([...named].filter((name) => name.endsWith(".partial.csv")).toSorted()).toEqual(
        partial.toSorted(),
      );
      for (const name of named) expect(texts.has(name), name).toBe(true);
      for (const { name } of roster.coverage.lists) {
        expect(rows.map(([list]) => list)).toContain(name);
      }
    }),
    propertyRuns(30),
  );
});

test("a table that loses a row because a fact was not seen is partial", () => {
  const facts = fc.record({
    role: fc.boolean(),
    teams: fc.boolean(),
    active: fc.boolean(),
    email: fc.boolean(),
  });
  const blind = <T extends object>(entry: T, hide: Readonly<Record<string, boolean>>): T => ({
    ...entry,
    ...Object.fromEntries(
      Object.keys(hide)
        .filter((name) => name in entry && hide[name] === true)
        .map((name) => [name, hidden]),
    ),
  });
  fc.assert(
    fc.property(arbitraryRoster(), facts, (roster, hide) => {
      const worse = {
        ...roster,
        members: roster.members.map((member) => blind(member, hide)),
        services: roster.services.map((service) => blind(service, hide)),
      };
      const [before, after] = [textsOf(packOf(roster)), textsOf(packOf(worse))];
      for (const name of ["accounts", "without-access", "not-in-policy", "teams", "invites"]) {
        if (after.has(`${name}.partial.csv`)) continue;
        const idsOf = (texts: ReadonlyMap<string, string>) =>
          parseCsv(texts.get(`${name}.csv`) ?? texts.get(`${name}.partial.csv`) ?? "").map((row) =>
            row.slice(0, 2).join(" "),
          );
        expect(idsOf(after), name).toEqual(expect.arrayContaining(idsOf(before)));
      }
    }),
    propertyRuns(30),
  );
});
