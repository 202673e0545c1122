import { n as dayMs } from "./clock.js";
import { n as describeError, t as AuditError } from "./errors.js";
import { n as named, r as requireSeparate } from "./separate.js";
import { n as readBounded } from "./read-bounded.js";
import { t as fold } from "./fold.js";
import { t as compareIds } from "./model.js";
import { t as count } from "./count.js";
import { S as string, _ as looseObject, g as literal, h as int, m as boolean, p as array, u as _enum, v as number, x as strictObject } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { n as RunUrl, r as verdicts, t as Report } from "./report.js";
import { i as toExitCode, n as countFindings, r as decideVerdict } from "./build-report.js";
import { f as compareSeverities, p as severities } from "./subject.js";
import { C as openFindings, _ as sentenceOf, d as meaning, t as ageOf, y as utcMinute } from "./wording.js";
import { a as optionalLists, c as workspaceLists, t as coverageStatus } from "./coverage.js";
import { n as isWeakening } from "./policy-changes.js";
import { n as isInvisible } from "./visible.js";
import { n as shorten, t as escapeJson } from "./visible-text.js";
import { n as escapeMarkdown, r as linkTo, t as codeSpan } from "./escape-markdown.js";
import { n as markdownTable, t as tableOptions } from "./table-options.js";
import { a as describePrevious, c as findingsByWorkspace, d as titleOf, i as describePerson, l as leftOut, n as countsOf, o as describeRule, r as describeNotCompared, s as describeVerdicts, t as countOrUnknown, u as noteOf } from "./merged-wording.js";
import { i as toText, n as heading, o as verdictFormats, r as prose, t as createPage } from "./terminal-page.js";
import { t as padText } from "./wrap-text.js";
import { t as explainTooOld } from "./artifact-age.js";
import { i as version, n as toolName } from "./version.js";
import { t as toSettings } from "./settings2.js";
import { t as writeReports } from "./write-reports.js";
import { isUtf8 } from "node:buffer";

// src/report/merge/compare-previous.ts
/** What is different from an earlier merged report. */
/**
* Returns the workspaces that are new, gone, or in which the verdict or a finding changed, and those
* that cannot be compared completely.
*/
function comparePrevious(previous, rows) {
	const { generatedAt, verdict } = previous;
	const find = createFinder(previous.workspaces);
	const pairs = rows.map((row) => ({
		row,
		before: find(row)
	}));
	const found = new Set(pairs.map(({ before }) => before));
	const gone = previous.workspaces.filter((row) => !found.has(row));
	return {
		generatedAt,
		verdict,
		workspaces: [...pairs.map(({ row, before }) => compareRow(row, before)).filter(isChange), ...gone.map((row) => ({
			slug: row.slug,
			before: row.verdict,
			now: null,
			introduced: null,
			resolved: null,
			notCompared: []
		}))]
	};
}
/** Finds a workspace again by its permanent id. If an id is not known, the slug has to do. */
function createFinder(rows) {
	const byId = new Map(rows.map((row) => [row.id, row]));
	const bySlug = new Map(rows.map((row) => [fold(row.slug), row]));
	return ({ id, slug }) => {
		const same = id === null ? void 0 : byId.get(id);
		if (same !== void 0) return same;
		const named = bySlug.get(fold(slug));
		return named?.id === null || id === null ? named : void 0;
	};
}
function compareRow(row, before) {
	const change = {
		slug: row.slug,
		before: before?.verdict ?? null,
		now: row.verdict
	};
	const was = toSeen(before);
	const is = toSeen(row);
	if (was === void 0 || is === void 0) return {
		...change,
		introduced: null,
		resolved: null,
		notCompared: []
	};
	return {
		...change,
		introduced: countMissing(is.openFindings, was.openFindings, was.notJudged),
		resolved: countMissing(was.openFindings, is.openFindings, is.notJudged),
		notCompared: findInOne(was.notJudged, is.notJudged)
	};
}
/** Returns what a comparison needs; undefined if a part of it is not known. */
function toSeen(row) {
	const { openFindings = null, notJudged = null } = row ?? {};
	return openFindings === null || notJudged === null ? void 0 : {
		openFindings,
		notJudged
	};
}
/** Returns the names that are in only one of the two. */
function findInOne(one, other) {
	return [.../* @__PURE__ */ new Set([...one, ...other])].filter((name) => one.includes(name) !== other.includes(name));
}
/**
* Returns how many findings are not among the others. A rule that was not judged there does not
* count: its findings were not seen, which does not mean that they did not exist.
*/
function countMissing(findings, others, notJudged) {
	const known = new Set(others.flatMap(({ fingerprints }) => fingerprints));
	const blind = new Set(notJudged);
	return findings.filter(({ rule }) => !blind.has(rule)).flatMap(({ fingerprints }) => fingerprints).filter((fingerprint) => !known.has(fingerprint)).length;
}
function isChange({ before, now, introduced, resolved, notCompared }) {
	return before !== now || introduced !== 0 || resolved !== 0 || notCompared.length > 0;
}

// src/report/merge/group-by-keys.ts
/** Groups what belongs together by any of several keys, such as an id and a slug. */
/**
* Returns the items in groups, in their order. Items with a key in common are in one group, also if
* only a third item connects them. An item without keys is in a group of its own.
*/
function groupByKeys(items, keysOf) {
	const groups = /* @__PURE__ */ new Set();
	const groupOf = /* @__PURE__ */ new Map();
	const keysOfGroup = /* @__PURE__ */ new Map();
	for (const item of items) {
		const keys = keysOf(item);
		const [group = [], ...others] = new Set(keys.map((key) => groupOf.get(key)).filter((group) => group !== void 0));
		groups.add(group);
		const known = keysOfGroup.get(group) ?? [];
		keysOfGroup.set(group, known);
		group.push(...others.flat(), item);
		for (const other of others) groups.delete(other);
		for (const key of [...keys, ...others.flatMap((other) => keysOfGroup.get(other) ?? [])]) {
			if (groupOf.get(key) === group) continue;
			groupOf.set(key, group);
			known.push(key);
		}
	}
	return [...groups];
}

