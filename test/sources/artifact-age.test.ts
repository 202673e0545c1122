import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { parseSettings } from "../../src/settings.ts";
import { explainTooOld } from "../../src/sources/artifact-age.ts";
import { toSource } from "../../src/sources/source.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, type ProcessResult } from "../support/process.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = new Date("2026-11-23T09:00:00.000Z");

test.each<readonly [string, number, number, string | undefined]>([
  ["of this moment", 0, dayMs, undefined],
  ["as old as it may be", dayMs, dayMs, undefined],
  ["a second older", dayMs + 1_000, dayMs, "it was read 24 hours ago, and max-age is 1d"],
  ["of 97 days", 97 * dayMs, 7 * dayMs, "it was read 97 days ago, and max-age is 7d"],
  ["of two hours", 2 * hourMs, 5_400_000, "it was read 2 hours ago, and max-age is 90m"],
  ["of a minute", 60_000, 45_000, "it was read less than an hour ago, and max-age is 45s"],
  ["of any age, without a limit", 9_000 * dayMs, Infinity, undefined],
  ["half an hour from now, as clocks differ", -hourMs / 2, dayMs, undefined],
  [
    "three days from now",
    -3 * dayMs,
    7 * dayMs,
    "it was read 3 days in the future, so one of the clocks is wrong and its age is unknown",
  ],
  ["from now, without a limit", -3 * dayMs, Infinity, undefined],
])("a roster %s", (_, ageMs, maxAgeMs, expected) => {
  const readAt = new Date(now.getTime() - ageMs).toISOString();
  expect(explainTooOld(readAt, { maxAgeMs, now })).toBe(expected);
});

test.each<readonly [string | undefined, string, number]>([
  [undefined, "artifact:roster", 7 * dayMs],
  ["", "artifact:roster", 7 * dayMs],
  [undefined, "roster.c1z", Infinity],
  ["none", "artifact:roster", Infinity],
  ["36h", "artifact:roster", 36 * hourMs],
  ["90d", "roster.c1z", 90 * dayMs],
  ["15m", "roster.c1z", 900_000],
])("max-age %j for %s", (given, artifact, expected) => {
  const raw = { ...(given !== undefined && { "max-age": given }) };
  const limits = ["from-c1z", "baseline"].map((name) => {
    const source = toSource(parseSettings({ ...raw, [name]: artifact }));
    return source.kind === "artifact" ? source.maxAgeMs : source.baseline?.maxAgeMs;
  });
  expect(limits).toEqual([expected, expected]);
});

test.each(["7", "0d", "7 d", "1w", "-1d", "never", "99999d"])("max-age %j is not one", (given) => {
  expect(() => parseSettings({ "max-age": given })).toThrow(
    `max-age ${JSON.stringify(given)} is neither "none" nor an age such as "36h" or "7d"`,
  );
});

const readAt = 1_795_338_000;
let artifact: string;
beforeAll(async () => {
  const sandbox = await startSandbox({ workspace: cleanWorkspace() });
  const cwd = await makeFolder();
  await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd,
    env: { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: String(readAt) },
  });
  await sandbox.close();
  artifact = join(cwd, "cloudsmith.c1z");
});

async function audit(days: number, ...flags: string[]): Promise<ProcessResult & { json: string }> {
  const cwd = await makeFolder();
  await copyFile(artifact, join(cwd, "old.c1z"));
  await writeFile(join(cwd, "access-policy.yml"), peoplePolicy);
  const ran = await runHere(
    ["audit", "--from-c1z", "old.c1z", "--report-json", "report.json", ...flags],
    { cwd, env: { SOURCE_DATE_EPOCH: String(readAt + days * 86_400) } },
  );
  return { ...ran, json: await readFile(join(cwd, "report.json"), "utf8") };
}

test("a file of any age is audited as what it is, unless max-age is given", async () => {
  expect(await audit(97)).toMatchObject({ exitCode: 0 });

  const old = await audit(97, "--max-age", "30d");
  expect(old.exitCode).toBe(2);
  expect(old.stderr).toContain(
    "old.c1z does not describe the current workspace: it was read 97 days ago, and --max-age is 30d",
  );
  expect(JSON.parse(old.json)).toMatchObject({
    verdict: "unknown",
    archive: { stale: "it was read 97 days ago, and --max-age is 30d" },
    counts: { notJudged: 0 },
  });
  expect(await audit(97, "--max-age", "98d")).toMatchObject({ exitCode: 0 });
});

test("a roster from the future is as bad as one that is too old", async () => {
  const ran = await audit(-3, "--max-age", "30d", "--fail-on", "never");
  expect(ran.exitCode).toBe(2);
  expect(ran.stdout.replaceAll(/\s+/gu, " ")).toContain("one of the clocks is wrong");
});
