/** What a change of the policy's lists of entitlement tokens does. */

import { memoize } from "../roster/memoize.ts";
import { fitsUntil } from "./entry-index.ts";
import { isAdded, isRemoved, type Effect } from "./effects.ts";
import type { Policy, TokenPolicy } from "./policy.ts";
import type { PolicyChange } from "./policy-changes.ts";

/** Returns the effect of a change of the list for all repositories. */
export function ofTokens(change: PolicyChange, before: Policy, after: Policy): Effect {
  return ofTokenList(change, [before.tokens], [after.tokens]);
}

/**
 * Returns the effect of a change of lists that apply to the same repositories. Null: before, or
 * after, their tokens are not managed.
 */
export function ofTokenList(
  change: PolicyChange,
  was: readonly (TokenPolicy | null)[],
  is: readonly (TokenPolicy | null)[],
): Effect {
  // The names of a new list say what it allows.
  if (change.part === "own-tokens" && isAdded(change)) return "changes";
  if (change.part !== "tokens") return allowsMoreTokens(was, is) ? "weakens" : "changes";
  if (isRemoved(change)) return "removes";
  return was.some((list) => list !== null && !allows(list, change)) ? "weakens" : "changes";
}

/** Returns whether some token would be reported before and not after. */
export function allowsMoreTokens(
  was: readonly (TokenPolicy | null)[],
  is: readonly (TokenPolicy | null)[],
): boolean {
  return was.some((before) => {
    if (before === null || before.names === null) return before !== null && is.includes(null);
    return is.some((after) => after === null || allowsMoreThan(before)(after));
  });
}

/** Many repositories share one list, so two lists are compared only once. */
const allowsMoreThan = memoize(
  new WeakMap<TokenPolicy, (after: TokenPolicy) => boolean>(),
  (before) =>
    memoize(
      new WeakMap<TokenPolicy, boolean>(),
      ({ names }) =>
        names === null || names.some(({ text, until }) => !isNamed(before, text, until)),
    ),
);

function allows(list: TokenPolicy, { after, terms }: PolicyChange): boolean {
  return isNamed(list, after ?? "", terms?.until);
}

/** A new pattern is allowed only if an earlier one has the same text or is wider. */
function isNamed({ names }: TokenPolicy, text: string, until: string | undefined): boolean {
  return names === null || fitsUntil(names, text, until);
}
