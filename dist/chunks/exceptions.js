import { n as shorten } from "./visible-text.js";
import { t as count } from "./count.js";

// src/report/exceptions.ts
/** Returns an exception and its use, in the report's form. */
function toReportException(use, path) {
	const { exception, status, covers, why } = use;
	const { rule, subject, team, repository, provider, limit, reason, owner, ticket, approvedBy, created, expires } = exception;
	return {
		rule,
		subject: subject.text,
		team,
		...repository !== void 0 && { repository },
		...provider !== void 0 && { provider },
		...limit,
		reason,
		owner,
		ticket,
		approvedBy,
		created,
		expires,
		status,
		why,
		findings: covers,
		policy: {
			path,
			...exception.position
		}
	};
}
/**
* Returns the exception that accepts a finding, in the report's form; undefined for an open
* finding.
*/
function toAcceptance({ exception }, path) {
	if (exception === void 0) return void 0;
	const { expires, reason, approvedBy, position } = exception;
	return {
		until: expires,
		reason,
		approvedBy,
		policy: {
			path,
			...position
		}
	};
}
/**
* Returns the last day, the reason and the approver of an accepted finding, to follow a semicolon.
* Also says if the same exception covers more findings. Empty for a finding that is not accepted.
*/
function describeAcceptance(finding, { exceptions, policy }) {
	const { accepted } = finding;
	if (accepted === void 0) return "";
	const { path, line, column } = accepted.policy;
	const others = (exceptions.find(({ policy: at }) => at.path === path && at.line === line && at.column === column)?.findings ?? 1) - 1;
	const also = others < 1 ? "" : `; the same exception covers ${count(others, "more", "more")}`;
	const place = path === policy.path ? `line ${line}` : `${path}:${line}`;
	const why = accepted.reason === null || accepted.reason === "" ? "no reason given" : null;
	const by = accepted.approvedBy === null ? "nobody named" : shorten(accepted.approvedBy, 60);
	return `until ${accepted.until}: ${why ?? shorten(accepted.reason ?? "", 200)} (approved by: ${by}; ${place})${also}`;
}

export { toAcceptance as n, toReportException as r, describeAcceptance as t };