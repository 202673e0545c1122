import { z } from "zod";

import { defineRule } from "../rule.ts";
import { serviceInTeam } from "../statement.ts";
import { nameOf, ofService, ofTeam } from "../subject.ts";

export const serviceRole = defineRule({
  id: "service-role",
  title: "Service account with a role or teams that the policy does not list",
  explanation:
    "A service account's role and teams decide what its key can access. In the workspace, the account has a different role or different teams than the policy lists.",
  remedy:
    "Change the account on the workspace's Service Accounts page (API: PATCH /orgs/{org}/services/{service}/), or its entry in the policy.",
  fixed: "It is fixed when the list of services shows the role and teams that the policy lists.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["services", "teams"],
  evidence: "row",
  resolvedBy: "change-role",
  *evaluate({ policy, directory, teams, readFact }) {
    for (const entry of policy.services ?? []) {
      const service = directory.service(entry.name);
      if (service === undefined) continue;
      const subject = ofService(service);
      const { position } = entry.name;
      const role =
        entry.role === null ? undefined : readFact(service.role, "role of a service account");
      if (role !== undefined && role !== entry.role) {
        yield { subject, facts: { expected: entry.role, role }, position, key: "role" };
      }
      const actual = entry.teams === null ? undefined : readFact(service.teams, "teams");
      if (actual === undefined) continue;
      const agreed = new Set((entry.teams ?? []).map(({ text }) => teams.byName(text)?.id));
      for (const { team: id } of actual) {
        const team = teams.byId(id);
        if (team === undefined || agreed.has(id)) continue;
        yield {
          subject,
          object: ofTeam(team),
          facts: { inTeam: true },
          position,
          resolvedBy: "remove",
          states: serviceInTeam(service, team, true),
        };
      }
      for (const name of entry.teams ?? []) {
        const team = teams.byName(name.text);
        if (team === undefined || actual.some((membership) => membership.team === team.id))
          continue;
        const facts = { inTeam: false };
        const { position } = name;
        const states = serviceInTeam(service, team, false);
        yield { subject, object: ofTeam(team), facts, position, resolvedBy: "grant", states };
      }
    }
  },
  message: ({ subject, object, facts }) => {
    const who = `service account ${nameOf(subject)}`;
    if (object === undefined) return `${who} is a ${facts["role"]}; allowed: ${facts["expected"]}`;
    return facts["inTeam"] === true
      ? `${who} is in team ${nameOf(object)}, which its entry does not name`
      : `${who} is not in team ${nameOf(object)}, which its entry names`;
  },
});
