import { n as describeError, t as AuditError } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";
import { n as readBounded } from "./read-bounded.js";
import { f as severities } from "./subject.js";
import { t as fold } from "./fold.js";
import { b as string, d as array, f as boolean, g as number, h as looseObject, l as _enum, m as literal, p as int, y as strictObject } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { t as compareIds } from "./model.js";
import { t as count } from "./count.js";
import { h as sentenceOf, l as meaning, t as ageOf, y as openFindings } from "./wording.js";
import { n as verdicts, t as Report } from "./report.js";
import { r as toExitCode } from "./verdict.js";
import { n as markdownTable, t as tableOptions } from "./table-options.js";
import { n as escapeMarkdown, t as codeSpan } from "./escape-markdown.js";
import { i as toText, n as heading, o as verdictFormats, r as prose, t as createPage } from "./terminal-page.js";
import { t as escapeJson } from "./visible-text.js";
import { t as padText } from "./wrap-text.js";
import { i as version, n as toolName } from "./version.js";
import { t as toSettings } from "./settings2.js";
import { isUtf8 } from "node:buffer";

// src/report/merge/read-report.ts
/** Reads a JSON report of unknown origin, and decides whether it can be trusted. */
/** Returns the report, or the reason why the text is not a report, without a final period. */
function parseReport(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return { reason: "it is not JSON" };
	}
	const { data } = looseObject({ version: number() }).safeParse(value);
	if (data === void 0) return { reason: "it is not a report of this tool" };
	if (data.version !== 1) return { reason: `it has version ${data.version}, and only version 1 is supported` };
	const parsed = Report.safeParse(value);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const place = issue?.path.map(String).join(".") ?? "";
		return { reason: `it is not a report of this tool: ${place === "" ? "its shape" : place} is wrong` };
	}
	return { report: parsed.data };
}
/** Returns why a report's verdict contradicts its content; null if it does not. */
function findContradiction(report) {
	const { verdict, coverage, counts, failOn, base } = report;
	const open = openFindings(report);
	for (const severity of severities) {
		const listed = open.filter((finding) => finding.severity === severity).length;
		if (listed !== counts[`${severity}s`]) return `it counts ${counts[`${severity}s`]} findings of severity ${severity} and lists ${listed}`;
	}
	if (verdict !== "clean") return null;
	if (coverage.status !== "complete") return `its verdict is clean, but its coverage is ${coverage.status}`;
	const limit = severities.indexOf(failOn === "never" ? "error" : failOn);
	const failing = open.filter(({ severity, state, task }) => severities.indexOf(severity) <= limit && (base === void 0 || state === "introduced" && task === void 0));
	return failing.length === 0 ? null : `its verdict is clean, but it lists ${failing.length} that fail it`;
}

