import { z } from "zod";

import { indexHolders, nameKind } from "../privilege-holders.ts";
import { judgePrivileges } from "../judge-repositories.ts";
import { defineRule } from "../rule.ts";
import { privilegeOn } from "../statement.ts";
import { nameOf, ofRepository } from "../subject.ts";
import { managesPrivileges, needsPrivileges } from "../target.ts";

export const repositoryPrivilegeUnexpected = defineRule({
  id: "repository-privilege-unexpected",
  title: "Privilege on a repository that the policy does not list",
  explanation:
    "The policy lists who has a privilege on this repository, and this team, person or service account is not listed. A privilege whose slug belongs to nobody is reported as well, even if the policy lists the slug: whoever gets that name later also gets the privilege.",
  remedy:
    "Remove the privilege in the repository's settings (API: PUT /repos/{owner}/{identifier}/privileges with the list that should remain), or list it in the policy.",
  fixed:
    "It is fixed when the repository's privileges no longer show it, or the policy lists it for somebody who exists.",
  severity: "error",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: needsPrivileges,
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { readFact } = context;
    const { holderOf, listingsOf } = indexHolders(context);
    for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) {
      for (const privilege of repository.privileges) {
        const { kind, level } = privilege;
        const listings = readFact(listingsOf(privilege, policy), "holder of a privilege");
        const { subject, isNobody } = holderOf(privilege);
        // A slug that is listed may be nobody's.
        if (listings !== undefined && listings.length > 0)
          readFact(isNobody, "holder of a privilege");
        if (listings === undefined || listings.length > 0) continue;
        yield {
          subject,
          object: ofRepository(repository),
          facts: {
            kind,
            level: typeof level === "string" ? level : null,
            ...(isNobody === true && { nobody: true }),
          },
          position: policy.name.position,
          key: kind,
          states: privilegeOn(repository, privilege),
        };
      }
    }
  },
  message: ({ subject, object, facts: { kind, level, nobody } }) => {
    const what = `${nameKind(kind)}${nameOf(subject)} has ${level ?? "a privilege"} on repository ${object === undefined ? "" : nameOf(object)}`;
    return nobody === true
      ? `${what}, but the workspace has no such ${nameKind(kind).trimEnd() || "member"}`
      : `${what} but is not listed there`;
  },
});
