import { z } from "zod";

import type { EntitlementToken } from "../../roster/token.ts";
import { fold } from "../../roster/fold.ts";
import { judgeTokens, needsTokens, opensNothing } from "../judge-tokens.ts";
import { needList } from "../need-list.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { nameOf, ofRepository, ofToken } from "../subject.ts";
import { listingOf } from "../token-policy.ts";

export const tokenOrphaned = defineRule({
  id: "token-orphaned",
  title: "Entitlement token of somebody who has left",
  explanation:
    "The account that the token belongs to, or that created it, is no longer a member or a service account of the workspace, or is an inactive member. The token still works, and nobody is responsible for it. The rule looks only at active tokens whose end has not passed.",
  remedy:
    "Delete the token on the repository's page of entitlement tokens. If it is still needed, let an account of the workspace create a new one.",
  fixed:
    "It is fixed when the token is deleted, not active or over, or its account is an active member or a service account again.",
  severity: "error",
  section: "tokens",
  options: z.strictObject({}),
  lists: [],
  needs: `${needsTokens}; and members and service accounts`,
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { readFact } = context;
    const stateOf = createStates(context);
    for (const { token, repository, allowed } of judgeTokens(context)) {
      if (opensNothing(token, context)) continue;
      const found = accountsOf(token, readFact).flatMap(({ as, name }) => {
        const state = stateOf(name);
        return state === "present" ? [] : [{ as, name, state }];
      });
      // Whoever is gone comes first, then the one whom the token belongs to.
      const worst = found.find(({ state }) => state === "gone") ?? found[0];
      if (worst === undefined || readFact(token.active, "state of an entitlement token") !== true) {
        continue;
      }
      yield {
        subject: ofToken(token),
        object: ofRepository(repository),
        facts: { as: worst.as, account: worst.name, state: worst.state },
        position: (listingOf(token, allowed) ?? allowed).position,
      };
    }
  },
  message: ({ subject, object, facts: { as, account, state } }) => {
    const token = `token ${nameOf(subject)} of repository ${object === undefined ? "" : nameOf(object)}`;
    const who = as === "user" ? `belongs to ${account}` : `was created by ${account}`;
    return state === "inactive"
      ? `${token} ${who}, who is inactive`
      : `${token} ${who}, and the workspace has no such account`;
  },
});

/** Returns whom a token belongs to and who created it, as far as that was seen. */
function accountsOf(
  { user, createdBy }: EntitlementToken,
  readFact: RuleContext<unknown>["readFact"],
): readonly { readonly as: "user" | "creator"; readonly name: string }[] {
  const owner = readFact(user, "user of an entitlement token");
  const creator = readFact(createdBy, "creator of an entitlement token");
  return [
    ...(typeof owner === "string" ? [{ as: "user" as const, name: owner }] : []),
    ...(creator === undefined ? [] : [{ as: "creator" as const, name: creator }]),
  ];
}

type State = "present" | "inactive" | "gone";

/**
 * Returns a function that says what became of an account. A name that was not seen is gone only if
 * both lists are complete; otherwise the rule is not judged.
 */
function createStates(context: RuleContext<unknown>): (name: string) => State {
  const { roster, readFact } = context;
  const members = new Map(roster.members.map((member) => [fold(member.username), member]));
  const services = new Set(roster.services.map(({ slug }) => fold(slug)));
  return (name) => {
    const member = members.get(fold(name));
    if (services.has(fold(name))) return "present";
    if (member !== undefined) {
      return readFact(member.active, "activity") === false ? "inactive" : "present";
    }
    const lists = (["members", "services"] as const).map((list) => needList(context, list));
    return lists.every(Boolean) ? "gone" : "present";
  };
}
