/**
 * 200 generated histories with the seeds 1 to 200. The baselines are kept in memory; the histories
 * with real artifacts are in replay-files.test.ts.
 */

import { expect, test } from "vitest";

import { propertySeeds, propertyTimeout } from "../support/property.ts";
import { shelfInMemory } from "../support/replay/audits.ts";
import { generateHistory } from "../support/replay/generate.ts";
import { problemsOf } from "../support/replay/problems.ts";

const seeds = propertySeeds(200);
/** Histories in one test: a failure then says where to look. */
const perTest = 20;
const groups = Array.from({ length: Math.ceil(seeds.length / perTest) }, (_, index) =>
  seeds.slice(index * perTest, (index + 1) * perTest),
).map((group) => ({ group, first: group[0], last: group.at(-1) }));

test.each(groups)(
  "every check holds for the seeds $first to $last",
  async ({ group }) => {
    const problems: string[] = [];
    for (const seed of group) {
      const found = await problemsOf(generateHistory(seed), shelfInMemory());
      problems.push(...found.map((problem) => `seed ${seed}, ${problem}`));
    }
    expect(problems).toEqual([]);
  },
  propertyTimeout(60_000),
);
