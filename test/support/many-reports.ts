/** Reports of many workspaces, as files for `merge`. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { renderJson } from "../../src/report/json.ts";
import { MergedReport } from "../../src/report/merge/merged-report.ts";
import type { Report, ReportFinding } from "../../src/report/report.ts";
import { runHere } from "./command-line.ts";
import { makeFolder, type ProcessResult } from "./process.ts";
import { aFinding, aMember, aPartialReport, aReport } from "./report.ts";

/** The time of the reports that `aReport` returns. */
export const mergeClock = { SOURCE_DATE_EPOCH: "1795424400" };

/** Returns the report as one of another workspace. */
export function ofWorkspace(slug: string, report: Report): Report {
  return { ...report, organization: { id: `ws-${slug}`, slug, name: slug } };
}

/** Returns a report of a workspace with exactly these findings. */
export function withFindings(
  slug: string,
  findings: readonly ReportFinding[],
  overrides: Partial<Report> = {},
): Report {
  const verdict = findings.some(({ severity }) => severity === "error") ? "drift" : "clean";
  const report = aReport({ verdict, findings: [...findings], resolved: [], ...overrides });
  return ofWorkspace(slug, report);
}

/** Returns a report without findings. */
export function cleanReport(slug: string): Report {
  return withFindings(slug, []);
}

/** Returns errors about people of one workspace, or of several with the same names. */
export function errorsAbout(names: readonly string[]): ReportFinding[] {
  return names.map((name) =>
    aFinding({ rule: "two-factor", subject: aMember(name, name), facts: { role: "Owner" } }),
  );
}

/** Files by name: reports, or texts that are none. */
export type ReportFiles = Readonly<Record<string, Report | string>>;

/** Writes the files into a folder, each with the ending `.json`. */
export async function writeReports(folder: string, reports: ReportFiles): Promise<string[]> {
  for (const [name, report] of Object.entries(reports)) {
    const text = typeof report === "string" ? report : renderJson(report);
    await writeFile(join(folder, `${name}.json`), text);
  }
  return Object.keys(reports).map((name) => `${name}.json`);
}

export interface MergeRun extends ProcessResult {
  readonly folder: string;
  readonly merged: MergedReport;
  readonly markdown: string;
}

/** Merges reports in a folder of their own, and returns what was written. */
export async function mergeFiles(
  reports: ReportFiles,
  flags: readonly string[] = [],
  folder?: string,
): Promise<MergeRun> {
  const home = folder ?? (await makeFolder());
  const paths = await writeReports(home, reports);
  const outputs = ["--report-json", "out/all.json", "--report-markdown", "out/all.md"];
  const args = ["merge", ...paths, ...flags, ...outputs];
  const run = await runHere(args, { cwd: home, env: mergeClock });
  const read = (name: string) => readFile(join(home, "out", name), "utf8");
  const merged = MergedReport.parse(JSON.parse(await read("all.json")));
  return { ...run, folder: home, merged, markdown: await read("all.md") };
}

/**
 * Returns reports of 300 workspaces like a night's: 5 unknown, 200 with drift of different sizes,
 * 95 clean. Some people are in many of them, and each has a run.
 */
export function aNightOfReports(): ReportFiles {
  const slugs = Array.from({ length: 300 }, (_, at) => `ws-${String(at).padStart(3, "0")}`);
  return Object.fromEntries(
    slugs.map((slug, at) => [slug, { ...ofNight(slug, at), ...runOf(at) }]),
  );
}

function runOf(at: number): Pick<Report, "runUrl"> {
  return {
    runUrl: `https://github.example/fernwick/governance/actions/runs/${9_000_000_000 + at}`,
  };
}

function ofNight(slug: string, at: number): Report {
  if (at % 60 === 7) {
    return withFindings(slug, [], {
      verdict: "unknown",
      coverage: aPartialReport().coverage,
    });
  }
  if (at % 3 === 0) return cleanReport(slug);
  const own = Array.from({ length: 1 + ((at * 7) % 25) }, (_, number) => `person-${at}-${number}`);
  const everywhere = ["amara-okoye", ...(at % 4 === 0 ? ["jonas-lindqvist"] : [])];
  return withFindings(slug, errorsAbout([...own, ...everywhere]));
}
