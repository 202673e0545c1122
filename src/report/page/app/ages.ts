/** How long ago something was, in words and in steps. */

import { dayMs, hourMs } from "../../../clock.ts";
import { count } from "../../../roster/count.ts";

/** Returns `5 minutes ago`, `3 days ago`; a time still to come is `just now`. */
export function ago(time: string, now: Date): string {
  const ms = now.getTime() - Date.parse(time);
  if (ms < 60_000) return "just now";
  if (ms < hourMs) return `${count(Math.floor(ms / 60_000), "minute")} ago`;
  if (ms < 2 * dayMs) return `${count(Math.floor(ms / hourMs), "hour")} ago`;
  return `${count(Math.floor(ms / dayMs), "day")} ago`;
}

/** Whole days between two times; never below zero. */
export function daysBetween(earlier: string, later: string): number {
  return Math.max(0, Math.floor((Date.parse(later) - Date.parse(earlier)) / dayMs));
}
