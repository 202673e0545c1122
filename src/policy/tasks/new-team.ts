/** The task that creates a team: the policy says who is in it from the start. */

import { hasBegun, inEntry } from "../begun.ts";
import { directoryOf } from "../directory.ts";
import { entryNamed } from "../entry-index.ts";
import type { Policy } from "../policy.ts";
import type { WrittenName } from "../position.ts";
import type { TeamAccount } from "./team-list.ts";
import type { Roster } from "../../roster/model.ts";

/** A longer sentence does not help; the request has the rest. */
const maxNames = 10;

/**
 * Returns the accounts that the policy lists today in a team that does not exist yet. People who are
 * not in the workspace are left out, because their invitation names the team.
 */
export function accountsOfNewTeam(
  slug: string,
  given: { readonly roster: Roster; readonly policy: Policy; readonly now: Date },
): readonly TeamAccount[] {
  const { roster, policy, now } = given;
  const entry = entryNamed(policy.teams, slug);
  // The identity provider puts the members into a synced team.
  if (entry === undefined || entry.synced) return [];
  const directory = directoryOf(roster);
  const isDue = (name: WrittenName) => hasBegun(inEntry(name, entry), now);
  const people = (["Manager", "Member"] as const).flatMap((role) =>
    ((role === "Manager" ? entry.managers : entry.members) ?? []).filter(isDue).flatMap((name) => {
      const user = directory.member(name)?.username;
      return user === undefined ? [] : [{ user, role, user_kind: "User" as const }];
    }),
  );
  const services = (entry.services ?? []).filter(isDue).flatMap((name) => {
    const user = directory.service(name)?.slug;
    return user === undefined
      ? []
      : [{ user, role: "Member" as const, user_kind: "Service" as const }];
  });
  return [...people, ...services];
}

/** Returns ` with a as manager, b`, or "" for nobody. */
export function describeAccounts(accounts: readonly TeamAccount[]): string {
  if (accounts.length === 0) return "";
  const names = accounts
    .slice(0, maxNames)
    .map(({ user, role, user_kind: kind }) =>
      role === "Manager"
        ? `${user} as manager`
        : kind === "Service"
          ? `service account ${user}`
          : user,
    );
  const rest = accounts.length - names.length;
  return ` with ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
