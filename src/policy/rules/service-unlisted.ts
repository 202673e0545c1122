import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { defineRule } from "../rule.ts";
import { isOwnService } from "../self.ts";
import { nameOf, ofService } from "../subject.ts";

export const serviceUnlisted = defineRule({
  id: "service-unlisted",
  title: "Service account that the policy does not list",
  explanation:
    "A service account has a key that belongs to no person. The policy lists the workspace's service accounts, and this one is not listed.",
  remedy:
    "List the account under services in the policy, or delete it on the workspace's Service Accounts page (API: DELETE /orgs/{org}/services/{service}/).",
  fixed:
    "It is fixed when the policy lists the account, or the list of services no longer shows it.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["services"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy }) {
    if (policy.services === null) return;
    const listed = new Set(policy.services.map(({ name }) => fold(name.text)));
    for (const service of roster.services) {
      if (listed.has(fold(service.slug)) || isOwnService(roster, service)) continue;
      const role = typeof service.role === "string" ? service.role : null;
      yield { subject: ofService(service), facts: { role } };
    }
  },
  message: ({ subject }) => `service account ${nameOf(subject)} is not in the policy`,
});
