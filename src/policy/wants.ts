/** What a policy needs of the workspace's repositories, which are read only on request. */

import type { RepositoriesRequest } from "../roster/requested.ts";
import { findRule } from "./catalog.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import type { Policy } from "./policy.ts";
import type { RuleSection } from "./section.ts";

/** What a policy says about what to read. */
export interface Wants {
  readonly organization: string;
  readonly repositories: RepositoriesRequest;
}

/** Returns the workspace of a policy, and what its rules need of the workspace's repositories. */
export function wantsOf(policy: Pick<Policy, "organization" | "rules" | "custom">): Wants {
  return { organization: policy.organization, repositories: wantsRepositories(policy) };
}

/**
 * Returns what rules that are on look at, or custom rules can read: repositories, and on them
 * entitlement tokens.
 */
function wantsRepositories(policy: Pick<Policy, "rules" | "custom">): RepositoriesRequest {
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
