import { expect, test } from "vitest";

import { findLostRepositories } from "../../src/roster/lost-repositories.ts";
import type { Roster } from "../../src/roster/model.ts";
import { findShrinkage } from "../../src/roster/shrink.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Privilege, Repository } from "../../src/roster/repository.ts";
import {
  aPrivilege,
  aRepository,
  aToken,
  aTokenList,
  repositoryCoverage,
  withRepositories,
} from "../support/repository.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const ten = Array.from({ length: 10 }, (_, at) => `repository-${at}`);

function rosterOf(repositories: readonly Repository[], teamSlug = "docs"): Roster {
  const members = [aMember({ role: "Owner" })];
  const teams = [aTeam({ id: "tm-docs", slug: teamSlug })];
  return withRepositories(aRoster({ members, teams }), repositories);
}

const whole = (slug: string) =>
  aRepository({ slug, privileges: ["team docs Read", "user ada Admin"].map(aPrivilege) });
const before = rosterOf(ten.map(whole));

function lost(after: Roster, maxShrinkPercent = 25): string | undefined {
  const shrinkages = findShrinkage(before, after, maxShrinkPercent);
  return findLostRepositories(before, after, { shrinkages, maxShrinkPercent });
}

/** Returns the repositories, the first of them with other privileges and coverage. */
function withFirst(first: Partial<Repository>): Roster {
  return rosterOf(ten.map((slug, at) => ({ ...whole(slug), ...(at === 0 && first) })));
}

const refused = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;

test("an implausible loss is a loss, of repositories or of privileges", () => {
  expect(lost(rosterOf(ten.slice(0, 3).map(whole)))).toMatch(/^7 of the baseline's 10 are gone/u);
  expect(lost(rosterOf([]))).toBe("it is empty, and the baseline has 10");
  expect(lost(rosterOf(ten.map((slug) => aRepository({ slug }))))).toMatch(
    /^20 of the baseline's 20 privileges are gone/u,
  );
});

test("one privilege is a loss where the privileges were not read completely", () => {
  expect(lost(withFirst({ privileges: [aPrivilege("team docs Read")], coverage: refused }))).toBe(
    "1 of the baseline's 2 privileges on repository-0 were not seen, and the privileges on it are refused: Cloudsmith refused it (403)",
  );
});

test("a privilege of unknown level is no grant: it is a loss if the baseline saw the level", () => {
  const [read, admin] = ["team docs Read", "user ada Admin"].map(aPrivilege);
  const unread = { ...(admin as Privilege), level: unknown("unrecognised") };
  const first = { privileges: [read as Privilege, unread], coverage: refused };
  expect(lost(withFirst(first))).toMatch(/^1 of the baseline's 2 privileges on repository-0 were/u);

  const given = { shrinkages: [], maxShrinkPercent: 25 };
  expect(findLostRepositories(withFirst(first), withFirst(first), given)).toBeUndefined();
});

const partial = { status: "partial", reason: "the account is no Owner" } as const;

/** Returns a roster whose list of repositories is not complete. */
function seenInPart(repositories: readonly Repository[]): Roster {
  const roster = rosterOf(repositories);
  return { ...roster, coverage: repositoryCoverage(partial, roster.coverage) };
}

test("one repository is a loss where the list of them was not read completely", () => {
  expect(lost(seenInPart(ten.slice(1).map(whole)))).toBe(
    "repository-0, on which the baseline has 2 privileges, was not seen, and the list of repositories is partial: the account is no Owner",
  );
});

test.each<readonly [string, Roster]>([
  ["the list always had a gap, and all was seen", seenInPart(ten.map(whole))],
  ["nothing changed", before],
  ["few were seen to be gone", rosterOf(ten.slice(0, 9).map(whole))],
  ["a privilege was seen to be gone", withFirst({ privileges: [] })],
  ["what the baseline has was seen", withFirst({ coverage: refused })],
  [
    "a team has another name",
    rosterOf(
      ten.map((slug) => ({
        ...whole(slug),
        privileges: ["team papers Read", "user ada Admin"].map(aPrivilege),
        coverage: refused,
      })),
      "papers",
    ),
  ],
  ["no repositories were requested", aRoster({ members: [aMember({ role: "Owner" })] })],
])("nothing is lost if %s", (_, after) => {
  expect(lost(after)).toBeUndefined();
});

test("a repository on which the baseline saw no privilege is no loss of access", () => {
  const given = { shrinkages: [], maxShrinkPercent: 25 };
  const baseline = rosterOf([
    ...ten.map(whole),
    aRepository({ slug: "hidden", coverage: refused }),
  ]);

  expect(findLostRepositories(baseline, seenInPart(ten.map(whole)), given)).toBeUndefined();
});

test("tokens that are gone are no loss: C1 does not have them", () => {
  const tokens = aTokenList(ten.map((name) => aToken({ name })));
  const baseline = rosterOf(ten.map((slug) => ({ ...whole(slug), tokens })));
  const after = rosterOf(ten.map((slug) => ({ ...whole(slug), tokens: aTokenList() })));
  const shrinkages = findShrinkage(baseline, after, 25);

  expect(shrinkages.map(({ part }) => part)).toEqual(["tokens"]);
  expect(
    findLostRepositories(baseline, after, { shrinkages, maxShrinkPercent: 25 }),
  ).toBeUndefined();
});

test("with a limit of 100, every loss is accepted", () => {
  expect(lost(rosterOf([]), 100)).toBeUndefined();
  expect(lost(withFirst({ privileges: [], coverage: refused }), 100)).toBeUndefined();
});
