/** An exception after parsing, what came of it, and what its days mean. */

import { dayMs } from "../../clock.ts";
import type { Position } from "../position.ts";
import type { WrittenName } from "../position.ts";

/** Accepted drift, until the end of a day. */
export interface PolicyException {
  /** The id of the rule whose findings it covers. */
  readonly rule: string;
  /** Of whom: a username, a permanent id, an e-mail address, or the slug of what is no person. */
  readonly subject: WrittenName;
  /** Null: whatever team a finding is about, or none. */
  readonly team: string | null;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly ticket: string | null;
  readonly approvedBy: string | null;
  /** `2026-11-23`; null where it does not say. */
  readonly created: string | null;
  /** The last day on which it is valid, until its end in UTC. */
  readonly expires: string;
  readonly position: Position;
}

/**
 * `used`: it covers findings; `expiring`: it does, and its end is near; `unused`: there is nothing
 * to cover; `expired`: it covers nothing any more; `not-judged`: it covers nothing that was seen,
 * but its rule or its subject was not seen whole.
 */
export const exceptionStatuses = ["used", "expiring", "unused", "expired", "not-judged"] as const;
export type ExceptionStatus = (typeof exceptionStatuses)[number];

/** What came of an exception in one evaluation. */
export interface ExceptionUse {
  readonly exception: PolicyException;
  readonly status: ExceptionStatus;
  /** How many findings it covers. */
  readonly covers: number;
  /** Why it is unused or not judged, without a final stop; null for every other status. */
  readonly why: string | null;
}

/** Returns the moment, in milliseconds since 1970, at which an exception stops being valid. */
export function endOf({ expires }: Pick<PolicyException, "expires">): number {
  return Date.parse(expires) + dayMs;
}

/** Returns how many days an exception lasts; one that does not say when it began begins today. */
export function lengthInDays(
  { created, expires }: Pick<PolicyException, "created" | "expires">,
  now: Date,
): number {
  const today = toDay(now);
  // A beginning in the future would hide how long it is from today.
  const from = created === null || created > today ? today : created;
  return (Date.parse(expires) - Date.parse(from)) / dayMs;
}

/** Returns the day of a moment in UTC, as `2026-11-23`. */
export function toDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Returns the day that lies that many days after a moment. */
export function addDays(moment: Date, days: number): string {
  return toDay(new Date(moment.getTime() + days * dayMs));
}

/** True for a reason that explains nothing: none, or one that is still to be written. */
export function isUnexplained({ reason }: Pick<PolicyException, "reason">): boolean {
  return reason === null || reason === "" || /^todo\b/iu.test(reason);
}
