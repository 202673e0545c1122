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
      { slug: "mixed", before: "drift", now: "drift", introduced: 1, resolved: 2 },
      { slug: "fresh", before: null, now: "drift", introduced: null, resolved: null },
      { slug: "worse", before: "clean", now: "drift", introduced: 1, resolved: 0 },
      { slug: "better", before: "drift", now: "clean", introduced: 0, resolved: 2 },
      { slug: "gone", before: "clean", now: null, introduced: null, resolved: null },
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
    { slug: "old", before: null, now: "clean", introduced: null, resolved: null },
    { slug: "renamed", before: "drift", now: "clean", introduced: 0, resolved: 1 },
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
    { slug: "b", before: "unknown", now: "drift", introduced: null, resolved: null },
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
    { slug: "a", before: "unknown", now: "drift", introduced: 0, resolved: 0 },
  ]);
  const hidden = await mergeTwice({ a: seen }, { a: unseen("a") });
  expect(hidden.merged.previous?.workspaces).toEqual([
    { slug: "a", before: "drift", now: "unknown", introduced: 0, resolved: 0 },
  ]);
});

test("a report that is not believed is not compared with", async () => {
  const seen = withFindings("a", errorsAbout(["x"]));
  const old = { ...cleanReport("a"), readAt: "2026-01-01T00:00:00.000Z" };
  const run = await mergeTwice({ a: seen }, { a: old });
  expect(run.merged.previous?.workspaces).toEqual([
    { slug: "a", before: "drift", now: "unknown", introduced: null, resolved: null },
  ]);
});
