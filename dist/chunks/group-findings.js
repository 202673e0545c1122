import { f as compareSeverities, p as severities } from "./subject.js";
import { t as fold } from "./fold.js";
import { C as openFindings, c as groupByRule, v as shortNameOf } from "./wording.js";

// src/report/group-findings.ts
/** Groups findings by rule, by person or by team, in sections by severity. */
const groupings = [
	"rule",
	"person",
	"team"
];
/**
* Returns the sections of the open findings, worst first; the groups keep the findings' order.
* Accepted findings only help to find whom an exception is about.
*/
function groupFindings(report, by) {
	const sorted = openFindings(report).toSorted(compareSeverities);
	const groups = by === "rule" ? rulesIn(sorted) : subjectsIn(sorted, by, report.findings);
	const sections = Map.groupBy(groups, ({ findings: [worst] }) => worst?.severity);
	return severities.flatMap((severity) => {
		const count = sorted.filter((finding) => finding.severity === severity).length;
		if (count === 0) return [];
		const own = sections.get(severity) ?? [];
		return [{
			severity,
			count,
			groups: own,
			above: count - own.flatMap((group) => group.findings).filter((finding) => finding.severity === severity).length
		}];
	});
}
function rulesIn(findings) {
	return [...Map.groupBy(findings, ({ severity }) => severity).values()].flatMap((same) => [...groupByRule(same)].map(([title, group]) => ({
		kind: "rule",
		title,
		about: void 0,
		findings: group
	})));
}
/** What concerns no person or no team is listed last, with its own severity. */
function subjectsIn(findings, by, all) {
	const known = indexNames(all, by);
	const groups = Map.groupBy(findings, (finding) => {
		const subject = subjectOf(finding, by, known);
		return subject === void 0 ? finding.severity : keyOf(subject);
	});
	const toGroup = (group) => {
		const [first] = group;
		const about = first === void 0 ? void 0 : subjectOf(first, by, known);
		return {
			...about === void 0 ? {
				kind: "rest",
				title: "Workspace"
			} : {
				kind: "subject",
				title: titleOf(about)
			},
			about,
			findings: group
		};
	};
	const ordered = [...groups.values()].map(toGroup);
	return [...ordered.filter(({ kind }) => kind === "subject"), ...ordered.filter(({ kind }) => kind === "rest")];
}
const kinds = {
	person: /* @__PURE__ */ new Set([
		"member",
		"service",
		"invite"
	]),
	team: /* @__PURE__ */ new Set(["team"])
};
/** Rules about names that only the policy has, by what they name. */
const namedIn = {
	person: /* @__PURE__ */ new Set([
		"name-unknown",
		"name-ambiguous",
		"service-missing",
		"entry-ending"
	]),
	team: /* @__PURE__ */ new Set(["team-missing", "review-overdue"])
};
/**
* Rules about the whole workspace, a repository, an OIDC provider or a group: an exception to one of
* them names no person and no team.
*/
const otherRules = /* @__PURE__ */ new Set([
	"role-count",
	"single-sign-on",
	"policy-test",
	"repository-public",
	"repository-default-privilege",
	"repository-unlisted",
	"oidc-claims",
	"oidc-unlisted",
	"group-sync-unexpected",
	"group-sync-privileged",
	"group-sync-missing",
	"group-sync-role"
]);
const teamRules = /^team-(?!member-|role$)/v;
/**
* Returns the people or the teams by the names that a policy may use for them, and by the places of
* the exceptions that cover their findings: an exception may name a person by e-mail address.
*/
function indexNames(findings, by) {
	const names = /* @__PURE__ */ new Map();
	for (const { subject, object, accepted } of findings) for (const one of [subject, object]) {
		if (one === void 0 || !kinds[by].has(one.kind)) continue;
		const place = one === subject ? placeKey(accepted?.policy) : void 0;
		for (const name of [
			fold(one.slug),
			fold(one.id),
			place
		]) if (name !== void 0 && !names.has(name)) names.set(name, one);
	}
	return names;
}
/** Returns the person or the team that a finding is about; undefined if there is none. */
function subjectOf({ rule, subject, object, facts, policy }, by, known) {
	const found = [subject, object].find((one) => one !== void 0 && kinds[by].has(one.kind));
	if (found !== void 0) return found;
	if (subject.kind !== "policy") return void 0;
	if (namedIn[by].has(rule)) return known.get(fold(subject.slug)) ?? subject;
	if (!rule.startsWith("exception-")) return void 0;
	const { rule: excepted, team } = facts;
	if (by === "team" && typeof team === "string") return known.get(fold(team)) ?? named(team);
	if (typeof excepted !== "string" || otherRules.has(excepted)) return void 0;
	if (teamRules.test(excepted) !== (by === "team")) return void 0;
	return known.get(fold(subject.slug)) ?? known.get(placeKey(policy) ?? "") ?? subject;
}
/** No name contains a line break. */
function placeKey(policy) {
	return policy === void 0 ? void 0 : `\n${policy.path}:${policy.line}:${policy.column}`;
}
function named(text) {
	return {
		kind: "policy",
		id: fold(text),
		slug: text,
		name: text
	};
}
function keyOf({ kind, id }) {
	return `${kind} ${id}`;
}
function titleOf(subject) {
	const name = shortNameOf(subject);
	if (subject.kind === "service") return `service account ${name}`;
	if (subject.kind === "token") return `token ${name}`;
	return subject.kind === "invite" ? `invite of ${name}` : name;
}

export { groupings as n, groupFindings as t };