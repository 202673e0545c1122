import { t as compareIds } from "./model.js";
import { t as Report } from "./report.js";
import { t as escapeJson } from "./visible-text.js";

// src/report/json.ts
/**
* Returns the report as indented JSON with a final newline, keys in the schema's order, names of
* facts and roles sorted, so that equal reports are equal bytes. Invisible characters are escaped.
*/
function renderJson(report) {
	const { findings, resolved, roster, ...rest } = report;
	const ordered = Report.parse({
		...rest,
		findings: findings.map(sortFacts),
		resolved: resolved.map(sortFacts),
		roster: {
			...roster,
			roles: sortKeys(roster.roles)
		}
	});
	return `${escapeJson(JSON.stringify(ordered, null, 2))}\n`;
}
function sortFacts(finding) {
	return {
		...finding,
		facts: sortKeys(finding.facts)
	};
}
function sortKeys(record) {
	return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareIds(a, b)));
}

export { renderJson };