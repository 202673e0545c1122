/** The pack's tables of repositories and privileges, and what a gap does to their names. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { Pack } from "../../../src/report/pack/pack.ts";
import { packJson } from "../../../src/report/pack/render-pack.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { parseCsv } from "../../support/csv.ts";
import { packOf, textsOf } from "../../support/pack.ts";
import { policyOf } from "../../support/policy.ts";
import { propertyRuns } from "../../support/property.ts";
import {
  aPrivilege,
  arbitraryRepositories,
  aRepository,
  repositoryCoverage,
} from "../../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const policy = policyOf(`
repositories:
  production: { admins: [team:platform] }
  "web-*": { privileges: any }
`);

const production = aRepository({
  privileges: ["user ada Write", "team platform Admin"].map(aPrivilege),
});
const web = aRepository({ slug: "web-app", broadcast: "Public" });
const base = aRoster({
  members: [aMember({ username: "ada" }), aMember({ username: "eve" })],
  services: [aService({ slug: "ci" })],
  teams: [aTeam()],
});

function workspace(changes: Partial<Roster> = {}): Roster {
  return { ...base, repositories: [production, web], coverage: repositoryCoverage(), ...changes };
}

const rowsOf = (roster: Roster, name: string) =>
  parseCsv(textsOf(packOf(roster, policy)).get(name) ?? "");
const filesOf = (roster: Roster) =>
  [...textsOf(packOf(roster, policy)).keys()].filter((name) => name.startsWith("repositor"));
const missingOf = (roster: Roster) => rowsOf(roster, "coverage.csv");

test("without a request for them, a pack has no tables of repositories and does not mention them", () => {
  const texts = textsOf(packOf(base, policyOf("")));

  expect([...texts.keys()].filter((name) => name.includes("repositor"))).toEqual([]);
  expect(JSON.parse(texts.get(packJson) ?? "")).not.toHaveProperty("repositories");
  expect(packOf(base, policyOf(""))).not.toHaveProperty("repositories");
});

test("every repository and every privilege is a row, and the JSON has the same", () => {
  const texts = textsOf(packOf(workspace(), policy));

  expect(filesOf(workspace())).toEqual(["repositories.csv", "repository-privileges.csv"]);
  expect(parseCsv(texts.get("repositories.csv") ?? "")).toEqual([
    [
      "id",
      "slug",
      "name",
      "broadcast state",
      "default privilege",
      "privileges read",
      "in the policy",
      "findings",
    ],
    [
      "rp-production",
      "production",
      "Production",
      "Private",
      "None",
      "complete",
      "repositories.production",
      "repository-privilege-unexpected (error)",
    ],
    ["rp-web-app", "web-app", "Web-app", "Public", "None", "complete", "repositories.web-*", ""],
  ]);
  expect(parseCsv(texts.get("repository-privileges.csv") ?? "")).toEqual([
    ["repository id", "repository", "kind", "slug", "level"],
    ["rp-production", "production", "user", "ada", "Write"],
    ["rp-production", "production", "team", "platform", "Admin"],
  ]);
  const pack = Pack.parse(JSON.parse(texts.get(packJson) ?? ""));
  expect(pack).toEqual(packOf(workspace(), policy));
  expect(texts.get("access-review.md")).toContain("## Explicit privileges on repositories: 2");
});

test.each<readonly [string, Partial<Roster>, readonly string[], readonly string[]]>([
  [
    "the list of repositories is partial",
    { coverage: repositoryCoverage({ status: "partial", reason: "the account is no Owner" }) },
    ["repositories.partial.csv", "repository-privileges.partial.csv"],
    [
      "repositories",
      "partial",
      "1 of 1",
      "the account is no Owner",
      "repositories.partial.csv, repository-privileges.partial.csv",
    ],
  ],
  [
    "no repository was seen",
    {
      repositories: [],
      coverage: repositoryCoverage({ status: "refused", count: 0, expected: null, reason: "403" }),
    },
    ["repositories.partial.csv", "repository-privileges.partial.csv"],
    [
      "repositories",
      "refused",
      "0",
      "403",
      "repositories.partial.csv, repository-privileges.partial.csv",
    ],
  ],
  [
    "privileges were refused",
    { repositories: [production, { ...web, coverage: { status: "refused", reason: "403" } }] },
    ["repositories.csv", "repository-privileges.partial.csv"],
    ["privileges", "refused", 'not all of "web-app"', "403", "repository-privileges.partial.csv"],
  ],
  [
    "a broadcast state was not seen",
    { repositories: [production, { ...web, broadcast: unknown("missing") }] },
    ["repositories.csv", "repository-privileges.csv"],
    [
      "repositories",
      "unknown",
      "broadcast unknown for 1",
      "the reply did not contain it",
      "repositories.csv",
    ],
  ],
])("where %s, the names of the files and coverage.csv say so", (_, changes, files, row) => {
  const roster = workspace(changes);

  expect(filesOf(roster)).toEqual(files);
  expect(missingOf(roster)).toContainEqual(row);
});

test.each<readonly [string, Partial<Roster>, string | undefined]>([
  ["read completely", {}, "2"],
  [
    "not read completely",
    { coverage: repositoryCoverage({ status: "partial", reason: "the account is no Owner" }) },
    "at least 2",
  ],
  [
    "refused",
    {
      repositories: [],
      coverage: repositoryCoverage({ status: "refused", count: 0, expected: null, reason: "403" }),
    },
    "unknown",
  ],
  ["not requested", { repositories: [], coverage: base.coverage }, undefined],
])("about.csv has the number of repositories if they were %s", (_, changes, expected) => {
  const rows = rowsOf(workspace(changes), "about.csv");

  expect(rows.find(([what]) => what === "repositories")?.[1]).toBe(expected);
});

test("exceptions.csv says on which repository an exception is", () => {
  const accepting = policyOf(`
repositories: { "*": {} }
exceptions:
  - { rule: repository-privilege-unexpected, subject: ada, repository: production, reason: x, expires: 2026-12-31 }
  - { rule: dormant, subject: ada, reason: x, expires: 2026-12-31 }
`);
  const table = (roster: Roster) =>
    parseCsv(textsOf(packOf(roster, accepting)).get("exceptions.csv") ?? "");

  expect(table(workspace()).map((row) => row.at(-1))).toEqual(["repository", "production", ""]);
  expect(table(base)[0]).not.toContain("repository");
});

test("the first line says on how many repositories the privileges were read", () => {
  const refused = { ...web, coverage: { status: "refused", reason: "403" } } as const;

  expect(packOf(workspace(), policy).notice).not.toContain("privileges");
  expect(packOf(workspace({ repositories: [production, refused] }), policy).notice).toContain(
    "not seen: privileges (complete on 1 of 2 repositories)",
  );
});

test("an account with a path to a repository is not without access", () => {
  const without = (roster: Roster) =>
    rowsOf(roster, "without-access.csv")
      .slice(1)
      .map((row) => `${row[2]}: ${row.at(-1)}`);
  const seen = "Member in no team and without a path to a repository that was seen";
  const open = { ...web, defaultPrivilege: "Read" } as const;

  expect(without(base)).toEqual([
    "ada: Member in no team",
    "eve: Member in no team",
    "ci: Member in no team",
  ]);
  expect(without(workspace())).toEqual([`eve: ${seen}`, `ci: ${seen}`]);
  expect(without(workspace({ repositories: [production, open] }))).toEqual([`ci: ${seen}`]);
});

test("changes since the last pack are about accounts, also if both have repositories", () => {
  const before = packOf(workspace(), policy);
  const after = {
    ...workspace({ repositories: [production] }),
    readAt: "2026-11-24T09:00:00.000Z",
  };
  const { changes } = packOf(after, policy, undefined, before);

  expect(changes?.list).toEqual([]);
});

test("of any repositories, the coverage names just the partial files, and all rows are there", () => {
  fc.assert(
    fc.property(arbitraryRepositories(base), (repositories) => {
      const roster = workspace({ repositories });
      const texts = textsOf(packOf(roster, policy));
      const [, ...rows] = parseCsv(texts.get("coverage.csv") ?? "");
      const named = new Set(rows.flatMap((row) => (row[4] ?? "").split(", ")));
      named.delete("");

      for (const name of named) expect(texts.has(name), name).toBe(true);
      const partial = filesOf(roster).filter((name) => name.endsWith(".partial.csv"));
      for (const name of partial) expect([...named]).toContain(name);
      const isWhole = repositories.every(({ coverage }) => coverage.status === "complete");
      expect(texts.has("repository-privileges.csv")).toBe(isWhole);
      expect(rowsOf(roster, "repositories.csv")).toHaveLength(1 + repositories.length);
      expect(Pack.parse(JSON.parse(texts.get(packJson) ?? ""))).toEqual(packOf(roster, policy));
    }),
    propertyRuns(30),
  );
});
