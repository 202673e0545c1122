/**
 * The stand-in's own process: serves a workspace from memory, with all replies prepared, and
 * reports its address, its requests and their cost to its parent. `node bench/stand-in.ts MEMBERS
 * DELAY-MS REPOSITORIES`
 */

import { startSandbox, type Sandbox } from "../src/sandbox/server.ts";
import type { StandInQuestion, StandInReport } from "./stand-in-process.ts";
import { apiKey, benchWorkspace, organization } from "./workload.ts";

const pageSize = 500;
const [members = 0, delayMs = 0, repositories = 0] = process.argv.slice(2).map(Number);

/** Requests every page once, because the sandbox caches its replies as bytes. */
async function prebuild(sandbox: Sandbox): Promise<void> {
  const paths = [
    "teams/?sort=name&page=1&page_size=500",
    ...Array.from(
      { length: Math.ceil(members / pageSize) },
      (_, page) => `members/?sort=user_name&page=${page + 1}&page_size=${pageSize}`,
    ),
  ];
  for (const path of paths) {
    const response = await fetch(`${sandbox.url}/orgs/${organization}/${path}`, {
      headers: { "X-Api-Key": apiKey },
    });
    if (!response.ok) throw new Error(`the stand-in refuses ${path}`);
    await response.arrayBuffer();
  }
}

/**
 * Returns the length of the longest chain of requests in which each started after the previous
 * reply.
 */
function criticalPath(requests: Sandbox["requests"]): number {
  const depths: number[] = [];
  for (const [index, { arrivedAtMs }] of requests.entries()) {
    const before = requests
      .slice(0, index)
      .map(({ answeredAtMs }, earlier) =>
        answeredAtMs !== null && answeredAtMs <= arrivedAtMs ? (depths[earlier] ?? 0) : 0,
      );
    depths.push(Math.max(0, ...before) + 1);
  }
  return Math.max(0, ...depths);
}

function send(report: StandInReport): void {
  process.send?.(report);
}

const sandbox = await startSandbox({ workspace: benchWorkspace(members, repositories), delayMs });
await prebuild(sandbox);

let from = sandbox.requests.length;
let usage = process.cpuUsage();
process.on("message", (question: StandInQuestion) => {
  if (question === "report") {
    const requests = sandbox.requests.slice(from);
    const { user, system } = process.cpuUsage(usage);
    const [first] = requests;
    send({
      requests: requests.length,
      roundTrips: criticalPath(requests),
      cpuMs: (user + system) / 1_000,
      firstRequestAtMs: first === undefined ? null : performance.timeOrigin + first.arrivedAtMs,
    });
  }
  from = sandbox.requests.length;
  usage = process.cpuUsage();
});
process.on("disconnect", () => process.exit());
process.send?.({ url: sandbox.url });
