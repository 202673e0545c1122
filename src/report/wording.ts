/** The sentences of a report, the same in every rendering. Nothing here is escaped. */

import { severities } from "../policy/severity.ts";
import { nameOf } from "../policy/subject.ts";
import { groupGaps, joinNames, shareGaps } from "../policy/list-gap.ts";
import { unknownReasons } from "../roster/fact.ts";
import type { ListName } from "../roster/coverage.ts";
import { count } from "../roster/count.ts";
import { openFindings, severityPlurals, tally } from "./tally.ts";
import { baseNotes, impactHeadline, impactMeaning } from "./impact-wording.ts";
import { factInWords } from "./fact-words.ts";
import { isListComplete, knownInWords } from "./known-count.ts";
import type { Report, ReportFinding } from "./report.ts";
import { shorten } from "./escape/visible-text.ts";
import { shownName } from "../roster/visible.ts";

type ListCoverage = Report["coverage"]["lists"][number];
type UnknownFact = Report["coverage"]["unknowns"][number];

/** Long enough for every real name; a longer one must not push the username out of view. */
const maxNameLength = 60;

/** Returns the verdict in a few words, such as `5 errors, 4 warnings`, to follow a colon. */
export function headline(report: Report): string {
  const found = tally(openFindings(report));
  const { verdict, counts } = report;
  if (verdict === "unknown")
    return found === "" ? "result unknown" : `result unknown; found ${found}`;
  if (report.base !== undefined) return impactHeadline(report);
  const gap = counts.notJudged === 0 ? "" : `, ${count(counts.notJudged, "rule")} not judged`;
  if (found === "") return `no drift${gap}`;
  return verdict === "clean" ? `${found}, nothing that fails the audit${gap}` : `${found}${gap}`;
}

/** Returns the verdict's word and what was found, such as `clean: 4 warnings`. */
export function verdictLine(report: Report): string {
  const { verdict } = report;
  if (verdict !== "unknown") return `${verdict}: ${headline(report)}`;
  const found = tally(openFindings(report));
  return `${verdict}: ${found === "" ? "no findings in what was seen" : `found ${found}`}`;
}

/** Returns the meaning of the verdict, in one or two sentences. */
export function meaning(report: Report): string {
  return `${meaningOf(report)}${baseNotes(report)}`;
}

function meaningOf(report: Report): string {
  const { verdict, counts, policy, failOn } = report;
  const open = openFindings(report);
  const unjudged = `${count(counts.notJudged, "rule")} could not be judged`;
  const more = counts.notJudged === 0 ? "" : ` ${unjudged}, so there may be more.`;
  if (verdict === "unknown") return whyUnknown(report, open.length > 0);
  if (report.base !== undefined) return `${impactMeaning(report)}${more}`;
  if (verdict === "drift") {
    const fresh = counts.introduced === 0 ? "" : ` New: ${counts.introduced}.`;
    const harmless = failOn === "never" ? " The audit is set to never fail on drift." : "";
    return `The workspace does not match ${policy.path}.${fresh}${harmless}${more}`;
  }
  if (open.length > 0) return `${whyClean(report, open)}${more}`;
  return counts.notJudged === 0
    ? `The workspace matches ${policy.path}.`
    : `What was seen matches ${policy.path}, but ${unjudged}.`;
}

/** Returns the size of the workspace, such as `41 members, 9 teams, 5 service accounts`. */
export function extent(report: Pick<Report, "roster" | "coverage">): string {
  const { members, teams, services, invites, repositories } = report.roster;
  const part = (list: ListName, number: number, noun: string, plural?: string) =>
    knownInWords(number, isListComplete(report, list), noun, plural);
  const counts = [
    part("members", members, "member"),
    part("teams", teams, "team"),
    part("services", services, "service account"),
    ...(invites === 0 && isListComplete(report, "invites")
      ? []
      : [part("invites", invites, "pending invite")]),
    ...(repositories === undefined
      ? []
      : [part("repositories", repositories, "repository", "repositories")]),
  ];
  return counts.join(", ");
}

/** Returns the account that read the workspace; without its name if `anonymous`. */
export function reader({ coverage }: Report, anonymous = false): string {
  const { kind, slug, role } = coverage.readAs;
  const account = { user: "user", service: "service account", unknown: "account" }[kind];
  const who =
    slug === null || anonymous
      ? `${account.startsWith("a") ? "an" : "a"} ${account}`
      : `${account} ${slug}`;
  return `${who} ${role === null ? "of unknown role" : `(${role})`}`;
}

