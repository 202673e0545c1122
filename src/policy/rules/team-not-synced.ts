import { z } from "zod";

import { defineRule } from "../rule.ts";
import { nameOf, ofTeam } from "../subject.ts";

export const teamNotSynced = defineRule({
  id: "team-not-synced",
  title: "Team that the identity provider does not fill",
  explanation:
    "The policy says that the identity provider decides who is in this team. Without group sync, a person who leaves a group at the identity provider stays in the team in Cloudsmith.",
  remedy:
    "Turn on SAML group sync in the workspace's settings, and map a group to the team (API: POST /orgs/{org}/saml-group-sync/).",
  fixed: "It is fixed when group sync is on and one of its mappings names the team.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["teams", "group-sync"],
  evidence: "list",
  resolvedBy: "other",
  *evaluate({ roster, teams, readFact }) {
    const wanted = teams.managed.filter(({ policy }) => policy.synced);
    if (wanted.length === 0) return;
    const enabled = readFact(roster.groupSync.enabled, "state of group sync");
    if (enabled === undefined) return;
    const fed = new Set(roster.groupSync.mappings.map(({ team }) => team));
    for (const { team, policy } of wanted) {
      if (enabled && fed.has(team.id)) continue;
      const facts = { groupSync: enabled };
      yield { subject: ofTeam(team), facts, position: policy.name.position };
    }
  },
  message: ({ subject, facts }) =>
    facts["groupSync"] === true
      ? `team ${nameOf(subject)} is not filled by any group of the identity provider`
      : `team ${nameOf(subject)} should be filled by the identity provider, but group sync is off`,
});
