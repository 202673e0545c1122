import { isUtf8 } from "node:buffer";

import type { Flags, Terminal } from "./terminal.ts";
import { dayMs } from "../clock.ts";
import { AuditError, describeError } from "../errors.ts";
import { named, requireSeparate, type InputPath } from "../files/separate.ts";
import { readBounded } from "../files/read-bounded.ts";
import {
  collect,
  mergeReports,
  toMergedExitCode,
  type Collected,
} from "../report/merge/merge-reports.ts";
import { renderMergedJson } from "../report/merge/merged-json.ts";
import { renderMergedMarkdown } from "../report/merge/merged-markdown.ts";
import type { MergedReport } from "../report/merge/merged-report.ts";
import { renderMergedTerminal } from "../report/merge/merged-terminal.ts";
import { parseMergedReport } from "../report/merge/read-previous.ts";
import { explainTooOld } from "../sources/artifact-age.ts";
import { toolName, version } from "../version.ts";
import { toSettings } from "./settings.ts";
import { writeReports } from "./write-reports.ts";

/** Older reports do not describe today's workspaces. Audits usually run every night. */
const defaultMaxAgeMs = 7 * dayMs;

const reportFiles = ["report-json", "report-markdown", "report-html"] as const;

/** Prints one report about many JSON reports; returns the worst exit code of their audits. */
export async function merge(
  flags: Flags,
  paths: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { expect: list, previous: earlier, ...rest } = flags;
  const settings = toSettings(rest, terminal);
  const expected = toNames(list);
  if (paths.length === 0 && expected === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot merge reports: none is given. Name the files that audit wrote with --report-json.",
    );
  }
  await requireSeparate(
    reportFiles.flatMap((name) => named(`--${name}`, settings[name])),
    [...named("a report to merge", ...paths), ...toPreviousPath(earlier)],
  );
  const now = terminal.clock();
  // Read first, because this run may write to the same file.
  const previous = typeof earlier === "string" ? await readPrevious(earlier) : undefined;
  const maxAgeMs = settings["max-age"] ?? defaultMaxAgeMs;
  const collected: Collected = {
    kept: [],
    unreadable: [],
    explainAge: (readAt) => explainAge(readAt, maxAgeMs, now),
  };
  // One at a time: a report of a large workspace is large, and only its worst findings are kept.
  for (const path of paths) collect(collected, path, await readText(path));
  const report = mergeReports({
    collected,
    expected,
    previous,
    generatedAt: now,
    tool: { name: toolName, version },
  });
  terminal.out(renderMergedTerminal(report, terminal));
  const files = [
    { path: settings["report-json"], render: () => renderMergedJson(report) },
    { path: settings["report-markdown"], render: () => renderMergedMarkdown(report) },
    { path: settings["report-html"], render: () => renderPage(report) },
  ];
  return (await writeReports(files, terminal)) ? toMergedExitCode(report) : 2;
}

/** Each run may replace the report of the run before it. */
function toPreviousPath(earlier: Flags[string]): readonly InputPath[] {
  if (typeof earlier !== "string") return [];
  return [{ name: "--previous", path: earlier, mayBe: "--report-json" }];
}

/** Loads the page only if it is wanted, because it is large. */
async function renderPage(report: MergedReport): Promise<Iterable<string>> {
  const { renderMergedPage } = await import("../report/page/render-merged-page.ts");
  return renderMergedPage(report);
}

function explainAge(readAt: string, maxAgeMs: number, now: Date): string | undefined {
  const reason = explainTooOld(readAt, { maxAgeMs, now });
  if (reason === undefined) return undefined;
  return `${reason}: run the audit of this workspace again, or accept older reports with --max-age`;
}

/**
 * Returns undefined if the flag is not given. Throws `AuditError` `BAD_SETTINGS` for an empty list,
 * which would never report a missing workspace.
 */
function toNames(list: Flags[string]): readonly string[] | undefined {
  if (typeof list !== "string") return undefined;
  const names = list.split(/[\s,]+/v).filter((name) => name !== "");
  if (names.length > 0) return names;
  throw new AuditError(
    "BAD_SETTINGS",
    "cannot merge reports: --expect is empty. Give the slugs of the workspaces, separated by commas, or leave it out.",
  );
}

/** Throws `AuditError` `BAD_SETTINGS` if the file is not a merged report. */
async function readPrevious(path: string): Promise<MergedReport> {
  const text = await readText(path);
  const parsed = text instanceof Error ? { reason: text.message } : parseMergedReport(text);
  if ("merged" in parsed) return parsed.merged;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot compare with ${path}: ${parsed.reason}. Give a file that merge wrote with --report-json, or leave out --previous.`,
  );
}

/** A report of 100,000 members has a tenth of this. */
const maxReportBytes = 256 * 1024 ** 2;

async function readText(path: string): Promise<string | Error> {
  const bytes = await readBounded(path, maxReportBytes).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return new Error("there is no such file");
    return new Error(`it cannot be read (${error.code ?? describeError(error)})`);
  });
  if (bytes instanceof Error) return bytes;
  return isUtf8(bytes) ? bytes.toString("utf8") : new Error("it is not UTF-8");
}
