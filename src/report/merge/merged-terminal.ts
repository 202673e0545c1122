import { count } from "../../roster/count.ts";
import {
  createPage,
  heading,
  prose,
  toText,
  type Page,
  type PageOptions,
} from "../terminal/terminal-page.ts";
import type { Verdict } from "../report.ts";
import { verdictFormats } from "../terminal/terminal-style.ts";
import { padText } from "../terminal/wrap-text.ts";
import { ageOf } from "../wording.ts";
import type { MergedFinding, MergedReport, MergedWorkspace, Previous } from "./merged-report.ts";
import {
  countOrUnknown,
  countsOf,
  describePerson,
  describeNotCompared,
  describePrevious,
  describeRule,
  describeVerdicts,
  findingsByWorkspace,
  leftOut,
  noteOf,
  titleOf,
} from "./merged-wording.ts";

/** A terminal scrolls; the files have more. */
const most = { findings: 50, rules: 50, people: 10, changes: 50 };

/** Returns text with a final newline, the verdict last; with `quiet`, only the verdict. */
export function renderMergedTerminal(
  report: MergedReport,
  options: PageOptions & { readonly quiet?: boolean | undefined },
): string {
  const page = createPage(options);
  const verdict = heading(titleOf(report), verdictFormats[report.verdict], page);
  if (options.quiet === true) return toText([verdict]);
  const { unreadable, workspaces, rules, previous } = report;
  const found = findingsByWorkspace(report);
  const others = [...found.values()].flatMap((findings) => findings.slice(1));
  const listed = others.slice(0, most.findings);
  const rest = leftOut(report, listed.length + found.size);
  return toText([
    unreadable.flatMap(({ path, reason }) => prose("? ", `${path}: ${reason}`, page)),
    workspaces.flatMap((row) => rowLines(row, found.get(row.slug)?.[0], report, page)),
    listed.flatMap((finding) => prose("  ", `${finding.workspace}: ${sayFinding(finding)}`, page)),
    rest === "" ? [] : prose("  ", rest, page),
    [
      ...rules.slice(0, most.rules).flatMap((rule) => prose("  ", describeRule(rule), page)),
      ...moreLines(rules.length - most.rules, "rule", page),
    ],
    peopleLines(report, page),
    previous === undefined ? [] : changeLines(previous, report.verdict, page),
    verdict,
  ]);
}

function rowLines(
  row: MergedWorkspace,
  worst: MergedFinding | undefined,
  report: MergedReport,
  page: Page,
): readonly string[] {
  const verdict = page.paint(verdictFormats[row.verdict], padText(row.verdict, 7));
  const facts = row.seen === null ? "" : `: ${factsOf(row.seen, report.generatedAt)}`;
  const notes = [noteOf(row), worst === undefined ? "" : sayFinding(worst)];
  return [
    ...prose(`${verdict}  `, `${row.slug}${facts}`, page),
    ...notes.filter((note) => note !== "").flatMap((note) => prose("         ", note, page)),
  ];
}

function sayFinding({ severity, rule, message }: MergedFinding): string {
  return `${severity} ${rule}: ${message}`;
}

function factsOf(seen: NonNullable<MergedWorkspace["seen"]>, now: string): string {
  const { counts, roster, coverage, readAt } = seen;
  return [
    countsOf(seen),
    `${counts.accepted} accepted`,
    `${counts.notJudged} not judged`,
    count(roster.members, "member"),
    `coverage ${coverage}`,
    `${ageOf(readAt, now)} old`,
  ].join(", ");
}

function peopleLines({ people, peopleLeftOut }: MergedReport, page: Page): readonly string[] {
  if (people.length === 0) return [];
  const rest = people.length + peopleLeftOut - most.people;
  return [
    ...prose("", "People with findings in several workspaces:", page),
    ...people.slice(0, most.people).flatMap((person) => {
      const facts = `${count(person.workspaces.length, "workspace")}, ${count(person.findings, "open finding")}`;
      return prose("  ", `${describePerson(person)}: ${facts}`, page);
    }),
    ...moreLines(rest, "person", page, "people"),
  ];
}

function changeLines(previous: Previous, verdict: Verdict, page: Page): readonly string[] {
  const { workspaces } = previous;
  return [
    ...prose("", `${describePrevious(previous, verdict)}.`, page),
    ...workspaces.slice(0, most.changes).flatMap((change) => {
      const verdicts = describeVerdicts(change, page.glyphs.arrow);
      const { introduced, resolved } = change;
      const findings = `${countOrUnknown(introduced)} new, ${countOrUnknown(resolved)} resolved`;
      const compared = introduced === null && resolved === null ? "" : findings;
      const parts = [verdicts, compared, describeNotCompared(change)].filter((part) => part !== "");
      return prose("  ", `${change.slug}: ${parts.join(", ")}`, page);
    }),
    ...moreLines(workspaces.length - most.changes, "workspace", page),
  ];
}

function moreLines(number: number, one: string, page: Page, several?: string): readonly string[] {
  if (number <= 0) return [];
  return prose(
    "  ",
    `And ${count(number, `more ${one}`, several === undefined ? undefined : `more ${several}`)}.`,
    page,
  );
}
