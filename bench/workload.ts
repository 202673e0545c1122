/** The workload: a workspace of any size, and a policy of 500 lines for it. */

import { manyMembers } from "../test/support/many-members.ts";
import type { SandboxWorkspace } from "../src/sandbox/wire.ts";

export const organization = "many-members";
/** The sandbox's API key of an Owner. */
export const apiKey = "sandbox-owner-key-0000000000000000";
/** The fixed time of each run, so that equal runs write equal bytes. */
export const epoch = "1795424400";
export const teamCount = 50;

/**
 * Returns a workspace in which each person is in five teams and has six grants. It has no service
 * accounts and no team managers, so that this audit and the reference connector write the same. The
 * repositories are read only on request.
 */
export function benchWorkspace(members: number, repositories = 0): SandboxWorkspace {
  const workspace = manyMembers({ members, teams: teamCount, repositories });
  workspace.services = [];
  for (const member of workspace.members) {
    for (const place of member.teams) place.role = "Member";
  }
  return workspace;
}

/**
 * Returns a policy of 500 lines that fits a workspace of every size, except that it lists one Owner
 * too few.
 */
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
