import { p as severities, t as nameOf } from "./subject.js";
import { a as joinNames, i as groupGaps, o as shareGaps } from "./list-gap.js";
import { r as unknownReasons } from "./fact.js";
import { t as count } from "./count.js";
import { t as noComparison } from "./policy-words.js";
import { r as knownInWords, t as isListComplete } from "./known-count.js";
import { n as shorten } from "./visible-text.js";
import { i as shownName } from "./visible.js";

// src/report/tally.ts
/** The number of findings of each severity, in words. */
const severityPlurals = {
	error: "errors",
	warning: "warnings",
	note: "notes"
};
/** Returns the findings that are not accepted, in the report's order. */
function openFindings(report) {
	return report.findings.filter((finding) => finding.state !== "accepted");
}
/** Returns `5 errors, 1 warning` for findings; empty if there are none. */
function tally(findings) {
	return severities.map((severity) => [severity, findings.filter((f) => f.severity === severity).length]).filter(([, number]) => number > 0).map(([severity, number]) => count(number, severity, severityPlurals[severity])).join(", ");
}

// src/report/impact-wording.ts
/**
* The impact of a pull request in words: what it introduces, what it resolves, and what exists
* without it.
*/
/** Returns the open findings of a pull request. */
function splitByImpact(report) {
	const open = openFindings(report);
	const introduced = open.filter(({ state }) => state === "introduced");
	return {
		defects: introduced.filter(({ task }) => task === void 0),
		tasks: introduced.filter(({ task }) => task !== void 0),
		existing: open.filter(({ state }) => state !== "introduced")
	};
}
/** Returns the impact in a few words, to follow a colon. */
function impactHeadline(report) {
	const { defects, tasks, existing } = splitByImpact(report);
	const { weakened = 0 } = report.counts;
	return [
		...weakened > 0 ? [`weakens the policy in ${count(weakened, "place")}`] : [],
		...defects.length > 0 ? [`introduces ${tally(defects)}`] : [],
		...tasks.length > 0 ? [`${count(tasks.length, "task")} after merging`] : [],
		...defects.length + tasks.length === 0 ? ["introduces nothing"] : [],
		...report.resolved.length === 0 ? [] : [`resolves ${report.resolved.length}`],
		...existing.length === 0 ? [] : [`${existing.length} existing`]
	].join(", ");
}
/** Returns the meaning of the impact, in a few sentences. */
function impactMeaning(report) {
	const { base, verdict, policy } = report;
	const { defects, tasks, existing } = splitByImpact(report);
	if (base?.sha256 === null) return `${base.invalid === true ? `The version of ${policy.path} before this change cannot be used, so its findings count as` : `${policy.path} is new, so its findings count as`} existing, and none of them fails this check.`;
	const { weakened = 0 } = report.counts;
	return [
		weakened === 0 ? "" : `This change weakens the policy in ${count(weakened, "place")}.`,
		defects.length + tasks.length === 0 ? "Merging this change introduces no drift." : "",
		defects.length === 0 ? "" : `This change introduces ${count(defects.length, "finding")} that only a change of the policy resolves.`,
		defects.length > 0 && verdict !== "drift" ? `${defects.length === 1 ? "It does not fail" : "None of them fails"} this check.` : "",
		tasks.length === 0 ? "" : `After merging, ${tasks.length === 1 ? "there is 1 task" : `there are ${count(tasks.length, "task")}`} to do in the workspace${defects.length === 0 && verdict === "drift" ? ", and this check is set to fail on tasks" : ""}.`,
		report.resolved.length === 0 ? "" : `${sentenceCount(report.resolved.length)} resolved by it.`,
		existing.length === 0 ? "" : `${sentenceCount(existing.length)} not caused by it.`
	].filter((sentence) => sentence !== "").join(" ");
}
/**
* Returns notes about the earlier policy, whatever the verdict; begins with a space, or is empty.
*/
function baseNotes({ base, verdict, policy }) {
	if (base === void 0) return "";
	const { movedFrom, encoding, invalid } = base;
	return [
		...movedFrom === void 0 ? [] : [`The policy was ${movedFrom} before this change.`],
		...encoding === void 0 ? [] : [`Before this change it was not UTF-8, so it was read as Latin-1 for the comparison.`],
		...invalid === true && verdict === "unknown" ? [noComparison(policy)] : []
	].map((note) => ` ${note}`).join("");
}
function sentenceCount(number) {
	return number === 1 ? "One finding is" : `${number} findings are`;
}

