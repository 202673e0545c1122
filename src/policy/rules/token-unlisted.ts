import { z } from "zod";

import { judgeTokens, needsTokens } from "../judge-tokens.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository, ofToken } from "../subject.ts";
import { listingOf } from "../token-policy.ts";

export const tokenUnlisted = defineRule({
  id: "token-unlisted",
  title: "Entitlement token that the policy does not list",
  explanation:
    "Whoever has an entitlement token can download from the repository, without an account and without a team. The policy lists the tokens that a repository may have, and this one is not listed. Each repository has a default token from its creation: list it too, or deactivate it.",
  remedy:
    "Delete the token on the repository's page of entitlement tokens, or list its name in the policy.",
  fixed:
    "It is fixed when the repository's entitlement tokens no longer show it, or the policy lists it.",
  severity: "warning",
  section: "tokens",
  options: z.strictObject({}),
  lists: [],
  needs: needsTokens,
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    for (const { token, repository, allowed } of judgeTokens(context)) {
      if (allowed.names === null || listingOf(token, allowed) !== undefined) continue;
      const { active, isDefault } = token;
      yield {
        subject: ofToken(token),
        object: ofRepository(repository),
        facts: {
          active: typeof active === "boolean" ? active : null,
          ...(isDefault === true && { default: true }),
        },
        position: allowed.position,
      };
    }
  },
  message: ({ subject, object, facts: { active, default: isDefault } }) =>
    `${active === false ? "inactive " : ""}${isDefault === true ? "default " : ""}token ${nameOf(subject)} of repository ${object === undefined ? "" : nameOf(object)} is not in the policy`,
});
