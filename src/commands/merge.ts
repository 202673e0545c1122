import { isUtf8 } from "node:buffer";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import {
  collect,
  mergeReports,
  toMergedExitCode,
  type Collected,
} from "../report/merge/merge-reports.ts";
import {
  renderMergedJson,
  renderMergedMarkdown,
  renderMergedTerminal,
} from "../report/merge/render-merged.ts";
import { toolName, version } from "../version.ts";
import { toSettings } from "./settings.ts";
import { writeReports } from "./write-reports.ts";

/** Prints one report about many JSON reports; returns the worst exit code of their audits. */
export async function merge(
  flags: Flags,
  paths: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { expect: list, ...rest } = flags;
  const settings = toSettings(rest, terminal);
  const expected = toNames(list);
  if (paths.length === 0 && expected === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot merge reports: none is given. Name the files that audit wrote with report-json.",
    );
  }
  const collected: Collected = { kept: [], unreadable: [] };
  // One at a time: a report of a large workspace is large, and only its worst findings are kept.
  for (const path of paths) collect(collected, path, await readText(path));
  const report = mergeReports({
    collected,
    expected,
    generatedAt: terminal.clock(),
    tool: { name: toolName, version },
  });
  terminal.out(renderMergedTerminal(report, terminal));
  const files = [
    { path: settings["report-json"], render: () => renderMergedJson(report) },
    { path: settings["report-markdown"], render: () => renderMergedMarkdown(report) },
  ];
  return (await writeReports(files, terminal)) ? toMergedExitCode(report) : 2;
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
    "cannot merge reports: expect is empty. Give the slugs of the workspaces, separated by commas, or leave it out.",
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
