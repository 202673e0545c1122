/** Secrets that are planted, and all that a run leaves, to look for them. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished } from "vitest";

import { unpackDatabase } from "../../src/c1z/container/container.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { startGitHub, type StandInGitHub } from "../support/github/server.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

export const key = "plantedApiKey-Zm9vYmFy-0123456789";
export const serviceKey = "plantedServiceKey-QmF6-9876543210";

/** Opens a sandbox that has these secrets. */
export function openPlanted(faults: readonly Fault[] = []): Promise<Sandbox> {
  const workspace = fernwick();
  for (const service of workspace.services) service.key = serviceKey;
  return openSandbox({ workspace, faults, keys: { service: key } });
}

export async function openGitHub(): Promise<StandInGitHub> {
  const github = await startGitHub({ permissions: { issues: "write" } });
  onTestFinished(() => github.close());
  return github;
}

/** Returns every byte of the folder's files, artifacts unpacked as well. */
export async function contents(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return (
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const plain = await readFile(path, "latin1");
        if (!name.includes("c1z")) return [plain];
        const database = join(await makeFolder(), "sync.db");
        await unpackDatabase(path, database);
        return [plain, await readFile(database, "latin1")];
      }),
    )
  ).flat();
}

export function expectNone(texts: readonly string[], secrets: readonly string[]): void {
  const everything = texts.join("\n").replaceAll(/^::add-mask::.*$/gmu, "");
  for (const secret of secrets) expect(everything).not.toContain(secret);
}

export const files = {
  c1z: "cloudsmith.c1z",
  "report-json": "r.json",
  "report-markdown": "r.md",
  sarif: "r.sarif",
};

export const schedule = {
  name: "schedule",
  payload: { repository: { visibility: "private", default_branch: "main" } },
};
