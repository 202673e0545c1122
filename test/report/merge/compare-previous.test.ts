import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Report } from "../../../src/report/report.ts";
import { toHtml, toRows } from "../../support/gfm.ts";
import { aPartialReport } from "../../support/report.ts";
import {
  cleanReport,
  errorsAbout,
  mergeFiles,
  withFindings,
  type MergeRun,
  type ReportFiles,
} from "../../support/many-reports.ts";

/** Merges twice in one folder; the second time, it compares, and writes over the first result. */
async function mergeTwice(
  before: ReportFiles,
  now: ReportFiles,
  flags: readonly string[] = [],
): Promise<MergeRun> {
  const { folder } = await mergeFiles(before, flags);
  return mergeFiles(now, [...flags, "--previous", "out/all.json"], folder);
}

test("new workspaces, changed verdicts, and new and resolved findings are shown", async () => {
  const run = await mergeTwice(
    {
      same: withFindings("same", errorsAbout(["x"])),
      better: withFindings("better", errorsAbout(["x", "y"])),
      worse: cleanReport("worse"),
      mixed: withFindings("mixed", errorsAbout(["x", "y", "z"])),
      gone: cleanReport("gone"),
    },
    {
      same: withFindings("same", errorsAbout(["x"])),
      better: cleanReport("better"),
      worse: withFindings("worse", errorsAbout(["x"])),
      mixed: withFindings("mixed", errorsAbout(["x", "new"])),
      fresh: withFindings("fresh", errorsAbout(["x"])),
    },
  );

  expect(run.exitCode).toBe(1);
  expect(run.merged.previous).toEqual({
    generatedAt: "2026-11-23T09:00:00.000Z",
    verdict: "drift",
    workspaces: [
      { slug: "mixed", before: "drift", now: "drift", introduced: 1, resolved: 2, notCompared: [] },
      {
        slug: "fresh",
        before: null,
        now: "drift",
        introduced: null,
        resolved: null,
        notCompared: [],
      },
      { slug: "worse", before: "clean", now: "drift", introduced: 1, resolved: 0, notCompared: [] },
      {
        slug: "better",
        before: "drift",
        now: "clean",
        introduced: 0,
        resolved: 2,
        notCompared: [],
      },
      {
        slug: "gone",
        before: "clean",
        now: null,
        introduced: null,
        resolved: null,
        notCompared: [],
      },
    ],
  });
  const sentence =
    "Since 2026-11-23 09:00 UTC: 1 new workspace, 1 workspace gone, 2 verdicts changed, 2 new findings, 4 resolved findings";
  expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain(sentence);
  expect(run.markdown).toContain(sentence);
  const rows = toRows(toHtml(run.markdown));
  expect(rows).toContainEqual(["worse", "clean → drift", "1", "0"]);
  expect(rows).toContainEqual(["fresh", "new: drift", "?", "?"]);
  expect(rows).toContainEqual(["gone", "gone, was clean", "?", "?"]);
});

test("nothing new is said to be nothing", async () => {
  const reports = { a: withFindings("a", errorsAbout(["x"])), b: cleanReport("b") };
  const run = await mergeTwice(reports, reports);
  expect(run.merged.previous?.workspaces).toEqual([]);
  expect(run.markdown).toContain("Since 2026-11-23 09:00 UTC: nothing changed.");
});

test("all open findings are compared, not only the listed ones", async () => {
  const people = Array.from({ length: 60 }, (_, at) => `person-${at}`);
  const run = await mergeTwice(
    { a: withFindings("a", errorsAbout(people)) },
    { a: withFindings("a", errorsAbout([...people.slice(0, -1), "other"])) },
  );
  expect(run.merged.previous?.workspaces).toMatchObject([{ introduced: 1, resolved: 1 }]);
});

test("a renamed workspace is the same, and another one under its old name is new", async () => {
  const renamed = cleanReport("old");
  const run = await mergeTwice(
    { a: withFindings("old", errorsAbout(["x"])) },
    {
      a: { ...renamed, organization: { ...renamed.organization, slug: "renamed" } },
      b: { ...cleanReport("old"), organization: { id: "another", slug: "old", name: "" } },
    },
  );
  expect(run.merged.previous?.workspaces).toEqual([
    { slug: "old", before: null, now: "clean", introduced: null, resolved: null, notCompared: [] },
    { slug: "renamed", before: "drift", now: "clean", introduced: 0, resolved: 1, notCompared: [] },
  ]);
});

