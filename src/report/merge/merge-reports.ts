/** Merges the reports of many workspaces, one after the other, into one report. */

import { fold } from "../../roster/fold.ts";
import { compareIds } from "../../roster/model.ts";
import { count } from "../../roster/count.ts";
import { verdicts, type Report, type Verdict } from "../report.ts";
import { toExitCode } from "../verdict.ts";
import { comparePrevious } from "./compare-previous.ts";
import { groupByKeys } from "./group-by-keys.ts";
import { keepReport, type ExplainAge, type Kept } from "./keep-report.ts";
import { chooseFindings } from "./list-findings.ts";
import type { MergedReport, MergedWorkspace } from "./merged-report.ts";
import { parseReport } from "./read-report.ts";
import { countByRule, findSharedPeople } from "./totals.ts";

export interface Collected {
  readonly kept: Kept[];
  readonly unreadable: MergedReport["unreadable"];
  /** Says why a report is too old, or from the future. */
  readonly explainAge: ExplainAge;
}

export interface MergeInput {
  readonly collected: Collected;
  /** Slugs or permanent ids of the workspaces that must have a report; undefined: any. */
  readonly expected: readonly string[] | undefined;
  /** An earlier merged report to compare with. */
  readonly previous?: MergedReport | undefined;
  readonly generatedAt: Date;
  readonly tool: Report["tool"];
}

/**
 * Adds the relevant part of a report's file, or why it is not a report; an error says why the file
 * was not read.
 */
export function collect(
  { kept, unreadable, explainAge }: Collected,
  path: string,
  text: string | Error,
): void {
  if (text instanceof Error) {
    unreadable.push({ path, reason: text.message });
    return;
  }
  const parsed = parseReport(text);
  if ("reason" in parsed) unreadable.push({ path, reason: parsed.reason });
  else kept.push(keepReport(path, parsed.report, explainAge));
}

/** A workspace, and the report that is shown of it, if there is one. */
interface Row {
  readonly workspace: MergedWorkspace;
  readonly shown: Kept | undefined;
}

/**
 * Returns the merged report. A missing or unreadable report is never clean: it makes the verdict
 * unknown.
 */
export function mergeReports(input: MergeInput): MergedReport {
  const { collected, expected, previous, generatedAt, tool } = input;
  const unreadable = collected.unreadable.toSorted((a, b) => compareIds(a.path, b.path));
  const groups = groupByWorkspace(collected.kept);
  const rows = [
    ...groups.map((group) => toRow(group, expected)),
    ...findMissing(groups, expected).map((workspace) => ({ workspace, shown: undefined })),
  ].sort((a, b) => compareWorkspaces(a.workspace, b.workspace));
  const shown = rows.map((row) => row.shown).filter((one) => one !== undefined);
  const chosen = chooseFindings(rows.map((row) => row.shown?.worst ?? []));
  const workspaces = rows.map(({ workspace, shown: one }) => ({
    ...workspace,
    findingsLeftOut:
      (one?.open ?? 0) - (one?.worst ?? []).filter((finding) => chosen.has(finding)).length,
  }));
  return {
    kind: "merged-report",
    version: 1,
    tool,
    generatedAt: generatedAt.toISOString(),
    verdict: unreadable.length > 0 ? "unknown" : (workspaces[0]?.verdict ?? "unknown"),
    counts: { ...countRows(workspaces), unreadable: unreadable.length },
    unreadable,
    ...(previous !== undefined && { previous: comparePrevious(previous, workspaces) }),
    workspaces,
    rules: [...countByRule(shown)],
    ...findSharedPeople(shown),
    findings: shown.flatMap(({ worst }) => worst.filter((finding) => chosen.has(finding))),
  };
}

/**
 * Returns the worst exit code of the audits: drift is 0 if the audit is set to never fail on it.
 */
export function toMergedExitCode({ verdict, workspaces }: MergedReport): 0 | 1 | 2 {
  if (verdict === "unknown") return 2;
  const fails = workspaces.some(
    (row) => toExitCode(row.verdict, row.seen?.failOn ?? "error") === 1,
  );
  return fails ? 1 : 0;
}

function countRows(rows: readonly MergedWorkspace[]): Omit<MergedReport["counts"], "unreadable"> {
  const number = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  const sum = (name: keyof Report["counts"]) =>
    rows.reduce((total, { seen }) => total + (seen?.counts[name] ?? 0), 0);
  return {
    workspaces: rows.length,
    clean: number("clean"),
    drift: number("drift"),
    unknown: number("unknown"),
    errors: sum("errors"),
    warnings: sum("warnings"),
    notes: sum("notes"),
    accepted: sum("accepted"),
    notJudged: sum("notJudged"),
  };
}

/** Two reports with the same id or the same slug are of one workspace. */
function groupByWorkspace(kept: readonly Kept[]): readonly (readonly Kept[])[] {
  return groupByKeys(
    kept.toSorted((a, b) => compareIds(a.path, b.path)),
    ({ workspace: { id, slug } }) => [`id ${id}`, `slug ${fold(slug)}`],
  );
}

function toRow(group: readonly Kept[], expected: MergeInput["expected"]): Row {
  const newest = newestOf(group);
  const { slug, id } = newest.workspace;
  const row = {
    slug,
    id,
    verdict: newest.verdict,
    why: newest.why,
    expected: expected === undefined ? null : expected.some((name) => isNamed(group, name)),
    reports: group.map(({ path }) => path),
    runUrl: newest.runUrl,
    seen: newest.seen,
    openFindings: newest.believed ? newest.openFindings : null,
    notJudged: [...newest.notJudged],
    findingsLeftOut: 0,
  };
  if (group.length === 1) return { workspace: row, shown: newest };
  const why = `there are ${count(group.length, "report")} of it, but only one can be correct; the newest is shown`;
  return {
    workspace: { ...row, verdict: "unknown", why, openFindings: null },
    shown: newest,
  };
}

function newestOf(group: readonly Kept[]): Kept {
  const [newest] = group.toSorted((a, b) => compareIds(b.seen.readAt, a.seen.readAt));
  if (newest === undefined) throw new Error("bug: a workspace without a report");
  return newest;
}

function isNamed(group: readonly Kept[], name: string): boolean {
  return group.some(({ workspace: { slug, id } }) => id === name || fold(slug) === fold(name));
}

function findMissing(
  groups: readonly (readonly Kept[])[],
  expected: readonly string[] = [],
): readonly MergedWorkspace[] {
  const distinct = new Map(expected.map((name) => [fold(name), name]));
  return [...distinct.values()]
    .filter((name) => !groups.some((group) => isNamed(group, name)))
    .map((slug) => ({
      slug,
      id: null,
      verdict: "unknown" as const,
      why: "it is expected, but there is no readable report of it",
      expected: true,
      reports: [],
      runUrl: null,
      seen: null,
      openFindings: null,
      notJudged: null,
      findingsLeftOut: 0,
    }));
}

/** The worst first: without a report, nothing at all was seen. */
function compareWorkspaces(a: MergedWorkspace, b: MergedWorkspace): number {
  const more = (name: "errors" | "warnings" | "notes") =>
    (b.seen?.counts[name] ?? Infinity) - (a.seen?.counts[name] ?? Infinity) || 0;
  return (
    verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict) ||
    more("errors") ||
    more("warnings") ||
    more("notes") ||
    compareIds(a.slug, b.slug)
  );
}
