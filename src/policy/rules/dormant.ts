import { z } from "zod";

import { daysBefore, daysOption, rolesOption } from "../options.ts";
import { roleNames, toRole } from "../role-names.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const dormant = defineRule({
  id: "dormant",
  title: "Account that has not logged in for a long time",
  explanation:
    "Nobody notices when an unused account is abused. An account that never logged in is reported when the grace period after its joining day is over. An account that uses single sign-on may still be in use at the identity provider. If the last login of an account was not seen, the rule does not report the account. Service accounts do not log in, and emergency accounts (break-glass) should not, so this rule ignores both. Cloudsmith does not document whether using an API key updates the last login, so ask before you remove an account.",
  remedy:
    "Ask whether the account is still needed; if not, remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  fixed: "It is fixed by a login, or when the members list no longer shows the account.",
  severity: "warning",
  options: z.strictObject({
    after: daysOption(90, "after how many days without a login an account is reported"),
    grace: daysOption(30, "for how many days after joining an account needs no login"),
    roles: rolesOption(roleNames),
  }),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ roster, policy, options, directory, now, readFact }) {
    const roles = new Set(options.roles.map(toRole));
    const limit = daysBefore(now, options.after).toISOString();
    const grace = daysBefore(now, options.grace).toISOString();
    const everyRole = roles.size === roleNames.length;
    const isEmergency = directory.listed(policy.roles.flatMap(({ breakGlass }) => breakGlass));
    for (const member of roster.members) {
      const emergency = isEmergency(member);
      if (emergency === true || readFact(member.active, "activity") !== true) continue;
      if (!everyRole) {
        const role = readFact(member.role, "workspace role");
        if (role === undefined || !roles.has(role)) continue;
      }
      const lastLoginAt = readFact(member.lastLoginAt, "last login");
      if (lastLoginAt === undefined) continue;
      const joinedAt = lastLoginAt === null ? readFact(member.joinedAt, "joining date") : undefined;
      const isQuiet =
        lastLoginAt === null ? joinedAt !== undefined && joinedAt <= grace : lastLoginAt <= limit;
      if (!isQuiet || readFact(emergency, "e-mail address") === undefined) continue;
      const method = member.lastLoginMethod;
      const singleSignOn = method === "SAML" || method === "OIDC";
      const facts =
        joinedAt === undefined
          ? { after: options.after, ...(singleSignOn && { method }) }
          : { joinedAt, grace: options.grace };
      yield { subject: ofMember(member), facts: { lastLoginAt, ...facts } };
    }
  },
  remedyOf: ({ facts }) =>
    facts["method"] === undefined
      ? undefined
      : "Ask at the identity provider whether the account is still in use; if not, remove it there, and also remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
  message: ({ subject, facts: { lastLoginAt, joinedAt, method } }) => {
    if (typeof lastLoginAt !== "string") {
      return `${nameOf(subject)} joined on ${String(joinedAt).slice(0, 10)} and never logged in`;
    }
    const how = method === undefined ? "" : `, by single sign-on (${method})`;
    return `${nameOf(subject)} last logged in on ${lastLoginAt.slice(0, 10)}${how}`;
  },
});
