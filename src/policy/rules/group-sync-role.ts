import { z } from "zod";

import { indexMappings } from "../mapping-index.ts";
import { mappingFacts, mappingMessage, teamOfMapping } from "../mapping-words.ts";
import { defineRule } from "../rule.ts";
import { ofMapping } from "../subject.ts";

export const groupSyncRole = defineRule({
  id: "group-sync-role",
  title: "Group mapping with another team role than the policy lists",
  explanation:
    "The policy lists this group for the team with another role. Everybody in the group gets the role of the mapping.",
  remedy:
    "Delete the mapping in the workspace's group sync settings and create it again with the listed role (API: POST /orgs/{org}/saml-group-sync/), or change the role in the policy.",
  fixed: "It is fixed when the mapping shows the role that the policy lists.",
  severity: "error",
  section: "group-sync",
  options: z.strictObject({}),
  lists: ["group-sync"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate(context) {
    const { readFact } = context;
    for (const [mapping, entries] of indexMappings(context).listed) {
      const [first] = entries;
      const role = readFact(mapping.role, "role of a group mapping");
      if (role === undefined || first === undefined) continue;
      if (entries.some((entry) => entry.role === role)) continue;
      yield {
        subject: ofMapping(mapping),
        object: teamOfMapping(mapping, context),
        facts: { ...mappingFacts(mapping, context), expected: first.role },
        position: first.group.position,
      };
    }
  },
  message: (finding) => `${mappingMessage(finding)}; allowed: ${finding.facts["expected"]}`,
});
