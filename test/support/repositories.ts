/** Repositories for tests, and rosters that have them. */

import { compareIds, type Roster } from "../../src/roster/model.ts";
import type { Repository } from "../../src/roster/repository.ts";

export function aRepository(overrides: Partial<Repository> = {}): Repository {
  const slug = overrides.slug ?? "firmware";
  return {
    id: `rp-${slug}`,
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    broadcast: "Off",
    defaultPrivilege: "None",
    privileges: [],
    coverage: { status: "complete", reason: null },
    ...overrides,
  };
}

/** Returns the roster with these repositories, completely read by an Owner. */
export function withRepositories(roster: Roster, repositories: readonly Repository[]): Roster {
  const { length: count } = repositories;
  const { readAs, lists } = roster.coverage;
  const others = lists.filter(({ name }) => name !== "repositories");
  const whole = { name: "repositories", status: "complete", count, expected: count } as const;
  return {
    ...roster,
    repositories: repositories.toSorted((a, b) => compareIds(a.id, b.id)),
    coverage: {
      readAs: { ...readAs, kind: "user", slug: "amara-okoye", role: "Owner" },
      lists: [...others, { ...whole, reason: null }],
    },
  };
}
