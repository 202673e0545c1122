/** Policies from their texts. */

import { formatProblems, parsePolicy } from "../../src/policy/file/parse.ts";
import type { Policy } from "../../src/policy/policy.ts";

/** What every policy of Fernwick begins with. */
const policyHead = "version: 1\norganization: fernwick\n";

/** Returns the policy of a whole text. Throws where the text is not valid. */
export function policyFrom(text: string): Policy {
  const parsed = parsePolicy(text, "access-policy.yml");
  if (!("policy" in parsed)) throw new Error(formatProblems(parsed.path, parsed.problems));
  return parsed.policy;
}

/** Returns a policy of Fernwick, of what stands below its head. */
export function policyOf(body: string): Policy {
  return policyFrom(policyHead + body);
}
