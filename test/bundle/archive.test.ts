/** The archive that a runner downloads for each job that uses the Action. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { makeFolder, root, runNode } from "../support/process.ts";

const execute = promisify(execFile);

test("the archive has what the Action needs and the sources, and neither tests nor pictures", async () => {
  const folder = await makeFolder();
  const archive = join(folder, "action.tar");
  const flags = ["--worktree-attributes", "--output", archive, "HEAD"];
  await execute("git", ["archive", ...flags], { cwd: root });
  await execute("tar", ["-xf", archive, "-C", folder]);
  const { stdout } = await execute("tar", ["-tf", archive], { maxBuffer: 4 * 1024 ** 2 });
  const names = stdout.split("\n");

  for (const name of ["action.yml", "LICENSE", "dist/action.js", "src/action.ts", "docs/page.md"]) {
    expect(names).toContain(name);
  }
  expect(names.filter((name) => /^(?:test|bench|docs\/pictures)\/./u.test(name))).toEqual([]);
  const { exitCode } = await runNode(join(folder, "dist/cli.js"), ["demo"], { cwd: folder });
  expect(exitCode).toBe(0);
});
