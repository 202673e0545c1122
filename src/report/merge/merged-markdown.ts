/** The merged report as GitHub Flavored Markdown. */

import { count } from "../../roster/count.ts";
import { codeSpan, escapeMarkdown, linkTo } from "../escape/escape-markdown.ts";
import { ageOf, utcMinute } from "../wording.ts";
import { fitSection, tableSection, type Section } from "./fit-lines.ts";
import type { MergedFinding, MergedReport, MergedWorkspace, Previous } from "./merged-report.ts";
import {
  countOrUnknown,
  describePerson,
  describeNotCompared,
  describePrevious,
  describeVerdicts,
  findingsByWorkspace,
  leftOut,
  noteOf,
  titleOf,
} from "./merged-wording.ts";

/** A job summary has at most 1 MiB; other steps may write to it, too. */
const maxBytes = 1_000_000;

/**
 * An issue has at most 65,536 characters. Details are only added while the text fits into one. A text
 * never has more characters than bytes.
 */
const maxBytesWithDetails = 65_000;

/** Of each shorter section, so that most of the space is for the workspaces. */
const maxBytesOfSection = 50_000;

/** For the sentences about what is new and how many findings are left out. */
const reservedBytes = 1_000;

/** Longer lists are in the JSON report and on the page. */
const most = { unreadable: 100, changes: 100, rules: 100, people: 50 };

/**
 * Returns the report: what was not read, a row with the worst finding for each workspace, what is
 * new, rules, people, and then more findings, as far as they fit. What is left out is counted.
 */
