/** Git repositories for tests, with nothing of this machine's or this process's settings. */

import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { makeFolder } from "./process.ts";

const run = promisify(execFile);

/** Runs git in a folder. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "test",
    GIT_AUTHOR_EMAIL: "test@fernwick.example",
    GIT_COMMITTER_NAME: "test",
    GIT_COMMITTER_EMAIL: "test@fernwick.example",
  };
  return (await run("git", args, { cwd, env })).stdout;
}

export type Files = Readonly<Record<string, string | Buffer>>;

/** Returns a repository whose only commit has these files. */
export async function makeRepository(files: Files): Promise<string> {
  const folder = await makeFolder();
  await git(folder, "init", "--quiet");
  await commit(folder, files);
  return folder;
}

/** Adds a commit with these files. */
export async function commit(folder: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--no-verify", "--message", "change");
}

/**
 * Removes the variables by which a Git hook names its own repository, because commands in this
 * process would use that one.
 */
export function forgetGit(): void {
  for (const name of Object.keys(process.env))
    if (name.startsWith("GIT_")) delete process.env[name];
}
