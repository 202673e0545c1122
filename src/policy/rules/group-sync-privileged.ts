import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { indexMappings } from "../mapping-index.ts";
import { mappingFacts, mappingMessage, teamOfMapping } from "../mapping-words.ts";
import { needList } from "../need-list.ts";
import { adminTeams } from "../privileged.ts";
import { defineRule } from "../rule.ts";
import { unlistedMapping } from "../statement.ts";
import { ofMapping } from "../subject.ts";
import { describeUnread } from "../unread-privileges.ts";

export const groupSyncPrivileged = defineRule({
  id: "group-sync-privileged",
  title: "Group mapping with a privileged role that the policy does not list",
  explanation:
    "The mapping gives the Manager role of a team, or fills a team that has Admin on a repository that was seen. Whoever administers the group at the identity provider decides who gets that, and the policy does not list the mapping. A finding here replaces the one of group-sync-unexpected, unless that rule is more severe.",
  remedy:
    "Delete the mapping in the workspace's group sync settings (API: DELETE /orgs/{org}/saml-group-sync/{slug_perm}/), or list it under group-sync in the policy and have that reviewed.",
  fixed: "It is fixed when the workspace no longer shows the mapping, or the policy lists it.",
  severity: "error",
  section: "group-sync",
  specific: true,
  options: z.strictObject({}),
  lists: ["group-sync"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { roster, teams, readFact, cannotJudge } = context;
    const adminOn = adminTeams(roster);
    const unread = describeUnread(roster.repositories);
    for (const mapping of indexMappings(context).unlisted) {
      const team = teams.byId(mapping.team);
      const repository = team === undefined ? undefined : adminOn(team);
      if (mapping.role !== "Manager" && repository === undefined) {
        if (isUnknown(mapping.role)) readFact(mapping.role, "role of a group mapping");
        if (unread !== undefined) cannotJudge(unread);
        const mayBeAdmin = team === undefined && roster.repositories.length > 0;
        if (mayBeAdmin) needList(context, "teams");
        continue;
      }
      yield {
        subject: ofMapping(mapping),
        object: teamOfMapping(mapping, context),
        facts: {
          ...mappingFacts(mapping, context),
          ...(repository !== undefined && { repository }),
        },
        states: unlistedMapping(mapping),
      };
    }
  },
  message: (finding) => {
    const { repository } = finding.facts;
    const admin = repository === undefined ? "" : `, which has Admin on repository ${repository}`;
    return `${mappingMessage(finding)}${admin}, and the policy does not list the mapping`;
  },
});