// src/report/merge/merge-reports.ts
/** Merges the reports of many workspaces, one after the other, into one report. */
/** Enough to begin with; the workspace's own report has the others. */
const maxFindingsOfOne = 20;
const maxFindings = 500;
/**
* Adds the relevant part of a report's file, or why it is not a report; an error says why the file
* was not read.
*/
function collect({ kept, unreadable }, path, text) {
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
	else kept.push(keep(path, parsed.report));
}
/**
* Returns the merged report. A missing or unreadable report is never clean: it makes the verdict
* unknown.
*/
function mergeReports({ collected, expected, generatedAt, tool }) {
	const unreadable = collected.unreadable.toSorted((a, b) => compareIds(a.path, b.path));
	const groups = groupByWorkspace(collected.kept);
	const found = groups.map((group) => toWorkspace(group, expected));
	const missing = findMissing(groups, expected);
	const rows = [...found, ...missing].sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict) || compareIds(a.slug, b.slug));
	const { findings, workspaces } = listFindings(rows, groups);
	const number = (verdict) => rows.filter((row) => row.verdict === verdict).length;
	const sum = (name) => rows.reduce((total, { seen }) => total + (seen?.counts[name] ?? 0), 0);
	return {
		kind: "merged-report",
		version: 1,
		tool,
		generatedAt: generatedAt.toISOString(),
		verdict: unreadable.length > 0 ? "unknown" : rows[0]?.verdict ?? "unknown",
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
			notJudged: sum("notJudged")
		},
		unreadable,
		workspaces,
		findings
	};
}
/**
* Returns the worst exit code of the audits: drift is 0 if the audit is set to never fail on it.
*/
function toMergedExitCode({ verdict, workspaces }) {
	if (verdict === "unknown") return 2;
	return workspaces.some((row) => toExitCode(row.verdict, row.seen?.failOn ?? "error") === 1) ? 1 : 0;
}
function keep(path, report) {
	const { organization, counts, coverage, roster, readAt, failOn, policy } = report;
	const contradiction = findContradiction(report);
	const verdict = contradiction === null ? report.verdict : "unknown";
	const open = openFindings(report).toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
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
			policySha256: policy.sha256
		},
		worst: open.slice(0, maxFindingsOfOne).map((finding) => toFinding(finding, organization.slug)),
		open: open.length
	};
}
function whyUnknown(report, contradiction) {
	if (contradiction !== null) return `the report contradicts itself: ${contradiction}`;
	return report.verdict === "unknown" ? meaning(report) : null;
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
/** Two reports with the same id or the same slug are of one workspace. */
function groupByWorkspace(kept) {
	const groups = [];
	const groupOf = /* @__PURE__ */ new Map();
	for (const one of kept.toSorted((a, b) => compareIds(a.path, b.path))) {
		const keys = [`id ${one.workspace.id}`, `slug ${fold(one.workspace.slug)}`];
		const group = keys.map((key) => groupOf.get(key)).find((found) => found !== void 0) ?? [];
		if (group.length === 0) groups.push(group);
		group.push(one);
		for (const key of keys) groupOf.set(key, group);
	}
	return groups;
}
function toWorkspace(group, expected) {
	const newest = newestOf(group);
	const { slug, id } = newest.workspace;
	const row = {
		slug,
		id,
		expected: expected === void 0 ? null : expected.some((name) => isNamed(group, name)),
		reports: group.map(({ path }) => path),
		seen: newest.seen,
		findingsLeftOut: 0
	};
	return group.length === 1 ? {
		...row,
		verdict: newest.verdict,
		why: newest.why
	} : {
		...row,
		verdict: "unknown",
		why: `there are ${count(group.length, "report")} of it, but only one can be correct; the newest is shown`
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
		seen: null,
		findingsLeftOut: 0
	}));
}
/**
* Distributes the limited space by severity, so that notes of one workspace do not displace errors
* of another.
*/
function listFindings(rows, groups) {
	const newest = new Map(groups.map(newestOf).map((one) => [one.workspace.id, one]));
	const worstOf = ({ id }) => id === null ? void 0 : newest.get(id);
	const all = rows.flatMap((row) => worstOf(row)?.worst ?? []);
	const chosen = new Set(all.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity)).slice(0, maxFindings));
	return {
		workspaces: rows.map((row) => {
			const { worst = [], open = 0 } = worstOf(row) ?? {};
			return {
				...row,
				findingsLeftOut: open - worst.filter((one) => chosen.has(one)).length
			};
		}),
		findings: all.filter((finding) => chosen.has(finding))
	};
}
function severityRank(severity) {
	return severities.indexOf(severity);
}
/** Lower is worse. */
function rankOf(verdict) {
	return verdicts.length - verdicts.indexOf(verdict);
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
const MergedWorkspace = strictObject({
	slug: string(),
	id: string().nullable().describe("null: no report of it was given"),
	verdict: _enum(verdicts),
	why: string().nullable().describe("for unknown: the reason"),
	expected: boolean().nullable().describe("null: no list of expected workspaces was given"),
	reports: array(string()).describe("the files that report on it"),
	seen: Seen.nullable(),
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
	workspaces: array(MergedWorkspace).describe("the worst verdict first, then by slug"),
	findings: array(MergedFinding).describe("open findings by workspace, the worst of each first")
}).describe("The results of the audits of many workspaces");

// src/report/merge/render-merged.ts
/** The merged report as JSON, as Markdown and for a terminal. */
/** Returns indented JSON, keys in the schema's order; equal reports are equal bytes. */
function renderMergedJson(report) {
	return `${escapeJson(JSON.stringify(MergedReport.parse(report), null, 2))}\n`;
}
/** Returns GitHub Flavored Markdown: a row for each workspace, then the listed findings. */
function renderMergedMarkdown(report) {
	const { findings, unreadable, workspaces } = report;
	const left = leftOut(report);
	return `${[
		`### ${escapeMarkdown(titleOf(report))}`,
		...unreadable.length === 0 ? [] : [`**Not read, so this is not a clean result:**\n\n${unreadable.map(({ path, reason }) => `- ${codeSpan(path)}: ${escapeMarkdown(reason, 500)}`).join("\n")}`],
		markdownTable([[
			"Workspace",
			...columns,
			"Why"
		], ...workspaces.map((row) => [
			escapeMarkdown(row.slug, 100),
			...cellsOf(row, report.generatedAt),
			escapeMarkdown(noteOf(row), 300)
		])], tableOptions),
		...findings.length === 0 ? [] : [markdownTable([[
			"Workspace",
			"Severity",
			"Rule",
			"What"
		], ...findings.map(({ workspace, severity, state, rule, message }) => [
			escapeMarkdown(workspace, 100),
			state === "introduced" ? `**${severity}**, new` : severity,
			codeSpan(rule),
			escapeMarkdown(message, 500)
		])], tableOptions)],
		...left === "" ? [] : [left],
		`<sub>${escapeMarkdown(`${report.tool.name} ${report.tool.version}`)}</sub>`
	].join("\n\n")}\n`;
}
/** Returns text with a final newline, the verdict last; with `quiet`, only the verdict. */
function renderMergedTerminal(report, options) {
	const page = createPage(options);
	const verdict = heading(titleOf(report), verdictFormats[report.verdict], page);
	if (options.quiet === true) return toText([verdict]);
	const { findings, unreadable, workspaces } = report;
	return toText([
		unreadable.flatMap(({ path, reason }) => prose("? ", `${path}: ${reason}`, page)),
		workspaces.flatMap((row) => terminalRow(row, report, page)),
		findings.flatMap(({ workspace, severity, rule, message }) => prose("  ", `${workspace}: ${severity} ${rule}: ${message}`, page)),
		leftOut(report) === "" ? [] : prose("  ", leftOut(report), page),
		verdict
	]);
}
const columns = [
	"Verdict",
	"Errors",
	"Warnings",
	"Notes",
	"Accepted",
	"Not judged",
	"Members",
	"Coverage",
	"Age"
];
function cellsOf({ verdict, seen }, now) {
	if (seen === null) return [verdict, ...columns.slice(1).map(() => "")];
	const { counts, roster, coverage, readAt } = seen;
	const { errors, warnings, notes, accepted, notJudged } = counts;
	return [
		verdict,
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
function noteOf({ why, expected }) {
	return [why, expected === false ? "it is not one of the expected workspaces" : null].filter((part) => part !== null).join("; ");
}
function titleOf({ counts, verdict }) {
	const parts = [...counts.unreadable === 0 ? [] : [`${count(counts.unreadable, "report")} not read`], ...[
		"unknown",
		"drift",
		"clean"
	].filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`)];
	return `Access audit of ${count(counts.workspaces, "workspace")}: ${verdict} (${parts.join(", ")})`;
}
function leftOut({ workspaces }) {
	const number = workspaces.reduce((sum, row) => sum + row.findingsLeftOut, 0);
	if (number === 0) return "";
	return `${count(number, "more finding")} ${number === 1 ? "is" : "are"} in the workspaces' own reports.`;
}
function terminalRow(row, report, page) {
	const verdict = page.paint(verdictFormats[row.verdict], padText(row.verdict, 7));
	const facts = row.seen === null ? "" : `: ${factsOf(row.seen, report.generatedAt)}`;
	const note = noteOf(row);
	return [...prose(`${verdict}  `, `${row.slug}${facts}`, page), ...note === "" ? [] : prose("         ", note, page)];
}
function factsOf(seen, now) {
	const { counts, roster, coverage, readAt } = seen;
	const { errors, warnings, notes, accepted, notJudged } = counts;
	return [
		count(errors, "error"),
		count(warnings, "warning"),
		count(notes, "note"),
		`${accepted} accepted`,
		`${notJudged} not judged`,
		count(roster.members, "member"),
		`coverage ${coverage}`,
		`${ageOf(readAt, now)} old`
	].join(", ");
}

