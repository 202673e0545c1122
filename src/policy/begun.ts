/** Entries of a policy that count only on some days. A day begins and ends at midnight in UTC. */

import { dayMs } from "../clock.ts";
import type { TeamPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

/**
 * Returns whether the day has come from which the absence of a person, a team or a service account
 * is drift.
 */
export function hasBegun({ from }: { readonly from?: string }, now: Date): boolean {
  return from === undefined || Date.parse(from) <= now.getTime();
}

/** Returns whether the last day of an entry is over. */
export function hasEnded({ until }: { readonly until?: string }, now: Date): boolean {
  return until !== undefined && Date.parse(until) + dayMs <= now.getTime();
}

/** Returns a name in a team, with the team's day if that is later: nobody is expected before it. */
export function inTeam(name: WrittenName, { name: { from } }: TeamPolicy): WrittenName {
  const isLater = from !== undefined && (name.from === undefined || name.from < from);
  return isLater ? { ...name, from } : name;
}
