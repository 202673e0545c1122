import { z } from "zod";

import { indexHolders, nameKind } from "../privilege-holders.ts";
import { judgePrivileges } from "../judge-repositories.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository } from "../subject.ts";
import { managesPrivileges, needsPrivileges } from "../target.ts";

export const repositoryPrivilegeLevel = defineRule({
  id: "repository-privilege-level",
  title: "Privilege on a repository at another level than the policy lists",
  explanation:
    "The policy lists this team, person or service account for the repository at another level: Read, Write or Admin. Admin can delete packages and the repository itself.",
  remedy:
    "Change the privilege in the repository's settings (API: PATCH /repos/{owner}/{identifier}/privileges), or move the name to the right list in the policy.",
  fixed: "It is fixed when the repository's privileges show the level that the policy lists.",
  severity: "error",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: needsPrivileges,
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate(context) {
    const { readFact } = context;
    const { holderOf, listingsOf } = indexHolders(context);
    for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) {
      for (const privilege of repository.privileges) {
        const { kind } = privilege;
        const listings = readFact(listingsOf(privilege, policy), "holder of a privilege");
        const [first] = listings ?? [];
        if (listings === undefined || first === undefined) continue;
        const level = readFact(privilege.level, "level of a privilege");
        if (level === undefined || listings.some((one) => one.level === level)) continue;
        yield {
          subject: holderOf(privilege).subject,
          object: ofRepository(repository),
          facts: { kind, level, expected: first.level },
          position: first.name.position,
          key: kind,
        };
      }
    }
  },
  message: ({ subject, object, facts: { kind, level, expected } }) =>
    `${nameKind(kind)}${nameOf(subject)} has ${level} on repository ${object === undefined ? "" : nameOf(object)}; allowed: ${expected}`,
});
