/** What a change of the policy's repositories does. */

import { broadcastStates, defaultPrivileges } from "../roster/repository.ts";
import { fold } from "../roster/fold.ts";
import { countingUntil, isAdded, isRemoved, type Effect } from "./effects.ts";
import type { Policy, RepositoryPolicy, TokenPolicy } from "./policy.ts";
import { allowsMoreTokens, ofTokenList } from "./token-effect.ts";
import { tokensFor } from "./token-policy.ts";
import type { PolicyChange } from "./policy-changes.ts";
import { fitsWildcard, isWildcard } from "./wildcard.ts";

/** Returns the effect of a change of one repository's entry. */
export function ofRepository(change: PolicyChange, before: Policy, after: Policy): Effect {
  const { entry, part } = change;
  const was = entriesFor(before, entry.name);
  const tokensBefore = tokenLists(before, was);
  const is = entriesFor(after, entry.name);
  const tokensAfter = tokenLists(after, is);
  if (tokenParts.has(part)) return ofTokenList(change, tokensBefore, tokensAfter);
  // A list of its own is compared name by name.
  const hasOwnTokens = is.some(({ tokens }) => tokens !== null);
  if (part === "entry" && !hasOwnTokens && allowsMoreTokens(tokensBefore, tokensAfter)) {
    return "weakens";
  }
  // Before there was a section, everything was allowed.
  if (before.repositories === null) return "changes";
  switch (part) {
    case "entry":
      return isRemoved(change) || losesLimit(was, is) ? "weakens" : "changes";
    case "visibility":
      return ofLimit(
        change,
        broadcastStates,
        was.map(({ visibility }) => visibility),
      );
    case "default-privilege":
      return ofLimit(
        change,
        defaultPrivileges,
        was.map(({ defaultPrivilege }) => defaultPrivilege),
      );
    case "any-privilege":
      return isAdded(change) && !was.some(({ anyPrivilege }) => anyPrivilege)
        ? "weakens"
        : "changes";
    default:
      if (isRemoved(change)) return "removes";
      return was.some((one) => allows(one, change)) ? "changes" : "weakens";
  }
}

/** The parts of an entry that are about its tokens. */
const tokenParts: ReadonlySet<string> = new Set(["own-tokens", "any-token", "tokens"]);

/** Returns the lists of tokens that apply to a repository with these entries. */
function tokenLists(
  policy: Policy,
  entries: readonly RepositoryPolicy[],
): readonly (TokenPolicy | null)[] {
  const lists = entries.map((entry) => tokensFor(policy, entry));
  return lists.length > 0 ? lists : [policy.tokens];
}

/** Returns the entries that a repository had: its own, or the patterns that matched it. */
function entriesFor({ repositories }: Policy, name: string): readonly RepositoryPolicy[] {
  const entries = repositories ?? [];
  const own = entries.filter((one) => fold(one.name.text) === fold(name));
  if (own.length > 0) return own;
  // A new pattern can take repositories from every other one.
  return isWildcard(name)
    ? entries.filter((one) => isWildcard(one.name.text))
    : entries.filter((one) => fitsWildcard(one.name.text, name));
}

/**
 * Returns whether a limit no longer applies: an entry of its own takes the repository out of a
 * pattern, and the pattern's limits with it.
 */
function losesLimit(was: readonly RepositoryPolicy[], is: readonly RepositoryPolicy[]): boolean {
  return (["visibility", "defaultPrivilege"] as const).some(
    (limit) => was.some((one) => one[limit] !== null) && is.some((one) => one[limit] === null),
  );
}

/** Returns `weakens` if the limit is removed, or higher than one that applied before. */
function ofLimit<Value extends string>(
  change: PolicyChange,
  order: readonly Value[],
  limits: readonly (Value | null)[],
): Effect {
  const is = order.indexOf(change.after as Value);
  const isRaised = limits.some((limit) => limit !== null && is > order.indexOf(limit));
  return isRemoved(change) || isRaised ? "weakens" : "changes";
}

/** Whether an entry allowed somebody this level before: each level includes the lower ones. */
function allows(one: RepositoryPolicy, { part, after, terms }: PolicyChange): boolean {
  const lists = {
    admins: one.admins,
    write: [...one.admins, ...one.write],
    read: [...one.admins, ...one.write, ...one.read],
  };
  const names = countingUntil(lists[part as keyof typeof lists], terms?.until).map(fold);
  return one.anyPrivilege || names.includes(fold(after ?? ""));
}
