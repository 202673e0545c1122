import { readArtifact, readNewestTwo } from "../c1z/read.ts";
import type { Flags, Terminal } from "../command-line.ts";
import { AuditError } from "../errors.ts";
import { writeWholeFile } from "../files.ts";
import { describeChanges } from "../report/changes.ts";
import {
  renderChangesJson,
  renderChangesMarkdown,
  renderChangesTerminal,
  toChangeReport,
} from "../report/render-changes.ts";
import { toSettings } from "./audit.ts";

/**
 * Prints what changed between the newest syncs of two artifacts, or the two newest of one; returns 0,
 * or with --exit-code 1 where something changed.
 */
export async function diff(
  flags: Flags,
  [first = "", second]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { exitCode, ...rest } = flags;
  const settings = toSettings(rest, terminal);
  const [{ roster: before }, { roster: after }] =
    second === undefined
      ? await readNewestTwo(first)
      : await Promise.all([readArtifact(first), readArtifact(second)]);
  if (before.workspace.id !== after.workspace.id) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot compare "${first}" with "${second}": they are of two workspaces, "${before.workspace.slug}" and "${after.workspace.slug}". Name two artifacts of the same one.`,
    );
  }
  const changes = describeChanges(before, after);
  const report = toChangeReport(after.workspace, changes);
  terminal.out(renderChangesTerminal(report, terminal));
  const json = settings["report-json"];
  if (json !== undefined) await writeWholeFile(json, renderChangesJson(report));
  const markdown = settings["report-markdown"];
  if (markdown !== undefined) await writeWholeFile(markdown, renderChangesMarkdown(report));
  return exitCode === true && changes.list.length > 0 ? 1 : 0;
}