// src/report/merge/find-contradiction.ts
/** Compares what a report states with what follows from the rest of it. */
/** Returns how a report contradicts itself, without a final period; null if it does not. */
function findContradiction(report) {
	return findInRules(report) ?? findInCounts(report) ?? findInLists(report) ?? findInVerdict(report);
}
function findInRules({ rules, findings }) {
	if (rules.length === 0) return "it lists no rules";
	const again = findRepeated(rules.map(({ id }) => id));
	if (again !== void 0) return `it lists the rule ${again} twice`;
	const found = Map.groupBy(findings, ({ rule }) => rule);
	for (const { id, severity, status, findings: number } of rules) {
		const listed = found.get(id)?.length ?? 0;
		if (number !== listed) return `it counts ${number} findings of ${id} and lists ${listed}`;
		if (severity === "off" !== (status === "off")) return `its rule ${id} is ${status} and has the severity ${severity}`;
		found.delete(id);
	}
	const [stray] = found.keys();
	return stray === void 0 ? null : `it lists findings of ${stray}, which is not in its rules`;
}
function findInCounts(report) {
	const { counts, resolved, tasks, base, findings } = report;
	const hasBefore = base !== void 0 && base.sha256 !== null;
	const listed = {
		...countFindings(report),
		resolved: resolved.length,
		tasks: tasks?.length,
		weakened: hasBefore ? base.changes.filter(isWeakening).length : void 0
	};
	for (const name of Object.keys(listed)) if (counts[name] !== listed[name]) return `its count ${name} is ${counts[name] ?? "absent"}, but it lists ${listed[name] ?? "none"}`;
	const marked = findings.filter(({ task }) => task !== void 0).length;
	if (marked !== (tasks?.length ?? 0)) return `it lists ${tasks?.length ?? 0} tasks, but ${marked} of its findings are tasks`;
	return tasks === void 0 === (base === void 0) ? null : "it has only one of tasks and base, the two parts about a pull request";
}
function findInLists({ coverage, roster }) {
	const again = findRepeated(coverage.lists.map(({ name }) => name));
	if (again !== void 0) return `it has the list of ${again} twice`;
	const missing = workspaceLists.find((name) => !coverage.lists.some((list) => list.name === name));
	if (missing !== void 0 && coverage.status === "complete") return `its coverage is complete, but the list of ${missing} is missing`;
	const rows = {
		members: roster.members,
		teams: roster.teams,
		services: roster.services,
		invites: roster.invites
	};
	for (const { name, status, count, expected } of coverage.lists) {
		if (status !== "complete" || optionalLists.has(name)) continue;
		const wanted = [expected, rows[name]].find((number) => (number ?? count) !== count);
		if (typeof wanted === "number") return `its list of ${name} is complete with ${count} rows, but another number of it is ${wanted}`;
	}
	const status = coverageStatus(coverage);
	return status === coverage.status ? null : `its coverage is ${coverage.status}, but according to its lists it is ${status}`;
}
/** An unknown result may have causes that the report does not have, and it is not trusted anyway. */
function findInVerdict(report) {
	const possible = possibleVerdicts(report);
	if (report.verdict === "unknown" || possible.has(report.verdict)) return null;
	return `its verdict is ${report.verdict}, but according to its content it is ${[...possible].join(" or ")}`;
}
/** A report does not say whether tasks or weakenings fail a pull request. */
function possibleVerdicts(report) {
	const { rules, findings, coverage, failOn, archive, base, counts } = report;
	const judged = {
		rules: rules.map(({ severity, status, notInPlan }) => ({
			severity,
			blind: status === "not-judged" && notInPlan !== true
		})),
		findings: findings.map(({ severity, state, task }) => ({
			severity,
			state,
			resolvedBy: task ?? "policy"
		}))
	};
	const given = {
		coverage: coverage.status,
		failOn,
		isStale: archive?.stale !== void 0
	};
	const settings = base === void 0 ? [void 0] : ["allow", "fail"].flatMap((tasks) => [false, (counts.weakened ?? 0) > 0].map((isTooWeak) => ({
		tasks,
		isTooWeak
	})));
	return new Set(settings.map((pullRequest) => decideVerdict(judged, {
		...given,
		pullRequest
	})));
}
function findRepeated(names) {
	const seen = /* @__PURE__ */ new Set();
	return names.find((name) => seen.size === seen.add(name).size);
}

