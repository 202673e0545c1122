/** Ages of times, in words and in days. */

import { dayMs, hourMs } from "../../../clock.ts";
import { count } from "../../../roster/count.ts";

/** Returns `5 minutes ago`, `3 days ago`; a future time is `just now`. */
export function ago(time: string, now: Date): string {
  const ms = now.getTime() - Date.parse(time);
  if (ms < 60_000) return "just now";
  if (ms < hourMs) return `${count(Math.floor(ms / 60_000), "minute")} ago`;
  if (ms < 2 * dayMs) return `${count(Math.floor(ms / hourMs), "hour")} ago`;
  return `${count(Math.floor(ms / dayMs), "day")} ago`;
}

/** Returns the number of complete days between two times; never negative. */
export function daysBetween(earlier: string, later: string): number {
  return Math.max(0, Math.floor((Date.parse(later) - Date.parse(earlier)) / dayMs));
}
