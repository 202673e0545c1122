import { runAudit } from "../audit.ts";
import type { Flags, Terminal } from "./program.ts";
import { toReadHistory } from "../sources/history.ts";
import { openFolders, type Folders } from "../channels/folders.ts";
import { fileChannels, reportFiles } from "../channels/report-files.ts";
import { parseSettings, type Settings } from "../settings.ts";
import { readPolicyFile, toAuditInput } from "../sources/audit-input.ts";

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
      ...fileChannels(settings, {
        readHistory: toReadHistory(settings, { policy, log: terminal.log }),
        log: terminal.log,
      }),
      ...folders.channels,
    ],
  });
  for (const path of writtenPaths(settings, result.artifact?.path, folders))
    terminal.log.info(`wrote ${path}`);
  return result.exitCode;
}

/** Returns the settings of a command's flags; the key comes from the environment alone. */
export function toSettings(flags: Flags, { env }: Pick<Terminal, "env">): Settings {
  const raw = Object.fromEntries(
    Object.entries(flags).map(([name, value]) => [
      name,
      value === undefined ? value : String(value),
    ]),
  );
  return parseSettings({ ...raw, "api-key": env["CLOUDSMITH_API_KEY"] });
}

function writtenPaths(
  settings: Settings,
  artifact: string | undefined,
  { written: { csv, pack } }: Folders,
): string[] {
  const files = reportFiles.map((name) => settings[name]);
  return [artifact, ...files, csv, pack].filter((path) => path !== undefined);
}
