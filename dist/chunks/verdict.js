import { c as severities } from "./subject.js";

// src/report/verdict.ts
/** From which severity on drift fails the run; `never` reports it without failing. */
const failOnValues = [...severities, "never"];
/**
* Returns `unknown` when the roster has gaps or is too old, or a rule that could fail the run was not judged, else
* `drift` when one found something that nobody accepted, else `clean`.
*/
function decideVerdict(evaluation, given) {
	const { coverage, failOn, onlyIntroduced, isStale } = given;
	const counts = (severity) => isAtLeast(severity, failOn === "never" ? "error" : failOn);
	if (evaluation.rules.some(({ blind: unseen, severity }) => unseen && severity !== "off" && counts(severity)) || isStale || coverage !== "complete") return "unknown";
	const fails = (finding) => onlyIntroduced ? finding.state === "introduced" : isOpen(finding);
	return evaluation.findings.some((finding) => fails(finding) && counts(finding.severity)) ? "drift" : "clean";
}
/** Returns 0 for clean, 1 for drift unless `never`, and 2 when it could not be told. */
function toExitCode(verdict, failOn) {
	if (verdict === "unknown") return 2;
	return verdict === "drift" && failOn !== "never" ? 1 : 0;
}
/** True for a finding that nobody accepted. */
function isOpen(finding) {
	return finding.state !== "accepted";
}
function isAtLeast(severity, threshold) {
	return severities.indexOf(severity) <= severities.indexOf(threshold);
}

export { isOpen as n, toExitCode as r, decideVerdict as t };