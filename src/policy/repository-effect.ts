/** What a change of the policy's repositories does. */

import { broadcastStates, defaultPrivileges } from "../roster/repository.ts";
import { entryNamed, isListedUntil } from "./entry-index.ts";
import { isAdded, isRemoved, type Effect } from "./effects.ts";
import type { Policy, RepositoryPolicy, TokenPolicy } from "./policy.ts";
import type { PolicyChange } from "./policy-changes.ts";
import { replacedEntries } from "./replaced-entries.ts";
import { reportsUnlisted } from "./section.ts";
import { allowsMoreTokens, ofTokenList } from "./token-effect.ts";
import { tokensFor } from "./token-policy.ts";

/** Returns the effect of a change of one repository's entry. */
export function ofRepository(change: PolicyChange, before: Policy, after: Policy): Effect {
  const { entry, part } = change;
  const [tokensBefore, tokensAfter] = [tokenLists(before, entry), tokenLists(after, entry)];
  if (tokenParts.has(part)) return ofTokenList(change, tokensBefore, tokensAfter);
  // A list of its own is compared name by name.
  const hasOwnTokens = (entryOf(after, entry.name)?.tokens ?? null) !== null;
  if (part === "entry" && !hasOwnTokens && allowsMoreTokens(tokensBefore, tokensAfter)) {
    return "weakens";
  }
  // Before there was a section, everything was allowed.
  if (before.repositories === null && !reportsUnlisted(before, "repositories")) return "changes";
  const { entries: was, areAll } = replacedEntries(before.repositories ?? [], entry.name);
  // A name without an entry allowed nothing.
  const allowed = (test: (one: RepositoryPolicy) => boolean) => areAll && was.every(test);
  switch (part) {
    case "entry":
      return isRemoved(change) || losesLimit(was, entryOf(after, entry.name))
        ? "weakens"
        : "changes";
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
      return isAdded(change) && !allowed(({ anyPrivilege }) => anyPrivilege)
        ? "weakens"
        : "changes";
    default:
      if (isRemoved(change)) return "removes";
      return allowed((one) => allows(one, change)) ? "changes" : "weakens";
  }
}

/** The parts of an entry that are about its tokens. */
const tokenParts: ReadonlySet<string> = new Set(["own-tokens", "any-token", "tokens"]);

/** Returns the lists of tokens that apply to the repositories of an entry. */
function tokenLists(
  policy: Policy,
  { name }: PolicyChange["entry"],
): readonly (TokenPolicy | null)[] {
  const { entries, areAll } = replacedEntries(policy.repositories ?? [], name);
  const lists = entries.map((entry) => tokensFor(policy, entry));
  // A name without an entry has the list for all repositories.
  return areAll ? lists : [...lists, policy.tokens];
}

function entryOf({ repositories }: Policy, name: string): RepositoryPolicy | undefined {
  return repositories === null ? undefined : entryNamed(repositories, name);
}

/**
 * Returns whether a limit no longer applies: an entry of its own takes the repository out of a
 * pattern, and the pattern's limits with it.
 */
function losesLimit(was: readonly RepositoryPolicy[], is: RepositoryPolicy | undefined): boolean {
  return (["visibility", "defaultPrivilege"] as const).some(
    (limit) => was.some((one) => one[limit] !== null) && is?.[limit] === null,
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
    admins: [one.admins],
    write: [one.admins, one.write],
    read: [one.admins, one.write, one.read],
  };
  return (
    one.anyPrivilege ||
    lists[part as keyof typeof lists].some((names) =>
      isListedUntil(names, after ?? "", terms?.until),
    )
  );
}
