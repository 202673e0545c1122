/** What is missing from a pack, why, and which of its tables that affects. */

import { quoteNames } from "../../policy/unread-privileges.ts";
import type { ListName } from "../../roster/coverage.ts";
import { gapsOf, isGap, notJudgedByReason } from "../wording.ts";
import type { Pack } from "./pack.ts";

/** The names of the tables that something missing can affect. */
export type AffectedTable =
  | "accounts"
  | "without-access"
  | "not-in-policy"
  | "teams"
  | "invites"
  | "repositories"
  | "repository-privileges"
  | "findings"
  | "changes";

export interface Missing {
  /** The list of the workspace, or `rules`, or `changes`. */
  readonly list: string;
  readonly state: string;
  readonly seen: string;
  /** Null if no reason was recorded. */
  readonly reason: string | null;
  /** Tables in which rows may be missing, or counts too low. */
  readonly incomplete: readonly AffectedTable[];
  /** Tables that have every row, with `unknown` in some cells. */
  readonly unknownCells: readonly AffectedTable[];
}

type Affected = Pick<Missing, "incomplete" | "unknownCells">;

const nothing: Affected = { incomplete: [], unknownCells: [] };
const cells = (...unknownCells: AffectedTable[]): Affected => ({ incomplete: [], unknownCells });

const ofAccounts = ["accounts", "without-access", "not-in-policy", "teams"] as const;

/**
 * A list without an entry has only settings, which no table shows. The comparison has its own row for
 * the lists that it lacks.
 */
const byList: Readonly<Partial<Record<ListName, readonly AffectedTable[]>>> = {
  members: ofAccounts,
  services: ofAccounts,
  teams: ["accounts", "without-access", "teams"],
  invites: ["invites"],
  repositories: ["repositories", "repository-privileges"],
};

const teamsOfAccount: Affected = {
  incomplete: ["without-access", "teams", "changes"],
  unknownCells: ["accounts", "not-in-policy"],
};
const roleOfAccount: Affected = {
  incomplete: ["without-access", "changes"],
  unknownCells: ["accounts", "not-in-policy"],
};

/** A fact without an entry is in no table. */
const byFact: Readonly<Partial<Record<ListName, Readonly<Record<string, Affected>>>>> = {
  members: {
    email: cells("accounts", "not-in-policy"),
    role: roleOfAccount,
    teams: teamsOfAccount,
    active: { incomplete: ["without-access", "changes"], unknownCells: ["accounts"] },
    twoFactor: { incomplete: ["changes"], unknownCells: ["accounts"] },
    lastLoginAt: cells("accounts", "without-access"),
  },
  services: { role: roleOfAccount, teams: teamsOfAccount, keyExpiresAt: cells("accounts") },
  teams: { visibility: cells("teams") },
  invites: {
    email: cells("invites"),
    username: cells("invites"),
    role: cells("invites"),
    teams: cells("invites"),
    teamRole: cells("invites"),
    inviter: cells("invites"),
    expiresAt: cells("invites"),
  },
  repositories: {
    broadcast: cells("repositories"),
    defaultPrivilege: cells("repositories"),
    level: cells("repository-privileges"),
  },
};

/** Returns what is missing: lists, facts, rules that were not judged, and the comparison. */
export function findMissing(pack: Pack): readonly Missing[] {
  return [
    ...missingLists(pack),
    ...missingFacts(pack),
    ...missingPrivileges(pack),
    ...notJudgedByReason(pack, { inFull: true }).map(({ rules, reason }) => ({
      ...nothing,
      list: "rules",
      state: "not judged",
      seen: rules.join(", "),
      reason,
      incomplete: ["findings" as const],
    })),
    ...missingChanges(pack),
  ];
}

function missingLists({ coverage }: Pack): readonly Missing[] {
  return coverage.lists.filter(isGap).map(({ name, status, count, expected, reason }) => {
    const seen = expected === null ? String(count) : `${count} of ${expected}`;
    return { ...nothing, list: name, state: status, seen, reason, incomplete: byList[name] ?? [] };
  });
}

function missingFacts({ coverage }: Pack): readonly Missing[] {
  return coverage.unknowns.flatMap((unknown) => {
    const [gap] = gapsOf({ coverage: { ...coverage, lists: [], unknowns: [unknown] } });
    if (gap === undefined) return [];
    const { list, seen, reason } = gap;
    const affected = byFact[unknown.list]?.[unknown.fact] ?? nothing;
    return [{ ...affected, list, state: "unknown", seen, reason }];
  });
}

/** A repository that was seen may have privileges that were not. */
function missingPrivileges({ repositories = [] }: Pack): readonly Missing[] {
  const unread = repositories.filter(({ coverage }) => coverage.status !== "complete");
  const groups = Map.groupBy(unread, ({ coverage: { status, reason } }) =>
    JSON.stringify([status, reason]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { status, reason } = first.coverage;
    const seen = `not all of ${quoteNames(group.map(({ slug }) => slug))}`;
    const incomplete = ["repository-privileges" as const];
    return [{ ...nothing, list: "privileges", state: status, seen, reason, incomplete }];
  });
}

function missingChanges({ changes, changesSince }: Pack): readonly Missing[] {
  const row = { ...nothing, list: "changes", incomplete: ["changes" as const] };
  if (changes === null) {
    return [{ ...row, state: "not compared", seen: "nothing", reason: noComparison }];
  }
  const { incomplete, since } = changes;
  if (incomplete.length === 0) return [];
  const reason = `${incomplete.join(", ")} not read completely, now or at ${since} (the ${changesSince ?? "baseline"})`;
  return [{ ...row, state: "partial", seen: "what both times have", reason }];
}

/** Why there are no changes to list. */
export const noComparison =
  "The folder contained no earlier pack, and no baseline was given, so changes are not known.";
