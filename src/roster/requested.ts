/** What was requested of a workspace beyond its people, teams and settings. */

import { listCoverage } from "./coverage.ts";
import type { Roster } from "./model.ts";

/** What to read of repositories; `with-tokens` means all of them, with their entitlement tokens. */
export type RepositoriesRequest = "none" | "all" | "with-tokens";

/**
 * True if a roster has repositories, or says how reading them ended. If they were not requested, its
 * digest and its artifact are the same as those of a version that cannot read repositories.
 */
export function requestedRepositories({
  repositories,
  coverage,
}: Pick<Roster, "repositories" | "coverage">): boolean {
  return repositories.length > 0 || coverage.lists.some(({ name }) => name === "repositories");
}

/** True if two rosters have read repositories, so that they can be compared. */
export function canCompareRepositories(before: Roster, after: Roster): boolean {
  return requestedRepositories(before) && requestedRepositories(after);
}

/** True if every repository, all privileges on each of them and all requested tokens were seen. */
export function sawAllRepositories({
  repositories,
  coverage,
}: Pick<Roster, "repositories" | "coverage">): boolean {
  return (
    listCoverage(coverage, "repositories").status === "complete" &&
    repositories.every(
      ({ coverage: { status }, tokens }) =>
        status === "complete" && (tokens === undefined || tokens.coverage.status === "complete"),
    )
  );
}
