/**
 * Reads 500 members behind 100 ms per request, services, invites and settings included, and prints
 * the wall time and the round trips on the critical path, as medians.
 * `node bench/round-trips.ts [members] [delayMs] [runs]`
 */

import { readRoster } from "../src/cloudsmith/read-roster.ts";
import { createTransport } from "../src/cloudsmith/transport.ts";
import { silentLogger } from "../src/log.ts";
import { coverageStatus } from "../src/roster/coverage.ts";
import { manyMembers } from "../src/sandbox/many-members.ts";
import { startSandbox, type SandboxRequest } from "../src/sandbox/server.ts";
import { median } from "./median.ts";

const [members = 500, delayMs = 100, runs = 7] = process.argv.slice(2).map(Number);
const limit = 4;

/** Returns the longest chain of requests of which each arrived after the one before was answered. */
function criticalPath(requests: readonly SandboxRequest[]): number {
  const depths: number[] = [];
  for (const [index, { arrivedAtMs }] of requests.entries()) {
    const before = requests
      .slice(0, index)
      .map(({ answeredAtMs }, earlier) =>
        answeredAtMs !== null && answeredAtMs <= arrivedAtMs ? (depths[earlier] ?? 0) : 0,
      );
    depths.push(Math.max(0, ...before) + 1);
  }
  return Math.max(...depths);
}

const walls: number[] = [];
const paths: number[] = [];
const counts: number[] = [];
for (let run = 0; run < runs; run++) {
  const sandbox = await startSandbox({ workspace: manyMembers({ members, teams: 25 }), delayMs });
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization: "many-members",
    signIn: { apiKey: sandbox.keys.service },
    userAgent: "bench/0",
    deadlineMs: 600_000,
    log: silentLogger,
  });
  const startedAtMs = performance.now();
  const roster = await readRoster({
    transport,
    organization: "many-members",
    now: new Date(),
    log: silentLogger,
  });
  walls.push(performance.now() - startedAtMs);
  await transport.close();
  await sandbox.close();
  if (coverageStatus(roster.coverage) !== "complete") throw new Error("the roster is not whole");
  paths.push(criticalPath(sandbox.requests));
  counts.push(sandbox.requests.length);
}
const path = Math.max(...paths);
process.stdout.write(
  `${members} members behind ${delayMs} ms: ${Math.round(median(walls))} ms (${Math.round(Math.min(...walls))} to ${Math.round(Math.max(...walls))}), ${median(counts)} requests, at most ${path} round trips on the critical path (${path <= limit ? "met" : "missed"}: ${limit})\n`,
);