// src/commands/merge.ts
/** Prints one report about many JSON reports; returns the worst exit code of their audits. */
async function merge(flags, paths, terminal) {
	const { expect: list, ...rest } = flags;
	const settings = toSettings(rest, terminal);
	const expected = toNames(list);
	if (paths.length === 0 && expected === void 0) throw new AuditError("BAD_SETTINGS", "cannot merge reports: none is given. Name the files that audit wrote with report-json.");
	const collected = {
		kept: [],
		unreadable: []
	};
	for (const path of paths) collect(collected, path, await readText(path));
	const report = mergeReports({
		collected,
		expected,
		generatedAt: terminal.clock(),
		tool: {
			name: toolName,
			version
		}
	});
	terminal.out(renderMergedTerminal(report, terminal));
	const json = settings["report-json"];
	if (json !== void 0) await writeWholeFile(json, renderMergedJson(report));
	const markdown = settings["report-markdown"];
	if (markdown !== void 0) await writeWholeFile(markdown, renderMergedMarkdown(report));
	return toMergedExitCode(report);
}
/**
* Returns undefined if the flag is not given. Throws `AuditError` `BAD_SETTINGS` for an empty list,
* which would never report a missing workspace.
*/
function toNames(list) {
	if (typeof list !== "string") return void 0;
	const names = list.split(/[\s,]+/v).filter((name) => name !== "");
	if (names.length > 0) return names;
	throw new AuditError("BAD_SETTINGS", "cannot merge reports: expect is empty. Give the slugs of the workspaces, separated by commas, or leave it out.");
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