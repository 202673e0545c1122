import { n as describeError, r as settingName, t as AuditError } from "./errors.js";
import { n as findRule } from "./catalog.js";
import { t as evaluate } from "./evaluate.js";
import { t as archive } from "./archive.js";
import { i as toExitCode, t as buildReport } from "./build-report.js";
import { i as toPastSync, r as selectPast, t as judgePast } from "./past-sync2.js";
import { t as isCalled } from "./same-workspace.js";
import { setImmediate } from "node:timers/promises";

// src/preload.ts
/** Loads code that is needed later while a request waits for its reply. */
/**
* In milliseconds. By then the first requests are sent, and a distant server has not replied yet.
*/
const startDelayMs = 40;
/**
* Returns the result of `reading`, or rejects like it. Meanwhile it loads the modules one by one,
* so that a reply waits for one module at most. A module that fails to load reports that where it
* is used.
*/
async function loadDuring(reading, loads) {
	let waiting = true;
	const loadEach = async () => {
		for (const load of loads) {
			if (!waiting) return;
			await load().catch(() => void 0);
			await setImmediate();
		}
	};
	const timer = setTimeout(() => void loadEach(), startDelayMs);
	try {
		return await reading;
	} finally {
		waiting = false;
		clearTimeout(timer);
	}
}

// src/policy/impact.ts
/**
* Returns the impact of a change: either of the policy, for one roster, or of the workspace, for
* one policy. Without an earlier evaluation, no finding is introduced. If a rule could not be
* judged earlier, its findings are introduced for a change of the policy, because that change must
* answer for them, and existing for a change of the workspace.
*/
function compareEvaluations(after, before, change) {
	if (before === void 0) return {
		evaluation: after,
		resolved: []
	};
	const known = new Set(before.findings.filter(isOpen).map(({ fingerprint }) => fingerprint));
	const unseen = change === "workspace" ? notJudged(before) : /* @__PURE__ */ new Set();
	const withState = (finding) => isOpen(finding) && !known.has(finding.fingerprint) && !unseen.has(finding.rule) ? {
		...finding,
		state: "introduced"
	} : finding;
	const found = new Set(after.findings.map(({ fingerprint }) => fingerprint));
	const blind = notJudged(after);
	return {
		evaluation: {
			...after,
			rules: after.rules.map((result) => ({
				...result,
				findings: result.findings.map(withState)
			})),
			findings: after.findings.map(withState)
		},
		resolved: before.rules.flatMap(({ rule, findings }) => findings.filter((finding) => isOpen(finding) && !found.has(finding.fingerprint) && !blind.has(rule.id)).map((finding) => ({
			rule,
			finding
		})))
	};
}
function notJudged({ rules }) {
	return new Set(rules.filter(({ status }) => status === "not-judged").map(({ rule }) => rule.id));
}
function isOpen({ state }) {
	return state !== "accepted";
}

