/**
 * Measures `diff` of two syncs, as a process of the bundle, and prints the median. `node
 * bench/diff.ts [members] [runs]`
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { writeArtifact } from "../src/c1z/write.ts";
import { workspaceLists } from "../src/roster/coverage.ts";
import type { Member, Roster } from "../src/roster/model.ts";
import { summarize } from "./summary.ts";

const [members = 100_000, runs = 5] = process.argv.slice(2).map(Number);
const limitMs = 10_000;
const teamCount = 45;
const cli = new URL("../dist/cli.js", import.meta.url).pathname;

function toMember(index: number, day: number): Member {
  // One in a thousand members changes each day.
  const isChanged = index % 1_000 === day;
  const number = String(index).padStart(7, "0");
  return {
    id: `id${number}`,
    username: `user-${index}`,
    name: `User ${index}`,
    email: `user-${index}@bench.example`,
    role: index < 3 || isChanged ? "Owner" : "Member",
    active: true,
    twoFactor: index % 50 !== 0,
    joinedAt: "2022-01-01T00:00:00.000Z",
    lastLoginAt: `2026-11-${20 + day}T00:00:00.000Z`,
    lastLoginMethod: "Password",
    visibility: "Private",
    teams: Array.from({ length: isChanged ? 4 : 5 }, (_, place) => ({
      team: teamId((index + place * 7) % teamCount),
      role: "Member" as const,
    })).sort((a, b) => (a.team < b.team ? -1 : 1)),
  };
}

function teamId(index: number): string {
  return `tm${String(index).padStart(3, "0")}`;
}

function makeRoster(day: number): Roster {
  return {
    workspace: { id: "ws", slug: "bench", name: "Bench", createdAt: "2020-01-01T00:00:00.000Z" },
    members: Array.from({ length: members }, (_, index) => toMember(index, day)),
    teams: Array.from({ length: teamCount }, (_, index) => ({
      id: teamId(index),
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
    readAt: `2026-11-${20 + day}T09:00:00.000Z`,
  };
}

async function diff(...files: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [cli, "diff", ...files], {
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  if (exitCode !== 0) throw new Error(`diff exited with ${String(exitCode)}`);
  return performance.now() - startedAtMs;
}

const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
try {
  const days = [1, 2].map((day) => ({ day, path: join(folder, `${day}.c1z`) }));
  for (const { day, path } of days) {
    const roster = makeRoster(day);
    await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  }
  const figures: number[] = [];
  for (let run = 0; run < runs; run++) figures.push(await diff(...days.map(({ path }) => path)));
  const middle = summarize(figures).median;
  const spread = `${Math.round(Math.min(...figures))} to ${Math.round(Math.max(...figures))}`;
  process.stdout.write(
    `diff of two syncs of ${members} members: median ${Math.round(middle)} ms (${spread}), ${middle < limitMs ? "met" : "missed"}: ${limitMs} ms\n`,
  );
} finally {
  await rm(folder, { recursive: true });
}
