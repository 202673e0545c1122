import { expect, test } from "vitest";

import { withoutFalseClaims } from "../../src/roster/contradictions.ts";
import { listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";
import { aPrivilege, aRepository, visibleOnly, withRepositories } from "../support/repository.ts";
import { aMember, aRoster } from "../support/roster.ts";

const privileges = [aPrivilege("team docs Admin")];
const refused = { status: "refused", reason: "Cloudsmith refused it (403)" } as const;
const shared = { status: "partial", reason: "another repository has its slug" } as const;
const seen = { status: "complete", reason: null } as const;

function withOwner(repositories: readonly Repository[]): Roster {
  const members = [aMember({ username: "amara-okoye", role: "Owner" })];
  return withRepositories(aRoster({ members }), repositories);
}

function withSlugs(one: string, other: string): Roster {
  return withOwner([
    aRepository({ id: "rp1", slug: one, privileges }),
    aRepository({ id: "rp2", slug: other }),
    aRepository({ id: "rp3", slug: "firmware", privileges }),
  ]);
}

test.each([
  ["docs", "docs"],
  ["docs", "Docs"],
])("it is not known whose privileges those of %s and %s are", (...slugs) => {
  const { repositories, coverage } = withoutFalseClaims(withSlugs(...slugs));

  expect(repositories.map((one) => one.coverage)).toEqual([shared, shared, seen]);
  expect(listCoverage(coverage, "repositories")).toMatchObject({
    status: "partial",
    reason: "two repositories have one slug",
  });
});

test("privileges that were refused keep that reason if another repository has the slug", () => {
  const { repositories } = withoutFalseClaims(
    withOwner([
      aRepository({ id: "rp1", slug: "docs", coverage: refused }),
      aRepository({ id: "rp2", slug: "docs" }),
    ]),
  );

  expect(repositories.map((one) => one.coverage)).toEqual([refused, shared]);
});

test.each<readonly [string, Roster, true | undefined, string]>([
  ["what is hidden", withSlugs("docs", "docs-old"), true, "only an Owner sees every repository"],
  [
    "what contradicts itself",
    withSlugs("docs", "docs"),
    undefined,
    "only an Owner sees every repository; two repositories have one slug",
  ],
])("a list of all visible repositories lacks %s", (_, roster, allVisible, reason) => {
  const { coverage } = withoutFalseClaims(visibleOnly(roster));
  const list = listCoverage(coverage, "repositories");

  expect([list.status, list.allVisible, list.reason]).toEqual(["partial", allVisible, reason]);
});