// src/report/fact-words.ts
/** Facts of the roster whose names in the code are not words. */
const factWords = {
	active: "activity",
	broadcast: "broadcast state",
	createdAt: "day of creation",
	createdBy: "creator",
	defaultPrivilege: "default privilege",
	email: "e-mail address",
	enabled: "whether it is on",
	enforced: "whether it is enforced",
	endsAt: "end",
	expiresAt: "end",
	isDefault: "whether it is the default",
	joinedAt: "day of joining",
	keyExpiresAt: "end of the key",
	lastLoginAt: "last login",
	lastLoginMethod: "login method",
	limited: "limits",
	mappingClaim: "mapping claim",
	mappings: "dynamic mappings",
	privateBroadcasts: "private broadcasts",
	teamRole: "role in a team",
	twoFactor: "two-factor"
};
/** Returns the name of a fact in words. */
function factInWords(fact) {
	return factWords[fact] ?? fact;
}

// src/report/wording.ts
/** The sentences of a report, the same in every rendering. Nothing here is escaped. */
/** Long enough for every real name; a longer one must not push the username out of view. */
const maxNameLength = 60;
/** Returns the verdict in a few words, such as `5 errors, 4 warnings`, to follow a colon. */
function headline(report) {
	const found = tally(openFindings(report));
	const { verdict, counts } = report;
	if (verdict === "unknown") return found === "" ? "result unknown" : `result unknown; found ${found}`;
	if (report.base !== void 0) return impactHeadline(report);
	const gap = counts.notJudged === 0 ? "" : `, ${count(counts.notJudged, "rule")} not judged`;
	if (found === "") return `no drift${gap}`;
	return verdict === "clean" ? `${found}, nothing that fails the audit${gap}` : `${found}${gap}`;
}
/** Returns the verdict's word and what was found, such as `clean: 4 warnings`. */
function verdictLine(report) {
	const { verdict } = report;
	if (verdict !== "unknown") return `${verdict}: ${headline(report)}`;
	const found = tally(openFindings(report));
	return `${verdict}: ${found === "" ? "no findings in what was seen" : `found ${found}`}`;
}
/** Returns the meaning of the verdict, in one or two sentences. */
function meaning(report) {
	return `${meaningOf(report)}${baseNotes(report)}`;
}
function meaningOf(report) {
	const { verdict, counts, policy, failOn } = report;
	const open = openFindings(report);
	const unjudged = `${count(counts.notJudged, "rule")} could not be judged`;
	const more = counts.notJudged === 0 ? "" : ` ${unjudged}, so there may be more.`;
	if (verdict === "unknown") return whyUnknown(report, open.length > 0);
	if (report.base !== void 0) return `${impactMeaning(report)}${more}`;
	if (verdict === "drift") {
		const fresh = counts.introduced === 0 ? "" : ` New: ${counts.introduced}.`;
		const harmless = failOn === "never" ? " The audit is set to never fail on drift." : "";
		return `The workspace does not match ${policy.path}.${fresh}${harmless}${more}`;
	}
	if (open.length > 0) return `${whyClean(report, open)}${more}`;
	return counts.notJudged === 0 ? `The workspace matches ${policy.path}.` : `What was seen matches ${policy.path}, but ${unjudged}.`;
}
/** Returns the size of the workspace, such as `41 members, 9 teams, 5 service accounts`. */
function extent(report) {
	const { members, teams, services, invites, repositories } = report.roster;
	const part = (list, number, noun, plural) => knownInWords(number, isListComplete(report, list), noun, plural);
	return [
		part("members", members, "member"),
		part("teams", teams, "team"),
		part("services", services, "service account"),
		...invites === 0 && isListComplete(report, "invites") ? [] : [part("invites", invites, "pending invite")],
		...repositories === void 0 ? [] : [part("repositories", repositories, "repository", "repositories")]
	].join(", ");
}
/** Returns the account that read the workspace; without its name if `anonymous`. */
function reader({ coverage }, anonymous = false) {
	const { kind, slug, role } = coverage.readAs;
	const account = {
		user: "user",
		service: "service account",
		unknown: "account"
	}[kind];
	return `${slug === null || anonymous ? `${account.startsWith("a") ? "an" : "a"} ${account}` : `${account} ${slug}`} ${role === null ? "of unknown role" : `(${role})`}`;
}
/** Returns whether the lists are complete, to follow a colon or be part of a line. */
function completeness(report) {
	const limit = report.coverage.visibleOnly === true ? `; ${visibleOnly}` : "";
	return `${listCompleteness(report)}${limit}`;
}
/** What the policy excludes from the checks. */
const visibleOnly = "only visible repositories were checked";
function listCompleteness({ coverage }) {
	if (coverage.status === "none") return "no part of the workspace was seen";
	const gaps = coverage.lists.filter(isGap);
	if (gaps.length > 0) return `${gaps.some(({ status }) => status !== "unknown") ? "not read completely" : "not known to be complete"}: ${gaps.map((list) => list.name).join(", ")}`;
	return coverage.unknowns.length === 0 ? "every list was read completely" : "every list was read completely, but some facts were not seen";
}
/** Returns notes on lists that were read completely, each as `list: sentence`. */
function notesOf({ coverage }) {
	return coverage.lists.flatMap(({ name, note }) => note === void 0 ? [] : [`${name}: ${note}`]);
}
/**
* Returns what was not seen: the lists with gaps first, then the facts. Lists and facts with the same
* reason are one entry.
*/
function gapsOf({ coverage }) {
	const lists = groupGaps(coverage.lists.filter(isGap));
	const facts = Map.groupBy(coverage.unknowns, ({ list, reason }) => `${list} ${reason}`);
	return [...lists.map(toListGap), ...[...facts.values()].map(toFactGap)];
}
/** Returns the same, with an entry for each list and each fact. */
function eachGapOf({ coverage }) {
	return [...coverage.lists.filter(isGap).map((list) => toListGap([list])), ...coverage.unknowns.map((fact) => toFactGap([fact]))];
}
/**
* Returns the rules that were not judged, grouped by reason. Why a list has a gap is left out, because
* `gapsOf` says it; `inFull` repeats it.
*/
function notJudgedByReason({ rules, coverage }, { inFull = false } = {}) {
	const blind = rules.filter(({ status }) => status === "not-judged");
	const share = shareGaps(coverage.lists, (list) => !inFull && isGap(list));
	const reasonOf = ({ reason }) => reason === null ? null : share(reason);
	return [...Map.groupBy(blind, reasonOf)].map(([reason, group]) => ({
		reason,
		rules: group.map(({ id, severity }) => `${id} (${severity})`)
	}));
}
/**
* Splits a finding's message into its subject and the rest; together they are a sentence. Names
* that are too long are cut, so that the rest stays in view.
*/
function describeFinding(finding) {
	const { subject, object, message } = finding;
	const name = nameOf(subject);
	const at = message.indexOf(name);
	const before = message.slice(0, at);
	const after = message.slice(at + name.length);
	const opens = at >= 0 && /^(?:[\w ]{0,24} )?"?$/v.test(before) && /^"?(?: |$)/v.test(after);
	const what = opens ? after : message;
	const short = object === void 0 ? what : what.replace(nameOf(object), () => shortNameOf(object));
	if (!opens) return {
		who: subject.kind === "workspace" ? "the workspace" : shortNameOf(subject),
		what: short
	};
	const quote = after.startsWith("\"") ? "\"" : "";
	return {
		who: `${before}${shortNameOf(subject)}${quote}`,
		what: short.slice(quote.length).trimStart()
	};
}
/** Returns a finding in one line, whether or not its message begins with the subject. */
function sentenceOf(finding) {
	const { who, what } = describeFinding(finding);
	return `${who}${what === finding.message ? ":" : ""} ${what}`;
}
/** Returns `access-policy.yml:12`, or null if the finding has no line in the policy. */
function placeOf({ policy }) {
	return policy === void 0 ? null : `${policy.path}:${policy.line}`;
}
/** Returns a time of the report in the form `2026-11-23 09:00 UTC`. */
function utcMinute(time) {
	return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
/**
* Returns which artifact was audited instead of the workspace, and its age; empty for the
* workspace.
*/
function archiveAge({ archive, readAt, generatedAt }) {
	if (archive === void 0) return "";
	return `${archive.path}, which was ${ageOf(readAt, generatedAt)} old`;
}
/** Returns the time between two times in words: `5 hours`, or `3 days`. */
function ageOf(time, now) {
	const hours = Math.max(0, Math.floor((Date.parse(now) - Date.parse(time)) / 36e5));
	return hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day");
}
/** Returns the findings by rule, the rules in the order of their first findings. */
function groupByRule(findings) {
	return Map.groupBy(findings, (finding) => finding.rule);
}
/** Returns the remedies for a rule's findings, each once. */
function remediesOf(findings) {
	return [...new Set(findings.map(({ remedy }) => remedy))];
}
/** A list that the plan does not include is not a gap, because nobody could see it. */
function isGap({ status }) {
	return status !== "complete" && status !== "not-in-plan";
}
/** The lists have the same status and reason. */
function toListGap(lists) {
	const [{ status, reason } = {
		status: "unknown",
		reason: null
	}] = lists;
	const seen = lists.map(({ count: rows, expected }) => expected === null || expected === rows ? `${rows}` : `${rows} of ${expected}`);
	const numbers = joinNames(new Set(seen).size === 1 ? seen.slice(0, 1) : seen);
	return {
		list: lists.map(({ name }) => name).join(", "),
		seen: `${status.replaceAll("-", " ")}, ${numbers} seen`,
		reason,
		mayQuote: true
	};
}
/** The facts are of the same list, and have the same reason. */
function toFactGap(facts) {
	const [{ list, reason } = {
		list: "",
		reason: "missing"
	}] = facts;
	const seen = facts.map(({ fact, count: number }) => `${factInWords(fact)} unknown for ${number}`);
	return {
		list,
		seen: joinNames(seen),
		reason: unknownReasons[reason],
		mayQuote: false
	};
}
/** Returns a subject's name for a sentence, cut if it is too long. */
function shortNameOf(subject) {
	const { slug, name } = subject;
	return nameOf({
		...subject,
		slug: shorten(slug, maxNameLength),
		name: shorten(shownName(name, slug), maxNameLength)
	});
}
function whyUnknown({ archive, counts, coverage }, found) {
	if (archive?.stale !== void 0) return `This is not a clean result: ${archive.path} does not describe the current workspace: ${archive.stale}.`;
	const foundNote = found ? " The findings are still valid." : "";
	if (counts.notJudged > 0) return `This is not a clean result: ${count(counts.notJudged, "rule")} could not be judged, because some data that ${counts.notJudged === 1 ? "it needs" : "they need"} was not seen.${foundNote}`;
	return `This is not a clean result: ${coverage.status === "complete" ? "the audit could not be finished" : "the workspace was not read completely"}.${foundNote}`;
}
/** Such a finding is about the policy's own entry, not about a difference in the workspace. */
function isAboutEntry({ rule }) {
	return rule.startsWith("exception-") || rule === "entry-ending";
}
function whyClean({ failOn, policy }, open) {
	const differs = open.every(isAboutEntry) ? `The workspace matches ${policy.path}. Some entries of the policy need attention, but` : `The workspace does not fully match ${policy.path}, but`;
	if (failOn === "never") return `${differs} the audit is set to never fail on drift.`;
	const limit = severities.indexOf(failOn);
	return open.some((finding) => severities.indexOf(finding.severity) <= limit) ? `${differs} nothing that was found is new, and only new findings fail this audit.` : `${differs} only ${severityPlurals[failOn]} fail this audit.`;
}

export { openFindings as C, impactHeadline as S, tally as T, sentenceOf as _, eachGapOf as a, verdictLine as b, groupByRule as c, meaning as d, notJudgedByReason as f, remediesOf as g, reader as h, describeFinding as i, headline as l, placeOf as m, archiveAge as n, extent as o, notesOf as p, completeness as r, gapsOf as s, ageOf as t, isGap as u, shortNameOf as v, severityPlurals as w, visibleOnly as x, utcMinute as y };