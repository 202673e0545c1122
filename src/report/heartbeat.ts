/** Whether somebody still looks: when the workspace was last read whole, and when before that. */

import { count } from "./counting.ts";
import { utcMinute } from "./wording.ts";

const hourMs = 3_600_000;

export interface Heartbeat {
  /** When the workspace was last read whole; ISO 8601. Undefined where nobody knows. */
  readonly completeAt: string | undefined;
  /** The time before that, as far as it is known. */
  readonly previousAt: string | undefined;
  /** The longest time between the two that the schedule explains; undefined without a schedule. */
  readonly toleratedMs: number | undefined;
}

/** Returns the heartbeat in a sentence or two. */
export function describeHeartbeat(heartbeat: Heartbeat): string {
  const { completeAt, previousAt } = heartbeat;
  if (completeAt === undefined) return "Last complete sync: none is known.";
  const line = `Last complete sync: ${utcMinute(completeAt)}.`;
  if (previousAt === undefined || !isLate(heartbeat)) return line;
  const hours = Math.floor((Date.parse(completeAt) - Date.parse(previousAt)) / hourMs);
  const gap = hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day");
  return `${line} The one known before it was ${gap} earlier, which is longer than the schedule leaves: runs failed in between, or did not take place.`;
}

function isLate({ completeAt, previousAt, toleratedMs }: Heartbeat): boolean {
  if (completeAt === undefined || previousAt === undefined || toleratedMs === undefined)
    return false;
  return Date.parse(completeAt) - Date.parse(previousAt) > toleratedMs;
}
