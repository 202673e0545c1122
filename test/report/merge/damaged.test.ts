/** Reports that are not believed: damaged, too old, or two of one workspace. */

import { join } from "node:path";
import { writeFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { renderJson } from "../../../src/report/json.ts";
import type { Report } from "../../../src/report/report.ts";
import { runHere } from "../../support/command-line.ts";
import {
  cleanReport,
  errorsAbout,
  mergeClock,
  mergeFiles,
  withFindings,
} from "../../support/many-reports.ts";
import { aMember } from "../../support/report.ts";
import { makeFolder } from "../../support/process.ts";

const named = (organization: Partial<Report["organization"]>) =>
  renderJson({
    ...cleanReport("a"),
    organization: { ...cleanReport("a").organization, ...organization },
  });

test.each([
  ["an empty slug", named({ slug: "" }), "the slug of its workspace is empty"],
  ["a blank slug", named({ slug: " \u200B\u3164" }), "the slug of its workspace is empty"],
  ["an empty id", named({ id: "" }), "the id of its workspace is empty"],
  [
    "its verdict twice",
    renderJson(cleanReport("a")).replace('"verdict"', '"verdict": "drift",\n  "verdict"'),
    'an object in it has the key "verdict" twice',
  ],
  [
    "the name of its workspace twice",
    renderJson(cleanReport("a")).replace('"slug": "a"', '"slug": "b", "slug": "a"'),
    'an object in it has the key "slug" twice',
  ],
])("a report with %s is damaged, and the verdict is unknown", async (_, text, reason) => {
  const run = await mergeFiles({ damaged: text, b: cleanReport("b") });

  expect(run.exitCode).toBe(2);
  expect(run.merged.verdict).toBe("unknown");
  expect(run.merged.unreadable).toEqual([
    { path: "damaged.json", reason: `it is damaged: ${reason}` },
  ]);
  expect(run.markdown).toContain("it is damaged: ");
  expect(run.merged.workspaces.map(({ slug }) => slug)).toEqual(["b"]);
});

const long = "x".repeat(5_000_000);
const aRule = withFindings("a", errorsAbout(["x"]));

test.each([
  ["slug", named({ slug: long }), "the slug of its workspace"],
  ["id", named({ id: long }), "the id of its workspace"],
  [
    "rule",
    renderJson({ ...aRule, findings: aRule.findings.map((one) => ({ ...one, rule: long })) }),
    "the id of a rule",
  ],
])("a report with a %s of millions of characters is not read", async (_, text, what) => {
  const run = await mergeFiles({ damaged: text });

  expect(run.exitCode).toBe(2);
  expect(run.merged.unreadable).toEqual([
    { path: "damaged.json", reason: `it is damaged: ${what} is too long` },
  ]);
});

test("names and messages of millions of characters are cut", async () => {
  const subject = aMember(long, long);
  const findings = aRule.findings.map((one) => ({ ...one, subject, message: `${long} is bad` }));
  const run = await mergeFiles({ a: { ...aRule, findings } });

  expect(run.merged.verdict).toBe("drift");
  expect(run.exitCode).toBe(1);
  expect(run.markdown.length).toBeLessThan(10_000);
});

test("a report with the id of one workspace and the slug of another makes both unknown", async () => {
  const a = cleanReport("a");
  const mixed = { ...a, organization: { ...a.organization, slug: "b" } };
  const run = await mergeFiles({ a, b: cleanReport("b"), mixed });

  expect(run.exitCode).toBe(2);
  expect(run.merged.workspaces).toMatchObject([
    { verdict: "unknown", reports: ["a.json", "b.json", "mixed.json"], openFindings: null },
  ]);
});

/** The merge is at 2026-11-23T09:00:00Z. */
const readAt = (time: string) => ({ ...cleanReport("a"), readAt: time, generatedAt: time });

test.each([
  ["of this morning", "2026-11-23T05:00:00.000Z", [], "clean"],
  ["of a week ago", "2026-11-16T09:00:00.000Z", [], "clean"],
  ["of more than a week ago", "2026-11-16T08:59:59.000Z", [], "unknown"],
  ["of years ago", "2019-01-01T00:00:00.000Z", [], "unknown"],
  [
    "of years ago, if any age is accepted",
    "2019-01-01T00:00:00.000Z",
    ["--max-age", "none"],
    "clean",
  ],
  ["that is older than a given limit", "2026-11-23T05:00:00.000Z", ["--max-age", "3h"], "unknown"],
  ["that is as old as a given limit", "2026-11-23T05:00:00.000Z", ["--max-age", "4h"], "clean"],
  ["of a clock that is a little fast", "2026-11-23T09:50:00.000Z", [], "clean"],
  ["of the future", "2026-11-25T09:00:00.000Z", [], "unknown"],
])("a report %s", async (_, time, flags, verdict) => {
  const run = await mergeFiles({ a: readAt(time) }, flags);
  expect(run.merged.verdict).toBe(verdict);
  expect(run.exitCode).toBe(verdict === "clean" ? 0 : 2);
});

test("a report that is too old says so, what to do, and cannot be compared with", async () => {
  const run = await mergeFiles({ a: readAt("2026-11-01T09:00:00.000Z") });

  const [row] = run.merged.workspaces;
  expect(row?.why).toBe(
    "it was read 22 days ago, and --max-age is 7d: run the audit of this workspace again, or accept older reports with --max-age",
  );
  expect(row?.openFindings).toBeNull();
  expect(run.markdown).toContain("run the audit of this workspace again");
});

test.each([
  ["is not there", undefined, "there is no such file"],
  ["is a single report", renderJson(cleanReport("a")), "it is not a merged report of this tool"],
  ["is not JSON", "{", "it is not JSON"],
  [
    "has a key twice",
    '{"kind":1,"kind":1}',
    'it is damaged: an object in it has the key "kind" twice',
  ],
])("an earlier merged report that %s is an error", async (_, text, reason) => {
  const folder = await makeFolder();
  await writeFile(join(folder, "a.json"), renderJson(cleanReport("a")));
  if (text !== undefined) await writeFile(join(folder, "old.json"), text);
  const run = await runHere(["merge", "a.json", "--previous", "old.json"], {
    cwd: folder,
    env: mergeClock,
  });

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(`cannot compare with old.json: ${reason}`);
  expect(run.stderr).toContain("leave out --previous");
});
