/** The parts of a comparison of two rosters. */

import type { Change, ChangeKind, TeamWithRole } from "./change.ts";
import { listCoverage, type ListName } from "./coverage.ts";
import { isUnknown, type Fact } from "./fact.ts";
import { compareIds, type Roster } from "./model.ts";
import type { Party, TeamParty } from "./party.ts";

/** A difference, and whether the earlier roster did not see this part. */
export interface Difference {
  readonly isFirstSeen: boolean;
  readonly change: Change;
}

/** The two rosters that are compared. */
export interface Scope {
  readonly before: Roster;
  readonly after: Roster;
  readonly teamOf: (id: string) => TeamParty;
  /** Lists with facts that only the earlier roster saw. */
  readonly hidden: Set<ListName>;
}

/** A list that the plan does not include has no gaps. */
export function isComplete(roster: Roster, name: ListName): boolean {
  const { status } = listCoverage(roster.coverage, name);
  return status === "complete" || status === "not-in-plan";
}

/** A row of two lists. */
export type Pair<Row> =
  | { readonly was: Row; readonly is: Row | undefined }
  /** `isFirstSeen`: the earlier list has gaps, so the row may have existed unseen. */
  | { readonly was: undefined; readonly is: Row; readonly isFirstSeen: boolean };

/**
 * Returns the rows of two lists by key, in key order. A row that only the earlier list has is left
 * out if the later one has gaps: it may still exist.
 */
export function pair<Row>(
  { before, after }: Scope,
  list: ListName,
  beforeRows: readonly Row[],
  afterRows: readonly Row[],
  key: (row: Row) => string,
): Pair<Row>[] {
  return pairRows(
    { rows: beforeRows, isComplete: isComplete(before, list), key },
    { rows: afterRows, isComplete: isComplete(after, list), key },
  );
}

/** One side of a comparison. */
interface Side<Row> {
  readonly rows: readonly Row[];
  readonly isComplete: boolean;
  readonly key: (row: Row) => string;
}

/** Like `pair`, for rows that no list of the coverage is about. */
export function pairRows<Row>(before: Side<Row>, after: Side<Row>): Pair<Row>[] {
  const byKey = ({ rows, key }: Side<Row>) => new Map(rows.map((row) => [key(row), row]));
  const [beforeByKey, afterByKey] = [byKey(before), byKey(after)];
  const isFirstSeen = !before.isComplete;
  return [...new Set([...beforeByKey.keys(), ...afterByKey.keys()])]
    .sort(compareIds)
    .flatMap((id): Pair<Row>[] => {
      const [was, is] = [beforeByKey.get(id), afterByKey.get(id)];
      if (was !== undefined) return is === undefined && !after.isComplete ? [] : [{ was, is }];
      return is === undefined ? [] : [{ was: undefined, is, isFirstSeen }];
    });
}

/** A fact in both rosters. */
export interface Values<T> {
  readonly was: Fact<T>;
  readonly is: Fact<T>;
}

/** Returns at most one difference; none if the later roster did not see the fact. */
export function compareFact(
  { hidden }: Scope,
  list: ListName,
  kind: ChangeKind,
  subject: Party,
  { was, is }: Values<string | boolean>,
): Difference[] {
  if (isUnknown(is)) {
    if (!isUnknown(was)) hidden.add(list);
    return [];
  }
  if (isUnknown(was))
    return [{ isFirstSeen: true, change: { kind, subject, before: null, after: is } }];
  return was === is
    ? []
    : [{ isFirstSeen: false, change: { kind, subject, before: was, after: is } }];
}

/** Returns the difference that something appeared, with its role and teams. */
export function addition(
  kind: ChangeKind,
  subject: Party,
  { isFirstSeen }: { readonly isFirstSeen: boolean },
  role?: Fact<string>,
  teams: readonly TeamWithRole[] = [],
): Difference {
  return { isFirstSeen, change: toChange(kind, subject, teams, null, valueOrNull(role)) };
}

/** Returns the difference that something is gone, with its last role and teams. */
export function removal(
  kind: ChangeKind,
  subject: Party,
  role?: Fact<string>,
  teams: readonly TeamWithRole[] = [],
): Difference {
  return { isFirstSeen: false, change: toChange(kind, subject, teams, valueOrNull(role), null) };
}

function toChange(
  kind: ChangeKind,
  subject: Party,
  teams: readonly TeamWithRole[],
  before: Change["before"],
  after: Change["after"],
): Change {
  return { kind, subject, ...(teams.length > 0 && { teams }), before, after };
}

/** Returns the value for a change: null if it was not seen. */
export function valueOrNull(role: Fact<string> | undefined): string | null {
  return role === undefined || isUnknown(role) ? null : role;
}