/** Returns whether the lists are complete, to follow a colon or be part of a line. */
export function completeness(report: Report): string {
  const limit = report.coverage.visibleOnly === true ? `; ${visibleOnly}` : "";
  return `${listCompleteness(report)}${limit}`;
}

/** What the policy excludes from the checks. */
export const visibleOnly = "only visible repositories were checked";

function listCompleteness({ coverage }: Report): string {
  if (coverage.status === "none") return "no part of the workspace was seen";
  const gaps = coverage.lists.filter(isGap);
  if (gaps.length > 0) {
    const known = gaps.some(({ status }) => status !== "unknown");
    return `${known ? "not read completely" : "not known to be complete"}: ${gaps.map((list) => list.name).join(", ")}`;
  }
  return coverage.unknowns.length === 0
    ? "every list was read completely"
    : "every list was read completely, but some facts were not seen";
}

/** Returns notes on lists that were read completely, each as `list: sentence`. */
export function notesOf({ coverage }: Pick<Report, "coverage">): readonly string[] {
  return coverage.lists.flatMap(({ name, note }) =>
    note === undefined ? [] : [`${name}: ${note}`],
  );
}

export interface Gap {
  readonly list: string;
  readonly seen: string;
  /** Null if no reason was recorded. */
  readonly reason: string | null;
  /** Whether the reason may quote workspace text. */
  readonly mayQuote: boolean;
}

/**
 * Returns what was not seen: the lists with gaps first, then the facts. Lists and facts with the same
 * reason are one entry.
 */
export function gapsOf({ coverage }: Pick<Report, "coverage">): readonly Gap[] {
  const lists = groupGaps(coverage.lists.filter(isGap));
  const facts = Map.groupBy(coverage.unknowns, ({ list, reason }) => `${list} ${reason}`);
  return [...lists.map(toListGap), ...[...facts.values()].map(toFactGap)];
}

/** Returns the same, with an entry for each list and each fact. */
export function eachGapOf({ coverage }: Pick<Report, "coverage">): readonly Gap[] {
  const lists = coverage.lists.filter(isGap);
  return [
    ...lists.map((list) => toListGap([list])),
    ...coverage.unknowns.map((fact) => toFactGap([fact])),
  ];
}

export interface NotJudged {
  /** The rules' ids with their severities. */
  readonly rules: readonly string[];
  /** Null if no reason was recorded; may quote workspace text. */
  readonly reason: string | null;
}

/**
 * Returns the rules that were not judged, grouped by reason. Why a list has a gap is left out, because
 * `gapsOf` says it; `inFull` repeats it.
 */
export function notJudgedByReason(
  { rules, coverage }: Pick<Report, "rules" | "coverage">,
  { inFull = false } = {},
): readonly NotJudged[] {
  const blind = rules.filter(({ status }) => status === "not-judged");
  const share = shareGaps(coverage.lists, (list) => !inFull && isGap(list));
  const reasonOf = ({ reason }: (typeof rules)[number]) => (reason === null ? null : share(reason));
  return [...Map.groupBy(blind, reasonOf)].map(([reason, group]) => ({
    reason,
    rules: group.map(({ id, severity }) => `${id} (${severity})`),
  }));
}

/**
 * Splits a finding's message into its subject and the rest; together they are a sentence. Names
 * that are too long are cut, so that the rest stays in view.
 */
export function describeFinding(finding: ReportFinding): { who: string; what: string } {
  const { subject, object, message } = finding;
  const name = nameOf(subject);
  const at = message.indexOf(name);
  const before = message.slice(0, at);
  const after = message.slice(at + name.length);
  const opens = at >= 0 && /^(?:[\w ]{0,24} )?"?$/v.test(before) && /^"?(?: |$)/v.test(after);
  const what = opens ? after : message;
  const short =
    object === undefined ? what : what.replace(nameOf(object), () => shortNameOf(object));
  if (!opens)
    return {
      who: subject.kind === "workspace" ? "the workspace" : shortNameOf(subject),
      what: short,
    };
  const quote = after.startsWith('"') ? '"' : "";
  return {
    who: `${before}${shortNameOf(subject)}${quote}`,
    what: short.slice(quote.length).trimStart(),
  };
}

/** Returns a finding in one line, whether or not its message begins with the subject. */
export function sentenceOf(finding: ReportFinding): string {
  const { who, what } = describeFinding(finding);
  return `${who}${what === finding.message ? ":" : ""} ${what}`;
}

