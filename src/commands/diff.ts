import { readArtifact, readNewestTwo, type ReadArtifact } from "../c1z/read.ts";
import { readIdentities } from "../c1z/sync-identities.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { describeChanges } from "../report/changes.ts";
import { describeConnectors } from "../report/connectors.ts";
import {
  renderChangesJson,
  renderChangesMarkdown,
  renderChangesTerminal,
  toChangeReport,
  type ChangeReport,
} from "../report/render-changes.ts";
import { named, requireSeparate } from "../files/separate.ts";
import type { ConnectorSync } from "../roster/connector-sync.ts";
import type { Workspace } from "../roster/model.ts";
import { matchSyncs, withOurIds } from "../roster/match-syncs.ts";
import { isCalled, isSameWorkspace } from "../roster/same-workspace.ts";
import { toSettings } from "./settings.ts";
import { writeReports } from "./write-reports.ts";

/**
 * Prints what changed between the newest syncs of two artifacts, or the two newest of one. If one
 * of them is another connector's, prints how the two connectors differ. Returns 0; with
 * --exit-code, 1 if something changed, and 2 if a compared list is incomplete. Always returns 2 if a
 * file cannot be written.
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
  const [before, after] =
    second === undefined
      ? await readNewestTwo(first)
      : await Promise.all([readArtifact(first), readArtifact(second)]);
  const report = await compare({ ...before, path: first }, { ...after, path: second ?? first });
  const { changes } = report;
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

/** A sync and the file that contains it. */
type FoundSync = ReadArtifact & { readonly path: string };

async function compare(before: FoundSync, after: FoundSync): Promise<ChangeReport> {
  const [ours, theirs] = before.isOurs ? [before, after] : [after, before];
  const isOtherConnector = ours.isOurs && isForeign(theirs);
  const isSame = isOtherConnector ? isSameOrCalled : isSameWorkspace;
  if (!isSame(ours.roster.workspace, theirs.roster.workspace)) {
    throw differentWorkspaces(before, after);
  }
  if (!isOtherConnector) {
    return toChangeReport(after.roster.workspace, describeChanges(before.roster, after.roster));
  }
  const matched = matchSyncs(ours.roster, theirs.roster);
  const renamed = withOurIds(theirs.roster, ours.roster, matched);
  // What only one of the connectors sees says nothing about the workspace.
  const { appeared: _, ...changes } =
    ours === before ? describeChanges(ours.roster, renamed) : describeChanges(renamed, ours.roster);
  const connector = theirs.others.length === 0 ? "c1" : "other";
  return toChangeReport(
    ours.roster.workspace,
    changes,
    describeConnectors(connector, await identify(ours), await identify(theirs), matched),
  );
}

/** C1's own connector syncs no service accounts. A file with some may be ours without its document. */
function isForeign({ isOurs, roster }: FoundSync): boolean {
  return !isOurs && roster.services.length === 0;
}

/** Another connector may have the slug as the id. */
function isSameOrCalled(ours: Workspace, theirs: Workspace): boolean {
  return isCalled(ours, theirs.id) || isCalled(ours, theirs.slug);
}

async function identify({ roster, path, syncId }: FoundSync): Promise<ConnectorSync> {
  return { roster, identities: await readIdentities(path, syncId) };
}

function differentWorkspaces(before: FoundSync, after: FoundSync): AuditError {
  const found = [before, after].map(({ roster }) => {
    const { slug, id } = roster.workspace;
    return `"${slug}" (${id})`;
  });
  return new AuditError(
    "BAD_SETTINGS",
    `cannot compare "${before.path}" with "${after.path}": they are from different workspaces, ${found.join(" and ")}. Name two artifacts of the same one.`,
  );
}
