import { z } from "zod";

import { fold } from "../../roster/fold.ts";
import { defineRule } from "../rule.ts";
import { serviceInTeam } from "../statement.ts";
import { nameOf, ofMember, ofService, ofTeam } from "../subject.ts";
import { remedyAtProvider, syncedFact } from "../synced-team.ts";

export const teamMemberUnexpected = defineRule({
  id: "team-member-unexpected",
  title: "Team member that the policy does not list",
  explanation:
    "A team gives access to repositories. The policy lists the people and service accounts of this team, and this account is not listed.",
  remedy:
    "Remove the account from the team on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the list that should remain), at the identity provider if group sync fills the team, or list it in the policy.",
  fixed: "It is fixed when the team no longer lists the account, or the policy lists it.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members", "teams", "services"],
  evidence: "row",
  resolvedBy: "remove",
  *evaluate({ teams, directory, readFact }) {
    for (const { team, policy, members, services } of teams.managed) {
      const isListed = directory.listed([...(policy.managers ?? []), ...(policy.members ?? [])]);
      const { position } = policy.name;
      for (const { account, role } of policy.members === null ? [] : members) {
        if (readFact(isListed(account), "e-mail address") !== false) continue;
        // Anybody may manage the team, but only those listed may be in it otherwise.
        if (policy.managers === null && readFact(role, "team role") !== "Member") continue;
        const teamRole = typeof role === "string" ? role : null;
        const facts = { teamRole, ...syncedFact(teams, team) };
        yield { subject: ofMember(account), object: ofTeam(team), facts, position };
      }
      const listed = new Set((policy.services ?? []).map((name) => fold(name.text)));
      for (const { account, role } of policy.services === null ? [] : services) {
        if (listed.has(fold(account.slug))) continue;
        const facts = { teamRole: typeof role === "string" ? role : null };
        const states = serviceInTeam(account, team, true);
        yield { subject: ofService(account), object: ofTeam(team), facts, position, states };
      }
    }
  },
  remedyOf: remedyAtProvider,
  message: ({ subject, object }) =>
    `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is in team ${object === undefined ? "" : nameOf(object)} but is not listed there`,
});
