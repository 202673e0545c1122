/**
 * Measures `check` of one policy in one file and in 20 included files, run alternately as
 * processes. Arguments: people, teams, files, runs.
 */

import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { summarize } from "./summary.ts";

const [people = 1_500, teams = 766, files = 20, runs = 9] = process.argv.slice(2).map(Number);
const perTeam = 8;
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

const head = "version: 1\norganization: bench\n";

/** Returns the entries of every team whose number leaves `rest` when divided by `of`. */
function entries(rest: number, of: number): string {
  const lines: string[] = [];
  for (let team = rest; team < teams; team += of) {
    lines.push(`  team-${team}:`, "    members:");
    for (let index = 0; index < perTeam; index++) {
      lines.push(`      - person-${(team * perTeam + index) % people}`);
    }
  }
  return `teams:\n${lines.join("\n")}\n`;
}

/** Returns the time of one `check` in milliseconds. */
function time(folder: string): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [cli, "check"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - started;
}

const root = await mkdtemp(join(tmpdir(), "bench-policy-files-"));
try {
  const [one, several] = [join(root, "one"), join(root, "several")];
  await mkdir(one);
  await mkdir(join(several, "teams"), { recursive: true });
  await writeFile(join(one, "access-policy.yml"), head + entries(0, 1));
  const include = "include:\n  - files: teams/*.yml\n    sections: [teams]\n";
  await writeFile(join(several, "access-policy.yml"), head + include);
  for (let file = 0; file < files; file++) {
    await writeFile(join(several, `teams/part-${file}.yml`), entries(file, files));
  }
  const times: { one: number[]; several: number[] } = { one: [], several: [] };
  for (let run = 0; run < runs; run++) {
    times.one.push(time(one));
    times.several.push(time(several));
  }
  const [oneMs, severalMs] = [summarize(times.one).median, summarize(times.several).median];
  const ratio = severalMs / oneMs;
  process.stdout.write(
    `${people} people, ${teams} teams, check: one file ${Math.round(oneMs)} ms, ${files} files ${Math.round(severalMs)} ms, ${ratio.toFixed(2)} times (goal: at most 3 times, below 1500 ms)\n`,
  );
  if (ratio > 3 || severalMs >= 1_500) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