export function renderMergedMarkdown(report: MergedReport): string {
  const { previous } = report;
  const title = `### ${escapeMarkdown(titleOf(report))}`;
  const since =
    previous === undefined
      ? ""
      : `**${escapeMarkdown(describePrevious(previous, report.verdict), 1_500)}.**`;
  const tool = `<sub>${escapeMarkdown(`${report.tool.name} ${report.tool.version}`)}</sub>`;
  let used = Buffer.byteLength(title) + Buffer.byteLength(tool) + reservedBytes;
  const fit = (section: Section | undefined, space: number): string => {
    const text = section === undefined ? "" : fitSection(section, space);
    used += Buffer.byteLength(text) + 2;
    return text;
  };
  const found = findingsByWorkspace(report);
  const unreadable = fit(unreadableSection(report), maxBytesOfSection);
  const changes = fit(changeSection(previous), maxBytesOfSection);
  const rules = fit(ruleSection(report), maxBytesOfSection);
  const people = fit(peopleSection(report), maxBytesOfSection);
  const workspaces = fit(workspaceSection(report, found), maxBytes - used);
  const others = [...found.values()].flatMap((findings) => findings.slice(1));
  const details = fit(findingSection(report, others), maxBytesWithDetails - used);
  const rest = details === "" ? leftOut(report, found.size) : "";
  const parts = [title, unreadable, since, workspaces, changes, rules, people, details, rest, tool];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function unreadableSection({ unreadable }: MergedReport): Section | undefined {
  if (unreadable.length === 0) return undefined;
  const lines = unreadable.map(
    ({ path, reason }) => `- ${codeSpan(path)}: ${escapeMarkdown(reason, 500)}`,
  );
  return {
    head: "**Not read, so this is not a clean result:**\n",
    lines,
    most: most.unreadable,
    rest: (number) => more(number, ["more report"], "not read"),
  };
}

const columns = [
  "Workspace",
  "Verdict",
  "Errors",
  "Warnings",
  "Notes",
  "Accepted",
  "Not judged",
  "Members",
  "Coverage",
  "Age",
  "Why, and the worst finding",
];

function workspaceSection(report: MergedReport, found: ReturnType<typeof findingsByWorkspace>) {
  const { workspaces, generatedAt } = report;
  const rows = workspaces.map((row) => [
    nameOf(row),
    row.verdict,
    ...cellsOf(row, generatedAt),
    [escapeMarkdown(noteOf(row), 300), sayFinding(found.get(row.slug)?.[0])]
      .filter((part) => part !== "")
      .join("; "),
  ]);
  return tableSection(columns, rows, {
    rest: (number) => more(number, ["more workspace"], "did not fit here, the least severe ones"),
  });
}

function more(
  number: number,
  [one, several]: readonly [one: string, several?: string],
  how: string,
): string {
  return number === 0 ? "" : `${count(number, one, several)} ${how}.`;
}

/** The name links to the run, which has the workspace's own report. */
function nameOf({ slug, runUrl }: Pick<MergedWorkspace, "slug" | "runUrl">): string {
  const name = escapeMarkdown(slug, 100);
  return runUrl === null ? name : (linkTo(runUrl, name) ?? name);
}

function cellsOf({ seen }: MergedWorkspace, now: string): readonly string[] {
  if (seen === null) return columns.slice(3).map(() => "");
  const { counts, roster, coverage, readAt } = seen;
  const { errors, warnings, notes, accepted, notJudged } = counts;
  const numbers = [errors, warnings, notes, accepted, notJudged, roster.members];
  return [...numbers.map(String), coverage, ageOf(readAt, now)];
}

function sayFinding(finding: MergedFinding | undefined): string {
  if (finding === undefined) return "";
  const { severity, rule, message } = finding;
  return `${stateOf(finding)}${severity} ${codeSpan(rule)}: ${escapeMarkdown(message, 200)}`;
}

function stateOf({ state }: MergedFinding): string {
  return state === "introduced" ? "**new** " : "";
}

function changeSection(previous: Previous | undefined): Section | undefined {
  if (previous === undefined || previous.workspaces.length === 0) return undefined;
  const rows = previous.workspaces.map((change) => [
    escapeMarkdown(change.slug, 100),
    [describeVerdicts(change, "→"), escapeMarkdown(describeNotCompared(change), 800)]
      .filter((part) => part !== "")
      .join("; "),
    countOrUnknown(change.introduced),
    countOrUnknown(change.resolved),
  ]);
  const since = `Changed since ${utcMinute(previous.generatedAt)}`;
  return tableSection([since, "Verdict", "New findings", "Resolved"], rows, {
    most: most.changes,
    rest: (number) => more(number, ["more workspace"], "changed"),
  });
}

function ruleSection({ rules }: MergedReport): Section | undefined {
  if (rules.length === 0) return undefined;
  const rows = rules.map(({ id, severity, workspaces, findings }) => [
    codeSpan(id),
    severity,
    String(workspaces),
    String(findings),
  ]);
  return tableSection(["Rule", "Severity", "Workspaces", "Findings"], rows, {
    most: most.rules,
    rest: (number) => more(number, ["more rule"], "with findings"),
  });
}

/** Enough to see what the workspaces have in common; the JSON report has all. */
const maxWorkspacesOfPerson = 5;

const personColumns = [
  "Person with findings in several workspaces",
  "Workspaces",
  "Open findings",
  "Which",
];

function peopleSection({ people, peopleLeftOut }: MergedReport): Section | undefined {
  if (people.length === 0) return undefined;
  const rows = people.map((person) => [
    escapeMarkdown(describePerson(person), 100),
    String(person.workspaces.length),
    String(person.findings),
    listSome(person.workspaces),
  ]);
  return tableSection(personColumns, rows, {
    most: most.people,
    rest: (number) =>
      more(number + peopleLeftOut, ["more person", "more people"], "in several workspaces"),
  });
}

function listSome(slugs: readonly string[]): string {
  const names = slugs.slice(0, maxWorkspacesOfPerson).map((slug) => escapeMarkdown(slug, 60));
  const rest = slugs.length - names.length;
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function findingSection(
  report: MergedReport,
  findings: readonly MergedFinding[],
): Section | undefined {
  if (findings.length === 0) return undefined;
  const rows = findings.map((finding) => [
    escapeMarkdown(finding.workspace, 100),
    `${stateOf(finding)}${finding.severity}`,
    codeSpan(finding.rule),
    escapeMarkdown(finding.message, 500),
  ]);
  const worst = report.findings.length - findings.length;
  return tableSection(["Workspace", "Severity", "Rule", "More findings"], rows, {
    rest: (number) => leftOut(report, worst + findings.length - number),
  });
}
