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
    "Give an active member of the team the team role Manager on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the whole list). Where group sync fills the team, map a group to it with the role Manager (API: POST /orgs/{org}/saml-group-sync/). Delete a team that nobody needs (API: DELETE /orgs/{org}/teams/{team}/).",
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
    // Where each team has a manager, nothing that was not seen could change that.
    if (open.length === 0) return;
    const used = new Set<string>();
    const unsure = new Set<string>();
    let seen = true;
    for (const account of accounts) {
      const teams = readFact(account.teams, "teams");
      if (teams === undefined) seen = false;
      for (const { team, role } of teams ?? []) {
        used.add(team);
        // A role beside a manager who was seen leaves nothing open.
        if (!managed.has(team) && readFact(role, "team role") === undefined) unsure.add(team);
      }
    }
    // Whoever's teams were not seen may be the manager of any of them.
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
