/**
 * The account that the audit itself uses. No rule reports it as unexpected; the rule `self` names
 * it.
 */

import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { fold } from "../roster/fold.ts";

/** Returns whether the audit uses this member's key. */
export function isOwnMember({ coverage }: Roster, { username, id }: Member): boolean {
  const { kind, slug } = coverage.readAs;
  return kind === "user" && slug !== null && [username, id].map(fold).includes(fold(slug));
}

/** Returns whether the audit runs as this service account. */
export function isOwnService({ coverage }: Roster, { slug }: ServiceAccount): boolean {
  const { kind, slug: own } = coverage.readAs;
  return kind === "service" && own !== null && fold(slug) === fold(own);
}
