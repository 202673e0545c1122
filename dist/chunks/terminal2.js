import { a as summarizeChanges, r as changeSentences } from "./changes.js";
import { t as describeAcceptance } from "./exceptions.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { t as groupFindings } from "./group-findings.js";
import { _ as sentenceOf, b as verdictLine, c as groupByRule, d as meaning, f as notJudgedByReason, g as remediesOf, h as reader, i as describeFinding, m as placeOf, n as archiveAge, o as extent, p as notesOf, r as completeness, s as gapsOf, w as severityPlurals, y as utcMinute } from "./wording.js";
import { n as wrapText, r as stringWidth, t as padText } from "./wrap-text.js";
import { a as severityFormats, i as toText, n as heading, o as verdictFormats, r as prose, t as createPage } from "./terminal-page.js";
import { t as count } from "./count.js";
import { i as shownName } from "./visible.js";

// src/report/terminal/terminal-grid.ts
/** Findings as aligned rows of three columns; one below the other on a narrow terminal. */
const indent = "    ";
const gutter = "  ";
const sideBySideColumns = 60;
/** From this width on, rows have room for a short path, which a terminal makes a link. */
const pathColumns = 110;
const maxWhatColumns = 72;
/** Room for a colon and the number of a line. */
const lineDigits = 6;
/** Returns true if rows repeat the policy's path, which the header contains as well. */
function saysPath(path, columns) {
	return columns >= pathColumns && stringWidth(path) + lineDigits <= widestPlace(columns);
}
function widestPlace(columns) {
	return Math.floor(columns / 4);
}
/** Returns the columns that fit all the rows, so that all are aligned. */
function fitGrid(rows, columns) {
	if (columns < sideBySideColumns) return {
		widths: null,
		columns
	};
	const widest = (index) => rows.reduce((width, cells) => Math.max(width, stringWidth(cells[index])), 0);
	const place = Math.min(widest(2), widestPlace(columns));
	const room = columns - 4 - 4 - place;
	const first = Math.min(widest(0), Math.floor(room * .48));
	return {
		widths: [
			first,
			Math.min(room - first, widest(1), maxWhatColumns),
			place
		],
		columns
	};
}
/** Returns a finding's lines. */
function gridRow(cells, grid, paint) {
	const [first, what, place] = cells;
	const { widths, columns: room } = grid;
	if (widths === null) return stack(cells, gutter, grid, paint);
	if ([first, what].some((text, index) => {
		const widest = Math.max(...text.split(" ").map((word) => stringWidth(word)));
		return widest > (widths[index] ?? 0) && widest <= room - 4 - 2;
	})) return stack(cells, indent, grid, paint);
	const [firstWidth, whatWidth, placeWidth] = widths;
	const columns = [
		wrapText(first, firstWidth),
		wrapText(what, whatWidth),
		wrapText(place, placeWidth)
	];
	const height = Math.max(...columns.map((lines) => lines.length));
	return Array.from({ length: height }, (_, index) => {
		const last = columns[2][index] ?? "";
		const line = `${indent + padText(columns[0][index] ?? "", firstWidth)}${gutter}${padText(columns[1][index] ?? "", whatWidth)}`;
		return last === "" ? line.trimEnd() : `${line}${gutter}${paint("dim", last)}`;
	});
}
/** Returns the cells one below the other, the first one to the left of the others. */
function stack([first, what, place], margin, { columns }, paint) {
	const block = (text, start) => text === "" ? [] : wrapText(text, columns - start.length).map((line) => start + line);
	return [
		...block(first, margin),
		...block(what, margin + gutter),
		...block(place, margin + gutter).map((line) => paint("dim", line))
	];
}

