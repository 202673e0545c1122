/** The time, for both entries. */

import { AuditError } from "./errors.ts";

/** In milliseconds. */
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/**
 * Returns the clock. `SOURCE_DATE_EPOCH`, in seconds, makes it constant for reproducible output.
 * Throws `AuditError` `BAD_SETTINGS` if it is not a number of seconds.
 */
export function createClock(sourceDateEpoch: string | undefined): () => Date {
  if (sourceDateEpoch === undefined || sourceDateEpoch === "") return () => new Date();
  if (!/^\d{1,11}$/u.test(sourceDateEpoch)) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use SOURCE_DATE_EPOCH ${JSON.stringify(sourceDateEpoch)}: it must be a number of seconds since 1970.`,
    );
  }
  const time = Number(sourceDateEpoch) * 1_000;
  return () => new Date(time);
}
