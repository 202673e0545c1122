import { readArtifact, readNewestTwo } from "../c1z/read.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { describeChanges } from "../report/changes.ts";
import {
  renderChangesJson,
  renderChangesMarkdown,
  renderChangesTerminal,
  toChangeReport,
} from "../report/render-changes.ts";
import { named, requireSeparate } from "../files/separate.ts";
import { isSameWorkspace } from "../roster/same-workspace.ts";
import { toSettings } from "./settings.ts";
import { writeReports } from "./write-reports.ts";

/**
 * Prints what changed between the newest syncs of two artifacts, or the two newest of one. Returns
 * 0; with --exit-code, 1 if something changed, and 2 if a compared list is incomplete. Always
 * returns 2 if a file cannot be written.
 */
export async function diff(
  flags: Flags,
  [first = "", second]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { exitCode, ...rest } = flags;
  const settings = toSettings(rest, terminal);
  await requireSeparate(
    [
      ...named("--report-json", settings["report-json"]),
      ...named("--report-markdown", settings["report-markdown"]),
    ],
    [...named("the earlier artifact", first), ...named("the later artifact", second)],
  );
  const [{ roster: before }, { roster: after }] =
    second === undefined
      ? await readNewestTwo(first)
      : await Promise.all([readArtifact(first), readArtifact(second)]);
  if (!isSameWorkspace(before.workspace, after.workspace)) {
    const found = [before.workspace, after.workspace].map(({ slug, id }) => `"${slug}" (${id})`);
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot compare "${first}" with "${second ?? first}": they are from different workspaces, ${found.join(" and ")}. Name two artifacts of the same one.`,
    );
  }
  const changes = describeChanges(before, after);
  const report = toChangeReport(after.workspace, changes);
  terminal.out(renderChangesTerminal(report, terminal));
  const files = [
    { path: settings["report-json"], render: () => renderChangesJson(report) },
    { path: settings["report-markdown"], render: () => renderChangesMarkdown(report) },
  ];
  if (!(await writeReports(files, terminal))) return 2;
  if (exitCode !== true) return 0;
  if (changes.incomplete.length > 0) return 2;
  return changes.list.length > 0 || changes.appeared !== undefined ? 1 : 0;
}
