/** Measures the Action from the start of its process to its first request. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runMeasured } from "./measured-process.ts";
import type { Results } from "./results.ts";
import { startStandIn, type StandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";
import { apiKey, benchPolicy, epoch, organization } from "./workload.ts";

const action = new URL("../dist/action.js", import.meta.url).pathname;
const members = 10;

/** Returns milliseconds, and beside them what Node needs to do nothing at all. */
export async function measureStartUp(rounds: number): Promise<Results["startUp"]> {
  const standIn = await startStandIn(members);
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  const firstRequests: number[] = [];
  const nodeAlone: number[] = [];
  try {
    await writeFile(join(folder, "access-policy.yml"), benchPolicy());
    await writeFile(join(folder, "event.json"), "{}");
    await untilFirstRequest(standIn, folder);
    for (let round = 0; round < rounds; round++) {
      firstRequests.push(await untilFirstRequest(standIn, folder));
      const nothing = { command: [process.execPath, "--eval", "0"], cwd: folder };
      nodeAlone.push((await runMeasured(nothing)).wallMs);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await standIn.close();
  }
  return { firstRequestMs: summarize(firstRequests), nodeMs: summarize(nodeAlone) };
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