// src/report/merge/keep-report.ts
/** The part of one report that a merged report needs. */
/** Enough to begin with; the workspace's own report has the others. */
const maxFindingsOfOne = 20;
/** Real fingerprints are hexadecimal digits of a hash, so a part of them distinguishes them. */
const fingerprintLength = 16;
/** Returns what is kept of a report from a file. */
function keepReport(path, report, explainAge) {
	const { organization, counts, coverage, roster, readAt, failOn, policy, rules } = report;
	const problem = whyNotBelieved(report, explainAge);
	const open = openFindings(report).toSorted(compareSeverities);
	return {
		path,
		workspace: organization,
		verdict: problem === void 0 ? report.verdict : "unknown",
		why: problem ?? (report.verdict === "unknown" ? meaning(report) : null),
		runUrl: report.runUrl ?? null,
		seen: {
			counts,
			coverage: coverage.status,
			roster,
			readAt,
			failOn,
			policySha256: policy.sha256
		},
		openFindings: groupByRule(open),
		notJudged: rules.filter(({ status }) => status === "not-judged").map(({ id }) => id),
		believed: problem === void 0,
		worst: open.slice(0, maxFindingsOfOne).map((finding) => toFinding(finding, organization.slug)),
		open: open.length,
		people: listPeople(report.findings)
	};
}
function whyNotBelieved(report, explainAge) {
	const contradiction = findContradiction(report);
	if (contradiction !== null) return `the report contradicts itself: ${contradiction}`;
	return explainAge(report.readAt);
}
function toFinding(finding, workspace) {
	const { rule, severity, state, fingerprint } = finding;
	return {
		workspace,
		rule,
		severity,
		state: state === "introduced" ? state : "existing",
		fingerprint,
		message: sentenceOf(finding)
	};
}
/** Expects the worst finding first. */
function groupByRule(open) {
	const groups = /* @__PURE__ */ new Map();
	for (const { rule, severity, fingerprint } of open) {
		const group = groups.get(rule) ?? {
			rule,
			severity,
			fingerprints: []
		};
		group.fingerprints.push(fingerprint.slice(0, fingerprintLength));
		groups.set(rule, group);
	}
	return [...groups.values()];
}
/** Service accounts have no id outside of their workspace. */
function listPeople(findings) {
	const people = /* @__PURE__ */ new Map();
	for (const { state, subject, object } of findings) for (const party of [subject, object]) {
		const person = party === void 0 ? void 0 : toPerson(party);
		if (person === void 0) continue;
		const before = people.get(person.key)?.findings ?? 0;
		people.set(person.key, {
			...person,
			findings: before + (state === "accepted" ? 0 : 1)
		});
	}
	return [...people.values()];
}
function toPerson({ kind, id, slug, name }) {
	if (kind === "member") return {
		key: `id ${id}`,
		id,
		slug,
		name
	};
	return kind === "invite" && slug.includes("@") ? {
		key: `email ${fold(slug)}`,
		id: null,
		slug,
		name
	} : void 0;
}

// src/report/merge/list-findings.ts
/** Chooses the findings that a merged report lists: its space is limited. */
/** The limit is higher only if more workspaces than this have findings. */
const maxFindings = 5e3;
/**
* Returns the listed findings of each workspace: the worst of every workspace, and then by severity
* the next ones of each, so that no workspace displaces the errors of another.
*/
function chooseFindings(worst) {
	const candidates = worst.flatMap((findings) => findings.map((finding, place) => ({
		finding,
		place,
		isWorst: place === 0
	})));
	const workspaces = worst.filter(({ length }) => length > 0).length;
	const chosen = candidates.toSorted((a, b) => Number(b.isWorst) - Number(a.isWorst) || compareSeverities(a.finding, b.finding) || a.place - b.place).slice(0, Math.max(maxFindings, workspaces));
	return new Set(chosen.map(({ finding }) => finding));
}

// src/report/merge/parse-json.ts
/** Reads JSON of unknown origin, and refuses what two readers would read differently. */
/** Returns the value, or the reason why the text is not usable, without a final period. */
function parseJson(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return { reason: "it is not JSON" };
	}
	const key = findRepeatedKey(text);
	return key === null ? { value } : { reason: `it is damaged: an object in it has the key "${shorten(key, 100)}" twice` };
}
/**
* Returns a key that an object in valid JSON has twice, or null. `JSON.parse` would keep the last
* one, and other readers the first.
*/
function findRepeatedKey(json) {
	const open = [];
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (character === "{") open.push(/* @__PURE__ */ new Set());
		else if (character === "}") open.pop();
		else if (character === "\"") {
			const end = endOfString(json, at);
			if (isKey(json, end)) {
				const key = JSON.parse(json.slice(at, end));
				const keys = open.at(-1);
				if (keys?.has(key) === true) return key;
				keys?.add(key);
			}
			at = end - 1;
		}
	}
	return null;
}
/** Returns the position after the string that begins at `start`. */
function endOfString(json, start) {
	let at = start + 1;
	while (json[at] !== "\"") at += json[at] === "\\" ? 2 : 1;
	return at + 1;
}
/** In valid JSON, only a key is followed by a colon. */
function isKey(json, end) {
	let at = end;
	while (" 	\n\r".includes(json[at] ?? ":")) at += 1;
	return json[at] === ":";
}

// src/report/merge/read-report.ts
/** Reads a JSON report of unknown origin. */
/** Returns the report, or the reason why the text is not a report, without a final period. */
function parseReport(text) {
	const json = parseJson(text);
	if ("reason" in json) return json;
	const { value } = json;
	const { data } = looseObject({ version: number() }).safeParse(value);
	if (data === void 0) return { reason: "it is not a report of this tool" };
	if (data.version !== 1) return { reason: `it has version ${data.version}, and only version 1 is supported` };
	const parsed = Report.safeParse(value);
	if (!parsed.success) return { reason: `it is not a report of this tool: ${placeOf(parsed.error)}` };
	const damage = findDamage(parsed.data);
	return damage === null ? { report: parsed.data } : { reason: `it is damaged: ${damage}` };
}
/** Longer than every real slug, id and rule of this tool. */
const maxNameLength = 1e3;
function findDamage({ organization: { id, slug }, rules, findings }) {
	for (const [what, text] of Object.entries({
		slug,
		id
	})) {
		if (text.length > maxNameLength) return `the ${what} of its workspace is too long`;
		if (isInvisible(text)) return `the ${what} of its workspace is empty`;
	}
	const isLong = (rule) => rule.length > maxNameLength;
	return rules.some(({ id: rule }) => isLong(rule)) || findings.some(({ rule }) => isLong(rule)) ? "the id of a rule is too long" : null;
}
/** Returns which part of a value has the wrong shape. */
function placeOf({ issues: [issue] }) {
	const place = issue?.path.map(String).join(".") ?? "";
	return `${place === "" ? "its shape" : shorten(place, 200)} is wrong`;
}

