/** Measures reading an artifact of ours, from the file to the roster. */

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { writeArtifactOnce } from "./contenders.ts";
import type { Results } from "./results.ts";
import { startStandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";

const execute = promisify(execFile);

/** Returns times in milliseconds; each round is a new process. Throws if members are missing. */
export async function measureReadBack(
  members: number,
  rounds: number,
): Promise<NonNullable<Results["readBack"]>> {
  const folder = await mkdtemp(join(tmpdir(), "access-audit-bench-"));
  try {
    const artifact = join(folder, "bench.c1z");
    const standIn = await startStandIn(members);
    try {
      await writeArtifactOnce(artifact, standIn.url);
    } finally {
      await standIn.close();
    }
    const walls: number[] = [];
    for (let round = 0; round < rounds; round++) walls.push(await readOnce(artifact, members));
    return { members, wallMs: summarize(walls) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readOnce(artifact: string, members: number): Promise<number> {
  const script = `${import.meta.dirname}/read-back.ts`;
  const { stdout } = await execute(process.execPath, [script, artifact]);
  const read = JSON.parse(stdout) as { readonly members: number; readonly wallMs: number };
  if (read.members !== members) throw new Error(`${read.members} of ${members} were read back`);
  return read.wallMs;
}
