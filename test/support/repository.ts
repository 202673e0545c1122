/** Repositories for tests: one that was read completely, of which a test changes what it is about. */

import type { Coverage, ListCoverage } from "../../src/roster/coverage.ts";
import type {
  Privilege,
  PrivilegeHolder,
  PrivilegeLevel,
  Repository,
} from "../../src/roster/repository.ts";
import { aCoverage } from "./roster.ts";

export function aRepository(overrides: Partial<Repository> = {}): Repository {
  const slug = overrides.slug ?? "production";
  return {
    id: `rp-${slug}`,
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    broadcast: "Private",
    defaultPrivilege: "None",
    privileges: [],
    coverage: { status: "complete", reason: null },
    ...overrides,
  };
}

/** Returns a privilege from a short text such as `team docs Write`. */
export function aPrivilege(text: string): Privilege {
  const [kind, slug = "", level] = text.split(" ");
  return { kind: kind as PrivilegeHolder, slug, level: level as PrivilegeLevel };
}

/** Returns a coverage that also has the list of repositories; complete unless a gap is given. */
export function withRepositories(
  gap: Partial<ListCoverage> = {},
  { lists, ...rest }: Coverage = aCoverage(),
): Coverage {
  const list = { name: "repositories", count: 1, expected: 1, reason: null } as const;
  return { ...rest, lists: [...lists, { ...list, status: "complete", ...gap }] };
}