// src/report/merge/totals.ts
/** What the workspaces have in common: rules with findings, and people. */
/** Returns the rules with open findings: by severity, then by the number of workspaces. */
function countByRule(kept) {
	const entries = kept.flatMap(({ openFindings }) => openFindings);
	return [...Map.groupBy(entries, ({ rule }) => rule)].map(([id, of]) => ({
		id,
		severity: worstOf(of.map(({ severity }) => severity)),
		workspaces: of.length,
		findings: of.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0)
	})).sort((a, b) => compareSeverities(a, b) || b.workspaces - a.workspaces || b.findings - a.findings || compareIds(a.id, b.id));
}
/** Enough to act on; the length of a merged report must not depend on the number of people. */
const maxPeople = 500;
/** Returns the people in several workspaces, most workspaces first. */
function findSharedPeople(kept) {
	const places = kept.flatMap(({ workspace, people }) => people.map((person) => ({
		...person,
		workspace: workspace.slug
	})));
	const shared = [...Map.groupBy(places, ({ key }) => key).values()].flatMap((same) => {
		const [first, second] = same;
		if (first === void 0 || second === void 0) return [];
		const { id, slug, name } = first;
		return [{
			id,
			slug,
			name,
			workspaces: same.map(({ workspace }) => workspace),
			findings: same.reduce((sum, person) => sum + person.findings, 0)
		}];
	}).sort((a, b) => b.workspaces.length - a.workspaces.length || b.findings - a.findings || compareIds(a.slug, b.slug));
	return {
		people: shared.slice(0, maxPeople),
		peopleLeftOut: Math.max(0, shared.length - maxPeople)
	};
}
function worstOf(given) {
	return severities.find((severity) => given.includes(severity)) ?? "note";
}

// src/report/merge/merge-reports.ts
/** Merges the reports of many workspaces, one after the other, into one report. */
/**
* Adds the relevant part of a report's file, or why it is not a report; an error says why the file
* was not read.
*/
function collect({ kept, unreadable, explainAge }, path, text) {
	if (text instanceof Error) {
		unreadable.push({
			path,
			reason: text.message
		});
		return;
	}
	const parsed = parseReport(text);
	if ("reason" in parsed) unreadable.push({
		path,
		reason: parsed.reason
	});
	else kept.push(keepReport(path, parsed.report, explainAge));
}
/**
* Returns the merged report. A missing or unreadable report is never clean: it makes the verdict
* unknown.
*/
function mergeReports(input) {
	const { collected, expected, previous, generatedAt, tool } = input;
	const unreadable = collected.unreadable.toSorted((a, b) => compareIds(a.path, b.path));
	const groups = groupByWorkspace(collected.kept);
	const rows = [...groups.map((group) => toRow(group, expected)), ...findMissing(groups, expected).map((workspace) => ({
		workspace,
		shown: void 0
	}))].sort((a, b) => compareWorkspaces(a.workspace, b.workspace));
	const shown = rows.map((row) => row.shown).filter((one) => one !== void 0);
	const chosen = chooseFindings(rows.map((row) => row.shown?.worst ?? []));
	const workspaces = rows.map(({ workspace, shown: one }) => ({
		...workspace,
		findingsLeftOut: (one?.open ?? 0) - (one?.worst ?? []).filter((finding) => chosen.has(finding)).length
	}));
	return {
		kind: "merged-report",
		version: 1,
		tool,
		generatedAt: generatedAt.toISOString(),
		verdict: unreadable.length > 0 ? "unknown" : workspaces[0]?.verdict ?? "unknown",
		counts: {
			...countRows(workspaces),
			unreadable: unreadable.length
		},
		unreadable,
		...previous !== void 0 && { previous: comparePrevious(previous, workspaces) },
		workspaces,
		rules: [...countByRule(shown)],
		...findSharedPeople(shown),
		findings: shown.flatMap(({ worst }) => worst.filter((finding) => chosen.has(finding)))
	};
}
/**
* Returns the worst exit code of the audits: drift is 0 if the audit is set to never fail on it.
*/
function toMergedExitCode({ verdict, workspaces }) {
	if (verdict === "unknown") return 2;
	return workspaces.some((row) => toExitCode(row.verdict, row.seen?.failOn ?? "error") === 1) ? 1 : 0;
}
function countRows(rows) {
	const number = (verdict) => rows.filter((row) => row.verdict === verdict).length;
	const sum = (name) => rows.reduce((total, { seen }) => total + (seen?.counts[name] ?? 0), 0);
	return {
		workspaces: rows.length,
		clean: number("clean"),
		drift: number("drift"),
		unknown: number("unknown"),
		errors: sum("errors"),
		warnings: sum("warnings"),
		notes: sum("notes"),
		accepted: sum("accepted"),
		notJudged: sum("notJudged")
	};
}
/** Two reports with the same id or the same slug are of one workspace. */
function groupByWorkspace(kept) {
	return groupByKeys(kept.toSorted((a, b) => compareIds(a.path, b.path)), ({ workspace: { id, slug } }) => [`id ${id}`, `slug ${fold(slug)}`]);
}
function toRow(group, expected) {
	const newest = newestOf(group);
	const { slug, id } = newest.workspace;
	const row = {
		slug,
		id,
		verdict: newest.verdict,
		why: newest.why,
		expected: expected === void 0 ? null : expected.some((name) => isNamed(group, name)),
		reports: group.map(({ path }) => path),
		runUrl: newest.runUrl,
		seen: newest.seen,
		openFindings: newest.believed ? newest.openFindings : null,
		notJudged: [...newest.notJudged],
		findingsLeftOut: 0
	};
	if (group.length === 1) return {
		workspace: row,
		shown: newest
	};
	const why = `there are ${count(group.length, "report")} of it, but only one can be correct; the newest is shown`;
	return {
		workspace: {
			...row,
			verdict: "unknown",
			why,
			openFindings: null
		},
		shown: newest
	};
}
function newestOf(group) {
	const [newest] = group.toSorted((a, b) => compareIds(b.seen.readAt, a.seen.readAt));
	if (newest === void 0) throw new Error("bug: a workspace without a report");
	return newest;
}
function isNamed(group, name) {
	return group.some(({ workspace: { slug, id } }) => id === name || fold(slug) === fold(name));
}
function findMissing(groups, expected = []) {
	return [...new Map(expected.map((name) => [fold(name), name])).values()].filter((name) => !groups.some((group) => isNamed(group, name))).map((slug) => ({
		slug,
		id: null,
		verdict: "unknown",
		why: "it is expected, but there is no readable report of it",
		expected: true,
		reports: [],
		runUrl: null,
		seen: null,
		openFindings: null,
		notJudged: null,
		findingsLeftOut: 0
	}));
}
/** The worst first: without a report, nothing at all was seen. */
function compareWorkspaces(a, b) {
	const more = (name) => (b.seen?.counts[name] ?? Infinity) - (a.seen?.counts[name] ?? Infinity) || 0;
	return verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict) || more("errors") || more("warnings") || more("notes") || compareIds(a.slug, b.slug);
}

