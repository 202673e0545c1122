/** The role and the number that an exception to `role-count` allows. */

import type { Finding } from "../finding.ts";
import { roleNames, toRole } from "../role-names.ts";
import type { PolicyException, RoleLimit } from "./exception.ts";

/** The only rule whose exceptions have a limit. */
export const limitedRule = "role-count";

/** Returns the limit that covers a finding of `role-count` as it is; undefined for other findings. */
export function limitFor({ rule, facts }: Pick<Finding, "rule" | "facts">): RoleLimit | undefined {
  if (rule !== limitedRule) return undefined;
  const role = roleNames.find((name) => toRole(name) === facts["role"]);
  const allow = numberIn(facts);
  return role === undefined || allow === undefined ? undefined : { role, allow };
}

/** Returns whether an exception's limit covers a finding; an exception without one covers any. */
export function isWithinLimit(
  { limit }: Pick<PolicyException, "limit">,
  { facts }: Pick<Finding, "facts">,
): boolean {
  if (limit === undefined) return true;
  const found = numberIn(facts);
  if (toRole(limit.role) !== facts["role"] || found === undefined) return false;
  return isTooFew(facts) ? found >= limit.allow : found <= limit.allow;
}

/** Returns why a limit does not cover any of the findings, without a final period. */
export function whyBeyondLimit(
  limit: RoleLimit,
  findings: readonly Pick<Finding, "facts">[],
): string {
  const same = findings.find(({ facts }) => facts["role"] === toRole(limit.role));
  if (same === undefined) {
    const roles = [...new Set(findings.map(({ facts }) => String(facts["role"])))];
    return `there is such a finding, but about role ${roles.join(", ")}`;
  }
  const bound = isTooFew(same.facts) ? "least" : "most";
  return `there are ${numberIn(same.facts)} people with role ${toRole(limit.role)}, and it allows at ${bound} ${limit.allow}`;
}

/** Returns whether an exception to `role-count` covers any role and any number. */
export function isUnlimited({ rule, limit }: Pick<PolicyException, "rule" | "limit">): boolean {
  return rule === limitedRule && limit === undefined;
}

/** A finding counts the people who have the role, or those whom the policy lists for it. */
function numberIn(facts: Finding["facts"]): number | undefined {
  const found = facts["listed"] ?? facts["count"];
  return typeof found === "number" ? found : undefined;
}

function isTooFew({ count, min, listed }: Finding["facts"]): boolean {
  return listed === undefined && typeof min === "number" && Number(count) < min;
}