// src/audit.ts
/** The use case: read, evaluate, archive, report, deliver. Adapters are arguments. */
/**
* Runs one audit. Throws `AuditError` if there is nothing to report: no roster, or the roster of
* another workspace than the policy's. All later failures are part of the result.
*/
async function runAudit(input) {
	const read = await loadDuring(input.readRoster(), loadsOf(input));
	const { roster } = read;
	requireSameWorkspace(input.policy, roster);
	const [archived, early] = await Promise.all([archive(input, read), reportEarly(input, read)]);
	const { artifact } = archived;
	const report = {
		...early.report,
		...artifact !== void 0 && { artifact }
	};
	const late = await deliver(input, report, early.audited, "late");
	const failures = (archived.failed ? 1 : 0) + early.failures + late;
	return {
		report,
		delivery: failures === 0 ? "complete" : "partial",
		artifact: archived.quarantined ? void 0 : archived.artifact,
		exitCode: failures === 0 ? toExitCode(report.verdict, input.failOn) : 2
	};
}
/**
* Returns functions that load the code for the steps after reading. The first channel prints, and
* loads last: its character tables take the longest time, and replies wait meanwhile.
*/
function loadsOf({ artifact, channels }) {
	const loads = channels.map(({ load }) => load).toReversed();
	return [artifact?.load, ...loads].filter((load) => load !== void 0);
}
/** Returns the report for the early channels. It does not name an artifact yet. */
async function reportEarly(input, read) {
	const { roster, baseline, archive: readFrom } = read;
	const { impact, before } = judge(input, read, input.clock());
	const report = buildReport({
		roster,
		baseline,
		readFrom,
		runUrl: input.runUrl,
		policy: input.policy,
		...impact,
		base: input.base,
		failOn: input.failOn,
		...input.pullRequestTasks !== void 0 && { pullRequestTasks: input.pullRequestTasks },
		...input.weakenings !== void 0 && { weakenings: input.weakenings },
		generatedAt: input.clock(),
		tool: input.tool
	});
	const { policy } = input;
	const audited = {
		roster,
		policy,
		past: collectPast(read, before, policy)
	};
	return {
		report,
		audited,
		failures: await deliver(input, report, audited, "early")
	};
}
/**
* Returns the earlier syncs, including the baseline; `before` is the baseline's evaluation, if any.
*/
function collectPast({ roster, baseline, history }, before, policy) {
	if (history === void 0) return [];
	if (baseline === void 0) return selectPast(history, roster.readAt);
	const own = before === void 0 ? judgePast(baseline, policy) : toPastSync(baseline, before);
	return selectPast([...history, own], roster.readAt);
}
/** Delivers the report to the early or the late channels, and returns how many failed. */
async function deliver({ channels, log }, report, audited, when) {
	let failures = 0;
	for (const channel of channels) {
		if (channel.early === true !== (when === "early")) continue;
		try {
			await channel.deliver(report, audited);
		} catch (error) {
			failures += 1;
			log.error(error instanceof AuditError ? error.message : `cannot ${channel.task}: ${describeError(error)}.`);
		}
	}
	return failures;
}
/**
* On a pull request, evaluates both policies with the same roster, to compare only the policies.
* Otherwise evaluates the policy with the roster and with its baseline, each at its own time.
* `before` is the baseline's evaluation.
*/
function judge({ policy, base }, { roster, baseline }, now) {
	const after = evaluate(roster, policy, now, baseline);
	if (base !== void 0) {
		const byBase = base.policy === void 0 ? void 0 : evaluate(roster, base.policy, now);
		return {
			impact: compareEvaluations(after, byBase, "policy"),
			before: void 0
		};
	}
	const before = baseline === void 0 ? void 0 : evaluate(baseline, policy, new Date(baseline.readAt));
	return {
		impact: compareEvaluations(after, before, "workspace"),
		before
	};
}
/**
* Throws `AuditError` `BAD_POLICY` if roster and policy are of different workspaces, because
* then every finding would be wrong.
*/
function requireSameWorkspace(policy, { workspace }) {
	if (isCalled(workspace, policy.organization)) return;
	throw new AuditError("BAD_POLICY", `cannot audit workspace "${workspace.slug}" with ${policy.path}: the policy is about "${policy.organization}". Give that workspace as ${settingName("organization")}, or the policy that belongs to "${workspace.slug}".`);
}

// src/policy/wants.ts
/** Returns the workspace of a policy, and what its rules need of the workspace's repositories. */
function wantsOf(policy) {
	return {
		organization: policy.organization,
		repositories: wantsRepositories(policy)
	};
}
/**
* Returns what rules that are on look at, or custom rules can read: repositories, and on them
* entitlement tokens.
*/
function wantsRepositories(policy) {
	if (wants(policy, "tokens")) return "with-tokens";
	return wants(policy, "repositories") ? "all" : "none";
}
function wants({ rules, custom }, section) {
	return [...rules].some(([id, { severity }]) => severity !== "off" && findRule(id)?.section === section) || custom.some((rule) => reads(rule, section));
}
/** Any word counts, because an expression may read them of the elements of a list. */
function reads({ for: subject, violates: { text } }, section) {
	return section === "tokens" ? subject === "token" || /\btokens\b/u.test(text) : subject === "repository" || /\b(?:privileges|repositories)\b/u.test(text);
}

export { requireSameWorkspace as n, runAudit as r, wantsOf as t };