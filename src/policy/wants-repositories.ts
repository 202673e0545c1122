/** What a policy needs of the workspace's repositories, which are read only on request. */

import type { RepositoriesRequest } from "../roster/requested.ts";
import { findRule } from "./catalog.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import type { Policy } from "./policy.ts";
import type { RuleSection } from "./section.ts";

/**
 * Returns what rules that are on look at, or custom rules can read: repositories, and on them
 * entitlement tokens.
 */
export function wantsRepositories(policy: Pick<Policy, "rules" | "custom">): RepositoriesRequest {
  if (wants(policy, "tokens")) return "with-tokens";
  return wants(policy, "repositories") ? "all" : "none";
}

function wants({ rules, custom }: Pick<Policy, "rules" | "custom">, section: RuleSection): boolean {
  const isOn = [...rules].some(
    ([id, { severity }]) => severity !== "off" && findRule(id)?.section === section,
  );
  return isOn || custom.some((rule) => reads(rule, section));
}

/** Any word counts, because an expression may read them of the elements of a list. */
function reads({ for: subject, violates: { text } }: CustomRule, section: RuleSection): boolean {
  return section === "tokens"
    ? subject === "token" || /\btokens\b/u.test(text)
    : subject === "repository" || /\b(?:privileges|repositories)\b/u.test(text);
}
