import { p as severities } from "./subject.js";
import { a as joinNames } from "./list-gap.js";
import { t as count } from "./count.js";
import { i as shownName } from "./visible.js";
import { n as shorten } from "./visible-text.js";
import { w as severityPlurals, y as utcMinute } from "./wording.js";

// src/report/merge/merged-wording.ts
/** The sentences of a merged report, the same in every rendering. Nothing here is escaped. */
/** The page does not load the schema that lists them. */
const verdictsWorstFirst = [
	"unknown",
	"drift",
	"clean"
];
/** Returns the number of workspaces, the verdict, and the workspaces of each verdict. */
function titleOf(report) {
	const { counts, verdict } = report;
	return `Access audit of ${count(counts.workspaces, "workspace")}: ${verdict} (${verdictCounts(report)})`;
}
/** Returns `1 report not read, 2 unknown, 5 drift, 30 clean`. */
function verdictCounts({ counts }) {
	return [...counts.unreadable === 0 ? [] : [`${count(counts.unreadable, "report")} not read`], ...verdictsWorstFirst.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`)].join(", ");
}
/** Returns why a workspace has its verdict, as far as its findings do not say it; or empty. */
function noteOf({ why, expected }) {
	return [why, expected === false ? "it is not one of the expected workspaces" : null].filter((part) => part !== null).join("; ");
}
/** Returns the listed findings of each workspace by its slug, the worst first. */
function findingsByWorkspace({ findings }) {
	return Map.groupBy(findings, ({ workspace }) => workspace);
}
/** Returns how many open findings are only in the workspaces' own reports, if `shown` are here. */
function leftOut({ workspaces, findings }, shown) {
	const number = workspaces.reduce((sum, row) => sum + row.findingsLeftOut, 0) + findings.length - shown;
	if (number === 0) return "";
	return `${count(number, "more finding")} ${number === 1 ? "is" : "are"} in the workspaces' own reports.`;
}
/** Returns `two-factor: 34 workspaces, 51 findings`. */
function describeRule({ id, workspaces, findings }) {
	return `${id}: ${count(workspaces, "workspace")}, ${count(findings, "finding")}`;
}
/** Returns a person's display name and username, or the e-mail address of an invite. */
function describePerson({ slug, name }) {
	const shown = shownName(name, slug);
	return shown === slug ? slug : `${shown} (${slug})`;
}
/**
* Returns what is new since the earlier report, and what cannot be compared with it, in one sentence
* without a final period. `verdict` is the present one of all workspaces.
*/
function describePrevious(previous, verdict) {
	const { generatedAt, workspaces } = previous;
	const sum = (name) => workspaces.reduce((total, change) => total + (change[name] ?? 0), 0);
	const number = (is) => workspaces.filter(is).length;
	const verdicts = number(({ before, now }) => before !== null && now !== null && before !== now);
	const parts = [
		[
			number(({ before }) => before === null),
			"new workspace",
			"new workspaces"
		],
		[
			number(({ now }) => now === null),
			"workspace gone",
			"workspaces gone"
		],
		[
			verdicts,
			"verdict changed",
			"verdicts changed"
		],
		[
			sum("introduced"),
			"new finding",
			"new findings"
		],
		[
			sum("resolved"),
			"resolved finding",
			"resolved findings"
		],
		[
			number(isNotCompared),
			"workspace cannot be compared",
			"workspaces cannot be compared"
		]
	];
	const known = [
		...previous.verdict === verdict ? [] : [`the verdict is ${verdict}, was ${previous.verdict}`],
		...parts.filter(([of]) => of > 0).map(([of, one, several]) => count(of, one, several)),
		...describeRules(workspaces.flatMap(({ notCompared }) => notCompared))
	];
	return `Since ${utcMinute(generatedAt)}: ${known.length === 0 ? "nothing changed" : known.join(", ")}`;
}
/** Returns what cannot be compared in a workspace that both reports have; empty if all can be. */
function describeNotCompared(change) {
	if (isNotCompared(change)) return "findings cannot be compared";
	return describeRules(change.notCompared).join("");
}
function isNotCompared({ before, now, introduced }) {
	return before !== null && now !== null && introduced === null;
}
/** A sentence that names more rules is not read. */
const maxRulesNamed = 5;
function describeRules(rules) {
	const names = [...new Set(rules)];
	if (names.length === 0) return [];
	const more = names.length - maxRulesNamed;
	const named = names.slice(0, maxRulesNamed).map((id) => shorten(id, 100));
	return [`not compared: ${joinNames([...named, ...more > 0 ? [`${more} more`] : []])}`];
}
/** Returns how a workspace's verdict changed: `clean → drift`, `new: drift`, `gone`. */
function describeVerdicts({ before, now }, arrow) {
	if (now === null) return `gone, was ${before ?? "unknown"}`;
	if (before === null) return `new: ${now}`;
	return before === now ? now : `${before} ${arrow} ${now}`;
}
/** Returns a number of findings, or a sign for what cannot be compared. */
function countOrUnknown(number) {
	return number === null ? "?" : String(number);
}
/** Returns the open findings of a workspace in words, such as `5 errors, 1 note`. */
function countsOf({ counts }) {
	return severities.map((severity) => {
		const plural = severityPlurals[severity];
		return count(counts[plural], severity, plural);
	}).join(", ");
}

export { describePrevious as a, findingsByWorkspace as c, titleOf as d, describePerson as i, leftOut as l, countsOf as n, describeRule as o, describeNotCompared as r, describeVerdicts as s, countOrUnknown as t, noteOf as u };