import { runAudit } from "../audit.ts";
import { readBase, readOnce, takeBase, type BaseFlags } from "./base.ts";
import { takeListing } from "./listing.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { toArtifactTarget } from "../channels/artifact.ts";
import { toDestinations } from "../channels/destinations.ts";
import { openFolders, type Folders } from "../channels/folders.ts";
import { requireSeparatePaths } from "../channels/output-paths.ts";
import { openReportFiles, reportFiles, type ReportFiles } from "../channels/report-files.ts";
import { named as toNamed } from "../files/separate.ts";
import type { ListingOptions } from "../report/terminal/terminal-findings.ts";
import type { Settings } from "../settings.ts";
import { wantsOf } from "../policy/wants.ts";
import { tolerateDropped } from "../sources/base-policy.ts";
import { readTestedPolicy } from "../sources/policy-tests.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { toolName, version } from "../version.ts";
import { toSettings } from "./settings.ts";

/** Reads, compares, writes and reports; returns the exit code. */
export async function audit(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { named, others } = takeBase(flags);
  const { listing, others: settings } = takeListing(others);
  if (settings["from-c1z"] !== undefined && (settings["c1z"] ?? "") !== "") {
    terminal.log.warn(
      "--c1z has no effect with --from-c1z: audit writes no artifact then, but sync does.",
    );
  }
  return auditWith(toSettings(settings, terminal), terminal, { named, listing });
}

/**
 * Runs an audit with parsed settings, and prints its report; `named` is the policy before a change,
 * `listing` how to print the findings.
 */
export async function auditWith(
  settings: Settings,
  terminal: Terminal,
  {
    named = {},
    listing = {},
  }: { readonly named?: Partial<BaseFlags>; readonly listing?: ListingOptions } = {},
): Promise<number> {
  const { clock, log } = terminal;
  const path = settings.policy;
  const destinations = toDestinations(settings);
  const paths = { destinations, source: toSource(settings), policy: path };
  await requireSeparatePaths(paths, toNamed("--base", named.base));
  const readBefore = readOnce(() => readBase(named, { file: path, path }, terminal));
  const policy = await readTestedPolicy(path, path, tolerateDropped(readBefore, log));
  await requireSeparatePaths(paths, toNamed("the policy's include", ...(policy.files ?? [])));
  const base = await readBefore();
  const source = toSource(settings, wantsOf(policy));
  const folders = openFolders(destinations, { policy, commit: terminal.env["GITHUB_SHA"], log });
  const reports = openReportFiles(destinations.reports, { log });
  const artifact = source.kind === "workspace" ? toArtifactTarget(destinations, clock) : undefined;
  // Only the page shows earlier syncs.
  const history =
    destinations.reports["report-html"] === undefined
      ? undefined
      : { policy, target: artifact?.path };
  const load = () => import("../report/terminal/terminal.ts");
  const result = await runAudit({
    policy,
    base,
    failOn: settings["fail-on"],
    pullRequestTasks: settings["pull-request-tasks"],
    weakenings: settings.weakenings,
    artifact,
    tool: { name: toolName, version },
    clock,
    log,
    readRoster: () => loadRoster(source, terminal, { policy, history }),
    channels: [
      {
        task: "print the report",
        load,
        deliver: async (report) => {
          const { renderTerminal } = await load();
          terminal.log.end();
          const { columns, colour, quiet } = terminal;
          terminal.out(renderTerminal(report, { columns, colour, quiet, ...listing }));
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
