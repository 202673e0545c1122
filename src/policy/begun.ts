/** Entries of a policy that count only on some days. A day begins and ends at midnight in UTC. */

import { dayMs } from "../clock.ts";
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

/**
 * Returns a name in the entry of a team or a repository, with the entry's day if that is later:
 * nobody is expected before it.
 */
export function inEntry(
  name: WrittenName,
  { name: { from } }: { readonly name: Pick<WrittenName, "from"> },
): WrittenName {
  const isLater = from !== undefined && (name.from === undefined || name.from < from);
  return isLater ? { ...name, from } : name;
}