// src/report/merge/merged-report.ts
/** One report on many workspaces: its shape, version 1. */
const natural = int().nonnegative();
/** What was seen of a workspace; null if there is no usable report. */
const Seen = strictObject({
	counts: Report.shape.counts,
	coverage: _enum([
		"complete",
		"partial",
		"none"
	]),
	roster: Report.shape.roster,
	readAt: datetime(),
	failOn: Report.shape.failOn,
	policySha256: string()
});
const OpenFindings = strictObject({
	rule: string(),
	severity: _enum(severities).describe("the worst"),
	fingerprints: array(string()).describe("their first 16 characters")
});
const MergedWorkspace = strictObject({
	slug: string(),
	id: string().nullable().describe("null: no report of it was given"),
	verdict: _enum(verdicts),
	why: string().nullable().describe("for unknown: the reason"),
	expected: boolean().nullable().describe("null: no list of expected workspaces was given"),
	reports: array(string()).describe("the files that report on it"),
	runUrl: RunUrl.nullable().default(null).describe("the workflow run that audited it"),
	seen: Seen.nullable(),
	openFindings: array(OpenFindings).nullable().default(null).describe("all open findings by rule, to compare with them later; null: there is no report that can be used for that"),
	notJudged: array(string()).nullable().default(null).describe("rules that were not judged; null: it is not known which"),
	findingsLeftOut: natural.describe("open findings that only its own report lists")
});
const MergedFinding = strictObject({
	workspace: string().describe("its slug"),
	rule: string(),
	severity: _enum(severities),
	state: _enum(["introduced", "existing"]),
	fingerprint: string(),
	message: string().describe("including its subject")
});
const MergedRule = strictObject({
	id: string(),
	severity: _enum(severities).describe("the worst of its open findings"),
	workspaces: natural.describe("workspaces with open findings of this rule"),
	findings: natural
});
const SharedPerson = strictObject({
	id: string().nullable().describe("permanent id; null: known only by e-mail address"),
	slug: string().describe("username, or the e-mail address of an invite"),
	name: string().describe("display name, or empty"),
	workspaces: array(string()).describe("the slugs, worst workspace first"),
	findings: natural.describe("open findings about this person in all of them")
});
const WorkspaceChange = strictObject({
	slug: string(),
	before: _enum(verdicts).nullable().describe("null: it was not in the previous report"),
	now: _enum(verdicts).nullable().describe("null: it is not in this report"),
	introduced: natural.nullable().describe("new open findings; null: they cannot be compared"),
	resolved: natural.nullable().describe("open findings that are gone; null: as for introduced"),
	notCompared: array(string()).default([]).describe("rules that only one of the two reports judged, so their findings are not compared")
});
const MergedReport = strictObject({
	kind: literal("merged-report"),
	version: literal(1),
	tool: Report.shape.tool,
	generatedAt: datetime().describe("when the reports were merged, UTC"),
	verdict: _enum(verdicts).describe("the worst: unknown, then drift, then clean"),
	counts: strictObject({
		workspaces: natural,
		clean: natural,
		drift: natural,
		unknown: natural,
		unreadable: natural,
		errors: natural,
		warnings: natural,
		notes: natural,
		accepted: natural,
		notJudged: natural
	}),
	unreadable: array(strictObject({
		path: string(),
		reason: string()
	})).describe("files that are not a report of this tool; any of them makes the verdict unknown"),
	previous: strictObject({
		generatedAt: datetime(),
		verdict: _enum(verdicts),
		workspaces: array(WorkspaceChange).describe("those in which something changed, or that cannot be compared completely")
	}).optional().describe("what is different from an earlier merged report; absent if none was given"),
	workspaces: array(MergedWorkspace).describe("the worst verdict first; then without a report, then most errors, warnings, notes, then by slug"),
	rules: array(MergedRule).default([]).describe("rules with open findings, the worst first"),
	people: array(SharedPerson).default([]).describe("people about whom several workspaces have findings, accepted ones included; most workspaces first"),
	peopleLeftOut: natural.default(0).describe("more of such people"),
	findings: array(MergedFinding).describe("open findings by workspace, the worst of each first")
}).describe("The results of the audits of many workspaces");

