import { z } from "zod";

import { Domain, domainOf, isInDomains } from "../email.ts";
import { rolesOption } from "../options.ts";
import { roleNames, toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const emailDomain = defineRule({
  id: "email-domain",
  title: "Member with an e-mail address in another domain",
  explanation:
    "The organization cannot disable an address outside its own domains when somebody leaves. List the allowed domains in the option domains. If the list is empty, the rule checks nothing.",
  remedy:
    "Ask the person to use their address of the organization, or make them a Collaborator, which this rule ignores by default.",
  fixed: "It is fixed when the members list shows an address in one of the domains.",
  severity: "warning",
  options: z.strictObject({
    domains: z
      .array(Domain)
      .max(1_000)
      .default([])
      .describe('allowed domains; "*.example.org" means its subdomains'),
    roles: rolesOption(roleNames.filter((role) => role !== "collaborator")),
  }),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "other",
  *evaluate({ roster, options, readFact }) {
    if (options.domains.length === 0) return;
    const roles = new Set(options.roles.map(toRole));
    for (const member of roster.members) {
      const role = readFact(member.role, "workspace role");
      if (role === undefined || !roles.has(role)) continue;
      const email = readFact(member.email, "e-mail address");
      if (email === undefined || isInDomains(email, options.domains)) continue;
      yield { subject: ofMember(member), facts: { domain: domainOf(email), role } };
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} has an address at ${facts["domain"]}, which is not an allowed domain`,
});
