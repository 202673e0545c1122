import { t as evaluate } from "./evaluate.js";
import { r as checksOnlyVisible } from "./catalog.js";
import { i as toTasks, n as isOpen, t as decideVerdict } from "./verdict.js";
import { n as listCoverage, t as coverageStatus } from "./coverage.js";
import { t as rosterDigest } from "./digest.js";
import { t as requestedRepositories } from "./requested.js";
import { t as isUnknown } from "./fact.js";
import { r as describeChanges } from "./changes.js";
import { n as isWeakening, t as describePolicyChanges } from "./policy-changes.js";
import { n as toAcceptance, r as toReportException } from "./exceptions.js";
import { n as RunUrl } from "./report.js";
import { n as toSyncFacts, t as countUnjudged } from "./sync-facts.js";

// src/report/build-report.ts
/**
* Returns the report, except for the artifact that the run may write later. Built only once, here.
*/
function buildReport(input) {
	const { roster, policy, evaluation, resolved, base, failOn } = input;
	const { id, slug, name } = roster.workspace;
	const tasks = base === void 0 ? [] : toTasks(evaluation.findings, {
		roster,
		policy,
		now: input.generatedAt
	}, messagesOf(evaluation));
	const described = base === void 0 ? void 0 : describeBase(base, input);
	const weakened = base?.policy === void 0 ? void 0 : described?.changes.filter(isWeakening).length;
	const runUrl = RunUrl.safeParse(input.runUrl).data;
	const actions = new Map(tasks.map(({ finding, action }) => [finding.fingerprint, action]));
	return {
		version: 1,
		tool: input.tool,
		organization: {
			id,
			slug,
			name
		},
		generatedAt: input.generatedAt.toISOString(),
		readAt: roster.readAt,
		...input.readFrom !== void 0 && { archive: input.readFrom },
		...runUrl !== void 0 && { runUrl },
		verdict: decideVerdict(evaluation, {
			coverage: coverageStatus(roster.coverage),
			failOn,
			pullRequest: base === void 0 ? void 0 : {
				tasks: input.pullRequestTasks ?? "allow",
				isTooWeak: input.weakenings === "fail" && (weakened ?? 0) > 0
			},
			isStale: input.readFrom?.stale !== void 0
		}),
		failOn,
		counts: {
			...countFindings(evaluation),
			resolved: resolved.length,
			...base !== void 0 && { tasks: tasks.length },
			...weakened !== void 0 && { weakened }
		},
		rosterDigest: rosterDigest(roster),
		coverage: describeCoverage(roster, policy),
		roster: countRoster(roster),
		rules: evaluation.rules.map(({ rule, severity, status, reason, findings }) => ({
			id: rule.id,
			title: rule.title,
			severity,
			status,
			reason,
			findings: findings.length,
			explanation: rule.explanation,
			remedy: rule.remedy
		})),
		findings: toReportFindings(evaluation, policy.path).map((finding) => {
			const task = actions.get(finding.fingerprint);
			return task === void 0 ? finding : {
				...finding,
				task
			};
		}),
		resolved: resolved.map(({ finding, rule }) => toReportFinding(finding, rule, policy.path)),
		...base !== void 0 && { tasks: tasks.map(toReportTask) },
		exceptions: evaluation.exceptions.map((use) => toReportException(use, policy.path)),
		...described !== void 0 && { base: described },
		...input.baseline !== void 0 && { changes: describeChanges(input.baseline, roster) },
		policy: {
			path: policy.path,
			sha256: policy.sha256
		}
	};
}
function messagesOf({ rules }) {
	const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
	return (finding) => byId.get(finding.rule)?.message(finding) ?? finding.rule;
}
function toReportTask({ finding, action, todo, call, next, doneWith }) {
	const { rule, fingerprint, subject, object } = finding;
	return {
		finding: fingerprint,
		rule,
		action,
		todo,
		subject: { ...subject },
		...object !== void 0 && { object: { ...object } },
		call: call === void 0 ? null : {
			...call,
			parameters: { ...call.parameters }
		},
		...next !== void 0 && { next: {
			...next,
			parameters: { ...next.parameters }
		} },
		...doneWith !== void 0 && { doneWith }
	};
}
function describeBase({ policy: before, invalid, movedFrom, latin1 }, { policy, generatedAt }) {
	const notes = {
		...movedFrom !== void 0 && { movedFrom },
		...latin1 === true && { encoding: "latin-1" }
	};
	if (before === void 0) return {
		sha256: null,
		...invalid && { invalid },
		...notes,
		changes: []
	};
	return {
		sha256: before.sha256,
		...notes,
		changes: describePolicyChanges(before, policy, generatedAt)
	};
}
/**
* Returns the number of findings of each severity, and the number of rules that were not judged.
*/
function countFindings({ findings, rules }) {
	const open = findings.filter(isOpen);
	const of = (severity) => open.filter((finding) => finding.severity === severity).length;
	return {
		errors: of("error"),
		warnings: of("warning"),
		notes: of("note"),
		accepted: findings.length - open.length,
		introduced: open.filter((finding) => finding.state === "introduced").length,
		notJudged: rules.filter((rule) => rule.status === "not-judged").length
	};
}
function describeCoverage(roster, policy) {
	const { readAs, lists } = roster.coverage;
	return {
		status: coverageStatus(roster.coverage),
		readAs: {
			kind: readAs.kind,
			slug: readAs.slug,
			role: isUnknown(readAs.role) ? null : readAs.role
		},
		lists: lists.map((list) => ({ ...list })),
		...checksOnlyVisible(policy) && { visibleOnly: true },
		unknowns: countUnknowns(roster),
		...requestedRepositories(roster) && { privileges: countPrivileges(roster) }
	};
}
function countPrivileges({ repositories }) {
	const counts = {
		complete: 0,
		partial: 0,
		refused: 0,
		unknown: 0
	};
	for (const { coverage } of repositories) counts[coverage.status] += 1;
	return counts;
}
function countUnknowns(roster) {
	const unknowns = /* @__PURE__ */ new Map();
	const count = (list, entry) => {
		for (const [fact, value] of Object.entries(entry)) {
			if (!isUnknown(value)) continue;
			const { unknown: reason } = value;
			const key = `${list} ${fact} ${reason}`;
			const known = unknowns.get(key);
			if (known === void 0) unknowns.set(key, {
				list,
				fact,
				reason,
				count: 1
			});
			else known.count += 1;
		}
	};
	count("organization", roster.workspace);
	for (const member of roster.members) count("members", member);
	for (const team of roster.teams) count("teams", team);
	for (const service of roster.services) count("services", service);
	for (const invite of roster.invites) {
		count("invites", invite);
		for (const { role } of isUnknown(invite.teams) ? [] : invite.teams) count("invites", { teamRole: role });
	}
	const isComplete = (name) => listCoverage(roster.coverage, name).status === "complete";
	if (isComplete("saml")) count("saml", roster.singleSignOn);
	if (isComplete("group-sync")) count("group-sync", roster.groupSync);
	for (const { role } of roster.groupSync.mappings) count("group-sync", { role });
	for (const provider of roster.oidcProviders) count("oidc", provider);
	for (const repository of roster.repositories) {
		count("repositories", repository);
		for (const { level } of repository.privileges) count("repositories", { level });
	}
	return [...unknowns.values()];
}
function countRoster(roster) {
	const roles = {
		Owner: 0,
		Manager: 0,
		Member: 0,
		Collaborator: 0
	};
	for (const { role } of roster.members) {
		const name = isUnknown(role) ? "unknown" : role;
		roles[name] = (roles[name] ?? 0) + 1;
	}
	return {
		members: roster.members.length,
		teams: roster.teams.length,
		services: roster.services.length,
		invites: roster.invites.length,
		...requestedRepositories(roster) && { repositories: roster.repositories.length },
		roles
	};
}
function toReportFindings({ rules, findings }, path) {
	const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
	return findings.map((finding) => {
		const rule = byId.get(finding.rule);
		if (rule === void 0) throw new Error(`bug: no rule ${finding.rule}`);
		return toReportFinding(finding, rule, path);
	});
}
function toReportFinding(finding, rule, path) {
	const { subject, object, position } = finding;
	const accepted = toAcceptance(finding, path);
	return {
		rule: finding.rule,
		severity: finding.severity,
		state: finding.state,
		fingerprint: finding.fingerprint,
		subject: { ...subject },
		...object !== void 0 && { object: { ...object } },
		facts: { ...finding.facts },
		message: rule.message(finding),
		remedy: rule.remedyOf?.(finding) ?? rule.remedy,
		...position !== void 0 && { policy: {
			path,
			...position
		} },
		...accepted !== void 0 && { accepted }
	};
}

// src/report/past-sync.ts
/** Earlier syncs in numbers: what today's policy finds in each of them. */
/** A chart with more syncs is not readable, and each sync has to be read completely. */
const maxPastSyncs = 11;
/** Returns the numbers of a roster, evaluated for the time it was read. */
function judgePast(roster, policy) {
	return toPastSync(roster, evaluate(roster, policy, new Date(roster.readAt)));
}
/** Returns the numbers of a roster and its evaluation. */
function toPastSync(roster, evaluation) {
	const { errors, warnings, notes, notJudged } = countFindings(evaluation);
	const { readAt } = roster;
	return {
		readAt,
		errors,
		warnings,
		notes,
		notJudged,
		unjudged: countUnjudged(evaluation.rules),
		...toSyncFacts(roster)
	};
}
/** Returns the newest syncs that were read before a time, each once, oldest first. */
function selectPast(syncs, before) {
	return [...new Map(syncs.map((sync) => [sync.readAt, sync])).values()].filter(({ readAt }) => readAt < before).sort((a, b) => a.readAt < b.readAt ? -1 : 1).slice(-11);
}

export { buildReport as a, toPastSync as i, maxPastSyncs as n, selectPast as r, judgePast as t };