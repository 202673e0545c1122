import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { findShrinkage, quarantine } from "../../src/roster/shrink.ts";
import { aMember, anOidcProvider, aRoster } from "../support/roster.ts";

/** Returns a roster whose providers have as many mappings. */
function sized(...counts: readonly number[]): Roster {
  const oidcProviders = counts.map((length, at) =>
    anOidcProvider({
      id: `oi${at}`,
      slug: `provider-${at}`,
      mappingClaim: "sub",
      mappings: Array.from({ length }, (_, index) => ({ value: `v${index}`, service: "ci" })),
    }),
  );
  return aRoster({ members: [aMember({ role: "Owner" })], oidcProviders });
}

function after(baseline: Roster, roster: Roster, percent = 25): Roster {
  return quarantine(roster, findShrinkage(baseline, roster, percent));
}

test.each([
  { lost: 10, of: 40, percent: 25, isSeen: true },
  { lost: 11, of: 40, percent: 25, isSeen: false },
  { lost: 5, of: 5, percent: 25, isSeen: true },
  { lost: 6, of: 6, percent: 25, isSeen: false },
  { lost: 40, of: 40, percent: 100, isSeen: true },
])("$lost of $of mappings gone with max-shrink $percent: seen $isSeen", (example) => {
  const { lost, of, percent, isSeen } = example;
  const now = sized(of - lost, 3);
  const found = after(sized(of, 3), now, percent);

  expect(found.oidcProviders[0]?.mappings).toEqual(
    isSeen ? now.oidcProviders[0]?.mappings : { unknown: "shrank" },
  );
  expect(found.oidcProviders[1]).toEqual(now.oidcProviders[1]);
  // People and teams are never in doubt because of it.
  expect(coverageStatus(found.coverage)).toBe("complete");
});

test("the list of providers says which one shrank, and how to accept it", () => {
  const { coverage } = after(sized(40), sized(0));

  expect(listCoverage(coverage, "oidc")).toMatchObject({
    status: "complete",
    note: 'of OIDC provider "provider-0", 40 of the baseline\'s 40 dynamic mappings are gone, 100 %, but at most 25 % are accepted in one run; if that is true, accept it with max-shrink: 100 for one run',
  });
});

test("mappings that were not seen, or whose provider is gone, lost none", () => {
  const hidden = anOidcProvider({ id: "oi0", mappingClaim: "sub", mappings: unknown("refused") });
  const unseen = aRoster({ oidcProviders: [hidden] });

  expect(findShrinkage(sized(40), unseen, 25)).toEqual([]);
  expect(findShrinkage(unseen, sized(0), 25)).toEqual([]);
  expect(findShrinkage(sized(40), sized(), 25)).toEqual([]);
});
