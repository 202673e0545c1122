/** Compares a policy with the one before a change, for `check`. */

import { isWeakening, tallyPolicyChanges } from "../report/policy-changes.ts";
import { noComparison } from "../report/policy-words.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { renderPolicyChanges } from "../report/terminal/terminal-changes.ts";
import { changesSince } from "../sources/base-policy.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Prints what changed, and returns the number of changes that weaken the policy. `named` is the
 * file or the revision of the policy before.
 */
export function printChanges(
  base: BasePolicy,
  policy: Policy,
  named: string,
  { out, clock, columns, colour }: Terminal,
): number {
  const changes = changesSince(base, policy, clock());
  const print = (text: string) => out(`${escapeTerminal(text, 2_000)}\n`);
  if (changes === "new") {
    print(`${policy.path} is new: it does not exist at ${named}, so nothing was compared`);
    return 0;
  }
  if (changes === "unknown") {
    print(noComparison(policy));
    return 0;
  }
  out(`\n${renderPolicyChanges(changes, { columns, colour })}\n`);
  print(`compared with ${named}: ${tallyPolicyChanges(changes)}`);
  return changes.filter(isWeakening).length;
}
