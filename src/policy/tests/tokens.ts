/** The entitlement tokens of a policy test's repositories. */

import { compareIds, type Member, type ServiceAccount } from "../../roster/model.ts";
import type { PrivilegeCoverage, TokenList } from "../../roster/repository.ts";
import type { EntitlementToken } from "../../roster/token.ts";
import { addDays } from "../exceptions/exception.ts";
import type { RepositoryEntry, TokenEntry } from "./format-roster.ts";
import { toFact, toTime, toTimeOrNever } from "./fragment.ts";

interface Context {
  readonly now: Date;
  readonly members: readonly Member[];
  readonly services: readonly ServiceAccount[];
  readonly usernameOf: (name: string) => string;
}

/** Returns the tokens of a repository: those of the fragment, and nothing else. */
export function toTokens(
  repository: string,
  { tokens, "token-gap": gap }: Partial<RepositoryEntry>,
  context: Context,
): TokenList {
  const list = [...(tokens ?? [])].map(([name, entry]) =>
    toToken(`token-${repository}-${name}`, name, entry ?? {}, context),
  );
  return { list: list.toSorted((a, b) => compareIds(a.id, b.id)), coverage: toGap(gap) };
}

/** Returns how a list of a test's repository was read. */
export function toGap(gap: RepositoryEntry["gap"]): PrivilegeCoverage {
  return gap === undefined
    ? { status: "complete", reason: null }
    : { status: gap, reason: "the test says so" };
}

function toToken(
  id: string,
  name: string,
  entry: TokenEntry,
  { now, members, services, usernameOf }: Context,
): EntitlementToken {
  const { user = null, "private-broadcasts": privateBroadcasts = false } = entry;
  // Somebody who is there, so that a healthy token is nobody's drift.
  const somebody =
    members.find(({ active }) => active === true)?.username ?? services[0]?.slug ?? "somebody";
  return {
    id: entry.id ?? id,
    name,
    active: toFact(entry.active ?? true),
    isDefault: toFact(entry.default ?? false),
    user: user === null ? null : toFact(usernameOf(user)),
    createdBy: toFact(usernameOf(entry["created-by"] ?? somebody)),
    createdAt: toTime(entry.created ?? addDays(now, -365)),
    endsAt: toTimeOrNever(entry.ends ?? addDays(now, 365)),
    limited: toFact(entry.limited ?? false),
    privateBroadcasts: toFact(privateBroadcasts),
  };
}
