/** How often a workflow's schedule starts it. */
import { dayMs, hourMs } from "../../clock.ts";

/**
 * Returns the longest time in milliseconds that a schedule in cron's five fields leaves between two
 * runs, in round figures; undefined where it is not in that form.
 */
export function longestPause(cron: string): number | undefined {
  const fields = cron.trim().split(/\s+/u);
  if (fields.length !== 5) return undefined;
  const [, hour = "*", dayOfMonth = "*", month = "*", dayOfWeek = "*"] = fields;
  const isFree = (field: string) => field === "*";
  if (!isFree(month)) return 366 * dayMs;
  if (!isFree(dayOfMonth)) return 31 * dayMs;
  if (!isFree(dayOfWeek)) return 7 * dayMs;
  return isFree(hour) ? hourMs : dayMs;
}
