import { z } from "zod";

import { listedRoles } from "../listed-roles.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofMember } from "../subject.ts";

export const roleConflict = defineRule({
  id: "role-conflict",
  title: "One person listed for two workspace roles",
  explanation:
    "An account has one workspace role. The policy lists this account for two, under two names, so one of the lists is wrong, and it is not clear which role the person should have. Until that is corrected, role-missing reports nothing about the account.",
  remedy: "Remove the account from the list of the role that it should not have.",
  fixed: "It is fixed when the policy lists the account for one role.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "row",
  resolvedBy: "policy",
  *evaluate({ policy, directory, now, readFact }) {
    const lists = policy.roles
      .map(({ members, breakGlass }) => [...(members ?? []), ...breakGlass])
      .filter((names) => names.length > 0);
    if (lists.length < 2) return;
    // A hidden address may be another name of a person in another list.
    for (const name of lists.flat()) readFact(directory.mayBeHidden(name), "e-mail address");
    for (const [member, [first, ...others]] of listedRoles(policy, directory, now)) {
      if (first === undefined) continue;
      for (const { role, name } of others) {
        yield {
          subject: ofMember(member),
          facts: { role: first.role, name: first.name.text, otherRole: role, otherName: name.text },
          position: name.position,
          key: `${first.role} ${role}`,
        };
      }
    }
  },
  message: ({ subject, facts }) =>
    `${nameOf(subject)} is listed for two roles: for ${facts["role"]} as "${facts["name"]}", for ${facts["otherRole"]} as "${facts["otherName"]}"`,
});
