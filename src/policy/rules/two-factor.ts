import { z } from "zod";

import { rolesOption } from "../options.ts";
import { toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { withoutTwoFactor } from "../statement.ts";
import { nameOf, ofMember } from "../subject.ts";

export const twoFactor = defineRule({
  id: "two-factor",
  title: "Privileged account without two-factor authentication",
  explanation:
    "A stolen password is enough to act with this role. The API shows Cloudsmith's own second factor; the second factor of an identity provider is not visible, so a last login through SAML or OIDC counts as a second factor, unless the policy says otherwise.",
  remedy:
    "Ask them to turn on two-factor authentication in their Cloudsmith account's security settings, or lower their role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/). An Owner can enforce it for the complete workspace.",
  fixed: "It is fixed when the members list shows two-factor authentication.",
  severity: "error",
  options: z.strictObject({
    roles: rolesOption(["owner", "manager"]),
    "single-sign-on-counts": z
      .boolean()
      .default(true)
      .describe("whether a last login through SAML or OIDC counts as a second factor"),
  }),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, options, readFact }) {
    const roles = new Set(options.roles.map(toRole));
    for (const member of roster.members) {
      // The rules about inactive members judge accounts that cannot sign in.
      if (member.active === false) continue;
      const role = readFact(member.role, "workspace role");
      if (role === undefined || !roles.has(role)) continue;
      const enabled = readFact(member.twoFactor, "two-factor state");
      if (enabled !== false) continue;
      const method = options["single-sign-on-counts"]
        ? readFact(member.lastLoginMethod, "last login method")
        : null;
      if (method === undefined || method === "SAML" || method === "OIDC") continue;
      yield {
        subject: ofMember(member),
        facts: { role, twoFactor: false, lastLoginMethod: method },
        states: withoutTwoFactor(member),
      };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is ${facts["role"] === "Owner" ? "an" : "a"} ${facts["role"]} without two-factor authentication`,
});
