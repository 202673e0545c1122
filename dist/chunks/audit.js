import { n as describeError, t as AuditError } from "./errors.js";
import { t as evaluate } from "./evaluate.js";
import { a as buildReport, i as toPastSync, r as selectPast, t as judgePast } from "./past-sync.js";
import { r as toExitCode } from "./verdict.js";
import { i as coverageStatus } from "./roles.js";
import { t as isCalled } from "./same-workspace.js";
import { setImmediate } from "node:timers/promises";

// src/preload.ts
/** Code that is needed later, loaded while a server is waited for. */
/** By then the first requests are on their way, and no reply is back from a server far away. */
const untilAskedMs = 40;
/**
* Returns what `reading` gives, or fails as it does. Until then loads one module after the other, so
* that a reply waits for one at most. What cannot be loaded says so where it is needed.
*/
async function loadMeanwhile(reading, loads) {
	let waiting = true;
	const loadEach = async () => {
		for (const load of loads) {
			if (!waiting) return;
			await load().catch(() => void 0);
			await setImmediate();
		}
	};
	const timer = setTimeout(() => void loadEach(), untilAskedMs);
	try {
		return await reading;
	} finally {
		waiting = false;
		clearTimeout(timer);
	}
}

// src/policy/impact.ts
/**
* Returns the impact of a change: of the policy, over one roster, or of the workspace, under one
* policy. Without an earlier evaluation there is nothing that could have been introduced. A finding of
* a rule that could not be judged earlier counts as new for a change of the policy, which answers for
* it, and as existing for a change of the workspace.
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
/** The use case, in order: read, evaluate, archive, report, deliver. Adapters come as arguments. */
/**
* Runs one audit. Throws `AuditError` when there is nothing to report: no roster, or one of another
* workspace than the policy's. Everything after that ends in a result.
*/
async function runAudit(input) {
	const read = await loadMeanwhile(input.readRoster(), loadsOf(input));
	const { roster } = read;
	requireSameWorkspace(input.policy, roster);
	const [archived, early] = await Promise.all([archive(input, roster), reportEarly(input, read)]);
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
* Returns how the code is loaded that comes after the reading. What prints, which is the first channel,
* has tables of characters that keep a reply waiting longest, and comes last.
*/
function loadsOf({ artifact, channels }) {
	const loads = channels.map(({ load }) => load).toReversed();
	return [artifact?.load, ...loads].filter((load) => load !== void 0);
}
/** Returns the report before it names an artifact, as the early channels get it. */
async function reportEarly(input, read) {
	const { roster, baseline, archive: readFrom } = read;
	const { impact, before } = judge(input, read, input.clock());
	const report = buildReport({
		roster,
		baseline,
		readFrom,
		policy: input.policy,
		...impact,
		base: input.base,
		failOn: input.failOn,
		...input.pullRequestTasks !== void 0 && { pullRequestTasks: input.pullRequestTasks },
		generatedAt: input.clock(),
		tool: input.tool
	});
	const audited = {
		roster,
		past: collectPast(read, before, input.policy)
	};
	return {
		report,
		audited,
		failures: await deliver(input, report, audited, "early")
	};
}
/** Returns the earlier syncs, the baseline among them; `before` is its evaluation, if it has one. */
function collectPast({ roster, baseline, history }, before, policy) {
	if (history === void 0) return [];
	if (baseline === void 0) return selectPast(history, roster.readAt);
	const own = before === void 0 ? judgePast(baseline, policy) : toPastSync(baseline, before);
	return selectPast([...history, own], roster.readAt);
}
/** Hands the report to the early channels or to the others, and returns how many of them failed. */
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
* On a pull request both policies are compared with the same roster, so that only they differ;
* elsewhere the policy is compared with the roster and its baseline, each at its own time. `before` is
* the baseline's evaluation.
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
* Throws `AuditError` `BAD_POLICY` for a roster of another workspace than the policy's: comparing
* it with the policy would be wrong in every line.
*/
function requireSameWorkspace(policy, { workspace }) {
	if (isCalled(workspace, policy.organization)) return;
	throw new AuditError("BAD_POLICY", `cannot audit workspace "${workspace.slug}" with ${policy.path}: the policy is about "${policy.organization}". Give that workspace as organization, or the policy that belongs to "${workspace.slug}".`);
}
/**
* Writes the artifact, if one is wanted. A roster with gaps goes beside its name, because C1 would
* read the missing people as removed; the ending keeps it out of a `*.c1z` upload.
*/
async function archive({ artifact: target, log }, roster) {
	if (target === void 0) return {
		artifact: void 0,
		quarantined: false,
		failed: false
	};
	const quarantined = coverageStatus(roster.coverage) !== "complete" && !target.allowPartial;
	const path = quarantined ? `${target.path}.quarantined` : target.path;
	try {
		const artifact = await target.write(roster, path);
		if (quarantined) log.warn(`the roster has gaps, so the artifact is ${path} and not ${target.path}: C1 would read the missing people as removed. Set allow-partial to write it all the same.`);
		return {
			artifact,
			quarantined,
			failed: false
		};
	} catch (error) {
		log.error(error instanceof AuditError ? error.message : `cannot write ${path}: ${describeError(error)}.`);
		return {
			artifact: void 0,
			quarantined,
			failed: true
		};
	}
}

export { requireSameWorkspace as n, runAudit as r, archive as t };