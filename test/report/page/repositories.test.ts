import fc from "fast-check";
import { expect, test } from "vitest";

import { toPage } from "../../../src/report/page/app/model.ts";
import { accountsOf, reachOf } from "../../../src/report/page/app/repositories/repository-paths.ts";
import { linkToRepository, parseRoute } from "../../../src/report/page/app/route.ts";
import { toPageData, type PageData } from "../../../src/report/page/page-data.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { requestedRepositories } from "../../../src/roster/requested.ts";
import type { Repository } from "../../../src/roster/repository.ts";
import { propertyRuns } from "../../support/property.ts";
import { aReport } from "../../support/report.ts";
import { aMember, aRoster, arbitraryRoster, aService, aTeam } from "../../support/roster.ts";

const openedAt = new Date("2026-11-23T11:00:00Z");

function pageOf(roster: Roster) {
  return toPage(
    JSON.parse(JSON.stringify(toPageData(aReport(), roster, []))) as PageData,
    openedAt,
  );
}

test("every repository gets through the columns with each privilege; absent if not requested", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      const { repositories } = pageOf(roster);
      expect(repositories !== undefined).toBe(requestedRepositories(roster));
      for (const [index, one] of roster.repositories.entries()) {
        const { id, slug, name, broadcast, defaultPrivilege, coverage, privileges } = one;
        const shown = repositories?.list[index];
        expect(shown).toMatchObject({ id, slug, name, broadcast, defaultPrivilege, coverage });
        const held = shown?.held.map(({ holder, level }) => ({
          kind: holder.kind,
          slug: holder.slug,
          level,
        }));
        expect(held).toHaveLength(privileges.length);
        expect(held).toEqual(expect.arrayContaining([...privileges]));
      }
    }),
    propertyRuns(100),
  );
});

const repository: Repository = {
  id: "rp-core",
  slug: "core",
  name: "Core",
  broadcast: "Off",
  defaultPrivilege: "Read",
  privileges: [
    { kind: "user", slug: "Amara-Okoye", level: "Write" },
    { kind: "team", slug: "platform", level: "Admin" },
    { kind: "service", slug: "ci", level: unknown("missing") },
  ],
  coverage: { status: "complete", reason: null },
};
const platform = aTeam({ slug: "platform" });
const inPlatform = [{ team: platform.id, role: "Manager" as const }];
const page = pageOf(
  aRoster({
    members: [
      aMember({ username: "amara-okoye", teams: inPlatform }),
      aMember({ username: "guest", role: "Collaborator" }),
      aMember({ username: "guest-2", role: "Collaborator", teams: inPlatform }),
      aMember({ username: "owner", role: "Owner" }),
      aMember({ username: "plain" }),
      aMember({ username: "unseen", role: unknown("redacted"), teams: unknown("redacted") }),
    ],
    teams: [platform],
    services: [aService({ slug: "ci", teams: [] })],
    repositories: [repository],
  }),
);

function pathsOf(slug: string): readonly string[] {
  const account = page.accounts.find((one) => one.slug === slug);
  if (account === undefined) throw new Error(`no account ${slug}`);
  const [reach] = reachOf(page.repositories?.list ?? [], account);
  return (reach?.paths ?? []).map(({ via, level }) =>
    [typeof via === "string" ? via : via.team.slug, JSON.stringify(level)].join(" "),
  );
}

test.each([
  ["amara-okoye", ['platform "Admin"', 'direct "Write"', 'default "Read"']],
  ["guest", []],
  ["guest-2", ['platform "Admin"']],
  ["owner", ['owner "Admin"', 'default "Read"']],
  ["plain", ['default "Read"']],
  // Somebody whose role was not seen may be a Collaborator.
  ["unseen", ['default {"unknown":"redacted"}']],
  ["ci", ['direct {"unknown":"missing"}']],
])("the paths of %s, the highest level first", (slug, expected) => {
  expect(pathsOf(slug)).toEqual(expected);
});

test("a repository's accounts are those with a path other than the default, unknown levels first", () => {
  const [one] = page.repositories?.list ?? [];
  if (one === undefined) throw new Error("the page has no repository");
  expect(accountsOf(page, one).map(({ of }) => of.slug)).toEqual([
    "ci",
    "amara-okoye",
    "guest-2",
    "owner",
  ]);
});

test("an address leads back to the repository that it was made of", () => {
  expect(parseRoute(linkToRepository({ id: "a/b?c %" }))).toMatchObject({
    view: "repository",
    repository: "a/b?c %",
  });
});