test("a workspace that was missing before, and is there now, is compared by its name", async () => {
  const flags = ["--expect", "a,b"];
  const run = await mergeTwice(
    { a: cleanReport("a") },
    { a: cleanReport("a"), b: withFindings("b", errorsAbout(["x"])) },
    flags,
  );
  expect(run.merged.previous?.workspaces).toEqual([
    {
      slug: "b",
      before: "unknown",
      now: "drift",
      introduced: null,
      resolved: null,
      notCompared: [],
    },
  ]);
});

/** The same workspace when the two-factor state of its accounts was not seen. */
function unseen(slug: string): Report {
  const { rules, coverage } = aPartialReport();
  return withFindings(slug, [], { verdict: "unknown", rules, coverage });
}

test("what was not judged before is not new, and what is not judged now is not resolved", async () => {
  const seen = withFindings("a", errorsAbout(["x", "y"]));
  const appeared = await mergeTwice({ a: unseen("a") }, { a: seen });
  expect(appeared.merged.previous?.workspaces).toEqual([
    {
      slug: "a",
      before: "unknown",
      now: "drift",
      introduced: 0,
      resolved: 0,
      notCompared: ["two-factor"],
    },
  ]);
  const hidden = await mergeTwice({ a: seen }, { a: unseen("a") });
  expect(hidden.merged.previous?.workspaces).toEqual([
    {
      slug: "a",
      before: "drift",
      now: "unknown",
      introduced: 0,
      resolved: 0,
      notCompared: ["two-factor"],
    },
  ]);
});

test("a report that is not believed is not compared with", async () => {
  const seen = withFindings("a", errorsAbout(["x"]));
  const old = { ...cleanReport("a"), readAt: "2026-01-01T00:00:00.000Z" };
  const run = await mergeTwice({ a: seen }, { a: old });
  expect(run.merged.previous?.workspaces).toEqual([
    {
      slug: "a",
      before: "drift",
      now: "unknown",
      introduced: null,
      resolved: null,
      notCompared: [],
    },
  ]);
});

/** Compares with a merged report that lacks a key, such as one that an earlier version wrote. */
async function mergeWithout(
  missing: "openFindings" | "notJudged",
  before: ReportFiles,
  now = before,
): Promise<MergeRun> {
  const { folder, merged } = await mergeFiles(before);
  const text = JSON.stringify({
    ...merged,
    workspaces: merged.workspaces.map((row) => ({ ...row, [missing]: undefined })),
  });
  await writeFile(join(folder, "old.json"), text);
  return mergeFiles(now, ["--previous", "old.json"], folder);
}

const old = { ...withFindings("a", errorsAbout(["x"])), readAt: "2026-01-01T00:00:00.000Z" };
const seen = withFindings("a", errorsAbout(["x"]));
const unjudged = unseen("a");
const judgedAgain: Pick<Report, "rules" | "counts"> = {
  rules: unjudged.rules.map((rule) => ({ ...rule, status: "judged", reason: null })),
  counts: { ...unjudged.counts, notJudged: 0 },
};

test.each([
  [
    "the earlier one lacks them",
    () => mergeWithout("openFindings", { a: seen }),
    "1 workspace cannot be compared",
  ],
  [
    "the earlier one does not say which rules were not judged",
    () => mergeWithout("notJudged", { a: unjudged }, { a: seen }),
    "the verdict is drift, was unknown, 1 verdict changed, 1 workspace cannot be compared",
  ],
  ["both are too old", () => mergeTwice({ a: old }, { a: old }), "1 workspace cannot be compared"],
  [
    "a rule is not judged any more",
    () => mergeTwice({ a: { ...unjudged, ...judgedAgain } }, { a: unjudged }),
    "not compared: two-factor",
  ],
  [
    "a rule was not judged before",
    () => mergeTwice({ a: unjudged }, { a: { ...unjudged, ...judgedAgain } }),
    "not compared: two-factor",
  ],
  [
    "a file cannot be read any more",
    () => mergeTwice({ a: cleanReport("a") }, { a: cleanReport("a"), b: "{" }),
    "the verdict is unknown, was clean",
  ],
])("what cannot be compared is not called unchanged: %s", async (_, run, sentence) => {
  const { stdout, markdown } = await run();
  for (const text of [stdout.replaceAll(/\s+/gu, " "), markdown]) {
    expect(text).toContain(`Since 2026-11-23 09:00 UTC: ${sentence}.`);
    expect(text).not.toContain("nothing changed");
  }
});