// src/report/merge/merged-json.ts
/** Returns indented JSON, keys in the schema's order; equal reports are equal bytes. */
function renderMergedJson(report) {
	return `${escapeJson(JSON.stringify(MergedReport.parse(report), null, 2))}\n`;
}

// src/report/merge/fit-lines.ts
/** Sections of Markdown in limited space. */
/** Returns a section that is a table. */
function tableSection(columns, rows, { most, rest }) {
	const [names = "", delimiter = "", ...lines] = markdownTable([columns, ...rows], tableOptions).split("\n");
	return {
		head: `${names}\n${delimiter}`,
		lines,
		...most !== void 0 && { most },
		rest
	};
}
/**
* Returns the section with as many lines as fit into `maxBytes` of UTF-8, and says how many are
* left out. Without space for its head it is empty: reserve space for what must not be missing.
*/
function fitSection({ head, lines, most, rest }, maxBytes) {
	let left = maxBytes - Buffer.byteLength(head) - Buffer.byteLength(rest(lines.length)) - 2;
	if (left < 0) return "";
	const shown = [];
	for (const line of lines.slice(0, most)) {
		left -= Buffer.byteLength(line) + 1;
		if (left < 0) break;
		shown.push(line);
	}
	const note = rest(lines.length - shown.length);
	return [[head, ...shown].join("\n"), ...note === "" ? [] : [note]].join("\n\n");
}

