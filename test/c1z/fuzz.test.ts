import { join } from "node:path";

import { expect, test } from "vitest";

import { makeFolder, root, runNode } from "../support/process.ts";

test("five hundred artifacts that went wrong end in a roster or in a sentence, within 512 MB", async () => {
  const script = join(root, "test/fuzz/fuzz-artifact.ts");

  const run = await runNode(script, ["500", "1"], { cwd: await makeFolder() });

  expect(run.stderr).toBe("");
  expect(run.stdout).toMatch(/^500 cases of seed 1: .*, 0 problems$/mu);
  expect(run.exitCode).toBe(0);
}, 60_000);
