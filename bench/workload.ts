/** What is measured: a workspace of any size, and a policy of 500 lines for it. */

import { manyMembers } from "../src/sandbox/many-members.ts";
import type { SandboxWorkspace } from "../src/sandbox/wire.ts";

export const organization = "many-members";
/** The sandbox's key of an Owner. */
export const apiKey = "sandbox-owner-key-0000000000000000";
/** What each run takes for now, so that equal runs write equal bytes. */
export const epoch = "1795424400";
export const teamCount = 50;

/**
 * Returns a workspace of people in five teams each, six grants a person: no services and no team
 * managers, so that ours and the reference connector have exactly the same to write.
 */
export function benchWorkspace(members: number): SandboxWorkspace {
  const workspace = manyMembers({ members, teams: teamCount });
  workspace.services = [];
  for (const member of workspace.members) {
    for (const place of member.teams) place.role = "Member";
  }
  return workspace;
}

/** Returns a policy of 500 lines that is true of every size, but for one Owner too few on the list. */
export function benchPolicy(): string {
  const head = [
    "version: 1",
    `organization: ${organization}`,
    "roles:",
    "  owner: { members: [member-0], min: 1, max: 4 }",
    "unlisted-teams: warning",
    "rules:",
    "  inactive-in-team: off",
    "  inactive-with-role: off",
    "  visibility: warning",
    "teams:",
  ];
  const lines = 500 - head.length;
  const perTeam = Math.floor(lines / teamCount) - 3;
  const teams = Array.from({ length: teamCount }, (_, team) => [
    `  team-${team}:`,
    "    members: any",
    "    services:",
    ...Array.from({ length: perTeam }, (__, index) => `      - service-${team}-${index}`),
  ]).flat();
  const comments = Array.from({ length: lines - teams.length }, (_, index) => `# ${index}`);
  return `${[...head, ...teams, ...comments].join("\n")}\n`;
}
