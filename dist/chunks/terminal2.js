import { f as severities } from "./subject.js";
import { i as summarizeChanges, n as changeSentences } from "./changes.js";
import { t as describeAcceptance } from "./exceptions.js";
import { n as wrapText, r as stringWidth, t as padText } from "./wrap-text.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { a as extent, c as headline, d as notesOf, f as placeOf, g as utcMinute, h as sentenceOf, i as describeFinding, l as meaning, m as remediesOf, n as archiveAge, o as gapsOf, p as reader, r as completeness, s as groupByRule, u as notJudgedByReason, v as openFindings, y as severityPlurals } from "./wording.js";
import { a as severityFormats, i as toText, n as heading, o as verdictFormats, r as prose, t as createPage } from "./terminal-page.js";
import { t as count } from "./count.js";
import { n as shownName } from "./visible.js";

// src/report/terminal/terminal-grid.ts
/**
* Findings as aligned rows: subject, finding, place in the policy; one below the other on a narrow
* terminal.
*/
const indent = "    ";
const gutter = "  ";
const sideBySideColumns = 60;
/** From this width on, every row has room for the path, which a terminal makes a link. */
const pathColumns = 110;
const maxWhatColumns = 72;
/** Returns the columns that fit all the findings, so that all rows are aligned. */
function fitGrid(findings, policyPath, columns) {
	const pathSaid = columns < pathColumns ? policyPath : null;
	if (columns < sideBySideColumns) return {
		widths: null,
		columns,
		pathSaid
	};
	const rows = findings.map((finding) => toCells(finding, pathSaid));
	const widest = (index) => Math.max(0, ...rows.map((cells) => stringWidth(cells[index])));
	const place = Math.min(widest(2), Math.floor(columns / 4));
	const room = columns - 4 - 4 - place;
	const who = Math.min(widest(0), Math.floor(room * .48));
	return {
		widths: [
			who,
			Math.min(room - who, widest(1), maxWhatColumns),
			place
		],
		columns,
		pathSaid
	};
}
/** Returns a finding's lines. */
function gridRow(finding, grid, paint) {
	const [who, what, place] = toCells(finding, grid.pathSaid);
	if (grid.widths === null) {
		const block = (text, margin) => text === "" ? [] : wrapText(text, grid.columns - margin.length).map((line) => margin + line);
		return [
			...block(who, gutter),
			...block(what, indent),
			...block(place, indent).map((line) => paint("dim", line))
		];
	}
	const [whoWidth, whatWidth, placeWidth] = grid.widths;
	const columns = [
		wrapText(who, whoWidth),
		wrapText(what, whatWidth),
		wrapText(place, placeWidth)
	];
	const height = Math.max(...columns.map((lines) => lines.length));
	return Array.from({ length: height }, (_, index) => {
		const last = columns[2][index] ?? "";
		const line = `${indent + padText(columns[0][index] ?? "", whoWidth)}${gutter}${padText(columns[1][index] ?? "", whatWidth)}`;
		return last === "" ? line.trimEnd() : `${line}${gutter}${paint("dim", last)}`;
	});
}
function toCells(finding, pathSaid) {
	const { who, what } = describeFinding(finding);
	const fresh = finding.state === "introduced" ? `${what} (new)` : what;
	const { policy } = finding;
	const place = policy?.path === pathSaid && policy !== void 0 ? `line ${policy.line}` : placeOf(finding);
	return [
		escapeTerminal(who),
		escapeTerminal(fresh),
		escapeTerminal(place ?? "")
	];
}

