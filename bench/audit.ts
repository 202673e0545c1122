/**
 * Times the whole audit, as a process of the bundle, over a synthetic workspace on loopback, and
 * prints medians. `node bench/audit.ts [members] [teams] [runs]`
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { manyMembers } from "../src/sandbox/many-members.ts";
import { startSandbox } from "../src/sandbox/server.ts";
import { median } from "./median.ts";

const [members = 1_000, teams = 50, runs = 7] = process.argv.slice(2).map(Number);
const cli = new URL("../dist/cli.js", import.meta.url).pathname;

const policy = `version: 1
organization: many-members
roles:
  owner: { members: [somebody-else], min: 2, max: 4 }
teams:
${Array.from({ length: Math.min(teams, 20) }, (_, index) => `  team-${index}: { managers: [user-${index}] }`).join("\n")}
unlisted-teams: warning
rules:
  visibility: warning
`;

interface Figures {
  readonly wallMs: number;
  readonly peakMb: number;
}

/** Asks the finished process itself: its peak is what the kernel counted. */
const reportPeak =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`))';

async function audit(url: string, key: string): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  await writeFile(join(folder, "access-policy.yml"), policy);
  const started = performance.now();
  const args = [
    "--import",
    reportPeak,
    cli,
    "audit",
    "--api-url",
    url,
    "--report-json",
    "r.json",
    "--report-markdown",
    "r.md",
  ];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      CLOUDSMITH_API_KEY: key,
      SOURCE_DATE_EPOCH: "1795424400",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  const wallMs = performance.now() - started;
  await rm(folder, { recursive: true });
  if (exitCode !== 1) throw new Error(`the audit exited with ${String(exitCode)}: ${errors}`);
  return { wallMs, peakMb: Number(/peak (\d+)/u.exec(errors)?.[1]) / 1024 };
}

const sandbox = await startSandbox({ workspace: manyMembers({ members, teams }) });
try {
  await audit(sandbox.url, sandbox.keys.service);
  const figures: Figures[] = [];
  for (let run = 0; run < runs; run++) figures.push(await audit(sandbox.url, sandbox.keys.service));
  const walls = figures.map(({ wallMs }) => wallMs);
  const peaks = figures.map(({ peakMb }) => peakMb);
  const spread = `${Math.round(Math.min(...walls))} to ${Math.round(Math.max(...walls))}`;
  process.stdout.write(
    `${members} members, ${teams} teams, ${runs} runs: median ${Math.round(median(walls))} ms (${spread}), median peak ${Math.round(median(peaks))} MB\n`,
  );
} finally {
  await sandbox.close();
}
