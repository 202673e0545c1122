/** Whether a policy needs the workspace's repositories, which are read only on request. */

import { findRule } from "./catalog.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import type { Policy } from "./policy.ts";

/** Returns whether a rule that is on looks at repositories, or a custom rule can read them. */
export function wantsRepositories({ rules, custom }: Pick<Policy, "rules" | "custom">): boolean {
  const isOn = [...rules].some(
    ([id, { severity }]) => severity !== "off" && findRule(id)?.section === "repositories",
  );
  return isOn || custom.some(readsRepositories);
}

/** Any word counts, because an expression may read them of the elements of a list. */
function readsRepositories({ for: subject, violates }: CustomRule): boolean {
  return subject === "repository" || /\b(?:privileges|repositories)\b/u.test(violates.text);
}
