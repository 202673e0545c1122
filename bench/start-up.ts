/**
 * Measures the Action from the start of its process to its first request. `node bench/start-up.ts
 * [rounds]` prints the median ratio to Node's own start-up time, and the goal.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runMeasured } from "./measured-process.ts";
import { startUpGoal } from "./goals.ts";
import type { Results } from "./results.ts";
import { startStandIn, type StandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";
import { apiKey, benchPolicy, epoch, organization } from "./workload.ts";

const action = new URL("../dist/action.js", import.meta.url).pathname;
const members = 10;

/**
 * Returns times in milliseconds: to the first request, and of Node with an empty script, and their
 * ratio. Both are measured directly after each other in a round, so a slow machine or a busy minute
 * affects both.
 */
export async function measureStartUp(rounds: number): Promise<Results["startUp"]> {
  const standIn = await startStandIn(members);
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  const firstRequests: number[] = [];
  const nodeAlone: number[] = [];
  const ratios: number[] = [];
  try {
    await writeFile(join(folder, "access-policy.yml"), benchPolicy());
    await writeFile(join(folder, "event.json"), "{}");
    await untilFirstRequest(standIn, folder);
    for (let round = 0; round < rounds; round++) {
      const firstRequestMs = await untilFirstRequest(standIn, folder);
      const nothing = { command: [process.execPath, "--eval", "0"], cwd: folder };
      const { wallMs } = await runMeasured(nothing);
      firstRequests.push(firstRequestMs);
      nodeAlone.push(wallMs);
      ratios.push(firstRequestMs / wallMs);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await standIn.close();
  }
  return {
    firstRequestMs: summarize(firstRequests),
    nodeMs: summarize(nodeAlone),
    ratio: summarize(ratios),
  };
}

/** Returns the figure and the goal in one line. */
export function describeStartUp({ ratio, firstRequestMs, nodeMs }: Results["startUp"]): string {
  const figure = `${ratio.median.toFixed(1)} times Node's own start (${firstRequestMs.median.toFixed(0)} ms, Node ${nodeMs.median.toFixed(0)} ms)`;
  const judgement = ratio.median <= startUpGoal ? "met" : "missed";
  return `start of the Action to its first request: median ${figure}; goal: at most ${startUpGoal} times, ${judgement}`;
}

async function untilFirstRequest(standIn: StandIn, folder: string): Promise<number> {
  const file = (name: string) => join(folder, name);
  await Promise.all([writeFile(file("output"), ""), writeFile(file("summary"), "")]);
  standIn.startOver();
  const { startedAtMs, stdout, stderr } = await runMeasured({
    command: [process.execPath, action],
    cwd: folder,
    env: {
      "INPUT_API-KEY": apiKey,
      "INPUT_API-URL": standIn.url,
      INPUT_ORGANIZATION: organization,
      INPUT_C1Z: "",
      INPUT_ISSUE: "never",
      INPUT_COMMENT: "never",
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_EVENT_PATH: file("event.json"),
      GITHUB_OUTPUT: file("output"),
      GITHUB_STEP_SUMMARY: file("summary"),
      GITHUB_REPOSITORY: "many-members/governance",
      GITHUB_REF: "refs/heads/main",
      GITHUB_RUN_ID: "1",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_API_URL: standIn.url,
      SOURCE_DATE_EPOCH: epoch,
    },
  });
  const { firstRequestAtMs } = await standIn.report();
  if (firstRequestAtMs === null) throw new Error(`the Action asked nothing: ${stdout}${stderr}`);
  return firstRequestAtMs - startedAtMs;
}

if (process.argv[1] === import.meta.filename) {
  const rounds = Number(process.argv[2] ?? 9);
  process.stdout.write(`${describeStartUp(await measureStartUp(rounds))}\n`);
}
