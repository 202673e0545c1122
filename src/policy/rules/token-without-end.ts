import { z } from "zod";

import { judgeTokens, needsTokens } from "../judge-tokens.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository, ofToken } from "../subject.ts";
import { listingOf } from "../token-policy.ts";

export const tokenWithoutEnd = defineRule({
  id: "token-without-end",
  title: "Active entitlement token without an end",
  explanation:
    "A token without an end works until somebody deactivates or deletes it, also long after whoever got it has left. The rule looks at active tokens only.",
  remedy:
    "Set the end of the token's date range on the repository's page of entitlement tokens, or deactivate the token.",
  fixed: "It is fixed when the token shows an end, or is not active.",
  severity: "warning",
  section: "tokens",
  options: z.strictObject({}),
  lists: [],
  needs: needsTokens,
  evidence: "row",
  resolvedBy: "other",
  *evaluate(context) {
    const { readFact } = context;
    for (const { token, repository, allowed } of judgeTokens(context)) {
      // Either of the two shows that there is nothing to find.
      if (token.active === false || typeof token.endsAt === "string") continue;
      const endsAt = readFact(token.endsAt, "end of an entitlement token");
      const active = readFact(token.active, "state of an entitlement token");
      if (endsAt !== null || active !== true) continue;
      const { limited, isDefault } = token;
      yield {
        subject: ofToken(token),
        object: ofRepository(repository),
        facts: {
          limited: typeof limited === "boolean" ? limited : null,
          ...(isDefault === true && { default: true }),
        },
        position: (listingOf(token, allowed) ?? allowed).position,
      };
    }
  },
  message: ({ subject, object, facts: { default: isDefault } }) =>
    `${isDefault === true ? "default " : ""}token ${nameOf(subject)} of repository ${object === undefined ? "" : nameOf(object)} is active and never ends`,
});
