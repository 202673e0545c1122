import { z } from "zod";

import { judgeTokens, needsTokens, opensNothing } from "../judge-tokens.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository, ofToken } from "../subject.ts";
import { listingOf } from "../token-policy.ts";

export const tokenBroadcasts = defineRule({
  id: "token-broadcasts",
  title: "Entitlement token that opens private broadcasts",
  explanation:
    "With this token, its holder also sees the repository's private broadcasts, and not only the packages that it is meant for. The rule looks only at active tokens whose end has not passed.",
  remedy:
    "Turn off the token's access to private broadcasts on the repository's page of entitlement tokens, or create an exception with a reason.",
  fixed:
    "It is fixed when the token shows no access to private broadcasts, or is not active or over.",
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
      // Either shows that there is nothing to find.
      if (opensNothing(token, context) || token.privateBroadcasts === false) continue;
      const opens = readFact(token.privateBroadcasts, "private broadcasts of an entitlement token");
      const active = readFact(token.active, "state of an entitlement token");
      if (opens !== true || active !== true) continue;
      yield {
        subject: ofToken(token),
        object: ofRepository(repository),
        facts: { privateBroadcasts: true },
        position: (listingOf(token, allowed) ?? allowed).position,
      };
    }
  },
  message: ({ subject, object }) =>
    `token ${nameOf(subject)} of repository ${object === undefined ? "" : nameOf(object)} opens private broadcasts`,
});
