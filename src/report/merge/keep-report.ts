/** The part of one report that a merged report needs. */

import { compareSeverities } from "../../policy/severity.ts";
import { fold } from "../../roster/fold.ts";
import type { Report, ReportFinding, Verdict } from "../report.ts";
import { openFindings } from "../tally.ts";
import { meaning, sentenceOf } from "../wording.ts";
import type { MergedFinding, MergedWorkspace } from "./merged-report.ts";
import { findContradiction } from "./find-contradiction.ts";

/** Kept instead of the report, so that memory does not grow with the size of the reports. */
export interface Kept {
  readonly path: string;
  readonly workspace: Report["organization"];
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly runUrl: string | null;
  readonly seen: NonNullable<MergedWorkspace["seen"]>;
  readonly openFindings: NonNullable<MergedWorkspace["openFindings"]>;
  readonly notJudged: readonly string[];
  /** False if the report contradicts itself, or describes another time. */
  readonly believed: boolean;
  readonly worst: readonly MergedFinding[];
  readonly open: number;
  readonly people: readonly PersonInWorkspace[];
}

export interface PersonInWorkspace {
  /** The permanent id, or the e-mail address of an invite. */
  readonly key: string;
  readonly id: string | null;
  readonly slug: string;
  readonly name: string;
  /** The number of open findings about this person. */
  readonly findings: number;
}

/** Returns why a report made from data of that time is not used, or undefined. */
export type ExplainAge = (readAt: string) => string | undefined;

/** Enough to begin with; the workspace's own report has the others. */
const maxFindingsOfOne = 20;

/** Real fingerprints are hexadecimal digits of a hash, so a part of them distinguishes them. */
const fingerprintLength = 16;

/** Returns what is kept of a report from a file. */
export function keepReport(path: string, report: Report, explainAge: ExplainAge): Kept {
  const { organization, counts, coverage, roster, readAt, failOn, policy, rules } = report;
  const problem = whyNotBelieved(report, explainAge);
  const open = openFindings(report).toSorted(compareSeverities);
  return {
    path,
    workspace: organization,
    verdict: problem === undefined ? report.verdict : "unknown",
    why: problem ?? (report.verdict === "unknown" ? meaning(report) : null),
    runUrl: report.runUrl ?? null,
    seen: {
      counts,
      coverage: coverage.status,
      roster,
      readAt,
      failOn,
      policySha256: policy.sha256,
    },
    openFindings: groupByRule(open),
    notJudged: rules.filter(({ status }) => status === "not-judged").map(({ id }) => id),
    believed: problem === undefined,
    worst: open.slice(0, maxFindingsOfOne).map((finding) => toFinding(finding, organization.slug)),
    open: open.length,
    people: listPeople(report.findings),
  };
}

function whyNotBelieved(report: Report, explainAge: ExplainAge): string | undefined {
  const contradiction = findContradiction(report);
  if (contradiction !== null) return `the report contradicts itself: ${contradiction}`;
  return explainAge(report.readAt);
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

/** Expects the worst finding first. */
function groupByRule(open: readonly ReportFinding[]): Kept["openFindings"] {
  const groups = new Map<string, Kept["openFindings"][number]>();
  for (const { rule, severity, fingerprint } of open) {
    const group = groups.get(rule) ?? { rule, severity, fingerprints: [] };
    group.fingerprints.push(fingerprint.slice(0, fingerprintLength));
    groups.set(rule, group);
  }
  return [...groups.values()];
}

/** Service accounts have no id outside of their workspace. */
function listPeople(findings: readonly ReportFinding[]): readonly PersonInWorkspace[] {
  const people = new Map<string, PersonInWorkspace>();
  for (const { state, subject, object } of findings) {
    for (const party of [subject, object]) {
      const person = party === undefined ? undefined : toPerson(party);
      if (person === undefined) continue;
      const before = people.get(person.key)?.findings ?? 0;
      people.set(person.key, { ...person, findings: before + (state === "accepted" ? 0 : 1) });
    }
  }
  return [...people.values()];
}

function toPerson({ kind, id, slug, name }: ReportFinding["subject"]) {
  if (kind === "member") return { key: `id ${id}`, id, slug, name };
  const isAddress = kind === "invite" && slug.includes("@");
  return isAddress ? { key: `email ${fold(slug)}`, id: null, slug, name } : undefined;
}
