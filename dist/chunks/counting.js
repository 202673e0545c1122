import { n as isUnknown } from "./model.js";

// src/policy/subject.ts
/** Roster entries as the subjects of findings. */
function ofMember(member) {
	return {
		kind: "member",
		id: member.id,
		slug: member.username,
		name: member.name
	};
}
function ofService(service) {
	return {
		kind: "service",
		id: service.slug,
		slug: service.slug,
		name: service.name
	};
}
function ofTeam(team) {
	return {
		kind: "team",
		id: team.id,
		slug: team.slug,
		name: team.name
	};
}
/** An invite is named by whom it was sent to, as far as that was seen. */
function ofInvite({ id, username, email }) {
	const known = [username, email].find((fact) => fact !== null && !isUnknown(fact));
	return {
		kind: "invite",
		id,
		slug: typeof known === "string" ? known : id,
		name: ""
	};
}
function ofWorkspace(workspace) {
	return {
		kind: "workspace",
		id: workspace.id,
		slug: workspace.slug,
		name: workspace.name
	};
}
/** Something that stands in the policy and nowhere else. */
function ofPolicyText(text) {
	return {
		kind: "policy",
		id: text.toLowerCase(),
		slug: text,
		name: text
	};
}
/** Returns how a sentence names a subject: the display name with the username behind it. */
function nameOf({ kind, slug, name }) {
	if (kind === "policy" || name === "" || name === slug) return slug;
	return `${name} (${slug})`;
}

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
/** Returns `1 rule`, `2 rules`, `1,000 rules`. */
function count(number, singular, plural = `${singular}s`) {
	return `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;
}

export { severities as a, ofInvite as c, ofService as d, ofTeam as f, tally as i, ofMember as l, openFindings as n, subjectKinds as o, ofWorkspace as p, severityPlurals as r, nameOf as s, count as t, ofPolicyText as u };