import { z } from "zod";

import { hasBegun } from "../begun.ts";
import { Day } from "../day.ts";
import { hintOf, personHints, personIs } from "../hint.ts";
import { defineRule, type Drift } from "../rule.ts";
import { manyMembers, noMember, withoutRole, withoutTwoFactor } from "../statement.ts";
import { nameOf, ofMember, ofPolicyText } from "../subject.ts";

/** What is wrong with an emergency account whose owner has not accepted the invite. */
export const onlyInvited = "is invited, not yet a member";

export const breakGlass = defineRule({
  id: "break-glass",
  title: "Emergency account that is not ready, or was used",
  explanation:
    "An emergency account is needed when nobody else can sign in. It must exist, be active, have its role and have two-factor authentication; an invite is not enough. If the policy sets unused-since, nobody may have used it since that day.",
  remedy:
    "Correct the account on the workspace's Accounts page. If it was used without an emergency, find out by whom, and change its password and second factor.",
  fixed:
    "It is fixed when the members list shows the account active, with its role and two-factor authentication.",
  severity: "error",
  options: z.strictObject({
    "unused-since": Day.optional().describe(
      "nobody may have logged in with it since that day; if left out, logins are not checked",
    ),
  }),
  lists: ["members"],
  evidence: "list",
  resolvedBy: "other",
  specific: true,
  *evaluate({ roster, baseline, policy, options, directory, now, readFact }) {
    const hintFor = personHints(roster, baseline);
    for (const { role, breakGlass: names } of policy.roles) {
      for (const name of names) {
        if (!hasBegun(name, now)) continue;
        const { position } = name;
        const [member, ...others] = directory.members(name);
        if (member === undefined || others.length > 0) {
          if (readFact(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
          const subject = ofPolicyText(name.text);
          if (others.length > 0) {
            const usernames = directory.members(name).map(({ username }) => username);
            const facts = { wrong: `matches more than one member: ${usernames.sort().join(", ")}` };
            const states = manyMembers(name.text);
            yield { subject, facts, position, key: "many", resolvedBy: "policy", states };
          } else if (directory.invite(name, now) === undefined) {
            const hint = hintFor(name.text);
            const facts = { wrong: "is not there", ...hint };
            const resolvedBy = "now" in hint ? "other" : "invite";
            yield { subject, facts, position, resolvedBy, states: noMember(name.text) };
          } else yield { subject, facts: { wrong: onlyInvited }, position };
          continue;
        }
        const wrong = (text: string, more: Partial<Drift> = {}): Drift => ({
          subject: ofMember(member),
          position,
          key: text,
          ...more,
          facts: { wrong: text, ...more.facts },
        });
        if (readFact(member.active, "activity") === false) yield wrong("is inactive");
        if (readFact(member.twoFactor, "two-factor state") === false) {
          yield wrong("has no two-factor", { states: withoutTwoFactor(member) });
        }
        const actual = readFact(member.role, "workspace role");
        if (actual !== undefined && actual !== role) {
          const facts = { expected: role, role: actual };
          const states = withoutRole(member, role);
          yield wrong(`does not hold role ${role}`, { facts, resolvedBy: "change-role", states });
        }
        const since = options["unused-since"];
        if (since === undefined) continue;
        const lastLoginAt = readFact(member.lastLoginAt, "last login");
        if (typeof lastLoginAt === "string" && lastLoginAt >= since) {
          yield wrong(`was used since ${since}`);
        }
      }
    }
  },
  message: ({ subject, facts }) =>
    `emergency account ${nameOf(subject)} ${facts["wrong"]}${hintOf(facts, personIs)}`,
});