// src/report/merge/merged-markdown.ts
/** The merged report as GitHub Flavored Markdown. */
/** A job summary has at most 1 MiB; other steps may write to it, too. */
const maxBytes = 1e6;
/**
* An issue has at most 65,536 characters. Details are only added while the text fits into one. A text
* never has more characters than bytes.
*/
const maxBytesWithDetails = 65e3;
/** Of each shorter section, so that most of the space is for the workspaces. */
const maxBytesOfSection = 5e4;
/** For the sentences about what is new and how many findings are left out. */
const reservedBytes = 1e3;
/** Longer lists are in the JSON report and on the page. */
const most$1 = {
	unreadable: 100,
	changes: 100,
	rules: 100,
	people: 50
};
/**
* Returns the report: what was not read, a row with the worst finding for each workspace, what is
* new, rules, people, and then more findings, as far as they fit. What is left out is counted.
*/
function renderMergedMarkdown(report) {
	const { previous } = report;
	const title = `### ${escapeMarkdown(titleOf(report))}`;
	const since = previous === void 0 ? "" : `**${escapeMarkdown(describePrevious(previous, report.verdict), 1500)}.**`;
	const tool = `<sub>${escapeMarkdown(`${report.tool.name} ${report.tool.version}`)}</sub>`;
	let used = Buffer.byteLength(title) + Buffer.byteLength(tool) + reservedBytes;
	const fit = (section, space) => {
		const text = section === void 0 ? "" : fitSection(section, space);
		used += Buffer.byteLength(text) + 2;
		return text;
	};
	const found = findingsByWorkspace(report);
	const unreadable = fit(unreadableSection(report), maxBytesOfSection);
	const changes = fit(changeSection(previous), maxBytesOfSection);
	const rules = fit(ruleSection(report), maxBytesOfSection);
	const people = fit(peopleSection(report), maxBytesOfSection);
	const workspaces = fit(workspaceSection(report, found), maxBytes - used);
	const details = fit(findingSection(report, [...found.values()].flatMap((findings) => findings.slice(1))), maxBytesWithDetails - used);
	return `${[
		title,
		unreadable,
		since,
		workspaces,
		changes,
		rules,
		people,
		details,
		details === "" ? leftOut(report, found.size) : "",
		tool
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function unreadableSection({ unreadable }) {
	if (unreadable.length === 0) return void 0;
	return {
		head: "**Not read, so this is not a clean result:**\n",
		lines: unreadable.map(({ path, reason }) => `- ${codeSpan(path)}: ${escapeMarkdown(reason, 500)}`),
		most: most$1.unreadable,
		rest: (number) => more(number, ["more report"], "not read")
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
	"Why, and the worst finding"
];
function workspaceSection(report, found) {
	const { workspaces, generatedAt } = report;
	const rows = workspaces.map((row) => [
		nameOf(row),
		row.verdict,
		...cellsOf(row, generatedAt),
		[escapeMarkdown(noteOf(row), 300), sayFinding$1(found.get(row.slug)?.[0])].filter((part) => part !== "").join("; ")
	]);
	return tableSection(columns, rows, { rest: (number) => more(number, ["more workspace"], "did not fit here, the least severe ones") });
}
function more(number, [one, several], how) {
	return number === 0 ? "" : `${count(number, one, several)} ${how}.`;
}
/** The name links to the run, which has the workspace's own report. */
function nameOf({ slug, runUrl }) {
	const name = escapeMarkdown(slug, 100);
	return runUrl === null ? name : linkTo(runUrl, name) ?? name;
}
function cellsOf({ seen }, now) {
	if (seen === null) return columns.slice(3).map(() => "");
	const { counts, roster, coverage, readAt } = seen;
	const { errors, warnings, notes, accepted, notJudged } = counts;
	return [
		...[
			errors,
			warnings,
			notes,
			accepted,
			notJudged,
			roster.members
		].map(String),
		coverage,
		ageOf(readAt, now)
	];
}
function sayFinding$1(finding) {
	if (finding === void 0) return "";
	const { severity, rule, message } = finding;
	return `${stateOf(finding)}${severity} ${codeSpan(rule)}: ${escapeMarkdown(message, 200)}`;
}
function stateOf({ state }) {
	return state === "introduced" ? "**new** " : "";
}
function changeSection(previous) {
	if (previous === void 0 || previous.workspaces.length === 0) return void 0;
	const rows = previous.workspaces.map((change) => [
		escapeMarkdown(change.slug, 100),
		[describeVerdicts(change, "→"), escapeMarkdown(describeNotCompared(change), 800)].filter((part) => part !== "").join("; "),
		countOrUnknown(change.introduced),
		countOrUnknown(change.resolved)
	]);
	const since = `Changed since ${utcMinute(previous.generatedAt)}`;
	return tableSection([
		since,
		"Verdict",
		"New findings",
		"Resolved"
	], rows, {
		most: most$1.changes,
		rest: (number) => more(number, ["more workspace"], "changed")
	});
}
function ruleSection({ rules }) {
	if (rules.length === 0) return void 0;
	const rows = rules.map(({ id, severity, workspaces, findings }) => [
		codeSpan(id),
		severity,
		String(workspaces),
		String(findings)
	]);
	return tableSection([
		"Rule",
		"Severity",
		"Workspaces",
		"Findings"
	], rows, {
		most: most$1.rules,
		rest: (number) => more(number, ["more rule"], "with findings")
	});
}
/** Enough to see what the workspaces have in common; the JSON report has all. */
const maxWorkspacesOfPerson = 5;
const personColumns = [
	"Person with findings in several workspaces",
	"Workspaces",
	"Open findings",
	"Which"
];
function peopleSection({ people, peopleLeftOut }) {
	if (people.length === 0) return void 0;
	const rows = people.map((person) => [
		escapeMarkdown(describePerson(person), 100),
		String(person.workspaces.length),
		String(person.findings),
		listSome(person.workspaces)
	]);
	return tableSection(personColumns, rows, {
		most: most$1.people,
		rest: (number) => more(number + peopleLeftOut, ["more person", "more people"], "in several workspaces")
	});
}
function listSome(slugs) {
	const names = slugs.slice(0, maxWorkspacesOfPerson).map((slug) => escapeMarkdown(slug, 60));
	const rest = slugs.length - names.length;
	return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function findingSection(report, findings) {
	if (findings.length === 0) return void 0;
	const rows = findings.map((finding) => [
		escapeMarkdown(finding.workspace, 100),
		`${stateOf(finding)}${finding.severity}`,
		codeSpan(finding.rule),
		escapeMarkdown(finding.message, 500)
	]);
	const worst = report.findings.length - findings.length;
	return tableSection([
		"Workspace",
		"Severity",
		"Rule",
		"More findings"
	], rows, { rest: (number) => leftOut(report, worst + findings.length - number) });
}

// src/report/merge/merged-terminal.ts
/** A terminal scrolls; the files have more. */
const most = {
	findings: 50,
	rules: 50,
	people: 10,
	changes: 50
};
/** Returns text with a final newline, the verdict last; with `quiet`, only the verdict. */
function renderMergedTerminal(report, options) {
	const page = createPage(options);
	const verdict = heading(titleOf(report), verdictFormats[report.verdict], page);
	if (options.quiet === true) return toText([verdict]);
	const { unreadable, workspaces, rules, previous } = report;
	const found = findingsByWorkspace(report);
	const listed = [...found.values()].flatMap((findings) => findings.slice(1)).slice(0, most.findings);
	const rest = leftOut(report, listed.length + found.size);
	return toText([
		unreadable.flatMap(({ path, reason }) => prose("? ", `${path}: ${reason}`, page)),
		workspaces.flatMap((row) => rowLines(row, found.get(row.slug)?.[0], report, page)),
		listed.flatMap((finding) => prose("  ", `${finding.workspace}: ${sayFinding(finding)}`, page)),
		rest === "" ? [] : prose("  ", rest, page),
		[...rules.slice(0, most.rules).flatMap((rule) => prose("  ", describeRule(rule), page)), ...moreLines(rules.length - most.rules, "rule", page)],
		peopleLines(report, page),
		previous === void 0 ? [] : changeLines(previous, report.verdict, page),
		verdict
	]);
}
function rowLines(row, worst, report, page) {
	const verdict = page.paint(verdictFormats[row.verdict], padText(row.verdict, 7));
	const facts = row.seen === null ? "" : `: ${factsOf(row.seen, report.generatedAt)}`;
	const notes = [noteOf(row), worst === void 0 ? "" : sayFinding(worst)];
	return [...prose(`${verdict}  `, `${row.slug}${facts}`, page), ...notes.filter((note) => note !== "").flatMap((note) => prose("         ", note, page))];
}
function sayFinding({ severity, rule, message }) {
	return `${severity} ${rule}: ${message}`;
}
function factsOf(seen, now) {
	const { counts, roster, coverage, readAt } = seen;
	return [
		countsOf(seen),
		`${counts.accepted} accepted`,
		`${counts.notJudged} not judged`,
		count(roster.members, "member"),
		`coverage ${coverage}`,
		`${ageOf(readAt, now)} old`
	].join(", ");
}
function peopleLines({ people, peopleLeftOut }, page) {
	if (people.length === 0) return [];
	const rest = people.length + peopleLeftOut - most.people;
	return [
		...prose("", "People with findings in several workspaces:", page),
		...people.slice(0, most.people).flatMap((person) => {
			const facts = `${count(person.workspaces.length, "workspace")}, ${count(person.findings, "open finding")}`;
			return prose("  ", `${describePerson(person)}: ${facts}`, page);
		}),
		...moreLines(rest, "person", page, "people")
	];
}
function changeLines(previous, verdict, page) {
	const { workspaces } = previous;
	return [
		...prose("", `${describePrevious(previous, verdict)}.`, page),
		...workspaces.slice(0, most.changes).flatMap((change) => {
			const verdicts = describeVerdicts(change, page.glyphs.arrow);
			const { introduced, resolved } = change;
			const findings = `${countOrUnknown(introduced)} new, ${countOrUnknown(resolved)} resolved`;
			const parts = [
				verdicts,
				introduced === null && resolved === null ? "" : findings,
				describeNotCompared(change)
			].filter((part) => part !== "");
			return prose("  ", `${change.slug}: ${parts.join(", ")}`, page);
		}),
		...moreLines(workspaces.length - most.changes, "workspace", page)
	];
}
function moreLines(number, one, page, several) {
	if (number <= 0) return [];
	return prose("  ", `And ${count(number, `more ${one}`, several === void 0 ? void 0 : `more ${several}`)}.`, page);
}

// src/report/merge/read-previous.ts
/** Reads an earlier merged report. */
/** Returns the merged report, or the reason why the text is not one, without a final period. */
function parseMergedReport(text) {
	const json = parseJson(text);
	if ("reason" in json) return json;
	const parsed = MergedReport.safeParse(json.value);
	return parsed.success ? { merged: parsed.data } : { reason: `it is not a merged report of this tool: ${placeOf(parsed.error)}` };
}

// src/commands/merge.ts
/** Older reports do not describe today's workspaces. Audits usually run every night. */
const defaultMaxAgeMs = 7 * dayMs;
const reportFiles = [
	"report-json",
	"report-markdown",
	"report-html"
];
/** Prints one report about many JSON reports; returns the worst exit code of their audits. */
async function merge(flags, paths, terminal) {
	const { expect: list, previous: earlier, ...rest } = flags;
	const settings = toSettings(rest, terminal);
	const expected = toNames(list);
	if (paths.length === 0 && expected === void 0) throw new AuditError("BAD_SETTINGS", "cannot merge reports: none is given. Name the files that audit wrote with --report-json.");
	await requireSeparate(reportFiles.flatMap((name) => named(`--${name}`, settings[name])), [...named("a report to merge", ...paths), ...toPreviousPath(earlier)]);
	const now = terminal.clock();
	const previous = typeof earlier === "string" ? await readPrevious(earlier) : void 0;
	const maxAgeMs = settings["max-age"] ?? defaultMaxAgeMs;
	const collected = {
		kept: [],
		unreadable: [],
		explainAge: (readAt) => explainAge(readAt, maxAgeMs, now)
	};
	for (const path of paths) collect(collected, path, await readText(path));
	const report = mergeReports({
		collected,
		expected,
		previous,
		generatedAt: now,
		tool: {
			name: toolName,
			version
		}
	});
	terminal.out(renderMergedTerminal(report, terminal));
	const files = [
		{
			path: settings["report-json"],
			render: () => renderMergedJson(report)
		},
		{
			path: settings["report-markdown"],
			render: () => renderMergedMarkdown(report)
		},
		{
			path: settings["report-html"],
			render: () => renderPage(report)
		}
	];
	return await writeReports(files, terminal) ? toMergedExitCode(report) : 2;
}
/** Each run may replace the report of the run before it. */
function toPreviousPath(earlier) {
	if (typeof earlier !== "string") return [];
	return [{
		name: "--previous",
		path: earlier,
		mayBe: "--report-json"
	}];
}
/** Loads the page only if it is wanted, because it is large. */
async function renderPage(report) {
	const { renderMergedPage } = await import("./render-merged-page.js");
	return renderMergedPage(report);
}
function explainAge(readAt, maxAgeMs, now) {
	const reason = explainTooOld(readAt, {
		maxAgeMs,
		now
	});
	if (reason === void 0) return void 0;
	return `${reason}: run the audit of this workspace again, or accept older reports with --max-age`;
}
/**
* Returns undefined if the flag is not given. Throws `AuditError` `BAD_SETTINGS` for an empty list,
* which would never report a missing workspace.
*/
function toNames(list) {
	if (typeof list !== "string") return void 0;
	const names = list.split(/[\s,]+/v).filter((name) => name !== "");
	if (names.length > 0) return names;
	throw new AuditError("BAD_SETTINGS", "cannot merge reports: --expect is empty. Give the slugs of the workspaces, separated by commas, or leave it out.");
}
/** Throws `AuditError` `BAD_SETTINGS` if the file is not a merged report. */
async function readPrevious(path) {
	const text = await readText(path);
	const parsed = text instanceof Error ? { reason: text.message } : parseMergedReport(text);
	if ("merged" in parsed) return parsed.merged;
	throw new AuditError("BAD_SETTINGS", `cannot compare with ${path}: ${parsed.reason}. Give a file that merge wrote with --report-json, or leave out --previous.`);
}
/** A report of 100,000 members has a tenth of this. */
const maxReportBytes = 256 * 1024 ** 2;
async function readText(path) {
	const bytes = await readBounded(path, maxReportBytes).catch((error) => {
		if (error.code === "ENOENT") return /* @__PURE__ */ new Error("there is no such file");
		return /* @__PURE__ */ new Error(`it cannot be read (${error.code ?? describeError(error)})`);
	});
	if (bytes instanceof Error) return bytes;
	return isUtf8(bytes) ? bytes.toString("utf8") : /* @__PURE__ */ new Error("it is not UTF-8");
}

export { merge };