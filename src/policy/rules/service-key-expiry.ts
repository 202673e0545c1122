import { z } from "zod";

import { daysBefore } from "../options.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofService } from "../subject.ts";

export const serviceKeyExpiry = defineRule({
  id: "service-key-expiry",
  title: "Service account whose key is valid for too long",
  explanation:
    "A key that does not expire still works if somebody finds it in an old log years later. The policy says within how many days keys must expire, for all service accounts or for one.",
  remedy:
    "Set an API key policy in the workspace's settings, which makes keys expire, and refresh the key (API: POST /orgs/{org}/services/{service}/refresh/).",
  fixed: "It is fixed when the list of services shows that the key expires in time.",
  severity: "warning",
  options: z.strictObject({
    within: z
      .string()
      .regex(/^[1-9]\d{0,3}d$/u, 'a number of days, such as "90d"')
      .optional()
      .describe(
        "the maximum number of days until a key expires, for all service accounts; if left out: only for service accounts whose entry sets a limit",
      ),
  }),
  lists: ["services"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, policy, options, directory, now, readFact }) {
    const entries = new Map(
      (policy.services ?? []).map((entry) => [directory.service(entry.name), entry]),
    );
    for (const service of roster.services) {
      const entry = entries.get(service);
      const within = entry?.keyExpiresWithin ?? options.within;
      if (within === undefined) continue;
      const keyExpiresAt = readFact(service.keyExpiresAt, "end of a key");
      if (keyExpiresAt === undefined) continue;
      if (keyExpiresAt !== null && daysBefore(new Date(keyExpiresAt), within) <= now) continue;
      const position = entry?.name.position;
      yield { subject: ofService(service), facts: { keyExpiresAt, within }, position };
    }
  },
  message: ({ subject, facts }) => {
    const { keyExpiresAt, within } = facts;
    const end =
      typeof keyExpiresAt === "string"
        ? `ends on ${keyExpiresAt.slice(0, 10)}, more than ${within} from now`
        : `never ends; allowed: within ${within}`;
    return `service account ${nameOf(subject)} has a key that ${end}`;
  },
});
