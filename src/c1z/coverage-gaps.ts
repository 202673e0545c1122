/** Finds the reasons why a roster read from an artifact is less complete than its document says. */

import {
  withListGap,
  type Coverage,
  type ListCoverage,
  type ListName,
} from "../roster/coverage.ts";
import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { withPrivilegeGap, withTokenGap } from "../roster/repository.ts";
import { isUnknown, unknown } from "../roster/fact.ts";
import type { CollectedGrants } from "./grant-index.ts";
import { resourceTypes } from "./identity.ts";
import type { OtherResource } from "./describe-others.ts";
import type { MatchedGrants } from "./sqlite/match-grants.ts";
import { sealOf, type CountedTable, type Integrity, type RowCounter } from "./integrity.ts";

/** What each list lacks, as sentences without a final period. */
export type Gaps = ReadonlyMap<ListName, readonly string[]>;

/**
 * Returns the roster with these gaps in its coverage. A list with status complete or not-in-plan
 * becomes partial. A list with another status keeps it, and the gap is added to its reason. A gap in
 * the list of repositories is also one in the privileges and tokens of each of them.
 */
export function withGaps(roster: Roster, gaps: Gaps): Roster {
  if (gaps.size === 0) return roster;
  const lists = roster.coverage.lists.map((list): ListCoverage => {
    const found = gaps.get(list.name);
    if (found === undefined) return list;
    if (list.allVisible === true) return withListGap(list, [...new Set(found)].join("; "));
    const whole = list.status === "complete" || list.status === "not-in-plan";
    const before = whole || list.reason === null ? [] : [list.reason];
    const reason = [...new Set([...before, ...found])].join("; ");
    return { ...list, status: whole ? "partial" : list.status, reason };
  });
  const coverage: Coverage = { ...roster.coverage, lists };
  const ofRepositories = gaps.get("repositories");
  if (ofRepositories === undefined) return { ...roster, coverage };
  const reason = ofRepositories.join("; ");
  const repositories = roster.repositories.map((repository) =>
    withTokenGap(withPrivilegeGap(repository, reason), reason),
  );
  return { ...roster, repositories, coverage };
}

/**
 * Returns why the rows differ from the ones that were written, or undefined if they are the same.
 */
export function findTampering(
  integrity: Integrity,
  {
    roster,
    counter,
    grants,
  }: { roster: Roster; counter: RowCounter; grants: readonly MatchedGrants[] },
): string | undefined {
  const written: Readonly<Record<CountedTable, number>> = integrity.rows;
  const found = { ...counter.rows, grants: grants.reduce((sum, { count }) => sum + count, 0) };
  for (const [table, count] of Object.entries(found)) {
    const expected = written[table as CountedTable];
    if (count !== expected)
      return `the artifact contains ${count} ${table}, but ${expected} were written`;
  }
  const changed =
    counter.digest() !== integrity.records ||
    !grants.every(({ asWritten }) => asWritten) ||
    sealOf(roster) !== integrity.roster;
  return changed ? "a row of the artifact was changed after it was written" : undefined;
}

/** Returns the same gap for every list, because a changed row can belong to any of them. */
export function gapInEveryList({ lists }: Coverage, reason: string): Gaps {
  return new Map(lists.map(({ name }) => [name, [reason]]));
}

/** Returns a gap for each list whose rows are referred to but missing. */
export function findOrphans(
  roster: Roster,
  grants: CollectedGrants,
  others: readonly OtherResource[],
): Gaps {
  const gaps = new Map<ListName, string[]>();
  for (const [type, accounts] of grants.index) {
    const known = new Set(idsOf(type, roster) ?? idsOfOthers(type, others));
    const orphans = [...accounts.keys()].filter((id) => !known.has(id));
    const list = type === resourceTypes.service ? "services" : "members";
    addNames(gaps, list, `a grant names ${type}`, orphans);
  }
  const known = new Set(roster.teams.map(({ id }) => id));
  const orphans = [...grants.teams].filter((id) => !known.has(id));
  addNames(gaps, "teams", "a grant is on team", orphans);
  return gaps;
}

/**
 * Returns the roster with unknown memberships if it has teams but no grant on any of them: empty
 * teams and lost rows look the same.
 */
export function withoutMemberships(roster: Roster, grants: CollectedGrants): Roster {
  if (roster.teams.length === 0 || grants.teams.size > 0) return roster;
  const hide = <Account extends Member | ServiceAccount>(account: Account): Account =>
    isUnknown(account.teams) ? account : { ...account, teams: unknown("missing") };
  return { ...roster, members: roster.members.map(hide), services: roster.services.map(hide) };
}

export function mergeGaps(...all: readonly Gaps[]): Gaps {
  const merged = new Map<ListName, string[]>();
  for (const gaps of all) {
    for (const [list, reasons] of gaps) for (const reason of reasons) push(merged, list, reason);
  }
  return merged;
}

function idsOf(type: string, { members, services, teams }: Roster): readonly string[] | undefined {
  if (type === resourceTypes.user) return members.map(({ id }) => id);
  if (type === resourceTypes.service) return services.map(({ slug }) => slug);
  return type === resourceTypes.team ? teams.map(({ id }) => id) : undefined;
}

function idsOfOthers(type: string, others: readonly OtherResource[]): readonly string[] {
  return others.filter((other) => other.type === type).map(({ id }) => id);
}

/** Enough names for a message. */
const maxNames = 3;

function addNames(
  gaps: Map<ListName, string[]>,
  list: ListName,
  what: string,
  ids: readonly string[],
): void {
  if (ids.length === 0) return;
  const named = ids.slice(0, maxNames).map((id) => `"${id}"`);
  const more = ids.length > named.length ? ` and ${ids.length - named.length} more` : "";
  push(
    gaps,
    list,
    `${what} ${named.join(", ")}${more}, without a row of ${more === "" && ids.length === 1 ? "its" : "their"} own`,
  );
}

function push(gaps: Map<ListName, string[]>, list: ListName, reason: string): void {
  const reasons = gaps.get(list);
  if (reasons === undefined) gaps.set(list, [reason]);
  else reasons.push(reason);
}
