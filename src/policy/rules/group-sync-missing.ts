import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { indexMappings } from "../mapping-index.ts";
import { needList } from "../need-list.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText, ofTeam } from "../subject.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";

export const groupSyncMissing = defineRule({
  id: "group-sync-missing",
  title: "Group mapping that the policy lists but the workspace does not have",
  explanation:
    "The policy says that this group at the identity provider fills the team. Without the mapping, people of the group do not get into the team, and leavers may stay in it. Groups and attributes are compared exactly.",
  remedy:
    "Create the mapping in the workspace's group sync settings (API: POST /orgs/{org}/saml-group-sync/), or remove it from the policy.",
  fixed: "It is fixed when the workspace shows the mapping, or the policy no longer lists it.",
  severity: "warning",
  section: "group-sync",
  options: z.strictObject({}),
  lists: ["group-sync"],
  evidence: "list",
  resolvedBy: "grant",
  *evaluate(context) {
    const { teams, roster } = context;
    const { missing, unlisted } = indexMappings(context);
    const nearest = createNearest(unlisted.map(({ value }) => value));
    const nearestTeam = createNearest(roster.teams.map(({ slug }) => slug));
    for (const { group, team: name, role, attribute } of missing) {
      const team = teams.byName(name.text);
      // A team that was not seen may be the one of a mapping that was.
      if (team === undefined && !needList(context, "teams")) continue;
      yield {
        subject: ofPolicyText(group.text),
        object: team === undefined ? ofPolicyText(name.text) : ofTeam(team),
        facts: {
          expected: role,
          ...(attribute !== null && { attribute }),
          ...(team === undefined
            ? { exists: false, ...meantFact(nearestTeam(name.text)) }
            : meantFact(nearest(group.text))),
        },
        position: group.position,
        key: JSON.stringify([group.text, attribute === null ? "" : attribute, fold(name.text)]),
      };
    }
  },
  message: ({ subject, object, facts }) => {
    const { expected, exists } = facts;
    const absent = exists === false ? ": the workspace has no such team" : "";
    return `group ${nameOf(subject)} should fill team ${object === undefined ? "" : nameOf(object)} as ${expected} but has no mapping${absent}${meantHint(facts)}`;
  },
});
