/** What is different from an earlier merged report. */

import { fold } from "../../roster/fold.ts";
import type { MergedReport, MergedWorkspace, Previous, WorkspaceChange } from "./merged-report.ts";

/**
 * Returns the workspaces that are new, gone, or in which the verdict or a finding changed, and those
 * that cannot be compared completely.
 */
export function comparePrevious(
  previous: MergedReport,
  rows: readonly MergedWorkspace[],
): Previous {
  const { generatedAt, verdict } = previous;
  const find = createFinder(previous.workspaces);
  const pairs = rows.map((row) => ({ row, before: find(row) }));
  const found = new Set(pairs.map(({ before }) => before));
  const gone = previous.workspaces.filter((row) => !found.has(row));
  return {
    generatedAt,
    verdict,
    workspaces: [
      ...pairs.map(({ row, before }) => compareRow(row, before)).filter(isChange),
      ...gone.map((row) => ({
        slug: row.slug,
        before: row.verdict,
        now: null,
        introduced: null,
        resolved: null,
        notCompared: [],
      })),
    ],
  };
}

/** Finds a workspace again by its permanent id. If an id is not known, the slug has to do. */
function createFinder(rows: readonly MergedWorkspace[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const bySlug = new Map(rows.map((row) => [fold(row.slug), row]));
  return ({ id, slug }: MergedWorkspace): MergedWorkspace | undefined => {
    const same = id === null ? undefined : byId.get(id);
    if (same !== undefined) return same;
    const named = bySlug.get(fold(slug));
    return named?.id === null || id === null ? named : undefined;
  };
}

function compareRow(row: MergedWorkspace, before: MergedWorkspace | undefined): WorkspaceChange {
  const change = { slug: row.slug, before: before?.verdict ?? null, now: row.verdict };
  const was = toSeen(before);
  const is = toSeen(row);
  if (was === undefined || is === undefined) {
    return { ...change, introduced: null, resolved: null, notCompared: [] };
  }
  return {
    ...change,
    introduced: countMissing(is.openFindings, was.openFindings, was.notJudged),
    resolved: countMissing(was.openFindings, is.openFindings, is.notJudged),
    notCompared: findInOne(was.notJudged, is.notJudged),
  };
}

/** Returns what a comparison needs; undefined if a part of it is not known. */
function toSeen(row: MergedWorkspace | undefined) {
  const { openFindings = null, notJudged = null } = row ?? {};
  return openFindings === null || notJudged === null ? undefined : { openFindings, notJudged };
}

/** Returns the names that are in only one of the two. */
function findInOne(one: readonly string[], other: readonly string[]): string[] {
  const names = new Set([...one, ...other]);
  return [...names].filter((name) => one.includes(name) !== other.includes(name));
}

type Findings = NonNullable<MergedWorkspace["openFindings"]>;

/**
 * Returns how many findings are not among the others. A rule that was not judged there does not
 * count: its findings were not seen, which does not mean that they did not exist.
 */
function countMissing(findings: Findings, others: Findings, notJudged: readonly string[]): number {
  const known = new Set(others.flatMap(({ fingerprints }) => fingerprints));
  const blind = new Set(notJudged);
  return findings
    .filter(({ rule }) => !blind.has(rule))
    .flatMap(({ fingerprints }) => fingerprints)
    .filter((fingerprint) => !known.has(fingerprint)).length;
}

function isChange({ before, now, introduced, resolved, notCompared }: WorkspaceChange): boolean {
  return before !== now || introduced !== 0 || resolved !== 0 || notCompared.length > 0;
}