// src/report/terminal/terminal-findings.ts
/** The open findings for a person at a terminal: sections by severity, in groups. */
/** Returns a section for each severity. */
function findingSections(report, { limit = Infinity, groupBy = "rule" }, page) {
	const sections = groupFindings(report, groupBy).map((section) => ({
		...section,
		groups: section.groups.map((group) => ({
			...group,
			rows: group.findings.slice(0, limit).map((finding) => toCells(finding, group, report, page))
		}))
	}));
	const rows = sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
	const grid = fitGrid(rows, page.columns);
	return sections.map(({ severity, count, groups, above }) => {
		const title = `${page.glyphs.severity[severity]} ${severityPlurals[severity].toUpperCase()} (${count})`;
		return [
			...heading(title, severityFormats[severity], page),
			...groups.flatMap((group) => ["", ...groupLines(group, report, {
				grid,
				page
			})]),
			...above === 0 ? [] : ["", ...prose("  ", `${above} of these ${above === 1 ? "is" : "are"} listed above`, page)]
		];
	});
}
function groupLines(group, report, { grid, page }) {
	const { kind, title, findings, rows } = group;
	const left = findings.length - rows.length;
	const remedies = remediesOf(kind === "rule" ? findings : findings.slice(0, rows.length));
	const rule = kind === "rule" ? report.rules.find(({ id }) => id === title)?.title : void 0;
	const name = rule === void 0 ? title : `${title}: ${rule}`;
	return [
		...prose("  ", name, page).map((line) => page.paint("bold", line)),
		...rows.flatMap((cells) => gridRow(cells, grid, page.paint)),
		...left === 0 ? [] : prose("    ", `and ${left} more`, page),
		...remedies.flatMap((remedy) => prose(`    ${page.glyphs.arrow} `, remedy, page)).map((line) => page.paint("dim", line))
	];
}
/** A row says what its group's title does not say. */
function toCells(finding, { kind, about }, { policy: { path } }, page) {
	const { who, what } = describeFinding(finding);
	const isRule = kind === "rule";
	const first = isRule ? who : `${page.glyphs.severity[finding.severity]} ${finding.rule}`;
	const { subject } = finding;
	const isSaid = subject.kind !== "policy" && subject.kind === about?.kind && subject.id === about.id;
	const text = isRule || isSaid ? what : sentenceOf(finding);
	const fresh = finding.state === "introduced" ? `${text} (new)` : text;
	const { policy } = finding;
	const place = policy !== void 0 && policy.path === path && !saysPath(path, page.columns) ? `line ${policy.line}` : placeOf(finding) ?? "";
	return [
		escapeTerminal(first),
		escapeTerminal(fresh),
		escapeTerminal(place)
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
		...findingSections(report, options, page),
		notJudged(report, page),
		changesSince(report, page),
		listing(report.base === void 0 ? "Resolved since the last run" : "Resolved by this change", report.resolved, {
			report,
			options,
			page
		}),
		listing("Accepted by the policy", acceptedFindings(report), {
			report,
			options,
			page
		}),
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
function notJudged(report, page) {
	const { notJudged: total } = report.counts;
	if (total === 0) return [];
	return [...heading(`${page.glyphs.notJudged} NOT JUDGED (${total})`, verdictFormats.unknown, page), ...notJudgedByReason(report).flatMap(({ rules, reason }) => [...prose("  ", reason ?? "no reason was recorded", page), ...prose("    ", rules.join(", "), page)])];
}
function acceptedFindings({ findings }) {
	return findings.filter((finding) => finding.state === "accepted");
}
function listing(title, findings, { report, options: { limit }, page }) {
	if (findings.length === 0) return [];
	const lines = (shown) => shown.flatMap((finding) => {
		const acceptance = describeAcceptance(finding, report);
		return [...prose("  ", `${finding.rule}: ${sentenceOf(finding)}`, page), ...acceptance === "" ? [] : prose("      ", acceptance, page)];
	});
	return [...heading(`${title} (${findings.length})`, "bold", page), ...limit === void 0 ? lines(findings) : [...groupByRule(findings)].flatMap(([rule, group]) => [...lines(group.slice(0, limit)), ...group.length <= limit ? [] : prose("  ", `${rule}: and ${group.length - limit} more`, page)])];
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
	const last = `${verdictLine(report)}${also === "" ? "" : `; ${also}`}`;
	return [...prose("", meaning(report), page), ...heading(last, format, page)];
}

export { renderTerminal };