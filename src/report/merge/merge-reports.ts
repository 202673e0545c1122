/** Merges the reports of many workspaces, one after the other, into one report. */

import { severities, type Severity } from "../../policy/severity.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds } from "../../roster/model.ts";
import { count } from "../../roster/count.ts";
import { openFindings } from "../tally.ts";
import { verdicts, type Report, type ReportFinding, type Verdict } from "../report.ts";
import { toExitCode } from "../verdict.ts";
import { meaning, sentenceOf } from "../wording.ts";
import type { MergedFinding, MergedReport, MergedWorkspace } from "./merged-report.ts";
import { findContradiction, parseReport } from "./read-report.ts";

/**
 * The part of one report that is kept, so that memory does not grow with the size of the reports.
 */
interface Kept {
  readonly path: string;
  readonly workspace: Report["organization"];
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly seen: NonNullable<MergedWorkspace["seen"]>;
  readonly worst: readonly MergedFinding[];
  readonly open: number;
}

export interface Collected {
  readonly kept: Kept[];
  readonly unreadable: MergedReport["unreadable"];
}

export interface MergeInput {
  readonly collected: Collected;
  /** Slugs or permanent ids of the workspaces that must have a report; undefined: any. */
  readonly expected: readonly string[] | undefined;
  readonly generatedAt: Date;
  readonly tool: Report["tool"];
}

/** Enough to begin with; the workspace's own report has the others. */
const maxFindingsOfOne = 20;
const maxFindings = 500;

/**
 * Adds the relevant part of a report's file, or why it is not a report; an error says why the file
 * was not read.
 */
export function collect({ kept, unreadable }: Collected, path: string, text: string | Error): void {
  if (text instanceof Error) {
    unreadable.push({ path, reason: text.message });
    return;
  }
  const parsed = parseReport(text);
  if ("reason" in parsed) unreadable.push({ path, reason: parsed.reason });
  else kept.push(keep(path, parsed.report));
}

/**
 * Returns the merged report. A missing or unreadable report is never clean: it makes the verdict
 * unknown.
 */
export function mergeReports({ collected, expected, generatedAt, tool }: MergeInput): MergedReport {
  const unreadable = collected.unreadable.toSorted((a, b) => compareIds(a.path, b.path));
  const groups = groupByWorkspace(collected.kept);
  const found = groups.map((group) => toWorkspace(group, expected));
  const missing = findMissing(groups, expected);
  const rows = [...found, ...missing].sort(
    (a, b) => rankOf(a.verdict) - rankOf(b.verdict) || compareIds(a.slug, b.slug),
  );
  const { findings, workspaces } = listFindings(rows, groups);
  const number = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  const sum = (name: keyof Report["counts"]) =>
    rows.reduce((total, { seen }) => total + (seen?.counts[name] ?? 0), 0);
  return {
    kind: "merged-report",
    version: 1,
    tool,
    generatedAt: generatedAt.toISOString(),
    verdict: unreadable.length > 0 ? "unknown" : (rows[0]?.verdict ?? "unknown"),
    counts: {
      workspaces: rows.length,
      clean: number("clean"),
      drift: number("drift"),
      unknown: number("unknown"),
      unreadable: unreadable.length,
      errors: sum("errors"),
      warnings: sum("warnings"),
      notes: sum("notes"),
      accepted: sum("accepted"),
      notJudged: sum("notJudged"),
    },
    unreadable,
    workspaces,
    findings,
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

function keep(path: string, report: Report): Kept {
  const { organization, counts, coverage, roster, readAt, failOn, policy } = report;
  const contradiction = findContradiction(report);
  const verdict = contradiction === null ? report.verdict : "unknown";
  const open = openFindings(report).toSorted(
    (a, b) => severityRank(a.severity) - severityRank(b.severity),
  );
  return {
    path,
    workspace: organization,
    verdict,
    why: whyUnknown(report, contradiction),
    seen: {
      counts,
      coverage: coverage.status,
      roster,
      readAt,
      failOn,
      policySha256: policy.sha256,
    },
    worst: open.slice(0, maxFindingsOfOne).map((finding) => toFinding(finding, organization.slug)),
    open: open.length,
  };
}

function whyUnknown(report: Report, contradiction: string | null): string | null {
  if (contradiction !== null) return `the report contradicts itself: ${contradiction}`;
  return report.verdict === "unknown" ? meaning(report) : null;
}

function toFinding(finding: ReportFinding, workspace: string): MergedFinding {
  const { rule, severity, state, fingerprint } = finding;
  return {
    workspace,
    rule,
    severity,
    state: state === "introduced" ? state : "existing",
    fingerprint,
    message: sentenceOf(finding),
  };
}

/** Two reports with the same id or the same slug are of one workspace. */
function groupByWorkspace(kept: readonly Kept[]): readonly (readonly Kept[])[] {
  const groups: Kept[][] = [];
  const groupOf = new Map<string, Kept[]>();
  for (const one of kept.toSorted((a, b) => compareIds(a.path, b.path))) {
    const keys = [`id ${one.workspace.id}`, `slug ${fold(one.workspace.slug)}`];
    const group = keys.map((key) => groupOf.get(key)).find((found) => found !== undefined) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(one);
    for (const key of keys) groupOf.set(key, group);
  }
  return groups;
}

function toWorkspace(group: readonly Kept[], expected: MergeInput["expected"]): MergedWorkspace {
  const newest = newestOf(group);
  const { slug, id } = newest.workspace;
  const row = {
    slug,
    id,
    expected: expected === undefined ? null : expected.some((name) => isNamed(group, name)),
    reports: group.map(({ path }) => path),
    seen: newest.seen,
    findingsLeftOut: 0,
  };
  return group.length === 1
    ? { ...row, verdict: newest.verdict, why: newest.why }
    : {
        ...row,
        verdict: "unknown",
        why: `there are ${count(group.length, "report")} of it, but only one can be correct; the newest is shown`,
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
      seen: null,
      findingsLeftOut: 0,
    }));
}

/**
 * Distributes the limited space by severity, so that notes of one workspace do not displace errors
 * of another.
 */
function listFindings(
  rows: readonly MergedWorkspace[],
  groups: readonly (readonly Kept[])[],
): Pick<MergedReport, "findings" | "workspaces"> {
  const newest = new Map(groups.map(newestOf).map((one) => [one.workspace.id, one]));
  const worstOf = ({ id }: MergedWorkspace) => (id === null ? undefined : newest.get(id));
  const all = rows.flatMap((row) => worstOf(row)?.worst ?? []);
  const chosen = new Set(
    all
      .toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity))
      .slice(0, maxFindings),
  );
  const workspaces = rows.map((row) => {
    const { worst = [], open = 0 } = worstOf(row) ?? {};
    return { ...row, findingsLeftOut: open - worst.filter((one) => chosen.has(one)).length };
  });
  return { workspaces, findings: all.filter((finding) => chosen.has(finding)) };
}

function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Lower is worse. */
function rankOf(verdict: Verdict): number {
  return verdicts.length - verdicts.indexOf(verdict);
}
