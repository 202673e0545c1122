import { z } from "zod";

import { fold } from "../fold.ts";
import { placesOfPeople } from "../names.ts";
import { defineRule } from "../rule.ts";
import { isOwnMember, isOwnService } from "../self.ts";
import { nameOf, ofMember, ofService } from "../subject.ts";

export const self = defineRule({
  id: "self",
  title: "The audit's own account is not in the policy",
  explanation:
    "The audit reads the workspace with this account. A policy that does not know it will one day have it removed, and the audit goes blind. No other rule on unlisted accounts speaks of it.",
  remedy: "List the account in the policy, so that whoever changes it knows what it is for.",
  fixed: "It is fixed when the policy names the account.",
  severity: "note",
  options: z.strictObject({}),
  lists: [],
  evidence: "row",
  *evaluate({ roster, policy, directory }) {
    const listed = new Set((policy.services ?? []).map(({ name }) => fold(name.text)));
    for (const service of policy.services === null ? [] : roster.services) {
      if (!isOwnService(roster, service) || listed.has(fold(service.slug))) continue;
      yield { subject: ofService(service), facts: {} };
    }
    const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
    const isManaged = policy.rules.get("member-unlisted")?.severity !== "off";
    for (const member of isManaged ? roster.members : []) {
      if (!isOwnMember(roster, member) || isListed(member) !== false) continue;
      yield { subject: ofMember(member), facts: {} };
    }
  },
  message: ({ subject }) =>
    `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is what this audit reads with, and not in the policy`,
});
