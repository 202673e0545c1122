/** Groups findings by rule, by person or by team, in sections by severity. */

import { compareSeverities, severities, type Severity } from "../policy/severity.ts";
import { fold } from "../roster/fold.ts";
import type { Report, ReportFinding } from "./report.ts";
import { openFindings } from "./tally.ts";
import { groupByRule, shortNameOf } from "./wording.ts";

export const groupings = ["rule", "person", "team"] as const;
export type Grouping = (typeof groupings)[number];

type Subject = ReportFinding["subject"];

export interface FindingGroup {
  /** `rest`: findings that concern no person, or no team. */
  readonly kind: "rule" | "subject" | "rest";
  /** The rule's id, the name of the person or the team, or `Workspace`. */
  readonly title: string;
  /** The person or the team, for kind `subject`. */
  readonly about: Subject | undefined;
  readonly findings: readonly ReportFinding[];
}

export interface SeveritySection {
  readonly severity: Severity;
  /** The number of findings of this severity. */
  readonly count: number;
  /**
   * The groups whose worst finding has this severity. A person's or a team's milder findings are in
   * the same group, so that each person and each team is listed once.
   */
  readonly groups: readonly FindingGroup[];
  /** How many findings of this severity are in groups of the sections before. */
  readonly above: number;
}

/**
 * Returns the sections of the open findings, worst first; the groups keep the findings' order.
 * Accepted findings only help to find whom an exception is about.
 */
export function groupFindings(report: Report, by: Grouping): readonly SeveritySection[] {
  const sorted = openFindings(report).toSorted(compareSeverities);
  const groups = by === "rule" ? rulesIn(sorted) : subjectsIn(sorted, by, report.findings);
  const sections = Map.groupBy(groups, ({ findings: [worst] }) => worst?.severity);
  return severities.flatMap((severity) => {
    const count = sorted.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    const own = sections.get(severity) ?? [];
    const here = own
      .flatMap((group) => group.findings)
      .filter((finding) => finding.severity === severity).length;
    return [{ severity, count, groups: own, above: count - here }];
  });
}

function rulesIn(findings: readonly ReportFinding[]): readonly FindingGroup[] {
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity);
  return [...bySeverity.values()].flatMap((same) =>
    [...groupByRule(same)].map(([title, group]) => ({
      kind: "rule" as const,
      title,
      about: undefined,
      findings: group,
    })),
  );
}

/** What concerns no person or no team is listed last, with its own severity. */
function subjectsIn(
  findings: readonly ReportFinding[],
  by: "person" | "team",
  all: readonly ReportFinding[],
): readonly FindingGroup[] {
  const known = indexNames(all, by);
  const groups = Map.groupBy(findings, (finding) => {
    const subject = subjectOf(finding, by, known);
    return subject === undefined ? finding.severity : keyOf(subject);
  });
  const toGroup = (group: readonly ReportFinding[]): FindingGroup => {
    const [first] = group;
    const about = first === undefined ? undefined : subjectOf(first, by, known);
    const name =
      about === undefined
        ? ({ kind: "rest", title: "Workspace" } as const)
        : ({ kind: "subject", title: titleOf(about) } as const);
    return { ...name, about, findings: group };
  };
  const ordered = [...groups.values()].map(toGroup);
  return [
    ...ordered.filter(({ kind }) => kind === "subject"),
    ...ordered.filter(({ kind }) => kind === "rest"),
  ];
}

const kinds = {
  person: new Set<Subject["kind"]>(["member", "service", "invite"]),
  team: new Set<Subject["kind"]>(["team"]),
} as const;

/** Rules about names that only the policy has, by what they name. */
const namedIn = {
  person: new Set(["name-unknown", "name-ambiguous", "service-missing", "entry-ending"]),
  team: new Set(["team-missing", "review-overdue"]),
} as const;

/**
 * Rules about the whole workspace, a repository, an OIDC provider or a group: an exception to one of
 * them names no person and no team.
 */
const otherRules = new Set([
  "role-count",
  "single-sign-on",
  "policy-test",
  "repository-public",
  "repository-default-privilege",
  "repository-unlisted",
  "oidc-claims",
  "oidc-unlisted",
  "group-sync-unexpected",
  "group-sync-privileged",
  "group-sync-missing",
  "group-sync-role",
]);
const teamRules = /^team-(?!member-|role$)/v;

type Names = ReadonlyMap<string, Subject>;

/**
 * Returns the people or the teams by the names that a policy may use for them, and by the places of
 * the exceptions that cover their findings: an exception may name a person by e-mail address.
 */
function indexNames(findings: readonly ReportFinding[], by: "person" | "team"): Names {
  const names = new Map<string, Subject>();
  for (const { subject, object, accepted } of findings) {
    for (const one of [subject, object]) {
      if (one === undefined || !kinds[by].has(one.kind)) continue;
      const place = one === subject ? placeKey(accepted?.policy) : undefined;
      for (const name of [fold(one.slug), fold(one.id), place]) {
        if (name !== undefined && !names.has(name)) names.set(name, one);
      }
    }
  }
  return names;
}

/** Returns the person or the team that a finding is about; undefined if there is none. */
function subjectOf(
  { rule, subject, object, facts, policy }: ReportFinding,
  by: "person" | "team",
  known: Names,
): Subject | undefined {
  const found = [subject, object].find((one) => one !== undefined && kinds[by].has(one.kind));
  if (found !== undefined) return found;
  if (subject.kind !== "policy") return undefined;
  if (namedIn[by].has(rule)) return known.get(fold(subject.slug)) ?? subject;
  if (!rule.startsWith("exception-")) return undefined;
  const { rule: excepted, team } = facts;
  if (by === "team" && typeof team === "string") return known.get(fold(team)) ?? named(team);
  if (typeof excepted !== "string" || otherRules.has(excepted)) return undefined;
  if (teamRules.test(excepted) !== (by === "team")) return undefined;
  return known.get(fold(subject.slug)) ?? known.get(placeKey(policy) ?? "") ?? subject;
}

/** No name contains a line break. */
function placeKey(policy: ReportFinding["policy"]): string | undefined {
  return policy === undefined ? undefined : `\n${policy.path}:${policy.line}:${policy.column}`;
}

function named(text: string): Subject {
  return { kind: "policy", id: fold(text), slug: text, name: text };
}

function keyOf({ kind, id }: Subject): string {
  return `${kind} ${id}`;
}

function titleOf(subject: Subject): string {
  const name = shortNameOf(subject);
  if (subject.kind === "service") return `service account ${name}`;
  if (subject.kind === "token") return `token ${name}`;
  return subject.kind === "invite" ? `invite of ${name}` : name;
}
