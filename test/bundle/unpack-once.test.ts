import { watch } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { makeFolder, runCli } from "../support/process.ts";
import { aRoster } from "../support/roster.ts";

test("with a page, the audited artifact and the baseline are each unpacked once", async () => {
  const cwd = await makeFolder();
  const unpacked = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);
  for (const [name, day] of [
    ["a.c1z", 22],
    ["a.c1z", 23],
    ["b.c1z", 20],
    ["b.c1z", 21],
  ] as const) {
    const readAt = `2026-11-${day}T06:00:00.000Z`;
    const roster = aRoster({ readAt });
    await writeArtifact({ roster, path: join(cwd, name), endedAt: new Date(readAt), keepSyncs: 9 });
  }
  const folders = new Set<string>();
  const watcher = watch(unpacked, (_, name) => void folders.add(String(name)));

  const ran = await runCli(
    ["audit", "--from-c1z", "a.c1z", "--baseline", "b.c1z", "--report-html", "page.html"],
    { cwd, env: { TMPDIR: unpacked, SOURCE_DATE_EPOCH: "1795424400" } },
  );
  // The last events may still be on their way.
  await new Promise((resolve) => setTimeout(resolve, 200));
  watcher.close();

  expect(ran.stderr).toContain("wrote page.html");
  expect(folders.size).toBe(2);
});
