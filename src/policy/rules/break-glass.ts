import { z } from "zod";

import { Day } from "../day.ts";
import { defineRule } from "../rule.ts";
import type { ResolvedBy } from "../task.ts";
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
  *evaluate({ policy, options, directory, readFact }) {
    for (const { role, breakGlass: names } of policy.roles) {
      for (const name of names) {
        const { position } = name;
        const member = directory.member(name);
        if (member === undefined) {
          if (readFact(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
          const isInvited = directory.invite(name) !== undefined;
          yield {
            subject: ofPolicyText(name.text),
            facts: { wrong: isInvited ? onlyInvited : "is not there" },
            position,
            resolvedBy: isInvited ? "other" : "invite",
          };
          continue;
        }
        const wrong = (text: string | false, resolvedBy: ResolvedBy = "other") =>
          text === false
            ? []
            : [
                {
                  subject: ofMember(member),
                  facts: { wrong: text },
                  position,
                  key: text,
                  resolvedBy,
                },
              ];
        yield* wrong(readFact(member.active, "activity") === false && "is inactive");
        yield* wrong(
          readFact(member.twoFactor, "two-factor state") === false && "has no two-factor",
        );
        const actual = readFact(member.role, "workspace role");
        yield* wrong(
          actual !== undefined && actual !== role && `does not hold role ${role}`,
          "change-role",
        );
        const since = options["unused-since"];
        if (since === undefined) continue;
        const lastLoginAt = readFact(member.lastLoginAt, "last login");
        yield* wrong(
          typeof lastLoginAt === "string" && lastLoginAt >= since && `was used since ${since}`,
        );
      }
    }
  },
  message: ({ subject, facts }) => `emergency account ${nameOf(subject)} ${facts["wrong"]}`,
});
