// src/policy/finding.ts
const severities = [
	"error",
	"warning",
	"note"
];
const subjectKinds = [
	"member",
	"service",
	"team",
	"invite",
	"workspace",
	"policy"
];

// src/report/counting.ts
/** Numbers of things, in words. */
const severityPlurals = {
	error: "errors",
	warning: "warnings",
	note: "notes"
};
/** Returns the findings that count: those not accepted, in the report's order. */
function openFindings(report) {
	return report.findings.filter((finding) => finding.state !== "accepted");
}
/** Returns `5 errors, 1 warning` for findings; empty for none. */
function tally(findings) {
	return severities.map((severity) => [severity, findings.filter((f) => f.severity === severity).length]).filter(([, number]) => number > 0).map(([severity, number]) => count(number, severity, severityPlurals[severity])).join(", ");
}
/** Between the digits that a comma comes between; Node's own needs 20 ms for its first number. */
const thousands = /\B(?=(?:\d{3})+$)/gu;
/** Returns `1 rule`, `2 rules`, `1,000 rules`. */
function count(number, singular, plural = `${singular}s`) {
	return `${String(number).replace(thousands, ",")} ${number === 1 ? singular : plural}`;
}

export { severities as a, tally as i, openFindings as n, subjectKinds as o, severityPlurals as r, count as t };