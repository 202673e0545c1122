import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { folderWithPolicy } from "../support/command-scene.ts";

test("check needs no network and no key", async () => {
  const run = await runHere(["check"], { cwd: await folderWithPolicy() });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toBe(
    "access-policy.yml is valid: workspace fernwick, 4 roles and 8 teams managed, 42 rules on\n",
  );
});

test("check tells every mistake at once, each on a line of its own, and counts them", async () => {
  const folder = await folderWithPolicy("version: 1\norganisation: x\nteams: []\n");

  const run = await runHere(["check"], { cwd: folder });

  expect(run.exitCode).toBe(2);
  const lines = run.stderr.trimEnd().split("\n");
  expect(lines.slice(0, -1).map((line) => line.split(": ")[0])).toEqual([
    "access-policy.yml:2:1",
    "access-policy.yml:3:8",
  ]);
  expect(lines.at(-1)).toBe(
    "error: cannot use access-policy.yml: it has 2 mistakes. They are listed above.",
  );
});