// src/report/terminal/terminal.ts
/** The report for a person at a terminal. The verdict is last, because the end stays in view. */
/** Returns the report with a final newline. At every width, only spaces are left out. */
function renderTerminal(report, options) {
	const page = createPage(options);
	if (options.quiet) return toText([verdict(report, page)]);
	const rule = page.glyphs.rule.repeat(Math.min(page.columns, 96));
	return toText([
		header(report, page),
		policyChanges(report, page),
		...severities.map((severity) => findingsOf(severity, report, page)),
		notJudged(report, page),
		changesSince(report, page),
		listing(report.base === void 0 ? "Resolved since the last run" : "Resolved by this change", report.resolved, report, page),
		listing("Accepted by the policy", acceptedFindings(report), report, page),
		[page.paint("dim", rule), ...verdict(report, page)]
	]);
}
function header(report, page) {
	const { name, slug } = report.organization;
	const shown = shownName(name, slug);
	const title = shown === slug ? slug : `${shown} (${slug})`;
	const rows = [
		["Policy", report.policy.path],
		["Roster", extent(report)],
		["Roles", rolesOf(report)],
		...report.archive === void 0 ? [] : [["From", archiveAge(report)]],
		["Read", `${utcMinute(report.readAt)} as ${reader(report)}`],
		["Seen", completeness(report)],
		...gapsOf(report).map(({ list, seen, reason }) => ["", `${list}: ${seen}${reason === null ? "" : ` (${reason})`}`]),
		...notesOf(report).map((note) => ["", note])
	];
	return [
		...heading(`Access audit of ${title}`, "bold", page),
		"",
		...rows.flatMap(([label, text]) => prose(padText(label, 8), text, page).map((line) => label === "" ? line : line.replace(label, page.paint("dim", label))))
	];
}
function rolesOf({ roster }) {
	return Object.entries(roster.roles).filter(([, number]) => number > 0).map(([role, number]) => role === "unknown" ? `${number} unknown` : count(number, role)).join(", ");
}
function findingsOf(severity, report, page) {
	const open = openFindings(report);
	const findings = open.filter((finding) => finding.severity === severity);
	if (findings.length === 0) return [];
	const grid = fitGrid(open, report.policy.path, page.columns);
	const title = `${page.glyphs.severity[severity]} ${severityPlurals[severity].toUpperCase()} (${findings.length})`;
	const lines = [...heading(title, severityFormats[severity], page)];
	for (const [rule, group] of groupByRule(findings)) {
		lines.push("", ...ruleTitle(rule, report, page));
		for (const finding of group) lines.push(...gridRow(finding, grid, page.paint));
		for (const remedy of remediesOf(group)) {
			const text = prose(`    ${page.glyphs.arrow} `, remedy, page);
			lines.push(...text.map((line) => page.paint("dim", line)));
		}
	}
	return lines;
}
function ruleTitle(rule, { rules }, page) {
	const title = rules.find(({ id }) => id === rule)?.title;
	return prose("  ", title === void 0 ? rule : `${rule}: ${title}`, page).map((line) => page.paint("bold", line));
}
function notJudged(report, page) {
	const { notJudged: total } = report.counts;
	if (total === 0) return [];
	return [...heading(`${page.glyphs.notJudged} NOT JUDGED (${total})`, verdictFormats.unknown, page), ...notJudgedByReason(report).flatMap(({ rules, reason }) => [...prose("  ", reason ?? "no reason was recorded", page), ...prose("    ", rules.join(", "), page)])];
}
function acceptedFindings({ findings }) {
	return findings.filter((finding) => finding.state === "accepted");
}
function listing(title, findings, report, page) {
	if (findings.length === 0) return [];
	return [...heading(`${title} (${findings.length})`, "bold", page), ...findings.flatMap((finding) => {
		const acceptance = describeAcceptance(finding, report);
		return [...prose("  ", `${finding.rule}: ${sentenceOf(finding)}`, page), ...acceptance === "" ? [] : prose("      ", acceptance, page)];
	})];
}
function policyChanges({ base }, page) {
	if (base === void 0 || base.changes.length === 0) return [];
	return [...heading("This change", "bold", page), ...base.changes.flatMap(({ message, weakening }) => prose("  ", weakening === void 0 ? message : `weakens: ${message}`, page))];
}
function changesSince({ changes }, page) {
	if (changes === void 0) return [];
	const title = `Since ${utcMinute(changes.since)} (${summarizeChanges(changes)})`;
	return [...heading(title, "bold", page), ...changeSentences(changes).flatMap((sentence) => prose("  ", sentence, page))];
}
function verdict(report, page) {
	const format = verdictFormats[report.verdict];
	const { accepted, resolved } = report.counts;
	const also = [...accepted === 0 ? [] : [`${accepted} accepted`], ...resolved === 0 ? [] : [`${resolved} resolved`]].join(", ");
	const last = `${report.verdict === "drift" ? "drift: " : ""}${headline(report)}${also === "" ? "" : `; ${also}`}`;
	return [...prose("", meaning(report), page), ...heading(last, format, page)];
}

export { renderTerminal };