import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofTeam } from "../subject.ts";

export const teamWithoutManager = defineRule({
  id: "team-without-manager",
  title: "Team without a manager",
  explanation:
    "Nobody in the team can decide who joins and who leaves: only Owners and Managers of the workspace can. Every account with the team role Manager counts, also a service account and an inactive member. An empty team has no manager.",
  remedy:
    "Give an active member of the team the team role Manager on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the complete list). If group sync fills the team, map a group to it with the role Manager (API: POST /orgs/{org}/saml-group-sync/). Delete a team that nobody needs (API: DELETE /orgs/{org}/teams/{team}/).",
  fixed:
    "It is fixed when an account has the team role Manager in the team, or the list of teams no longer shows the team.",
  severity: "off",
  options: z.strictObject({}),
  lists: ["members", "teams", "services"],
  evidence: "list",
  resolvedBy: "grant",
  *evaluate({ roster, readFact }) {
    const accounts = [...roster.members, ...roster.services];
    const managed = new Set<string>();
    for (const { teams } of accounts) {
      for (const { team, role } of isUnknown(teams) ? [] : teams) {
        if (role === "Manager") managed.add(team);
      }
    }
    const open = roster.teams.filter(({ id }) => !managed.has(id));
    // If each team has a manager, no unseen fact can change that.
    if (open.length === 0) return;
    const used = new Set<string>();
    const unsure = new Set<string>();
    let seen = true;
    for (const account of accounts) {
      const teams = readFact(account.teams, "teams");
      if (teams === undefined) seen = false;
      for (const { team, role } of teams ?? []) {
        used.add(team);
        // If a manager was seen, another role that was not seen does not matter.
        if (!managed.has(team) && readFact(role, "team role") === undefined) unsure.add(team);
      }
    }
    // An account whose teams were not seen may manage any of these teams.
    if (!seen) return;
    for (const team of open) {
      if (unsure.has(team.id)) continue;
      yield { subject: ofTeam(team), facts: { empty: !used.has(team.id) } };
    }
  },
  message: ({ subject, facts }) =>
    facts["empty"] === true
      ? `team ${nameOf(subject)} is empty, so it has no manager`
      : `team ${nameOf(subject)} has no manager`,
});
