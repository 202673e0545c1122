import { z } from "zod";

import { indexMappings } from "../mapping-index.ts";
import { defineRule } from "../rule.ts";
import { unlistedMapping } from "../statement.ts";
import { ofMapping } from "../subject.ts";
import { mappingFacts, mappingMessage, teamOfMapping } from "../mapping-words.ts";

export const groupSyncUnexpected = defineRule({
  id: "group-sync-unexpected",
  title: "Group mapping that the policy does not list",
  explanation:
    "Everybody whom the identity provider puts into this group gets into the team, today and later, and no list of members shows why. The section group-sync lists all mappings of the workspace. unlisted-mappings sets the severity.",
  remedy:
    "Delete the mapping in the workspace's group sync settings (API: DELETE /orgs/{org}/saml-group-sync/{slug_perm}/), or list it under group-sync in the policy.",
  fixed: "It is fixed when the workspace no longer shows the mapping, or the policy lists it.",
  severity: "error",
  section: "group-sync",
  options: z.strictObject({}),
  lists: ["group-sync"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    for (const mapping of indexMappings(context).unlisted) {
      yield {
        subject: ofMapping(mapping),
        object: teamOfMapping(mapping, context),
        facts: mappingFacts(mapping, context),
        states: unlistedMapping(mapping),
      };
    }
  },
  message: (finding) => `${mappingMessage(finding)}, which the policy does not list`,
});
