/** An exception after parsing, its use, and the meaning of its days. */

import { dayMs } from "../../clock.ts";
import type { Place, WrittenName } from "../position.ts";
import type { RoleName } from "../role-names.ts";

/** Stands for every rule, in an entry under `leaving`. No id of a rule contains a space. */
export const anyRule = "any rule";

export interface RoleLimit {
  readonly role: RoleName;
  /** The most people that may have the role if there are too many; the fewest if there are too few. */
  readonly allow: number;
}

/** Accepted drift, until the end of a day in UTC. */
export interface PolicyException {
  /** The id of the rule whose findings it covers, or `anyRule`. */
  readonly rule: string;
  /**
   * The subject: a username, a permanent id, an e-mail address, or the slug of something that is
   * not a person.
   */
  readonly subject: WrittenName;
  /** Null: findings about any team, or about no team. */
  readonly team: string | null;
  /** Undefined: findings about any repository, or about no repository. */
  readonly repository?: string;
  /** Undefined: findings about any OIDC provider, or about none. */
  readonly provider?: string;
  /** Only for `role-count`; undefined: any role, and any number. */
  readonly limit?: RoleLimit;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly ticket: string | null;
  readonly approvedBy: string | null;
  /** Such as `2026-11-23`; null if the file does not say. */
  readonly created: string | null;
  /** The last day on which it is valid, until the end of the day in UTC. */
  readonly expires: string;
  readonly position: Place;
}

/**
 * `used`: it covers findings; `expiring`: it does, and its end is near; `unused`: there is nothing
 * to cover; `expired`: it does not cover findings any more; `not-judged`: it covers nothing that
 * was seen, but its rule or its subject was not seen completely.
 */
export const exceptionStatuses = ["used", "expiring", "unused", "expired", "not-judged"] as const;
export type ExceptionStatus = (typeof exceptionStatuses)[number];

/** The use of an exception in one evaluation. */
export interface ExceptionUse {
  readonly exception: PolicyException;
  readonly status: ExceptionStatus;
  /** The number of findings that it covers. */
  readonly covers: number;
  /** Why it is unused or not judged, without a final period; null for every other status. */
  readonly why: string | null;
}

/** Returns the moment, in milliseconds since 1970, at which an exception stops being valid. */
export function endOf({ expires }: Pick<PolicyException, "expires">): number {
  return Date.parse(expires) + dayMs;
}

/** Returns how many days an exception lasts; one without a first day begins today. */
export function lengthInDays(
  { created, expires }: Pick<PolicyException, "created" | "expires">,
  now: Date,
): number {
  const today = toDay(now);
  // A first day in the future would hide how long the exception lasts from today.
  const from = created === null || created > today ? today : created;
  return (Date.parse(expires) - Date.parse(from)) / dayMs;
}

/** Returns the day of a moment in UTC, as `2026-11-23`. */
export function toDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Returns the day that is this many days after a moment. */
export function addDays(moment: Date, days: number): string {
  return toDay(new Date(moment.getTime() + days * dayMs));
}

/** Returns whether a reason explains nothing: it is missing, or still a TODO. */
export function isUnexplained({ reason }: Pick<PolicyException, "reason">): boolean {
  return reason === null || reason === "" || /^todo\b/iu.test(reason);
}
