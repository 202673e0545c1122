/**
 * Measures the parser and the evaluation alone: a policy of 512 KiB, and one of 500 lines with many
 * members.
 */

import { evaluate } from "../src/policy/evaluate.ts";
import { parsePolicy } from "../src/policy/file/parse.ts";
import type { Policy } from "../src/policy/policy.ts";
import { workspaceLists } from "../src/roster/coverage.ts";
import type { Member, Roster } from "../src/roster/model.ts";
import type { Results } from "./results.ts";
import { summarize } from "./summary.ts";

const teamCount = 45;
const now = new Date("2026-11-23T09:00:00Z");
const head = "version: 1\norganization: bench\n";
/** The requirements for everybody, in addition to the teams. */
const everybody = `unlisted-members: warning
roles:
  owner: { members: [user-0, user-1, user-2], min: 2, max: 3 }
  member: { allow: ["*@bench.example", "*@contractor.example"] }
`;

/** Returns both times in milliseconds. Throws if the policy is not valid. */
export function measurePolicy(members: number, rounds: number): Results["policy"] {
  const large = (head + draft(350, 90)).slice(0, 512 * 1024).replace(/[^\n]*$/u, "");
  const policy = toPolicy(head + everybody + draft(teamCount, 8, true));
  const roster = makeRoster(members);
  const repeat = (task: () => void) => Array.from({ length: rounds }, () => time(task));
  return {
    members,
    parseMs: summarize(repeat(() => void toPolicy(large))),
    evaluateMs: summarize(repeat(() => void evaluate(roster, policy, now))),
  };
}

/** Drafts teams with some people each; `open` allows all other members. */
function draft(teams: number, perTeam: number, open = false): string {
  return `teams:\n${Array.from({ length: teams }, (_, team) =>
    [
      `  team-${team}:`,
      ...(open ? ["    members: any"] : []),
      open ? "    managers:" : "    members:",
      ...Array.from({ length: perTeam }, (__, index) => `      - user-${team * perTeam + index}`),
    ].join("\n"),
  ).join("\n")}\n`;
}

function toMember(_: unknown, index: number): Member {
  const number = String(index).padStart(7, "0");
  return {
    id: `id${number}`,
    username: `user-${index}`,
    name: `User ${index}`,
    email: `user-${index}@bench.example`,
    role: index < 3 ? "Owner" : "Member",
    active: true,
    twoFactor: index % 50 !== 0,
    joinedAt: "2022-01-01T00:00:00.000Z",
    lastLoginAt: "2026-11-20T00:00:00.000Z",
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: Array.from({ length: 5 }, (__, place) => ({
      team: `tm${String((index + place * 7) % teamCount).padStart(3, "0")}`,
      role: "Member" as const,
    })).sort((a, b) => (a.team < b.team ? -1 : 1)),
  };
}

function makeRoster(members: number): Roster {
  return {
    workspace: { id: "ws", slug: "bench", name: "Bench", createdAt: "2020-01-01T00:00:00.000Z" },
    members: Array.from({ length: members }, toMember),
    teams: Array.from({ length: teamCount }, (_, index) => ({
      id: `tm${String(index).padStart(3, "0")}`,
      slug: `team-${index}`,
      name: `Team ${index}`,
      description: null,
      visibility: "Visible" as const,
    })),
    services: [],
    invites: [],
    singleSignOn: { enabled: true, enforced: true },
    groupSync: { enabled: false, mappings: [] },
    oidcProviders: [],
    repositories: [],
    coverage: {
      readAs: { kind: "service", slug: "audit", role: "Manager" },
      lists: workspaceLists.map((name) => ({
        name,
        status: "complete" as const,
        count: 0,
        expected: null,
        reason: null,
      })),
    },
    readAt: now.toISOString(),
  };
}

function time(task: () => void): number {
  const startedAtMs = performance.now();
  task();
  return performance.now() - startedAtMs;
}

function toPolicy(text: string): Policy {
  const parsed = parsePolicy(text, "bench.yml");
  if ("policy" in parsed) return parsed.policy;
  throw new Error(parsed.problems[0]?.message);
}
