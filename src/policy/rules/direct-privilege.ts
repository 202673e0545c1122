import { z } from "zod";

import { indexHolders } from "../privilege-holders.ts";
import { judgePrivileges } from "../judge-repositories.ts";
import { defineRule } from "../rule.ts";
import { privilegeOn } from "../statement.ts";
import { nameOf, ofRepository } from "../subject.ts";
import { managesPrivileges, needsPrivileges } from "../target.ts";

export const directPrivilege = defineRule({
  id: "direct-privilege",
  title: "Person with a privilege of their own on a repository",
  explanation:
    "Privileges of teams are reviewed with the teams. A privilege that a person has alone stays when the person changes teams. The rule looks at the repositories that the policy lists, except those with privileges: any.",
  remedy:
    "Give the privilege to a team that the person is in, and remove the person's own (API: PUT /repos/{owner}/{identifier}/privileges with the list that should remain). If the policy lists the person, list the team there instead.",
  fixed: "It is fixed when the repository's privileges no longer show the person.",
  severity: "off",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: needsPrivileges,
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { holderOf, mayBeListed } = indexHolders(context);
    for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) {
      for (const privilege of repository.privileges) {
        if (privilege.kind !== "user") continue;
        const { level } = privilege;
        yield {
          subject: holderOf(privilege).subject,
          object: ofRepository(repository),
          facts: { kind: "user", level: typeof level === "string" ? level : null },
          position: policy.name.position,
          // No task takes away what the policy lists.
          ...(mayBeListed(privilege, policy) && { resolvedBy: "policy" }),
          states: privilegeOn(repository, privilege),
        };
      }
    }
  },
  message: ({ subject, object, facts: { level } }) =>
    `${nameOf(subject)} has ${level ?? "a privilege"} on repository ${object === undefined ? "" : nameOf(object)} without a team`,
});
