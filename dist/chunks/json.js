import { t as compareIds } from "./model.js";
import { t as Report } from "./report.js";
import { D as toJSONSchema } from "./schemas.js";
import { t as escapeJson } from "./visible-text.js";

// src/report/json.ts
/** The report as JSON, and its published schema. */
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
/** Returns the JSON Schema (draft 2020-12) of the output of `renderJson`. */
function reportJsonSchema() {
	const { $schema, ...schema } = toJSONSchema(Report, { target: "draft-2020-12" });
	return {
		$schema,
		$id: "urn:cloudsmith-access-audit:report:1",
		title: "cloudsmith-access-audit report, version 1",
		...schema
	};
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

export { renderJson, reportJsonSchema };