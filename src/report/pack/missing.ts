/** What is missing from a pack, why, and which of its tables that affects. */

import { quoteNames } from "../../policy/unread-privileges.ts";
import type { ListName } from "../../roster/coverage.ts";
import { unknownReasons } from "../../roster/fact.ts";
import { isListComplete } from "../known-count.ts";
import { isGap, notJudgedByReason } from "../wording.ts";
import { hasTokens } from "./key-tables.ts";
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
  | "tokens"
  | "oidc-providers"
  | "oidc-services"
  | "group-mappings"
  | "service-keys"
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
  services: [...ofAccounts, "service-keys"],
  teams: ["accounts", "without-access", "teams"],
  invites: ["invites"],
  repositories: ["repositories", "repository-privileges", "tokens"],
  oidc: ["oidc-providers", "oidc-services"],
  "group-sync": ["group-mappings"],
};

const teamsOfAccount: Affected = {
  incomplete: ["without-access", "teams", "changes"],
  unknownCells: ["accounts", "not-in-policy"],
};
const roleOfAccount: Affected = {
  incomplete: ["without-access", "changes"],
  unknownCells: ["accounts", "not-in-policy"],
};

const waysOfProvider: Affected = {
  incomplete: ["oidc-services"],
  unknownCells: ["oidc-providers"],
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
  services: {
    role: { ...roleOfAccount, unknownCells: [...roleOfAccount.unknownCells, "service-keys"] },
    teams: teamsOfAccount,
    keyExpiresAt: cells("accounts", "service-keys"),
    createdAt: cells("service-keys"),
    createdBy: cells("service-keys"),
  },
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
    active: cells("tokens"),
    isDefault: cells("tokens"),
    user: cells("tokens"),
    createdBy: cells("tokens"),
    createdAt: cells("tokens"),
    endsAt: cells("tokens"),
    limited: cells("tokens"),
    privateBroadcasts: cells("tokens"),
  },
  oidc: {
    issuer: cells("oidc-providers"),
    enabled: cells("oidc-providers"),
    claims: cells("oidc-providers"),
    mappingClaim: cells("oidc-providers", "oidc-services"),
    services: waysOfProvider,
    mappings: waysOfProvider,
  },
  "group-sync": { enabled: cells("group-mappings"), role: cells("group-mappings") },
};

/** Returns what is missing: lists, facts, rules that were not judged, and the comparison. */
export function findMissing(pack: Pack): readonly Missing[] {
  return [
    ...missingLists(pack),
    ...missingFacts(pack),
    ...missingPrivileges(pack),
    ...missingTokens(pack),
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

function missingLists(pack: Pack): readonly Missing[] {
  return pack.coverage.lists.filter(isGap).map(({ name, status, count, expected, reason }) => {
    const seen = expected === null ? String(count) : `${count} of ${expected}`;
    const incomplete = (byList[name] ?? []).filter(
      (table) => table !== "tokens" || hasTokens(pack),
    );
    return { ...nothing, list: name, state: status, seen, reason, incomplete };
  });
}

function missingFacts({ coverage }: Pack): readonly Missing[] {
  return coverage.unknowns.map(({ list, fact, reason: code, count: entries }) => {
    const affected = byFact[list]?.[fact] ?? nothing;
    // A table for programs: facts have the names that they have in the JSON report.
    const seen = `${fact} unknown for ${entries}`;
    return { ...affected, list, state: "unknown", seen, reason: unknownReasons[code] };
  });
}

/** A repository that was seen may have privileges that were not. */
function missingPrivileges({ repositories = [] }: Pack): readonly Missing[] {
  return unreadOf(repositories, ({ coverage }) => coverage).map((row) => ({
    ...row,
    list: "privileges",
    incomplete: ["repository-privileges"],
  }));
}

/** Tokens are in no list of the workspace: each repository has its own. */
function missingTokens(pack: Pack): readonly Missing[] {
  const { repositories } = pack;
  if (repositories !== undefined && hasTokens(pack)) {
    return unreadOf(repositories, ({ tokens }) => tokens?.coverage ?? tokensNotAsked).map(
      (row) => ({ ...row, list: "tokens", incomplete: ["tokens"] }),
    );
  }
  const row = { ...nothing, list: "tokens", seen: "nothing" };
  if (repositories === undefined || repositories.length > 0) {
    const { status: state, reason } = tokensNotAsked;
    return [{ ...row, state, reason }];
  }
  if (isListComplete(pack, "repositories")) return [];
  return [{ ...row, state: "unknown", reason: "no repository was seen" }];
}

const tokensNotAsked = {
  status: "not-asked",
  reason: "entitlement tokens were not requested",
} as const;

type PackRepositories = NonNullable<Pack["repositories"]>;

/** Returns the repositories that were not read completely, grouped by the reason. */
function unreadOf(
  repositories: PackRepositories,
  coverageOf: (repository: PackRepositories[number]) => {
    readonly status: string;
    readonly reason: string | null;
  },
): readonly Omit<Missing, "list" | "incomplete">[] {
  const unread = repositories.filter((one) => coverageOf(one).status !== "complete");
  const groups = Map.groupBy(unread, (one) => {
    const { status, reason } = coverageOf(one);
    return JSON.stringify([status, reason]);
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { status, reason } = coverageOf(first);
    const seen = `not all of ${quoteNames(group.map(({ slug }) => slug))}`;
    return [{ state: status, seen, reason, unknownCells: [] }];
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
