import { runAudit } from "../audit.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { toReadHistory } from "../sources/history.ts";
import { openFolders, type Folders } from "../channels/folders.ts";
import { openReportFiles, reportFiles, type ReportFiles } from "../channels/report-files.ts";
import type { Settings } from "../settings.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { toAuditInput } from "../sources/audit-input.ts";
import { toSettings } from "./settings.ts";

/** Reads, compares, writes and reports; returns the exit code. */
export async function audit(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  return auditWith(toSettings(flags, terminal), terminal);
}

/** Runs an audit whose settings are known, and prints its report. */
export async function auditWith(settings: Settings, terminal: Terminal): Promise<number> {
  const policy = await readPolicyFile(settings.policy);
  const folders = openFolders(settings, {
    policy,
    commit: terminal.env["GITHUB_SHA"],
    log: terminal.log,
  });
  const reports = openReportFiles(settings, {
    readHistory: toReadHistory(settings, { policy, log: terminal.log }),
    log: terminal.log,
  });
  const load = () => import("../report/terminal/terminal.ts");
  const result = await runAudit({
    ...toAuditInput(settings, policy, terminal),
    channels: [
      {
        task: "print the report",
        load,
        deliver: async (report) => {
          const { renderTerminal } = await load();
          terminal.log.end();
          const { columns, colour, quiet } = terminal;
          terminal.out(renderTerminal(report, { columns, colour, quiet }));
        },
      },
      ...reports.channels,
      ...folders.channels,
    ],
  });
  for (const path of writtenPaths(result.artifact?.path, reports, folders)) {
    terminal.log.info(`wrote ${path}`);
  }
  return result.exitCode;
}

function writtenPaths(
  artifact: string | undefined,
  reports: ReportFiles,
  { written: { csv, pack } }: Folders,
): string[] {
  const files = reportFiles.map((name) => reports.written[name]);
  return [artifact, ...files, csv, pack].filter((path) => path !== undefined);
}