/** Returns `access-policy.yml:12`, or null if the finding has no line in the policy. */
export function placeOf({ policy }: ReportFinding): string | null {
  return policy === undefined ? null : `${policy.path}:${policy.line}`;
}

/** Returns a time of the report in the form `2026-11-23 09:00 UTC`. */
export function utcMinute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/**
 * Returns which artifact was audited instead of the workspace, and its age; empty for the
 * workspace.
 */
export function archiveAge({ archive, readAt, generatedAt }: Report): string {
  if (archive === undefined) return "";
  return `${archive.path}, which was ${ageOf(readAt, generatedAt)} old`;
}

/** Returns the time between two times in words: `5 hours`, or `3 days`. */
export function ageOf(time: string, now: string): string {
  const hours = Math.max(0, Math.floor((Date.parse(now) - Date.parse(time)) / 3_600_000));
  return hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day");
}

/** Returns the findings by rule, the rules in the order of their first findings. */
export function groupByRule(
  findings: readonly ReportFinding[],
): ReadonlyMap<string, ReportFinding[]> {
  return Map.groupBy(findings, (finding) => finding.rule);
}

/** Returns the remedies for a rule's findings, each once. */
export function remediesOf(findings: readonly ReportFinding[]): readonly string[] {
  return [...new Set(findings.map(({ remedy }) => remedy))];
}

/** A list that the plan does not include is not a gap, because nobody could see it. */
export function isGap({ status }: Pick<ListCoverage, "status">): boolean {
  return status !== "complete" && status !== "not-in-plan";
}

/** The lists have the same status and reason. */
function toListGap(lists: readonly ListCoverage[]): Gap {
  const [{ status, reason } = { status: "unknown", reason: null }] = lists;
  // With the announced number itself, "40 of 40" would read like a complete list.
  const seen = lists.map(({ count: rows, expected }) =>
    expected === null || expected === rows ? `${rows}` : `${rows} of ${expected}`,
  );
  // The numbers of several lists are in the order of the lists.
  const numbers = joinNames(new Set(seen).size === 1 ? seen.slice(0, 1) : seen);
  return {
    list: lists.map(({ name }) => name).join(", "),
    seen: `${status.replaceAll("-", " ")}, ${numbers} seen`,
    reason,
    mayQuote: true,
  };
}

/** The facts are of the same list, and have the same reason. */
function toFactGap(facts: readonly UnknownFact[]): Gap {
  const [{ list, reason } = { list: "", reason: "missing" as const }] = facts;
  const seen = facts.map(({ fact, count: number }) => `${factInWords(fact)} unknown for ${number}`);
  return { list, seen: joinNames(seen), reason: unknownReasons[reason], mayQuote: false };
}

/** Returns a subject's name for a sentence, cut if it is too long. */
export function shortNameOf(subject: ReportFinding["subject"]): string {
  const { slug, name } = subject;
  return nameOf({
    ...subject,
    slug: shorten(slug, maxNameLength),
    name: shorten(shownName(name, slug), maxNameLength),
  });
}

function whyUnknown({ archive, counts, coverage }: Report, found: boolean): string {
  if (archive?.stale !== undefined) {
    return `This is not a clean result: ${archive.path} does not describe the current workspace: ${archive.stale}.`;
  }
  const foundNote = found ? " The findings are still valid." : "";
  if (counts.notJudged > 0) {
    return `This is not a clean result: ${count(counts.notJudged, "rule")} could not be judged, because some data that ${counts.notJudged === 1 ? "it needs" : "they need"} was not seen.${foundNote}`;
  }
  const cause =
    coverage.status === "complete"
      ? "the audit could not be finished"
      : "the workspace was not read completely";
  return `This is not a clean result: ${cause}.${foundNote}`;
}

/** Such a finding is about the policy's own entry, not about a difference in the workspace. */
function isAboutEntry({ rule }: ReportFinding): boolean {
  return rule.startsWith("exception-") || rule === "entry-ending";
}

function whyClean({ failOn, policy }: Report, open: readonly ReportFinding[]): string {
  const differs = open.every(isAboutEntry)
    ? `The workspace matches ${policy.path}. Some entries of the policy need attention, but`
    : `The workspace does not fully match ${policy.path}, but`;
  if (failOn === "never") return `${differs} the audit is set to never fail on drift.`;
  const limit = severities.indexOf(failOn);
  return open.some((finding) => severities.indexOf(finding.severity) <= limit)
    ? `${differs} nothing that was found is new, and only new findings fail this audit.`
    : `${differs} only ${severityPlurals[failOn]} fail this audit.`;
}
