import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock, shrunken } from "../support/command-scene.ts";

test("diff tells what changed between two syncs, in one file or in two, in each form", async () => {
  const sandbox = await openSandbox();
  const folder = await makeFolder();
  const env = { CLOUDSMITH_API_KEY: sandbox.keys.service };
  const sync = (file: string, epoch: string) =>
    runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url, "--c1z", file], {
      cwd: folder,
      env: { ...env, SOURCE_DATE_EPOCH: epoch },
    });
  await sync("both.c1z", "1795338000");
  await sync("yesterday.c1z", "1795338000");
  sandbox.change(({ members }) => {
    const [owner] = members;
    if (owner !== undefined) Object.assign(owner, { role: "Member", user_name: "<b>|\n@all" });
    members.pop();
  });
  await sync("both.c1z", "1795424400");
  await sync("today.c1z", "1795424400");

  const files = ["--report-json", "d.json", "--report-markdown", "d.md", "--exit-code"];
  const one = await runHere(["diff", "both.c1z", ...files], { cwd: folder });
  const two = await runHere(["diff", "yesterday.c1z", "today.c1z"], { cwd: folder });
  const same = await runHere(["diff", "today.c1z", "today.c1z", "--exit-code"], { cwd: folder });

  expect([one.exitCode, two.exitCode, same.exitCode]).toEqual([1, 0, 0]);
  expect(one.stdout).toBe(two.stdout);
  expect(one.stdout).toContain("Changes in fernwick from 2026-11-22 09:00 UTC to 2026-11-23 09:00");
  expect(one.stdout).toContain("(amara-okoye) was demoted from Owner to Member");
  expect(one.stdout).toContain("2 changes");
  expect(same.stdout).toContain("nothing changed");
  const json = JSON.parse(await readFile(join(folder, "d.json"), "utf8")) as {
    changes: { list: { kind: string }[] };
  };
  expect(json.changes.list.map(({ kind }) => kind).toSorted()).toEqual(["left", "role"]);
  const markdown = await readFile(join(folder, "d.md"), "utf8");
  expect(markdown.trimEnd().split("\n")).toHaveLength(4);
  expect(markdown).not.toMatch(/<b>|(?<!\\)\|/u);
});

test("diff refuses what it cannot compare", async () => {
  const { folder } = await shrunken();
  const other = cleanWorkspace();
  other.organization.slug_perm = "wsElsewhere1";
  const elsewhere = await openSandbox({ workspace: other });
  await runHere(
    ["sync", "--organization", "fernwick", "--api-url", elsewhere.url, "--c1z", "other.c1z"],
    { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: elsewhere.keys.service } },
  );
  const alone = await runHere(["diff", "yesterday.c1z"], { cwd: folder });
  const foreign = await runHere(["diff", "yesterday.c1z", "other.c1z"], { cwd: folder });

  expect([alone.exitCode, foreign.exitCode]).toEqual([2, 2]);
  expect(alone.stderr).toContain("it contains 1 finished sync, not 2");
  expect(foreign.stderr).toContain("they are from different workspaces");
});
