/** What the sync of another connector does not contain, although ours does. */

import { isUnknown, type Fact } from "./fact.ts";
import type { MatchedSyncs } from "./match-syncs.ts";
import type { Member, Membership, Roster } from "./model.ts";

export const unseenParts = [
  "role",
  "active",
  "two-factor",
  "e-mail",
  "joined",
  "last-login",
  "teams",
  "team-managers",
  "team-visibility",
  "services",
  "invites",
  "single-sign-on",
  "group-sync",
  "oidc",
  "repositories",
] as const;
export type UnseenPart = (typeof unseenParts)[number];

export interface Unseen {
  readonly part: UnseenPart;
  /** How many members, memberships or rows our sync has of it; null for a setting. */
  readonly count: number | null;
}

/** Returns what our sync contains and the other one does not, in the order of `unseenParts`. */
export function findUnseen(
  ours: Roster,
  theirs: Roster,
  { both, onlyOurs }: MatchedSyncs["accounts"],
): readonly Unseen[] {
  const members = both.flatMap(({ ours: a, theirs: b }) =>
    a.kind === "member" && b.kind === "member" ? [[a.row, b.row] as const] : [],
  );
  const facts: readonly (readonly [UnseenPart, (member: Member) => Fact<unknown>])[] = [
    ["role", ({ role }) => role],
    ["active", ({ active }) => active],
    ["two-factor", ({ twoFactor }) => twoFactor],
    ["e-mail", ({ email }) => email],
    ["joined", ({ joinedAt }) => joinedAt],
    ["last-login", ({ lastLoginAt }) => lastLoginAt],
    ["teams", ({ teams }) => teams],
  ];
  const isHidden = (a: Fact<unknown>, b: Fact<unknown>) => !isUnknown(a) && isUnknown(b);
  const counted = ([part, count]: readonly [UnseenPart, number]): Unseen[] =>
    count === 0 ? [] : [{ part, count }];
  const setting = (part: UnseenPart, a: Fact<boolean>, b: Fact<boolean>): Unseen[] =>
    isHidden(a, b) ? [{ part, count: null }] : [];
  const visible = ({ teams }: Roster) => teams.filter((team) => !isUnknown(team.visibility)).length;
  return [
    ...facts.flatMap(([part, read]) =>
      counted([part, members.filter(([a, b]) => isHidden(read(a), read(b))).length]),
    ),
    ...counted([
      "team-managers",
      members.flatMap(([a, b]) => (isRoleHidden(b.teams) ? managed(a.teams) : [])).length,
    ]),
    ...counted(["team-visibility", visible(theirs) === 0 ? visible(ours) : 0]),
    ...counted(["services", onlyOurs.filter(({ kind }) => kind === "service").length]),
    ...counted(["invites", ours.invites.length]),
    ...setting("single-sign-on", ours.singleSignOn.enabled, theirs.singleSignOn.enabled),
    ...setting("group-sync", ours.groupSync.enabled, theirs.groupSync.enabled),
    ...counted(["oidc", ours.oidcProviders.length]),
    ...counted(["repositories", ours.repositories.length]),
  ];
}

function isRoleHidden(teams: Fact<readonly Membership[]>): boolean {
  return isUnknown(teams) || teams.some(({ role }) => isUnknown(role));
}

function managed(teams: Fact<readonly Membership[]>): readonly Membership[] {
  return isUnknown(teams) ? [] : teams.filter(({ role }) => role === "Manager");
}
