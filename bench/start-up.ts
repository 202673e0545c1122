/**
 * Measures the Action in a small workspace: until its first request, and until its end. `node
 * bench/start-up.ts [rounds]` prints the goals.
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runMeasured } from "./measured-process.ts";
import { judgeStartUp } from "./goals.ts";
import type { Results } from "./results.ts";
import { startStandIn, type StandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";
import { apiKey, benchPolicy, epoch, organization } from "./workload.ts";

const action = new URL("../dist/action.js", import.meta.url).pathname;
const members = 40;

/**
 * Returns times in milliseconds: to the first request, to the end, and of Node with an empty
 * script. They are measured directly after each other in a round, so a slow machine or a busy
 * minute affects all of them.
 */
export async function measureStartUp(rounds: number): Promise<Results["startUp"]> {
  const standIn = await startStandIn(members);
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  const measured: Round[] = [];
  try {
    await writeFile(join(folder, "access-policy.yml"), benchPolicy());
    await writeFile(join(folder, "event.json"), "{}");
    await runAction(standIn, folder);
    for (let round = 0; round < rounds; round++) {
      const times = await runAction(standIn, folder);
      const nothing = { command: [process.execPath, "--eval", "0"], cwd: folder };
      const { wallMs } = await runMeasured(nothing);
      measured.push({ ...times, nodeMs: wallMs });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await standIn.close();
  }
  const summaryOf = (value: (round: Round) => number) => summarize(measured.map(value));
  return {
    firstRequestMs: summaryOf(({ firstRequestMs }) => firstRequestMs),
    wholeMs: summaryOf(({ wholeMs }) => wholeMs),
    nodeMs: summaryOf(({ nodeMs }) => nodeMs),
    ratio: summaryOf(({ firstRequestMs, nodeMs }) => firstRequestMs / nodeMs),
    wholeRatio: summaryOf(({ wholeMs, nodeMs }) => wholeMs / nodeMs),
  };
}

interface Times {
  readonly firstRequestMs: number;
  readonly wholeMs: number;
}

interface Round extends Times {
  readonly nodeMs: number;
}

async function runAction(standIn: StandIn, folder: string): Promise<Times> {
  const file = (name: string) => join(folder, name);
  await Promise.all([writeFile(file("output"), ""), writeFile(file("summary"), "")]);
  standIn.startOver();
  const { startedAtMs, wallMs, stdout, stderr } = await runMeasured({
    command: [process.execPath, action],
    cwd: folder,
    env: {
      "INPUT_API-KEY": apiKey,
      "INPUT_API-URL": standIn.url,
      INPUT_ORGANIZATION: organization,
      INPUT_C1Z: "roster.c1z",
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
  return { firstRequestMs: firstRequestAtMs - startedAtMs, wholeMs: wallMs };
}

if (process.argv[1] === import.meta.filename) {
  const rounds = Number(process.argv[2] ?? 9);
  for (const { work, goal, measured, met } of judgeStartUp(await measureStartUp(rounds))) {
    process.stdout.write(
      `${work}: ${measured}; goal: ${goal}, ${met === true ? "met" : "missed"}\n`,
    );
  }
}
