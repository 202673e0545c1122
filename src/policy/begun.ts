/** Entries of a policy that apply only from a later day on. */

import type { TeamPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

/**
 * Returns whether the day has come from which the absence of a person, a team or a service account
 * is drift. A day begins at midnight in UTC.
 */
export function hasBegun({ from }: { readonly from?: string }, now: Date): boolean {
  return from === undefined || Date.parse(from) <= now.getTime();
}

/** Returns a name in a team, with the team's day if that is later: nobody is expected before it. */
export function inTeam(name: WrittenName, { name: { from } }: TeamPolicy): WrittenName {
  const isLater = from !== undefined && (name.from === undefined || name.from < from);
  return isLater ? { ...name, from } : name;
}
