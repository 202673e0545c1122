/** The account that the audit itself reads with: named, and never accused of being there. */

import type { Member, Roster, ServiceAccount } from "../roster/model.ts";
import { fold } from "../roster/fold.ts";

/** True for the member whose key the audit uses. */
export function isOwnMember({ coverage }: Roster, { username, id }: Member): boolean {
  const { kind, slug } = coverage.readAs;
  return kind === "user" && slug !== null && [username, id].map(fold).includes(fold(slug));
}

/** True for the service account that the audit is. */
export function isOwnService({ coverage }: Roster, { slug }: ServiceAccount): boolean {
  const { kind, slug: own } = coverage.readAs;
  return kind === "service" && own !== null && fold(slug) === fold(own);
}
