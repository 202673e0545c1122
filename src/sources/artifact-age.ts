/** Checks whether an artifact is too old to describe the current workspace. */
import { settingName } from "../errors.ts";
import { count } from "../roster/count.ts";
import { dayMs, hourMs } from "../clock.ts";

/** The maximum normal difference between two clocks. If it is larger, one clock is wrong. */
const toleratedFutureMs = hourMs;

/**
 * Returns why a roster read at `readAt` (ISO 8601) is too old, as a sentence without a final period
 * that begins with "it"; undefined if it is not. A time in the future is also reported, because
 * then the age is unknown. Without a limit (`Infinity`), no age is too old.
 */
export function explainTooOld(
  readAt: string,
  { maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: Date },
): string | undefined {
  if (maxAgeMs === Infinity) return undefined;
  const ageMs = now.getTime() - Date.parse(readAt);
  if (ageMs < -toleratedFutureMs) {
    return `it was read ${inWords(-ageMs)} in the future, so one of the clocks is wrong and its age is unknown`;
  }
  if (ageMs <= maxAgeMs) return undefined;
  return `it was read ${inWords(ageMs)} ago, and ${settingName("max-age")} is ${asSetting(maxAgeMs)}`;
}

function inWords(ms: number): string {
  const [unit, length] = ms < 2 * dayMs ? (["hour", hourMs] as const) : (["day", dayMs] as const);
  const number = Math.floor(ms / length);
  return number === 0 ? "less than an hour" : count(number, unit);
}

function asSetting(ms: number): string {
  const units = [
    ["d", dayMs],
    ["h", hourMs],
    ["m", 60_000],
  ] as const;
  const [name, length] = units.find(([, unitMs]) => ms % unitMs === 0) ?? ["s", 1_000];
  return `${ms / length}${name}`;
}
