import { t as count } from "./count.js";
import { n as describeError, r as settingName, t as AuditError } from "./errors.js";
import { n as listCoverage, o as sawAllVisible, s as withListGap } from "./coverage.js";
import { i as teamVisibilities, n as loginMethods, r as memberVisibilities, t as compareIds } from "./model.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { C as transform, E as unknown$1, S as string, T as union, d as _null, f as _undefined, k as NEVER, p as array, v as number, y as object } from "./schemas.js";
import { n as dayMs } from "./clock.js";
import { n as normalizeTime } from "./time.js";
import { t as fold } from "./fold.js";
import { t as isId } from "./visible.js";
import { a as privilegeLevels, c as withPrivilegeGap, i as privilegeHolders, l as withTokenGap, n as defaultPrivileges, s as whyHolderTwice, t as broadcastStates } from "./repository.js";
import { n as serviceRoles, r as teamRoles, t as roles } from "./roles.js";
import { t as holderKeys } from "./holder.js";
import { t as canCompareRepositories } from "./requested.js";
import { n as impliedMappings, t as compareMappings } from "./dynamic-mapping.js";
import { n as isSameName, r as isSameWorkspace, t as isCalled } from "./same-workspace.js";
import { i as isLoopback, n as noProxies, r as readProxies, t as explainFailure } from "./failure.js";
import { i as showArtifactRef } from "./settings.js";
import { t as explainTooOld } from "./artifact-age.js";
import { t as withoutFalseClaims } from "./contradictions.js";
import { n as isSlug, r as slugPattern, t as isReserved } from "./slug.js";
import { t as createRedactor } from "./redact.js";
import { r as userAgent } from "./version.js";
import { isDeepStrictEqual } from "node:util";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { existsSync } from "node:fs";

// src/roster/lost-repositories.ts
/**
* Finds repositories and privileges that an artifact would lose, although nobody saw that they are
* gone.
*/
/**
* Returns what the roster lost since the baseline, as a sentence without a final period; undefined
* if nothing is in doubt. In doubt are an implausible loss, and privileges that were not seen because
* the repository's privileges, or the list of repositories, were not read completely. With a limit
* of 100, every loss is accepted.
*/
function findLostRepositories(baseline, roster, given) {
	if (given.maxShrinkPercent >= 100 || !canCompareRepositories(baseline, roster)) return void 0;
	return given.shrinkages.find(({ list, part }) => list === "repositories" && part !== "tokens")?.reason ?? findUnseen(baseline, roster);
}
function findUnseen(baseline, roster) {
	const keys = holderKeys(baseline, roster);
	const current = new Map(roster.repositories.map((repository) => [repository.id, repository]));
	const list = listCoverage(roster.coverage, "repositories");
	for (const { id, slug, privileges: all } of baseline.repositories) {
		const privileges = all.filter(isGrant);
		const now = current.get(id);
		if (now === void 0) {
			if (list.status === "complete" || privileges.length === 0) continue;
			return `${slug}, on which the baseline has ${count(privileges.length, "privilege")}, was not seen, and the list of repositories is ${list.status}: ${list.reason}`;
		}
		if (now.coverage.status === "complete") continue;
		const seen = new Set(now.privileges.filter(isGrant).map(keys.is));
		const unseen = privileges.filter((one) => !seen.has(keys.was(one))).length;
		if (unseen === 0) continue;
		return `${unseen} of the baseline's ${privileges.length} privileges on ${now.slug} were not seen, and the privileges on it are ${now.coverage.status}: ${now.coverage.reason}`;
	}
}
/** Without its level, a privilege is not in the artifact's records. */
function isGrant({ level }) {
	return !isUnknown(level);
}
/**
* Returns why no repository was seen, as a sentence without a final period; null if the workspace
* has none.
*/
function whyNoRepository({ repositories, coverage }) {
	const { status, reason } = listCoverage(coverage, "repositories");
	if (repositories.length > 0 || status === "complete") return null;
	return `no repositories were read: ${reason}`;
}

// src/sources/named-artifact.ts
/** Finds the artifact that a setting names: a file, or one that a workflow uploaded. */
/**
* Returns the file. Throws `AuditError` `BAD_SETTINGS` if workflow artifacts are not available
* here, and any error of `openArtifact`.
*/
async function openNamed(ref, { openArtifact }) {
	if ("file" in ref) return { path: ref.file };
	const { artifact: name } = ref;
	if (openArtifact !== void 0) return await openArtifact(name);
	throw new AuditError("BAD_SETTINGS", `cannot look for artifact:${name}: only a job of GitHub Actions can do that. Download it with "gh run download --name ${name}" and give the file.`);
}

// src/roster/shrink-mappings.ts
/** Detects that the dynamic mappings of an OIDC provider shrank implausibly since the baseline. */
/**
* Returns the implausible losses of single providers, as `isTooMany` judges them. A provider that is
* gone, or whose mappings were not read completely, does not count.
*/
function findMappingShrinkage(baseline, roster, limit) {
	const current = new Map(roster.oidcProviders.map((provider) => [provider.id, provider]));
	return baseline.oidcProviders.flatMap(({ id, slug, mappings: before }) => {
		const now = current.get(id)?.mappings;
		if (now === void 0 || isUnknown(now) || isUnknown(before)) return [];
		const left = new Set(now.map(keyOf));
		const lost = before.filter((mapping) => !left.has(keyOf(mapping))).length;
		if (!limit.isTooMany(lost, before.length)) return [];
		const reason = `of OIDC provider "${slug}", ${limit.describe(lost, before.length, "dynamic mappings")}`;
		return [{
			part: "dynamic mappings",
			of: /* @__PURE__ */ new Set([id]),
			reason
		}];
	});
}
function keyOf({ value, service }) {
	return JSON.stringify([value, service]);
}

// src/roster/shrink-repositories.ts
/** Detects that the privileges or tokens of repositories shrank implausibly since the baseline. */
/**
* Returns the implausible losses of privileges and of tokens, as `isTooMany` judges them: of all
* repositories together, or else of single ones. A repository that is gone, or of which this part
* was not read completely, does not count.
*/
function findPartShrinkage(baseline, roster, limit) {
	const holders = holderKeys(baseline, roster);
	const keys = {
		privileges: {
			was: ({ privileges }) => privileges.map(holders.was),
			is: ({ privileges, coverage }) => coverage.status === "complete" ? privileges.map(holders.is) : void 0
		},
		tokens: {
			was: ({ tokens }) => tokens?.list.map(({ id }) => id),
			is: ({ tokens }) => tokens?.coverage.status === "complete" ? tokens.list.map(({ id }) => id) : void 0
		}
	};
	return ["privileges", "tokens"].flatMap((part) => findShrunk(part, findLosses(baseline, roster, keys[part]), limit));
}
function findShrunk(part, losses, limit) {
	const sum = (name) => losses.reduce((total, one) => total + one[name], 0);
	const ofSome = losses.filter(({ lost }) => lost > 0);
	return (limit.isTooMany(sum("lost"), sum("before")) ? [{
		losses: ofSome,
		lost: sum("lost"),
		before: sum("before")
	}] : ofSome.filter(({ lost, before }) => limit.isTooMany(lost, before)).map((loss) => ({
		...loss,
		losses: [loss]
	}))).map(({ losses: some, lost, before }) => ({
		part,
		of: new Set(some.map(({ id }) => id)),
		reason: limit.describe(lost, before, part)
	}));
}
function findLosses(baseline, roster, { was, is }) {
	const current = new Map(roster.repositories.map((repository) => [repository.id, repository]));
	return baseline.repositories.flatMap((repository) => {
		const { id } = repository;
		const now = current.get(id);
		const [before, after] = [was(repository), now === void 0 ? void 0 : is(now)];
		if (before === void 0 || after === void 0) return [];
		const left = new Set(after);
		const lost = before.filter((key) => !left.has(key)).length;
		return [{
			id,
			before: before.length,
			lost
		}];
	});
}

// src/roster/shrink.ts
/**
* The circuit breaker. A roster that lost much since an earlier one was more likely read wrongly
* than really reduced. Similar tools deleted complete directories after a list was empty with
* status 200.
*/
/** Losses up to this number are accepted: in a small workspace, a few people are a large share. */
const alwaysAccepted = 5;
/**
* Returns the implausible losses of the roster compared with the baseline: more than
* `maxShrinkPercent` of its people or teams and more than 5 of them, a complete list, or its last
* active Owner. The same limits apply to repositories and to their privileges and tokens, if both
* rosters have read them, and to the dynamic mappings of each OIDC provider. People whose departure
* is expected do not count. With 100, every loss is accepted.
*/
function findShrinkage(baseline, roster, maxShrinkPercent, isExpected = () => false) {
	if (maxShrinkPercent >= 100) return [];
	const found = [];
	const hasRepositories = canCompareRepositories(baseline, roster);
	const lists = [
		[
			"members",
			idsOf(baseline.members),
			idsOf(roster.members)
		],
		[
			"teams",
			idsOf(baseline.teams),
			idsOf(roster.teams)
		],
		[
			"services",
			slugsOf(baseline.services),
			slugsOf(roster.services)
		],
		...hasRepositories ? [[
			"repositories",
			idsOf(baseline.repositories),
			idsOf(roster.repositories)
		]] : []
	];
	const isTooMany = (lost, before) => lost > alwaysAccepted && lost / before * 100 > maxShrinkPercent;
	const expected = idsOf(baseline.members.filter(isExpected));
	for (const [list, before, after] of lists) {
		const gone = [...before].filter((id) => !after.has(id));
		const lost = list === "members" ? gone.filter((id) => !expected.has(id)).length : gone.length;
		if (before.size > 0 && after.size === 0) found.push({
			list,
			reason: `it is empty, and the baseline has ${before.size}`
		});
		else if (list !== "services" && isTooMany(lost, before.size)) found.push({
			list,
			reason: `${lost} of the baseline's ${before.size} are gone${lost < gone.length ? ` besides ${gone.length - lost} that the policy dropped` : ""}, ${describeLimit(lost, before.size, maxShrinkPercent)}`
		});
	}
	if (hasActiveOwner(baseline) && !hasActiveOwner(roster)) found.push({
		list: "members",
		reason: "no active Owner is left, and the baseline has one"
	});
	const limit = {
		isTooMany,
		describe: (lost, before, part) => `${lost} of the baseline's ${before} ${part} are gone, ${describeLimit(lost, before, maxShrinkPercent)}`
	};
	for (const one of findMappingShrinkage(baseline, roster, limit)) found.push({
		list: "oidc",
		...one
	});
	if (hasRepositories) for (const one of findPartShrinkage(baseline, roster, limit)) found.push({
		list: "repositories",
		...one
	});
	return found;
}
function describeLimit(lost, before, maxShrinkPercent) {
	return `${Math.floor(lost / before * 100)} %, but at most ${maxShrinkPercent} % are accepted in one run`;
}
/**
* Returns the roster with the lists that shrank implausibly marked as partial, or only the
* privileges or tokens of the repositories and the dynamic mappings of the providers that lost them.
*/
function quarantine(roster, shrinkages) {
	const lists = roster.coverage.lists.map((list) => withShrinkages(list, shrinkages.filter((one) => one.list === list.name)));
	const reasonsOf = (part, id) => shrinkages.filter((one) => one.part === part && one.of?.has(id) === true).map(({ reason }) => withRemedy(reason));
	const repositories = roster.repositories.map((repository) => {
		const marked = reasonsOf("privileges", repository.id).reduce(withPrivilegeGap, repository);
		return reasonsOf("tokens", repository.id).reduce(withTokenGap, marked);
	});
	const oidcProviders = roster.oidcProviders.map((provider) => reasonsOf("dynamic mappings", provider.id).length === 0 ? provider : {
		...provider,
		mappings: unknown("shrank")
	});
	return {
		...roster,
		oidcProviders,
		repositories,
		coverage: {
			...roster.coverage,
			lists
		}
	};
}
function withShrinkages(list, shrinkages) {
	const whole = shrinkages.findLast(({ part }) => part === void 0);
	const remarks = shrinkages.filter(({ part }) => part === "dynamic mappings");
	if (list.name === "oidc" && list.status === "complete" && remarks.length > 0) {
		const notes = [list.note ?? [], remarks.map(({ reason }) => withRemedy(reason))].flat();
		return {
			...list,
			note: notes.join("; ")
		};
	}
	if (whole === void 0) return list;
	const reason = withRemedy(whole.reason);
	if (sawAllVisible(list)) return withListGap(list, reason);
	if (list.status === "partial" || list.status === "refused") return list;
	return {
		...list,
		status: "partial",
		reason
	};
}
function withRemedy(reason) {
	return `${reason}; if that is true, accept it with ${settingName("max-shrink", "100")} for one run`;
}
function idsOf(entries) {
	return new Set(entries.map(({ id }) => id));
}
function slugsOf(entries) {
	return new Set(entries.map(({ slug }) => slug));
}
/** A member whose role or activity was not seen may be the Owner. */
function hasActiveOwner({ members }) {
	return members.some(({ role, active }) => (role === "Owner" || isUnknown(role)) && (active === true || isUnknown(active)));
}

// src/sources/requested-workspace.ts
/** Checks that a workspace is the one that the base policy or the settings name. */
/**
* Throws `AuditError` `BAD_SETTINGS` if only the pull request itself names the workspace. Then it
* could choose where the run uses its secrets and what a comment shows.
*/
function requireConfirmedWorkspace(requested, policy, base) {
	if (requested !== void 0) return;
	if (base !== void 0 && isSameName(base.organization, policy.organization)) return;
	const before = base === void 0 ? "there was no policy before it" : `the policy before it names "${base.organization}"`;
	throw new AuditError("BAD_SETTINGS", `cannot take the workspace "${policy.organization}" only from the pull request: ${before}. Give the workspace's slug as ${settingName("organization")}.`);
}
/**
* Throws `AuditError` `BAD_SETTINGS` if the settings name a different workspace than the artifact
* has.
*/
function requireRequestedWorkspace(requested, { workspace }, artifact) {
	if (requested === void 0 || isCalled(workspace, requested)) return;
	throw new AuditError("BAD_SETTINGS", `cannot read workspace "${requested}" from ${artifact}: it contains "${workspace.slug}". Give that workspace as ${settingName("organization")}, or leave it out.`);
}

// src/sources/history.ts
/** Collects the earlier syncs for a report from the artifacts that a run reads anyway. */
/**
* Returns an empty history. Syncs that cannot be read cause only a warning, because the report is
* complete without them.
*/
function openHistory(request, log) {
	const read = /* @__PURE__ */ new Set();
	if (request === void 0) return {
		syncs: void 0,
		read: async (path) => (await import("./read2.js")).readArtifact(path),
		readTarget: async () => {}
	};
	const syncs = [];
	const load = async () => {
		const [reading, { judgePast, maxPastSyncs }] = await Promise.all([import("./read2.js"), import("./past-sync.js")]);
		const look = ({ roster }) => judgePast(roster, request.policy);
		return {
			...reading,
			look,
			most: maxPastSyncs
		};
	};
	const add = (found) => {
		if (!(found instanceof Error)) syncs.push(...found);
		else log.warn(`the page does not show the earlier syncs: ${describeError(found)}`);
	};
	return {
		syncs,
		read: async (path) => {
			const { readWithEarlier, look, most } = await load();
			const { newest, earlier } = await readWithEarlier(path, most, look);
			read.add(path);
			add(earlier);
			return newest;
		},
		readTarget: async ({ id: workspace }) => {
			const { target } = request;
			if (target === void 0 || read.has(target) || !existsSync(target)) return;
			const { readSyncsOf, look, most } = await load();
			add(await readSyncsOf(target, {
				workspace,
				most
			}, look).catch((error) => error));
		}
	};
}

// src/cloudsmith/endpoints.ts
/**
* The allow-list of all requests to Cloudsmith. Allowing every GET would not be safe: one
* documented GET, `/orgs/{org}/members/{member}/remove/`, removes a member.
*/
/** The only request that is not a read: it creates a token. It is sent without any key. */
const exchangeTemplate = "/openid/{org}/";
const allowedReads = [
	"/user/self/",
	"/orgs/{org}/",
	"/orgs/{org}/members/",
	"/orgs/{org}/members/{member}/",
	"/orgs/{org}/teams/",
	"/orgs/{org}/teams/{team}/members",
	"/orgs/{org}/services/",
	"/orgs/{org}/services/{service}/",
	"/orgs/{org}/invites/",
	"/orgs/{org}/saml-authentication",
	"/orgs/{org}/saml-group-sync/",
	"/orgs/{org}/saml-group-sync/status/",
	"/orgs/{org}/openid-connect/",
	"/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
	"/repos/{owner}/",
	"/repos/{owner}/{identifier}/privileges",
	"/entitlements/{owner}/{repo}/"
].map(toPattern);
const allowedExchange = toPattern(exchangeTemplate);
/** False if an error's text may repeat a secret that its endpoint is about. */
function mayQuoteErrors({ template }) {
	return template !== "/entitlements/{owner}/{repo}/";
}
/**
* Returns the request for a template with its segments filled in. Throws `AuditError`
* `CLOUDSMITH_REFUSED` for a segment that is not a slug, before anything is sent.
*/
function endpoint(template, segments = {}) {
	const path = template.replaceAll(/\{(\w+)\}/gu, (_, name) => {
		const text = segments[name] ?? "";
		if (!isSlug(text)) throw new AuditError("CLOUDSMITH_REFUSED", `cannot ask Cloudsmith about ${name} ${JSON.stringify(text)}: that is not a slug. Use letters, digits, "-", "_" and ".".`);
		return encodeURIComponent(text);
	});
	return {
		method: template === exchangeTemplate ? "POST" : "GET",
		template,
		path
	};
}
/** True if a request is on the allow-list, no matter which code created it. */
function isAllowed(method, path) {
	return ({
		GET: allowedReads,
		POST: [allowedExchange]
	}[method] ?? []).some((pattern) => pattern.test(path)) && !path.split("/").some(isReserved);
}
function toPattern(template) {
	return new RegExp(`^${template.replaceAll(/\{\w+\}/gu, slugPattern)}$`, "u");
}

// src/cloudsmith/budget.ts
/** With fewer requests left than this, requests keep the interval that Cloudsmith suggests. */
const lowRemaining = 20;
/** The reset and the `Date` header are both in full seconds. */
const resolutionSeconds = 1;
/** If the reset moves, the change is visible after this time. */
const probeAfterMs = 3e3;
/** Used if a budget refills and no reply says how fast. */
const unknownIntervalMs = 1e3;
const hourMs = 36e5;
/** How often to check whether a pending reply has arrived. */
const pollMs = 20;
function createBudget() {
	let starts = 0;
	let pending = 0;
	let lastStartMs = Number.NEGATIVE_INFINITY;
	let latest;
	let latestAtMs = 0;
	let intervalMs = 0;
	let hourlyLimit = 0;
	let serverAheadMs;
	/** Whether the reset moved ahead before it was reached. */
	let refills = false;
	/** The single request that checks whether the limit is really used up. */
	let probe;
	/** Returns the minimum number of requests left. */
	const remaining = () => latest === void 0 ? Number.POSITIVE_INFINITY : latest.left - latest.uncounted - (starts - latest.startsBefore);
	function learn({ header }, order) {
		const dateMs = Date.parse(header("date") ?? "");
		const nowMs = performance.now();
		if (!Number.isNaN(dateMs)) serverAheadMs = dateMs - nowMs;
		const left = readCount(header("x-ratelimit-remaining"));
		const resetSeconds = readCount(header("x-ratelimit-reset"));
		if (left === void 0 || resetSeconds === void 0 || Number.isNaN(dateMs)) return;
		if (latest !== void 0 && order < latest.order && left >= latest.left) return;
		if (latest !== void 0 && resetSeconds > latest.resetSeconds + resolutionSeconds) refills ||= dateMs < latest.resetSeconds * 1e3;
		intervalMs = (readCount(header("x-ratelimit-interval")) ?? 0) * 1e3;
		hourlyLimit = readCount(header("x-ratelimit-limit")) ?? 0;
		const resetsAtMs = nowMs + Math.max(0, resetSeconds * 1e3 - dateMs);
		latest = {
			order: Math.max(order, latest?.order ?? 0),
			left,
			uncounted: pending - 1,
			startsBefore: starts,
			resetSeconds,
			resetsAtMs
		};
		latestAtMs = nowMs;
	}
	function wait() {
		const nowMs = performance.now();
		const spaced = {
			certain: true,
			untilMs: void 0
		};
		if (latest === void 0 || remaining() >= lowRemaining) return {
			...spaced,
			ms: 0
		};
		const nextMs = lastStartMs + intervalMs - nowMs;
		const untilMs = latest.resetsAtMs;
		if (remaining() > 0 || untilMs <= nowMs) return {
			...spaced,
			ms: nextMs
		};
		if (latest.left > 0) return {
			...spaced,
			ms: pending > 0 ? pollMs : nextMs,
			certain: false
		};
		if (refills) return {
			...spaced,
			ms: lastStartMs + (intervalMs || unknownIntervalMs) - nowMs
		};
		if (probe !== void 0 && latest.resetSeconds - probe.resetSeconds <= resolutionSeconds) {
			if (probe.answered) return {
				ms: untilMs - nowMs,
				certain: true,
				untilMs
			};
			if (probe.order !== void 0) return {
				ms: pollMs,
				certain: false,
				untilMs
			};
		} else probe = {
			resetSeconds: latest.resetSeconds,
			answered: false
		};
		return {
			ms: Math.min(latestAtMs + probeAfterMs, untilMs) - nowMs,
			certain: false,
			untilMs
		};
	}
	return {
		learn,
		wait,
		start: () => {
			if (probe !== void 0 && !probe.answered && (latest?.left ?? 1) <= 0) probe.order ??= starts + 1;
			lastStartMs = performance.now();
			pending += 1;
			starts += 1;
			return starts;
		},
		end: (order) => {
			pending -= 1;
			if (probe?.order === order) probe.answered = true;
		},
		whyNot: (calls, leftMs) => {
			if (latest === void 0) return null;
			if (latest.resetsAtMs - performance.now() < leftMs) return null;
			const perMs = refills && intervalMs > 0 ? 1 / intervalMs : hourlyLimit / hourMs;
			if (refills && perMs === 0) return null;
			const allowed = Math.floor(Math.max(0, remaining()) + perMs * Math.max(0, leftMs));
			if (calls <= allowed) return null;
			return `it takes about ${calls} more requests, and Cloudsmith allows ${allowed} in the next ${Math.ceil(leftMs / 1e3)} s`;
		},
		clockAt: (atMs) => {
			const clock = new Date(atMs + (serverAheadMs ?? NaN));
			return Number.isNaN(clock.getTime()) ? void 0 : `${clock.toISOString().slice(11, 19)} UTC`;
		}
	};
}
function readCount(text) {
	return text !== void 0 && /^\d{1,12}(?:\.\d{1,9})?$/u.test(text) ? Number(text) : void 0;
}

// src/cloudsmith/rate-limiter.ts
/**
* Limits concurrency, and decides when the next request may start: as fast as Cloudsmith allows.
*/
/**
* Enough for all first pages together. Cloudsmith allows 1.5 to 3 requests per second over an hour.
*/
const maxConcurrent = 16;
/** Shorter waits are not logged. */
const announceFromMs = 1500;
/** Wait in slices, because the wait may become shorter. */
const sliceMs = 1e3;
/** Cloudsmith asks to wait beyond the deadline. */
var WaitTooLong = class extends Error {
	waitMs;
	constructor(message, waitMs) {
		super(message);
		this.waitMs = waitMs;
	}
};
/** The deadline has passed. Waiting tasks do not start. */
var DeadlinePassed = class extends Error {};
function createRateLimiter({ leftMs, signal, announce }) {
	const budget = createBudget();
	let width = 16;
	let running = 0;
	let goodInARow = 0;
	/** In the time of `performance.now()`. */
	let opensAtMs = 0;
	let announcedMs = 0;
	let waiting = [];
	/**
	* The index of the first task that still waits. Removing items from the front of a long array
	* would be slow.
	*/
	let next = 0;
	const deadlineError = new DeadlinePassed("the deadline has passed");
	const isOver = () => signal.aborted || leftMs() <= 0;
	function rejectWaiting() {
		const rejected = waiting.slice(next);
		[waiting, next] = [[], 0];
		for (const { giveUp } of rejected) giveUp();
	}
	signal.addEventListener("abort", rejectWaiting);
	/** Waits for a turn, and returns the request's sequence number. */
	async function takeTurn() {
		if (isOver()) throw deadlineError;
		if (running < width) running += 1;
		else await new Promise((resolve, reject) => {
			waiting.push({
				start: resolve,
				giveUp: () => reject(deadlineError)
			});
		});
		try {
			return await untilOpen();
		} catch (error) {
			endTurn();
			throw error;
		}
	}
	async function untilOpen() {
		for (;;) {
			if (isOver()) throw deadlineError;
			const { ms, certain, untilMs = 0 } = budget.wait();
			const nowMs = performance.now();
			const waitMs = Math.max(ms, opensAtMs - nowMs);
			if (waitMs <= 0) return budget.start();
			if (waitMs >= leftMs() && (certain || opensAtMs - nowMs >= leftMs())) throw new WaitTooLong("Cloudsmith throttles this credential", waitMs);
			announceWait(Math.max(untilMs, nowMs + waitMs));
			await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, sliceMs)));
		}
	}
	function announceWait(endMs) {
		const waitMs = endMs - performance.now();
		if (waitMs < announceFromMs || endMs < announcedMs + announceFromMs) return;
		announcedMs = endMs;
		const clock = budget.clockAt(endMs);
		const until = clock === void 0 ? "" : `, until ${clock} at the latest`;
		announce(`Cloudsmith's rate limit: waiting for ${Math.ceil(waitMs / 1e3)} s${until}`);
	}
	function endTurn() {
		running -= 1;
		if (isOver()) rejectWaiting();
		while (running < width && next < waiting.length) {
			running += 1;
			waiting[next++]?.start();
		}
		if (next === waiting.length) [waiting, next] = [[], 0];
	}
	function learn(reply, order) {
		budget.learn(reply, order);
		if (reply.status === 429) return;
		goodInARow += 1;
		if (goodInARow < width || width === 16) return;
		goodInARow = 0;
		width += 1;
	}
	return {
		run: async (task) => {
			const order = await takeTurn();
			try {
				const outcome = await task();
				if (outcome.reply !== void 0) learn(outcome.reply, order);
				return outcome;
			} finally {
				budget.end(order);
				endTurn();
			}
		},
		slowDown: (waitMs) => {
			width = Math.max(1, Math.floor(width / 2));
			goodInARow = 0;
			opensAtMs = Math.max(opensAtMs, performance.now() + waitMs);
		},
		whyNot: (calls) => budget.whyNot(calls, leftMs())
	};
}

// src/cloudsmith/pool.ts
/** Runs many requests of one kind with limited concurrency. */
/**
* Runs the task for each item, as many concurrently as the transport allows. It takes items one by
* one, because an external list may announce a million pages. After a failure, no further task
* starts; it rejects with the first failure when the running tasks have ended.
*/
async function forEachConcurrently(items, task) {
	const iterator = items[Symbol.iterator]();
	let failed = false;
	const work = async () => {
		for (let next = iterator.next(); !failed && next.done !== true; next = iterator.next()) try {
			await task(next.value);
		} catch (error) {
			failed = true;
			throw error;
		}
	};
	const rejected = (await Promise.allSettled(Array.from({ length: 16 }, work))).find((worker) => worker.status === "rejected");
	if (rejected !== void 0) throw rejected.reason;
}
/** Yields the integers from the first to the last. */
function* numbersFrom(first, last) {
	for (let number = first; number <= last; number++) yield number;
}

// src/cloudsmith/wire.ts
/**
* Defines which fields are read from each reply. A service account's `key` and an entitlement
* token's `token` never enter the program. Fields that identify a row are required. Every other field becomes a fact, so that an
* absent, malformed or unrecognized value is unknown, instead of the default in the API's
* description (its default for a member's role is Owner).
*/
/** The artifact joins two identifiers into one id of at most 1024 bytes. */
const maxIdentifierBytes = 400;
function readIdentifier(value) {
	if (typeof value !== "string" || !isId(value)) return void 0;
	return Buffer.byteLength(value) <= maxIdentifierBytes ? value : void 0;
}
/** A required field. Without it, the row is unusable and the list has a gap. */
function required(read) {
	return transform((value, { issues }) => {
		const found = read(value);
		if (found !== void 0) return found;
		issues.push({
			code: "custom",
			input: value
		});
		return NEVER;
	});
}
const identifier = required(readIdentifier);
/** A slug that is used in request paths. */
const pathSegment = required((value) => typeof value === "string" && isSlug(value) ? value : void 0);
/** Display text. A row without it is still usable. */
const text = transform((value) => typeof value === "string" ? value.toWellFormed() : "");
const textOrNull = transform((value) => typeof value === "string" ? value.toWellFormed() : null);
function fact(read) {
	return transform((value) => {
		if (value === void 0 || value === null) return unknown("missing");
		return read(value) ?? unknown("malformed");
	});
}
function factOrNull(read) {
	return transform((value) => {
		if (value === null) return null;
		if (value === void 0) return unknown("missing");
		return read(value) ?? unknown("malformed");
	});
}
function readChoice(values, value) {
	if (value === void 0 || value === null) return unknown("missing");
	if (typeof value !== "string") return unknown("malformed");
	return values.find((candidate) => candidate === value) ?? unknown("unrecognised");
}
function choice(values) {
	return transform((value) => readChoice(values, value));
}
function readBoolean(value) {
	return typeof value === "boolean" ? value : void 0;
}
function readText(value) {
	return typeof value === "string" && value !== "" ? value.toWellFormed() : void 0;
}
/** Microseconds are dropped: nothing needs them, and the artifact's readers print milliseconds. */
function readTime(value) {
	return typeof value === "string" ? normalizeTime(value) : void 0;
}
/** The format of a redacted address is not documented. The only sign seen so far is an asterisk. */
const email = transform((value) => {
	if (value === void 0 || value === null || value === "") return unknown("missing");
	if (typeof value !== "string") return unknown("malformed");
	if (value.includes("*")) return unknown("redacted");
	return /^[^\s@]+@[^\s@]+$/u.test(value) ? value.toWellFormed() : unknown("malformed");
});
/** More teams than any workspace has. Beyond this, sharing starts again. */
const maxShared = 1e4;
/**
* Returns a function that reads a team reference with the given key. Equal references share one
* object.
*/
function referenceBy(key) {
	const shared = /* @__PURE__ */ new Map();
	return (value) => {
		if (typeof value !== "object" || value === null) return void 0;
		const row = value;
		const slug = readIdentifier(row[key]);
		if (slug === void 0) return void 0;
		const role = readChoice(teamRoles, row["role"]);
		const ofTeam = shared.get(slug) ?? [];
		const known = ofTeam.find((reference) => reference.role === role);
		if (known !== void 0) return known;
		const reference = {
			slug,
			role
		};
		if (shared.size >= maxShared) shared.clear();
		shared.set(slug, [...ofTeam, reference]);
		return reference;
	};
}
/** A list with an unreadable entry is unknown. */
function listOf(read) {
	return transform((value) => {
		if (value === void 0 || value === null) return unknown("missing");
		if (!Array.isArray(value)) return unknown("malformed");
		const list = [];
		for (const entry of value) {
			const found = read(entry);
			if (found === void 0) return unknown("malformed");
			list.push(found);
		}
		return list;
	});
}
/** Cloudsmith added `teams` to member rows in 2026. A row without it says nothing about teams. */
const teamReferences = listOf(referenceBy("slug"));
const Self = object({
	authenticated: transform((value) => value === true),
	slug: transform((value) => readText(value) ?? null)
});
const Organization = object({
	slug: pathSegment,
	slug_perm: identifier,
	name: text,
	created_at: fact(readTime)
});
const MemberRow = object({
	user: identifier,
	user_id: identifier,
	user_name: text,
	email,
	role: choice(roles),
	is_active: fact(readBoolean),
	has_two_factor: fact(readBoolean),
	joined_at: fact(readTime),
	last_login_at: factOrNull(readTime),
	last_login_method: choice(loginMethods),
	visibility: choice(memberVisibilities),
	teams: teamReferences
});
const TeamRow = object({
	slug: pathSegment,
	slug_perm: identifier,
	name: text,
	description: textOrNull,
	visibility: choice(teamVisibilities)
});
const ServiceRow = object({
	slug: identifier,
	name: text,
	description: textOrNull,
	role: choice(serviceRoles),
	created_at: fact(readTime),
	created_by: fact(readIdentifier),
	key_expires_at: factOrNull(readTime),
	teams: teamReferences
});
const InviteRow = object({
	slug_perm: identifier,
	email,
	user: factOrNull(readIdentifier),
	role: choice(roles),
	teams: listOf(referenceBy("team")),
	inviter: fact(readIdentifier),
	expires_at: fact(readTime)
});
const Saml = object({
	saml_auth_enabled: fact(readBoolean),
	saml_auth_enforced: fact(readBoolean)
});
const GroupSyncRow = object({
	slug_perm: identifier,
	team: identifier,
	role: choice(teamRoles),
	idp_key: required(readText),
	idp_value: required(readText)
});
const GroupSyncStatus = object({ saml_group_sync_status: fact(readBoolean) });
/** Far deeper than any claim. A deeper value cannot always be written as JSON. */
const maxClaimDepth = 100;
/** A claim's value is text, or any JSON that the provider was configured with. */
function readClaims$1(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return void 0;
	return Object.entries(value).map(([name, claim]) => ({
		name: name.toWellFormed(),
		value: (typeof claim === "string" ? claim : JSON.stringify(claim)).toWellFormed()
	})).sort((a, b) => compareIds(a.name, b.name));
}
/** A row with deeper claims is unusable, because which tokens it accepts cannot be reported. */
const claims = transform((value, { issues }) => {
	if (isNestedDeeper(value, maxClaimDepth)) {
		issues.push({
			code: "custom",
			input: value
		});
		return NEVER;
	}
	if (value === void 0 || value === null) return unknown("missing");
	return readClaims$1(value) ?? unknown("malformed");
});
/** Checks level by level: recursion would overflow the stack on a hostile reply. */
function isNestedDeeper(value, depth) {
	let level = [value];
	for (let left = depth; left >= 0; left--) {
		level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item) : []);
		if (level.length === 0) return false;
	}
	return true;
}
const OidcRow = object({
	slug_perm: identifier,
	slug: text,
	name: text,
	provider_url: fact(readText),
	enabled: fact(readBoolean),
	claims,
	service_accounts: listOf(readIdentifier),
	mapping_claim: factOrNull(readText)
});
const DynamicMappingRow = object({
	claim_value: required(readText),
	service_account: identifier
});
const RepositoryRow = object({
	slug_perm: identifier,
	slug: identifier,
	name: text,
	namespace: fact(readIdentifier),
	broadcast_state: choice(broadcastStates),
	default_privilege: choice(defaultPrivileges),
	deleted_at: factOrNull(readTime)
});
/** Each row has all three keys, and two of them are null. */
const holder = union([
	_null(),
	_undefined(),
	identifier
]).transform((value) => value ?? null);
const PrivilegeRow = object({
	user: holder,
	team: holder,
	service: holder,
	privilege: choice(privilegeLevels)
});
/** The rows are parsed one by one, so that one bad row does not hide the others. */
const Privileges = object({ privileges: array(unknown$1()) });
/**
* An entitlement token. Its secret (`token`), the addresses that act on it, and what is known of
* whoever accepted a licence with it never enter the program. Every field except the name is
* optional in the API's description.
*/
const TokenRow = object({
	slug_perm: identifier,
	name: required(readText),
	is_active: fact(readBoolean),
	default: fact(readBoolean),
	user: factOrNull(readIdentifier),
	created_by: fact(readIdentifier),
	created_at: fact(readTime),
	limit_date_range_to: factOrNull(readTime),
	has_limits: fact(readBoolean),
	access_private_broadcasts: fact(readBoolean)
});
const TeamMembers = object({ members: array(object({
	user: identifier,
	role: choice(teamRoles),
	user_kind: choice(["User", "Service"])
})) });
/** Only characters that are valid in a header. */
const ExchangedToken = object({ token: string().regex(/^[\x21-\x7E]+$/u) });
/** The claims about a token's lifetime, in seconds since 1970. */
const TokenClaims = object({
	exp: number().optional(),
	iat: number().optional()
});
/** Cloudsmith's error body. `fields` varies too much to read. */
const ErrorBody = object({ detail: string() });

// src/cloudsmith/reply.ts
/** A reply of Cloudsmith, and its description for messages. */
/** Returns the `detail` of a JSON error, if there is one. */
function detailOf({ body }) {
	const parsed = ErrorBody.safeParse(body);
	return parsed.success ? parsed.data.detail : void 0;
}
/**
* Returns the status, the `detail` if it may be quoted, and the id by which Cloudsmith's support
* finds the request. With `omitOk`, leaves out the status 200.
*/
function describeReply(reply, { omitOk = false } = {}) {
	const detail = reply.mayQuote ? detailOf(reply) : void 0;
	const quotedDetail = detail === void 0 ? void 0 : JSON.stringify(reply.blank(detail).slice(0, 200));
	const status = omitOk && reply.status === 200 ? void 0 : String(reply.status);
	const id = reply.header("x-request-id") ?? reply.header("cf-ray");
	const requestId = id === void 0 ? void 0 : `request id ${JSON.stringify(id.slice(0, 100))}`;
	const join = (parts, separator) => parts.filter((part) => part !== void 0 && part !== "").join(separator);
	return join([join([status, quotedDetail], ": "), requestId], ", ");
}
/**
* Returns a pagination header's number; null if the header is missing, `malformed` if it is not a
* number.
*/
function countHeader(reply, name) {
	const text = reply.header(name);
	if (text === void 0) return null;
	return /^\d{1,9}$/u.test(text) ? Number(text) : "malformed";
}

// src/cloudsmith/read-page.ts
/** The largest page size in the API's documentation. The API reduces larger ones to this. */
const pageSize = 500;
/** Such a reply is rejected, because a name with a part replaced is a different name. */
const repeatedSecret = "a reply repeats the credential that it was read with";
/** Why a list is not complete, as a sentence without a final period. */
var ListProblem = class extends Error {
	status;
	/** Whether the pages contradict each other, so that reading again may help. */
	inconsistent;
	constructor(status, message, inconsistent = false) {
		super(message);
		this.status = status;
		this.inconsistent = inconsistent;
	}
};
/**
* Returns a page, or `past-end` if the API says that the page does not exist. Throws `ListProblem`
* for a reply that is not a page, before parsing any row.
*/
async function readPage$1(transport, request, number) {
	const requestedSize = Number(request.query.page_size ?? 500);
	const reply = await transport.get(request.endpoint, {
		...request.query,
		page: number,
		page_size: requestedSize
	});
	if (isPastEnd(reply, number)) return "past-end";
	if (reply.status !== 200) throw refusal$1(reply, request.planMayLack === true);
	if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
	if (!Array.isArray(reply.body)) throw new ListProblem("partial", "a reply was not a list");
	const { length } = reply.body;
	if (length > requestedSize) {
		const message = `a page contains ${length} rows, but at most ${requestedSize} were requested`;
		throw new ListProblem("partial", message);
	}
	const count = countHeader(reply, "x-pagination-count");
	const pageTotal = countHeader(reply, "x-pagination-pagetotal");
	if (count === "malformed" || pageTotal === "malformed") throw new ListProblem("partial", "what it announces is not a number of rows or pages");
	return {
		rows: parseRows(reply.body, request.row),
		items: length,
		count,
		pageTotal
	};
}
/** True if the API says that a page does not exist. */
function isPastEnd(reply, number) {
	return reply.status === 404 && number > 1 && detailOf(reply) === "Invalid page.";
}
/**
* Stops at the first item that is not a row, because keeping an error for each item would use much
* memory.
*/
function parseRows(items, row) {
	const rows = [];
	for (const item of items) {
		const parsed = row.safeParse(item);
		if (!parsed.success) break;
		rows.push(parsed.data);
	}
	return rows;
}
/** Returns the `ListProblem` for a reply with a status other than 200. */
function refusal$1(reply, planMayLack) {
	const description = describeReply(reply);
	switch (reply.status) {
		case 402: return planMayLack ? new ListProblem("not-in-plan", `the workspace's plan does not include it (${description})`) : new ListProblem("refused", `Cloudsmith refused it, although every plan has it (${description})`);
		case 401:
		case 403: return new ListProblem("refused", `Cloudsmith refused it (${description})`);
		case 404: return new ListProblem("refused", `not found, or this credential cannot see it (${description})`);
		default: return new ListProblem("partial", `Cloudsmith answered ${description}`);
	}
}

// src/cloudsmith/recheck.ts
/**
* Checks whether a list is unchanged since it was read: counts it again, and looks at its page
* boundaries.
*/
const uncounted = "it could not be counted again at the end";
/**
* Returns why a list may have changed since it was read, or null if it did not. A list that
* announced no length cannot be compared by length.
*/
async function findChange(transport, passes) {
	let change = null;
	const checks = passes.flatMap((pass) => [() => findNewLength(transport, pass), ...pass.boundaries.map((boundary) => () => findMovedRow(transport, pass, boundary))]);
	await forEachConcurrently(checks, async (check) => {
		if (change === null) change = await check() ?? change;
	});
	return change;
}
async function findNewLength(transport, { endpoint, query, count }) {
	if (count === null) return null;
	const now = await readLength(transport, endpoint, query);
	if (now === null) return uncounted;
	return now === count ? null : "its length had changed when it was counted again";
}
async function findMovedRow(transport, { endpoint, query, keyOf }, { position, key }) {
	const row = await readRowAt(transport, endpoint, query, position);
	if (row === null || row === "past-end") return uncounted;
	return keyOf(row.item) === key ? null : "its rows had moved when they were checked again";
}
/**
* Returns the announced length of a list; null if none is announced, or if the row in the same
* reply contradicts it.
*/
async function readLength(transport, endpoint, query) {
	return (await readLengthAndRow(transport, endpoint, query))?.count ?? null;
}
/**
* Returns the announced length of a list and its first row, which is undefined for an empty list.
* Returns null like `readLength`.
*/
async function readLengthAndRow(transport, endpoint, query) {
	const reply = await readSmall(transport, endpoint, {
		...query,
		page: 1
	});
	if (reply?.status !== 200 || !Array.isArray(reply.body)) return null;
	const rows = reply.body;
	const announced = countHeader(reply, "x-pagination-count");
	if (announced === "malformed") return null;
	const count = announced ?? (rows.length === 0 ? 0 : null);
	if (count === null || rows.length !== Math.min(1, count)) return null;
	return {
		count,
		row: rows[0]
	};
}
/** Returns the unparsed row at a position counted from 1; null if the reply does not say. */
async function readRowAt(transport, endpoint, query, position) {
	const reply = await readSmall(transport, endpoint, {
		...query,
		page: position
	});
	if (reply === null) return null;
	if (isPastEnd(reply, position)) return "past-end";
	if (reply.status !== 200 || !Array.isArray(reply.body) || reply.body.length > 1) return null;
	return reply.body.length === 0 ? "past-end" : { item: reply.body[0] };
}
/** Returns the reply to a request for one row; null if there was no reply. */
async function readSmall(transport, endpoint, query) {
	return transport.get(endpoint, {
		...query,
		page_size: 1
	}).catch((error) => {
		if (isUnreachable(error)) return null;
		throw error;
	});
}
/** True for the error of a request that was not answered in time. */
function isUnreachable(error) {
	return error instanceof AuditError && error.code === "CLOUDSMITH_UNREACHABLE";
}

// src/cloudsmith/pages.ts
/** Reads a paged list completely, and checks that its end was reached. */
/** How often to read a list that changes while it is read. */
const maxPasses$2 = 3;
/** The default limit; tested with this many members (docs/scale.md). */
const defaultMaxRows = 1e6;
/** Without a count, a list may never end, for example behind a proxy that strips the headers. */
const maxUncountedRows = 1e4;
/**
* Returns all rows of a list, or the rows that could be read and the reason why they are not all.
* Throws only for errors of the run itself, such as a bug or bad settings.
*/
async function readList(transport, request) {
	let best;
	for (let pass = 1; pass <= maxPasses$2; pass++) {
		const { listing, inconsistent } = await readOnce$2(transport, request);
		if (listing.status === "complete") return listing;
		if (listing.status !== "partial") return keepEarlierRows(best, listing);
		if (best === void 0 || listing.rows.length > best.rows.length) best = listing;
		if (!inconsistent) break;
	}
	if (best === void 0) throw new Error("bug: a list was not read at all");
	return best;
}
/** A later refusal does not discard rows that were already read. */
function keepEarlierRows(before, listing) {
	if (before === void 0 || before.rows.length === 0) return listing;
	return {
		...before,
		status: "partial",
		reason: `some of its rows were read before: ${listing.reason}`
	};
}
/** Returns a settings object as a list with one row. */
async function readObject(transport, from, row) {
	const none = {
		rows: [],
		expected: null,
		passes: []
	};
	try {
		const reply = await transport.get(from);
		if (reply.status !== 200) throw refusal$1(reply, true);
		if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
		const parsed = row.safeParse(reply.body);
		if (!parsed.success) throw new ListProblem("partial", "a reply did not have the expected format");
		return {
			status: "complete",
			rows: [parsed.data],
			expected: null,
			reason: null,
			passes: []
		};
	} catch (error) {
		if (error instanceof ListProblem) return {
			...none,
			status: error.status,
			reason: error.message
		};
		if (isUnreachable(error)) return {
			...none,
			status: "partial",
			reason: toReason(error)
		};
		throw error;
	}
}
async function readOnce$2(transport, request) {
	const pages = new Pages(request);
	try {
		const first = await readPage$1(transport, request, 1);
		if (first === "past-end") throw new ListProblem("partial", "its first page does not exist");
		pages.add(1, first);
		if (first.count === null) await readUncounted(transport, request, pages, first.pageTotal);
		else await readCounted(transport, request, pages, pagesAnnounced(request, first, first.count));
		return {
			listing: pages.toListing(),
			inconsistent: false
		};
	} catch (error) {
		if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
		const isProblem = error instanceof ListProblem;
		return {
			listing: {
				status: isProblem && pages.size === 0 ? error.status : "partial",
				rows: pages.rows(),
				expected: pages.count,
				reason: isProblem ? error.message : toReason(error),
				passes: []
			},
			inconsistent: isProblem && error.inconsistent
		};
	}
}
/** Returns an error's message without its final period, as a list's reason. */
function toReason({ message }) {
	return message.replace(/\.$/u, "");
}
/**
* Returns the number of pages. Throws `ListProblem` if the announced number does not match the
* count and the first page; no memory or request is spent then.
*/
function pagesAnnounced({ maxRows = defaultMaxRows }, { items, pageTotal }, count) {
	if (count > maxRows) {
		const message = `it announces ${count} rows, and at most ${maxRows} are read`;
		throw new ListProblem("partial", message);
	}
	const pages = items === 0 ? 1 : Math.max(1, Math.ceil(count / items));
	const announced = pageTotal ?? pages;
	if (announced !== pages && !(count === 0 && announced === 0)) {
		const message = `it announces ${announced} pages, and ${count} rows in pages of ${items} make ${pages}`;
		throw new ListProblem("partial", message);
	}
	return pages;
}
/** Reads the pages concurrently, because their number is known. */
async function readCounted(transport, request, pages, pageTotal) {
	const problem = transport.forecast(2 * (pageTotal - 1));
	if (problem !== null) throw new ListProblem("partial", problem);
	await forEachConcurrently(numbersFrom(2, pageTotal), async (number) => {
		const page = await readPage$1(transport, request, number);
		if (page === "past-end") throw new ListProblem("partial", "it shrank while it was read", true);
		pages.add(number, page);
	});
}
/**
* Reads pages until an empty page or the API's own "Invalid page." marks the end, because no header
* gives the number of rows. If the number of pages is announced, exactly that many must arrive.
*/
async function readUncounted(transport, request, pages, pageTotal) {
	const requireAll = (received) => {
		if (pageTotal === null || Math.max(1, pageTotal) === received) return;
		throw new ListProblem("partial", `it announces ${pageTotal} pages, but ${received} were received`, true);
	};
	if (pages.received === 0) {
		requireAll(1);
		return;
	}
	const requestedSize = Number(request.query.page_size ?? 500);
	let previous = pages.received;
	const longest = previous;
	for (let number = 2;; number++) {
		const page = await readPage$1(transport, request, number);
		if (page === "past-end" || page.items === 0) {
			if (page !== "past-end" && (previous >= requestedSize || number > 2 && previous >= longest)) throw new ListProblem("partial", "it announces no count, and its last full page is followed by an empty one");
			requireAll(number - 1);
			break;
		}
		if (page.pageTotal !== pageTotal) throw new ListProblem("partial", "its length changed while it was read", true);
		const before = pages.distinct;
		pages.add(number, page);
		if (pages.distinct === before) throw new ListProblem("partial", "its pages repeat each other and announce no count");
		previous = page.items;
	}
	const { endpoint, query } = request;
	if (await readRowAt(transport, endpoint, query, pages.received + 1) !== "past-end") throw new ListProblem("partial", "it announces no count, and its end could not be determined");
}
/** The pages of one pass. They may arrive in any order. */
var Pages = class {
	#request;
	#pages = /* @__PURE__ */ new Map();
	#rows = /* @__PURE__ */ new Map();
	/** The count that the first page announced. */
	count = null;
	/** The number of received items, including repeated ones. */
	received = 0;
	constructor(request) {
		this.#request = request;
	}
	get size() {
		return this.#pages.size;
	}
	get distinct() {
		return this.#rows.size;
	}
	/** Throws `ListProblem` if the page contradicts earlier ones. */
	add(number, page) {
		if (number === 1) this.count = page.count;
		this.#pages.set(number, page);
		this.received += page.items;
		for (const row of page.rows) this.#addRow(row);
		this.#request.onProgress?.(this.received, this.count ?? void 0);
		if (page.rows.length < page.items) throw new ListProblem("partial", "one of its rows lacks a required field");
		if (page.count !== this.count) throw new ListProblem("partial", "its length changed while it was read", true);
		if (this.count !== null && this.received > this.count) {
			const message = `${this.received} rows were received, but ${this.count} were announced`;
			throw new ListProblem("partial", message, true);
		}
		if (this.count === null && this.received > maxUncountedRows) throw new ListProblem("partial", `it announces no count, and at most ${maxUncountedRows} of its rows are read`);
	}
	rows() {
		const rows = this.#inOrder().flatMap((page) => page.rows);
		if (rows.length === this.#rows.size) return rows;
		const seen = /* @__PURE__ */ new Set();
		return rows.filter((row) => {
			const key = this.#request.key(row);
			return !seen.has(key) && seen.add(key);
		});
	}
	/** Throws `ListProblem` if the number of distinct rows is not the announced one. */
	toListing() {
		const { endpoint, query } = this.#request;
		if (this.count !== null && this.count !== this.distinct) {
			const message = `${this.distinct} rows were received, but ${this.count} were announced`;
			throw new ListProblem("partial", message, true);
		}
		const pass = {
			endpoint,
			query,
			count: this.count ?? (this.received === 0 ? 0 : null),
			...this.#boundaries()
		};
		return {
			status: "complete",
			rows: this.rows(),
			expected: this.count,
			reason: null,
			passes: [pass]
		};
	}
	/** Returns the pages in list order. */
	#inOrder() {
		return [...this.#pages].toSorted(([a], [b]) => a - b).map(([, page]) => page);
	}
	#addRow(row) {
		const key = this.#request.key(row);
		const known = this.#rows.get(key);
		if (known === void 0) this.#rows.set(key, row);
		else if (!isDeepStrictEqual(known, row)) throw new ListProblem("partial", "a row occurs twice with different values", true);
	}
	#boundaries() {
		const { row: schema, key } = this.#request;
		let position = 0;
		const boundaries = this.#inOrder().slice(0, -1).flatMap(({ rows, items }) => {
			position += items;
			const last = rows.at(-1);
			return last === void 0 ? [] : [{
				position,
				key: key(last)
			}];
		});
		const keyOf = (item) => {
			const parsed = schema.safeParse(item);
			return parsed.success ? key(parsed.data) : void 0;
		};
		return {
			boundaries,
			keyOf
		};
	}
};

// src/cloudsmith/read-members.ts
/**
* Reads the members list, active and inactive. No public source says what the list's `is_active`
* parameter means when it is omitted or false, so the rows and three counts decide it for each
* workspace.
*/
/** How often to read the lists while they do not match. */
const maxAttempts$1 = 2;
/**
* Returns all members, active or not, unique by permanent id. The list is partial if it cannot be
* shown to be complete.
*/
async function readMembers(transport, org, onProgress) {
	for (let attempt = 1;; attempt++) {
		const { listing, inconsistent } = await readOnce$1(transport, org, onProgress);
		if (!inconsistent || attempt === maxAttempts$1) return listing;
	}
}
async function readOnce$1(transport, org, onProgress) {
	const from = endpoint("/orgs/{org}/members/", { org });
	const list = (filter) => readList(transport, {
		endpoint: from,
		query: {
			sort: "user_name",
			...filter
		},
		row: MemberRow,
		key: (row) => row.user_id,
		onProgress
	});
	const [byDefault, active, inactive] = await Promise.all([
		list({}),
		readLengthAndRow(transport, from, { is_active: true }),
		readLengthAndRow(transport, from, { is_active: false })
	]);
	if (byDefault.status !== "complete") return {
		listing: byDefault,
		inconsistent: false
	};
	const counts = {
		active: active?.count ?? null,
		inactive: inactive?.count ?? null,
		mixesActive: isActive(active?.row) === false,
		mixesInactive: isActive(inactive?.row) === true
	};
	const filters = filtersToRead(tally(byDefault.rows), counts);
	const filtered = await Promise.all(filters.map((is_active) => list({ is_active })));
	const lists = {
		byDefault,
		active: filtered[filters.indexOf(true)],
		inactive: filtered[filters.indexOf(false)]
	};
	const probes = [true, false].map((is_active) => ({
		endpoint: from,
		query: { is_active },
		count: is_active ? counts.active : counts.inactive,
		boundaries: [],
		keyOf: () => void 0
	}));
	const incomplete = filtered.find(({ status }) => status !== "complete");
	const judged = incomplete === void 0 ? judge(lists, counts) : {
		problem: incomplete.reason,
		expected: null
	};
	const rows = mergeRows([byDefault, ...filtered]);
	return {
		listing: {
			status: judged.problem === null ? "complete" : "partial",
			rows,
			expected: judged.expected,
			reason: judged.problem,
			note: judged.note,
			passes: [...[byDefault, ...filtered].flatMap(({ passes }) => passes), ...probes]
		},
		inconsistent: incomplete === void 0 && judged.problem !== null
	};
}
/** Returns whether a row is active; undefined if it does not say, or is not a member row. */
function isActive(row) {
	const found = MemberRow.safeParse(row).data?.is_active;
	return typeof found === "boolean" ? found : void 0;
}
function tally(rows) {
	const active = rows.filter((row) => row.is_active === true).length;
	const unknown = rows.filter((row) => isUnknown(row.is_active)).length;
	return {
		all: rows.length,
		active,
		inactive: rows.length - active - unknown
	};
}
/** True if `count` rows may be active. Rows that do not say may be either. */
function mayHaveActive({ all, active, inactive }, count) {
	return active <= count && count <= all - inactive;
}
/** Returns which filtered lists must be read in addition to the default one. */
function filtersToRead(seen, { active, inactive }) {
	if (active === null || inactive === null) return [true, false];
	if (seen.all === active + inactive && mayHaveActive(seen, active) && inactive < seen.all) return [];
	if (seen.active > 0 && seen.inactive > 0 && seen.all === inactive && mayHaveActive(seen, active)) return [];
	if (seen.all === active && seen.active === seen.all) return [false];
	if (seen.all === inactive && seen.inactive === seen.all) return [true];
	return [true, false];
}
const nobodyInactive = "no member is inactive, so it makes no difference whether the default list leaves out inactive members";
const sameLists = "the list of inactive members is the default list, and all its rows are active: either no member is inactive, or this workspace lists no inactive members";
const contradiction = "Cloudsmith's counts of active and inactive members contradict each other";
/**
* Returns whether the lists contain everyone, under one of four meanings of the default list:
* everyone; active members only; everyone, and `false` returns the same; inactive members only, and
* `false` returns the same. The rows decide, and every count must match them.
*/
function judge({ byDefault, active, inactive }, counts) {
	if (counts.active === null || counts.inactive === null) return notEveryone("its active and inactive members could not be counted");
	if (counts.mixesActive || active?.rows.some((row) => row.is_active === false)) return notEveryone("the reply to a request for active members contained inactive ones");
	const lists = [
		byDefault,
		active,
		inactive
	].filter((listing) => listing !== void 0);
	if (hasDifferingRows(lists)) return notEveryone("a member is in two lists with different values");
	const everyone = tally(mergeRows(lists));
	if (!mayHaveActive(everyone, counts.active)) return notEveryone(contradiction);
	const seen = tally(byDefault.rows);
	const total = counts.active + counts.inactive;
	if (!(seen.all === total && mayHaveActive(seen, counts.active) || seen.all === counts.active && seen.inactive === 0 || seen.all === counts.inactive && (mayHaveActive(seen, counts.active) || seen.active === 0))) return notEveryone(contradiction);
	if (seen.all === counts.inactive && (inactive === void 0 || haveSameRows(byDefault, inactive)) && (active !== void 0 || seen.active > 0) && everyone.all === seen.all) {
		const complete = {
			problem: null,
			expected: seen.all
		};
		return everyone.inactive > 0 ? complete : {
			...complete,
			note: sameLists
		};
	}
	if (counts.mixesInactive || inactive?.rows.some((row) => row.is_active === true)) return notEveryone("the reply to a request for inactive members contained active ones");
	if (everyone.all !== total) return notEveryone(contradiction);
	const complete = {
		problem: null,
		expected: total
	};
	return counts.inactive > 0 ? complete : {
		...complete,
		note: nobodyInactive
	};
}
function notEveryone(problem) {
	return {
		problem,
		expected: null
	};
}
function haveSameRows(a, b) {
	if (a.rows.length !== b.rows.length) return false;
	const ids = new Set(a.rows.map((row) => row.user_id));
	return b.rows.every((row) => ids.has(row.user_id));
}
/** True if a member changed between two requests: active in one list, inactive in another. */
function hasDifferingRows(listings) {
	const known = /* @__PURE__ */ new Map();
	for (const { user_id, is_active } of listings.flatMap(({ rows }) => rows)) {
		const before = known.get(user_id);
		if (before !== void 0 && before !== is_active) return true;
		known.set(user_id, is_active);
	}
	return false;
}
/** Returns each member once, even if several lists contain the member. */
function mergeRows(listings) {
	const [only, ...others] = listings;
	if (only !== void 0 && others.length === 0) return only.rows;
	const rows = /* @__PURE__ */ new Map();
	for (const row of listings.flatMap((listing) => listing.rows)) if (!rows.has(row.user_id)) rows.set(row.user_id, row);
	return [...rows.values()];
}

// src/cloudsmith/read-memberships.ts
/**
* Reads who is in which team, from account rows if they list teams, otherwise from the teams' own
* lists. Also checks whether rows and teams match.
*/
/** Returns every account's teams by permanent id, and what contradicts the list of teams. */
async function readMemberships(request) {
	const { members, services, invites } = request;
	const idBySlug = new Map(request.teams.map((team) => [team.slug, team.slug_perm]));
	const failures = /* @__PURE__ */ new Set();
	const contradictions = /* @__PURE__ */ new Set();
	if (idBySlug.size < request.teams.length) contradictions.add("two teams have one slug");
	const membersListTeams = members.every((row) => !isUnknown(row.teams));
	const servicesListTeams = services.every((row) => !isUnknown(row.teams));
	const [memberLists, serviceLists] = await Promise.all([
		membersListTeams ? null : readTeamLists(request, "user", failures),
		servicesListTeams ? null : readTeamLists(request, "service", failures),
		request.accountsComplete ? checkEmptyTeams(request, {
			membersListTeams,
			servicesListTeams
		}, failures, contradictions) : null
	]);
	const ofMember = joinTeams$1(members, memberLists, idBySlug);
	const ofService = joinTeams$1(services, serviceLists, idBySlug);
	const ofInvite = joinTeams$1(invites, void 0, idBySlug);
	for (const { problem } of [
		ofMember,
		ofService,
		ofInvite
	]) if (problem !== null) contradictions.add(problem);
	const [ofTeams = null] = [...failures, ...contradictions];
	return {
		ofMember: ofMember.teams,
		ofService: ofService.teams,
		ofInvite: ofInvite.teams,
		problems: {
			members: ofMember.problem,
			services: ofService.problem,
			invites: ofInvite.problem,
			teams: ofTeams
		},
		inconsistent: contradictions.size > 0
	};
}
/**
* Reads each team that no row mentions, because an empty team and an unseen one look the same. If
* the rows of one kind do not list teams, all teams are read for that kind anyway.
*/
async function checkEmptyTeams(request, { membersListTeams, servicesListTeams }, failures, contradictions) {
	const kinds = [...membersListTeams ? ["user"] : [], ...servicesListTeams ? ["service"] : []];
	const accountsWithTeams = [...membersListTeams ? request.members : [], ...servicesListTeams ? request.services : []];
	const mentioned = /* @__PURE__ */ new Set();
	for (const { teams } of accountsWithTeams) if (!isUnknown(teams)) for (const { slug } of teams) mentioned.add(slug);
	const empty = request.teams.filter(({ slug }) => !mentioned.has(slug));
	const overLimit = request.transport.forecast(empty.length * kinds.length);
	if (overLimit !== null) {
		failures.add(`the teams without members were not read: ${overLimit}`);
		return;
	}
	const reads = empty.flatMap(({ slug }) => kinds.map((kind) => ({
		slug,
		kind
	})));
	await forEachConcurrently(reads, async ({ slug, kind }) => {
		if (failures.size > 0) return;
		const list = await readTeam(request, slug, kind);
		if (typeof list === "string") failures.add(unreadable(slug, list));
		else if (list.members.length > 0) contradictions.add(`team "${slug}" has members whose own rows do not name it`);
	});
}
function unreadable(team, reason) {
	return `the members of team "${team}" could not be read: ${reason}`;
}
/** Returns the teams of each account by reading every team; null if a team could not be read. */
async function readTeamLists(request, kind, failures) {
	if (!request.teamsComplete) return null;
	const overLimit = request.transport.forecast(request.teams.length);
	if (overLimit !== null) {
		failures.add(`the members of the teams were not read: ${overLimit}`);
		return null;
	}
	const byAccount = /* @__PURE__ */ new Map();
	let failed = false;
	await forEachConcurrently(request.teams, async ({ slug }) => {
		if (failed) return;
		const list = await readTeam(request, slug, kind);
		if (typeof list === "string") {
			failed = true;
			failures.add(unreadable(slug, list));
			return;
		}
		for (const { user, role } of list.members) {
			const teams = byAccount.get(user) ?? [];
			teams.push({
				slug,
				role
			});
			byAccount.set(user, teams);
		}
	});
	return failed ? null : byAccount;
}
/** Returns a team's accounts of one kind, or why they could not be read. */
async function readTeam(request, team, kind) {
	try {
		const reply = await request.transport.get(endpoint("/orgs/{org}/teams/{team}/members", {
			org: request.org,
			team
		}), { user_kind: kind });
		if (reply.status !== 200) return describeReply(reply);
		if (reply.containedSecret) return repeatedSecret;
		const parsed = TeamMembers.safeParse(reply.body);
		if (!parsed.success) return "the reply is not a list of members";
		return whyMoreAnnounced(reply, parsed.data.members.length) ?? parsed.data;
	} catch (error) {
		if (error instanceof AuditError) return error.message;
		throw error;
	}
}
/**
* The API documents no pages here, but a reply that announces more than it contains must have some.
*/
function whyMoreAnnounced(reply, received) {
	const count = countHeader(reply, "x-pagination-count") ?? received;
	const pages = countHeader(reply, "x-pagination-pagetotal") ?? 1;
	if (count === received && (pages === 1 || pages === 0)) return null;
	return `it announces ${count} accounts on ${pages} pages, but ${received} were received`;
}
function joinTeams$1(accounts, lists, idBySlug) {
	const joined = /* @__PURE__ */ new Map();
	const share = shareMemberships();
	const slugs = /* @__PURE__ */ new Set();
	let problem = null;
	for (const { id, slug, teams } of accounts) {
		if (slugs.has(slug)) problem ??= `two of its accounts are called "${slug}"`;
		slugs.add(slug);
		const listed = lists && (lists.get(slug) ?? []);
		if (!isUnknown(teams) && listed) problem ??= whyOtherTeams(slug, teams, listed);
		const references = isUnknown(teams) ? listed : teams;
		if (references === void 0 && isUnknown(teams)) {
			joined.set(id, teams);
			continue;
		}
		if (references === null || references === void 0) {
			joined.set(id, unknown("not-listed"));
			continue;
		}
		const memberships = [];
		for (const reference of references) {
			const team = idBySlug.get(reference.slug);
			if (team === void 0) problem ??= `team "${reference.slug}" has members but is not on the list of teams`;
			else memberships.push(share(team, reference.role));
		}
		const distinct = withoutRepeats(memberships.toSorted((a, b) => compareIds(a.team, b.team)));
		if (distinct === null) problem ??= `"${slug}" has two roles in one team`;
		joined.set(id, distinct ?? unknown("malformed"));
	}
	const unlistedAccount = [...lists?.keys() ?? []].find((slug) => !slugs.has(slug));
	if (unlistedAccount !== void 0) problem ??= `a team names "${unlistedAccount}", who is not on it`;
	return {
		teams: joined,
		problem
	};
}
/**
* Returns why an account's own row and the teams' lists contradict each other, or null if they do
* not.
*/
function whyOtherTeams(account, own, listed) {
	const bySlug = (references) => new Map(references.map((one) => [one.slug, one.role]));
	const [ofOwn, ofListed] = [bySlug(own), bySlug(listed)];
	const unnamed = listed.find(({ slug }) => !ofOwn.has(slug))?.slug;
	if (unnamed !== void 0) return `team "${unnamed}" has members whose own rows do not name it`;
	const unlisted = own.find(({ slug }) => !ofListed.has(slug))?.slug;
	if (unlisted !== void 0) return `team "${unlisted}" does not list "${account}", whose row names it`;
	return listed.some(({ slug, role }) => {
		const other = ofOwn.get(slug);
		return other !== void 0 && !isUnknown(role) && !isUnknown(other) && other !== role;
	}) ? `"${account}" has two roles in one team` : null;
}
/** Returns each team once; null if one occurs twice with different roles. */
function withoutRepeats(sorted) {
	const repeats = (at) => sorted[at]?.team === sorted[at + 1]?.team;
	for (const at of sorted.keys()) if (repeats(at) && !isDeepStrictEqual(sorted[at]?.role, sorted[at + 1]?.role)) return null;
	return sorted.filter((_, at) => !repeats(at));
}
/**
* Returns a function that shares one membership object between all accounts with the same team and
* role: half a million may have it.
*/
function shareMemberships() {
	const known = /* @__PURE__ */ new Map();
	return (team, role) => {
		let ofRole = known.get(role);
		if (ofRole === void 0) known.set(role, ofRole = /* @__PURE__ */ new Map());
		let membership = ofRole.get(team);
		if (membership === void 0) ofRole.set(team, membership = {
			team,
			role
		});
		return membership;
	};
}

// src/cloudsmith/read-accounts.ts
/**
* The largest known workspace has 2,200 teams. Each team without members costs two extra requests.
*/
const maxTeams = 5e4;
/** How often to read all lists while they do not match. */
const maxPasses$1 = 3;
/** Returns the accounts. A list is partial if it kept changing or another list contradicts it. */
async function readAccounts(transport, org, log) {
	let before;
	for (let pass = 1;; pass++) {
		const lists = await readLists(transport, org, log);
		const areComplete = Object.values(lists).every(({ status }) => status === "complete");
		if (!areComplete && before !== void 0) return before;
		const [memberships, changes] = await Promise.all([joinTeams(transport, org, lists), findChanges(transport, lists)]);
		const read = {
			...markChanged(lists, changes),
			memberships
		};
		if (Object.keys(changes).length === 0 && !memberships.inconsistent || !areComplete || pass === maxPasses$1) return read;
		log.info("the workspace changed while it was read; reading it again");
		before = read;
	}
}
async function readLists(transport, org, log) {
	const progress = (task) => (done, total) => log.progress({
		task,
		done,
		total
	});
	const list = (template, query, row, task) => readList(transport, {
		endpoint: endpoint(template, { org }),
		query,
		onProgress: progress(task),
		...row
	});
	const [members, teams, services, invites] = await Promise.all([
		readMembers(transport, org, progress("members")),
		list("/orgs/{org}/teams/", { sort: "name" }, {
			row: TeamRow,
			key: (row) => row.slug_perm,
			maxRows: maxTeams
		}, "teams"),
		list("/orgs/{org}/services/", { sort: "created_at" }, {
			row: ServiceRow,
			key: (row) => row.slug
		}, "services"),
		list("/orgs/{org}/invites/", {}, {
			row: InviteRow,
			key: (row) => row.slug_perm
		}, "invites")
	]);
	return {
		members,
		teams,
		services,
		invites
	};
}
function joinTeams(transport, org, { members, teams, services, invites }) {
	return readMemberships({
		transport,
		org,
		members: members.rows.map((row) => ({
			id: row.user_id,
			slug: row.user,
			teams: row.teams
		})),
		services: services.rows.map(({ slug, teams: references }) => ({
			id: slug,
			slug,
			teams: references
		})),
		invites: invites.rows.map(({ slug_perm: id, teams: references }) => ({
			id,
			slug: id,
			teams: references
		})),
		teams: teams.rows,
		accountsComplete: members.status === "complete" && services.status === "complete",
		teamsComplete: teams.status === "complete"
	});
}
/** Returns, by list name, why a complete list may no longer match the workspace. */
async function findChanges(transport, lists) {
	const changes = {};
	await Promise.all(Object.keys(lists).map(async (name) => {
		if (lists[name].status !== "complete") return;
		const change = await findChange(transport, lists[name].passes);
		if (change !== null) changes[name] = change;
	}));
	return changes;
}
function markChanged(lists, changes) {
	const mark = (listing, reason) => reason === void 0 ? listing : {
		...listing,
		status: "partial",
		reason
	};
	return {
		members: mark(lists.members, changes.members),
		teams: mark(lists.teams, changes.teams),
		services: mark(lists.services, changes.services),
		invites: mark(lists.invites, changes.invites)
	};
}

// src/cloudsmith/read-caller.ts
/** Finds the account of the credential, and what its role can see. */
/**
* Returns the account of the credential and its role in the workspace.
* Throws `AuditError` `CLOUDSMITH_REFUSED` for a credential that Cloudsmith does not recognize. The
* status alone proves nothing, because `/user/self/` answers 200 to everyone.
*/
async function readCaller(transport, org) {
	const reply = await transport.get(endpoint("/user/self/"), {}, (received) => !isSignedIn(received));
	const self = Self.safeParse(reply.body);
	if (!isSignedIn(reply) || !self.success) {
		const { status } = reply;
		const said = describeReply(reply, { omitOk: true });
		const elsewhere = status === 404 || status >= 300 && status < 400;
		throw new AuditError("CLOUDSMITH_REFUSED", `cannot sign in to Cloudsmith: it does not recognize the credential${said === "" ? "" : ` (${said})`}. ${elsewhere ? `The API has this path for everyone, so check ${settingName("api-url")} first.` : "Check that the key is complete, has not expired and may be used from this address."}`);
	}
	const { slug } = self.data;
	if (slug === null || !isSlug(slug)) return {
		kind: "unknown",
		slug: null,
		role: unknown("missing")
	};
	const [service, member] = await Promise.all([transport.get(endpoint("/orgs/{org}/services/{service}/", {
		org,
		service: slug
	})), transport.get(endpoint("/orgs/{org}/members/{member}/", {
		org,
		member: slug
	}))]);
	const asService = ServiceRow.safeParse(service.status === 200 ? service.body : void 0);
	if (asService.success) return {
		kind: "service",
		slug,
		role: asService.data.slug === slug ? asService.data.role : unknown("malformed")
	};
	const asMember = MemberRow.safeParse(member.status === 200 ? member.body : void 0);
	if (asMember.success) return {
		kind: "user",
		slug,
		role: asMember.data.user === slug ? asMember.data.role : unknown("malformed")
	};
	return {
		kind: "unknown",
		slug,
		role: unknown("not-listed")
	};
}
function isSignedIn({ status, body }) {
	return status === 200 && Self.safeParse(body).data?.authenticated === true;
}
/**
* Returns why the caller cannot see the complete workspace, or null for roles that can. A Member
* sees only visible teams and redacted addresses, a Collaborator only people of their own teams.
* Neither gets an error: the lists are just shorter (Cloudsmith's documentation on privileges).
*/
function limitedViewReason(readAs) {
	if (readAs.role === "Owner" || readAs.role === "Manager") return null;
	return `${describeReader(readAs)}; only an Owner or a Manager sees the complete workspace, so give it the role Manager`;
}
/**
* Returns why the list of repositories may be shorter than the workspace's, or null for an Owner.
* Everybody else sees only repositories on which they have a privilege: a Manager may see none.
*/
function limitedRepositoriesReason(readAs) {
	if (readAs.role === "Owner") return null;
	return `${describeReader(readAs)}; only an Owner sees every repository`;
}
function describeReader({ kind, slug, role }) {
	return `read as ${slug === null ? "an account" : `${kind === "service" ? "service " : ""}"${slug}"`} ${isUnknown(role) ? "whose role is not known" : `whose role is ${role}`}`;
}

// src/cloudsmith/repository-rows.ts
/** Reads a list that belongs to one repository, such as its privileges, and checks its end. */
/** A list that goes on is not one. */
const maxPages = 20;
/** Also if a server does not keep to the page size. */
const maxRows = maxPages * 500;
/** How often to read rows that change while they are read. */
const maxPasses = 3;
const moved = "its rows moved while it was read";
/** Returns a list without a row, because its repository's slug cannot be part of a request. */
function unreachableRepository(slug) {
	if (isSlug(slug)) return void 0;
	return {
		rows: [],
		coverage: {
			status: "partial",
			reason: `no request can contain its slug ${JSON.stringify(slug)}`
		},
		isUnanswered: false
	};
}
/** Returns the rows. Throws only for errors of the run itself. */
async function readRows(transport, from, format) {
	let before;
	for (let pass = 1;; pass++) {
		const { listing, pages, inconsistent } = await readOnce(transport, from, format);
		const isWhole = listing.coverage.status === "complete";
		if (isWhole && (pages === 1 || isDeepStrictEqual(listing, before))) return listing;
		if (!isWhole && !inconsistent) return listing;
		if (pass === maxPasses) return {
			...listing,
			coverage: {
				status: "partial",
				reason: moved
			}
		};
		before = listing;
	}
}
async function readOnce(transport, from, format) {
	const found = new FoundRows(format);
	try {
		const pages = await readPages(transport, from, {
			format,
			found
		});
		return {
			listing: {
				...found.toListing(),
				isUnanswered: false
			},
			pages,
			inconsistent: false
		};
	} catch (error) {
		if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
		const isProblem = error instanceof ListProblem;
		const coverage = {
			status: isProblem && error.status === "refused" && found.received === 0 ? "refused" : "partial",
			reason: isProblem ? error.message : toReason(error)
		};
		return {
			listing: {
				rows: found.sorted(),
				coverage,
				isUnanswered: !isProblem
			},
			pages: 1,
			inconsistent: isProblem && error.inconsistent
		};
	}
}
/**
* Reads pages until one is empty or does not exist; returns how many had rows, at least 1. No header
* gives the number of rows, and a server may shorten its pages, so a page that is not full does not
* prove the end.
*/
async function readPages(transport, from, reading) {
	const { found } = reading;
	let first = [];
	for (let number = 1;; number++) {
		const page = await readPage(transport, from, number, reading);
		if (page.length === 0) return Math.max(1, number - 1);
		if (number === 1) first = page;
		else if (isDeepStrictEqual(page, first)) {
			if (number === 2 && first.length < 500) return 1;
			throw new ListProblem("partial", "its pages repeat each other");
		}
		found.add(page);
		if (number === maxPages) throw new ListProblem("partial", `it does not end, and at most ${maxPages} pages are read`);
	}
}
/** Returns the rows of a page, not parsed; none for a page after the last one. */
async function readPage(transport, from, number, { format, found }) {
	const reply = await transport.get(from, {
		page: number,
		page_size: 500
	});
	if (isPastEnd(reply, number)) return [];
	if (reply.status !== 200) throw refusal$1(reply, false);
	if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
	const rows = format.rowsIn(reply.body);
	if (rows === void 0) throw new ListProblem("partial", `a reply was not a list of ${format.what}`);
	const announced = countHeader(reply, "x-pagination-count");
	if (announced !== null) found.announce(announced);
	return rows;
}
/** The rows of one pass, and what is wrong with them. */
var FoundRows = class {
	#format;
	#byKey = /* @__PURE__ */ new Map();
	#announced = null;
	#problem = null;
	received = 0;
	constructor(format) {
		this.#format = format;
	}
	announce(count) {
		this.#announced = count;
	}
	/** Throws `ListProblem` if the rows become too many, or if the page has a row of an earlier one. */
	add(page) {
		if (this.received + page.length > maxRows) throw new ListProblem("partial", `it has more than ${maxRows} rows`);
		const earlier = new Set(this.#byKey.keys());
		for (const item of page) {
			this.received += 1;
			const row = this.#format.toRow(item);
			if (typeof row === "string") {
				this.#problem ??= row;
				continue;
			}
			const key = this.#format.keyOf(row);
			if (earlier.has(key)) throw new ListProblem("partial", moved, true);
			this.#addOnce(key, row);
		}
	}
	sorted() {
		return [...this.#byKey.values()].sort(this.#format.compare);
	}
	toListing() {
		const rows = this.sorted();
		const contradiction = this.#format.whyContradictory?.(rows) ?? null;
		const reason = this.#problem ?? contradiction ?? this.#whyMiscounted();
		if (reason !== null) return {
			rows,
			coverage: {
				status: "partial",
				reason
			}
		};
		return {
			rows,
			coverage: {
				status: "complete",
				reason: null
			}
		};
	}
	#addOnce(key, row) {
		const { merge, whyUnseen } = this.#format;
		const known = this.#byKey.get(key);
		if (known !== void 0 && !isDeepStrictEqual(known, row)) {
			const { row: merged, problem } = merge(known, row);
			this.#problem ??= problem;
			this.#byKey.set(key, merged);
			return;
		}
		this.#problem ??= whyUnseen?.(row) ?? null;
		this.#byKey.set(key, known ?? row);
	}
	#whyMiscounted() {
		if (this.#announced === null || this.#announced === this.received) return null;
		if (this.#announced === "malformed") return "what it announces is not a number of rows";
		return `${this.received} rows were received, but ${this.#announced} were announced`;
	}
};

// src/cloudsmith/read-privileges.ts
/** Reads who has which explicit privilege on one repository. */
const privilegeFormat = {
	what: "privileges",
	rowsIn: (body) => Privileges.safeParse(body).data?.privileges,
	toRow: toPrivilege,
	keyOf: ({ kind, slug }) => `${kind} ${slug}`,
	merge: ({ kind, slug }) => ({
		row: {
			kind,
			slug,
			level: unknown("malformed")
		},
		problem: `it gives ${kind} "${slug}" two privileges`
	}),
	whyUnseen: ({ kind, slug, level }) => isUnknown(level) ? `the privilege of ${kind} "${slug}" is not known` : null,
	whyContradictory: whyHolderTwice,
	compare: (a, b) => {
		const byKind = privilegeHolders.indexOf(a.kind) - privilegeHolders.indexOf(b.kind);
		return byKind === 0 ? compareIds(a.slug, b.slug) : byKind;
	}
};
/** Returns the privileges, sorted by kind and slug. Throws only for errors of the run itself. */
async function readPrivileges(transport, owner, repository) {
	return unreachableRepository(repository) ?? readRows(transport, endpoint("/repos/{owner}/{identifier}/privileges", {
		owner,
		identifier: repository
	}), privilegeFormat);
}
/** Returns the privilege in a row, or why the row contains none, without a final period. */
function toPrivilege(row) {
	const parsed = PrivilegeRow.safeParse(row);
	if (!parsed.success) return "one of its rows is not a privilege";
	const { privilege: level, ...holders } = parsed.data;
	const [found, ...others] = privilegeHolders.flatMap((kind) => {
		const slug = holders[kind];
		return slug === null ? [] : [{
			kind,
			slug,
			level
		}];
	});
	if (found === void 0) return "one of its rows does not say who has the privilege";
	return others.length === 0 ? found : "one of its rows gives one privilege to several accounts";
}

// src/cloudsmith/read-tokens.ts
/**
* Reads the entitlement tokens of one repository, without their secrets: the request never asks for
* them, and the row's schema does not read them.
*/
const tokenFormat = {
	what: "entitlement tokens",
	rowsIn: (body) => Array.isArray(body) ? body : void 0,
	toRow: toToken,
	keyOf: ({ id }) => id,
	merge: (known) => ({
		row: known,
		problem: `token "${known.id}" occurs twice with different values`
	}),
	compare: (a, b) => compareIds(a.id, b.id)
};
/** Returns the tokens, sorted by id. Throws only for errors of the run itself. */
async function readTokens(transport, owner, repository) {
	return unreachableRepository(repository) ?? readRows(transport, endpoint("/entitlements/{owner}/{repo}/", {
		owner,
		repo: repository
	}), tokenFormat);
}
/** Returns the token in a row, or why the row contains none, without a final period. */
function toToken(row) {
	const parsed = TokenRow.safeParse(row);
	if (!parsed.success) return "one of its rows is not an entitlement token";
	const { data } = parsed;
	return {
		id: data.slug_perm,
		name: data.name,
		active: data.is_active,
		isDefault: data.default,
		user: data.user,
		createdBy: data.created_by,
		createdAt: data.created_at,
		endsAt: data.limit_date_range_to,
		limited: data.has_limits,
		privateBroadcasts: data.access_private_broadcasts
	};
}

// src/cloudsmith/read-unchanged.ts
/** Reads one list on its own, and checks that it did not change meanwhile. */
/**
* Returns a list that was unchanged when counted again. If it changed, it is read a second time.
*/
async function readUnchanged(transport, request) {
	let before;
	for (;;) {
		const listing = await readList(transport, request);
		if (listing.status !== "complete") return before === void 0 ? listing : {
			...before,
			status: "partial",
			reason: `it existed before: ${listing.reason}`
		};
		const change = await findChange(transport, listing.passes);
		if (change === null) return listing;
		if (before !== void 0) return {
			...listing,
			status: "partial",
			reason: change
		};
		before = listing;
	}
}

// src/cloudsmith/read-repositories.ts
/** Each of them costs two requests or more, and with tokens four. */
const maxRepositories = 2e4;
/** A page of privileges or tokens, and the proof that none follows. */
const requestsEach$1 = 2;
/** After this many repositories in a row without an answer, the rest are not requested. */
const maxUnanswered = 10;
/**
* Returns the repositories that the credential sees, and whether they are all. Entitlement tokens
* are read only on request.
*/
async function readRepositories(transport, { workspace, readAs, withTokens, log }) {
	const { slug: owner } = workspace;
	const request = {
		endpoint: endpoint("/repos/{owner}/", { owner }),
		query: { sort: "created_at" },
		row: RepositoryRow,
		key: ({ slug_perm }) => slug_perm,
		maxRows: maxRepositories
	};
	const listing = await readUnchanged(transport, {
		...request,
		onProgress: (done, total) => log.progress({
			task: "repositories",
			done,
			total
		})
	});
	const rows = sortRows(listing.rows, workspace);
	const privileges = await readOfEach(transport, owner, rows.own, {
		...privilegesOfEach,
		log
	});
	const tokens = withTokens ? await readOfEach(transport, owner, rows.own, {
		...tokensOfEach,
		log
	}) : void 0;
	const renamed = await findRenamed(transport, request, rows.own);
	const repositories = rows.own.map((row) => {
		const repository = toRepository(row, privileges.get(row.slug_perm), tokens?.get(row.slug_perm));
		const reason = renamed.get(row.slug_perm);
		return reason === void 0 ? repository : withoutOwn(repository, reason);
	}).sort((a, b) => compareIds(a.id, b.id));
	const isRenamed = [...renamed.values()].includes(wasRenamed);
	return {
		repositories,
		coverage: toCoverage$1(listing, {
			...rows,
			repositories,
			readAs,
			isRenamed
		})
	};
}
/** The privileges and tokens that were read may be another repository's. */
function withoutOwn(repository, reason) {
	const marked = withTokenGap(withPrivilegeGap(repository, reason), reason);
	const { tokens } = marked;
	return {
		...marked,
		privileges: [],
		...tokens !== void 0 && { tokens: {
			...tokens,
			list: []
		} }
	};
}
const wasRenamed = "it was renamed while it was read";
/**
* Privileges and tokens are requested by slug, which may belong to another repository by then.
* Returns by permanent id why it is not known whose they are.
*/
async function findRenamed(transport, request, rows) {
	if (rows.length === 0) return /* @__PURE__ */ new Map();
	const again = await readList(transport, request);
	const slugs = new Map(again.rows.map(({ slug_perm, slug }) => [slug_perm, slug]));
	const notFound = again.status === "complete" ? "it was not found in the list again" : `the list of repositories could not be read again: ${again.reason}`;
	return new Map(rows.flatMap(({ slug_perm, slug }) => {
		const now = slugs.get(slug_perm);
		if (now === slug) return [];
		return [[slug_perm, now === void 0 ? notFound : wasRenamed]];
	}));
}
function sortRows(rows, { id, slug }) {
	const isOwn = ({ namespace }) => isUnknown(namespace) || [slug, id].some((name) => fold(name) === fold(namespace));
	const ofWorkspace = rows.filter(isOwn);
	const own = ofWorkspace.filter(({ deleted_at: at }) => at === null || isUnknown(at));
	const otherWorkspace = rows.find((row) => !isOwn(row))?.namespace;
	return {
		own,
		deleted: ofWorkspace.length - own.length,
		otherWorkspace: otherWorkspace === void 0 || isUnknown(otherWorkspace) ? void 0 : otherWorkspace
	};
}
const privilegesOfEach = {
	task: "privileges",
	read: readPrivileges
};
const tokensOfEach = {
	task: "tokens",
	read: readTokens
};
/** Returns one list of each repository, by the repository's permanent id. */
async function readOfEach(transport, owner, rows, { task, read, log }) {
	const listings = /* @__PURE__ */ new Map();
	const overLimit = transport.forecast(requestsEach$1 * rows.length);
	let unanswered = 0;
	const whyNot = () => {
		if (overLimit !== null) return overLimit;
		return unanswered < maxUnanswered ? null : `Cloudsmith did not answer for ${maxUnanswered} other repositories`;
	};
	await forEachConcurrently(rows, async ({ slug_perm, slug }) => {
		const reason = whyNot();
		const listing = reason === null ? await read(transport, owner, slug) : notRead(task, reason);
		unanswered = listing.isUnanswered ? unanswered + 1 : 0;
		listings.set(slug_perm, listing);
		log.progress({
			task,
			done: listings.size,
			total: rows.length
		});
	});
	return listings;
}
function notRead(task, reason) {
	return {
		rows: [],
		coverage: {
			status: "partial",
			reason: `its ${task} were not read: ${reason}`
		},
		isUnanswered: true
	};
}
function toRepository(row, privileges, tokens) {
	if (privileges === void 0) throw new Error("bug: privileges of a repository were not read");
	return {
		id: row.slug_perm,
		slug: row.slug,
		name: row.name,
		broadcast: row.broadcast_state,
		defaultPrivilege: row.default_privilege,
		privileges: privileges.rows,
		coverage: privileges.coverage,
		...tokens !== void 0 && { tokens: {
			list: tokens.rows,
			coverage: tokens.coverage
		} }
	};
}
/** Deleted repositories count neither as seen nor as announced. */
function toCoverage$1(listing, { deleted, otherWorkspace, repositories, readAs, isRenamed }) {
	const { status } = listing;
	const expected = listing.expected !== null && listing.expected >= deleted ? listing.expected - deleted : null;
	const found = {
		name: "repositories",
		count: repositories.length,
		expected
	};
	if (status !== "complete" && status !== "partial") return {
		...found,
		status,
		reason: listing.reason
	};
	const limited = limitedRepositoriesReason(readAs);
	const gap = isRenamed ? "a repository was renamed while the list was read" : otherWorkspace === void 0 ? listing.reason : `it contains a repository of workspace "${otherWorkspace}"`;
	if (gap !== null) {
		const reason = limited === null ? gap : `${limited}; ${gap}`;
		return {
			...found,
			status: "partial",
			reason
		};
	}
	if (limited !== null) return {
		...found,
		status: "partial",
		reason: limited,
		allVisible: true
	};
	const note = describe(deleted, repositories);
	return {
		...found,
		status,
		reason: null,
		...note !== "" && { note }
	};
}
/** Returns a remark on a list that was read completely; empty if there is none. */
function describe(deleted, repositories) {
	const unread = repositories.filter(({ coverage }) => coverage.status !== "complete").length;
	const withoutTokens = repositories.filter(({ tokens }) => tokens !== void 0 && tokens.coverage.status !== "complete").length;
	return [
		...deleted === 0 ? [] : [`${count(deleted, "deleted repository", "deleted repositories")} left out`],
		...unread === 0 ? [] : [`the privileges of ${unread} were not read completely`],
		...withoutTokens === 0 ? [] : [`the entitlement tokens of ${withoutTokens} were not read completely`]
	].join("; ");
}

// src/cloudsmith/read-mappings.ts
/** Reads the dynamic mappings of OIDC providers. */
/** Each of them costs two requests or more. */
const maxProviders = 1e3;
/** The page of mappings, and the proof that it did not change. */
const requestsEach = 2;
/**
* Returns the mappings of each provider by its permanent id. A request is sent only for a provider
* whose claim chooses the service account, or whose claim was not seen. Throws only for errors of
* the run itself.
*/
async function readMappings(transport, org, providers) {
	const wanted = providers.filter(({ mapping_claim }) => mapping_claim !== null);
	const found = /* @__PURE__ */ new Map();
	const isTooMany = wanted.length > maxProviders || transport.forecast(requestsEach * wanted.length) !== null;
	for (const { slug_perm, mapping_claim } of providers) found.set(slug_perm, mapping_claim === null ? impliedMappings(mapping_claim) : unknown("not-listed"));
	if (isTooMany) return found;
	await forEachConcurrently(wanted, async ({ slug_perm }) => {
		if (isSlug(slug_perm)) found.set(slug_perm, await readOf(transport, org, slug_perm));
	});
	return found;
}
/**
* Source: Cloudsmith's OpenAPI description has only the name `provider_setting` for the provider in
* the path; every other path about a provider has its permanent slug.
*/
async function readOf(transport, org, provider) {
	const listing = await readUnchanged(transport, {
		endpoint: endpoint("/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/", {
			org,
			provider_setting: provider
		}),
		query: {},
		row: DynamicMappingRow,
		key: ({ claim_value, service_account }) => JSON.stringify([claim_value, service_account]),
		planMayLack: true
	});
	switch (listing.status) {
		case "complete": return listing.rows.map(({ claim_value, service_account }) => ({
			value: claim_value,
			service: service_account
		})).sort(compareMappings);
		case "refused":
		case "not-in-plan": return unknown(listing.status);
		default: return unknown("not-listed");
	}
}

// src/cloudsmith/read-settings.ts
/** Returns the settings, as far as the credential and the plan show them. */
async function readSettings(transport, org) {
	const list = (from, row) => readUnchanged(transport, {
		endpoint: from,
		query: {},
		row,
		key: ({ slug_perm }) => slug_perm,
		planMayLack: true
	});
	const [saml, groupSync, groupSyncStatus, oidc] = await Promise.all([
		readObject(transport, endpoint("/orgs/{org}/saml-authentication", { org }), Saml),
		list(endpoint("/orgs/{org}/saml-group-sync/", { org }), GroupSyncRow),
		readObject(transport, endpoint("/orgs/{org}/saml-group-sync/status/", { org }), GroupSyncStatus),
		list(endpoint("/orgs/{org}/openid-connect/", { org }), OidcRow)
	]);
	return {
		saml,
		groupSync,
		groupSyncStatus,
		oidc,
		mappings: await readMappings(transport, org, oidc.rows)
	};
}
/** Returns the single sign-on settings. If the plan lacks them, both facts are unknown. */
function toSingleSignOn({ saml }) {
	const [row] = saml.rows;
	const reason = unknown(saml.status === "not-in-plan" ? "not-in-plan" : "not-listed");
	return {
		enabled: row?.saml_auth_enabled ?? reason,
		enforced: row?.saml_auth_enforced ?? reason
	};
}
/** Of two parts, the one with the worse status counts. */
const worstFirst = [
	"unknown",
	"partial",
	"refused",
	"not-asked",
	"not-in-plan"
];
/**
* Returns group sync with teams by permanent id, and one coverage for mappings and switch together.
*/
function toGroupSync({ groupSync, groupSyncStatus }, teams) {
	const idBySlug = new Map(teams.map(({ slug, slug_perm }) => [slug, slug_perm]));
	const mappings = [];
	let problem = null;
	for (const { slug_perm, team: slug, role, idp_key, idp_value } of groupSync.rows) {
		const team = idBySlug.get(slug);
		if (team === void 0) problem = `it fills team "${slug}", which is not on the list of teams`;
		else mappings.push({
			id: slug_perm,
			team,
			role,
			attribute: idp_key,
			value: idp_value
		});
	}
	const [status] = groupSyncStatus.rows;
	const reason = groupSyncStatus.status === "not-in-plan" ? "not-in-plan" : "not-listed";
	const incomplete = [groupSync, groupSyncStatus].filter((part) => part.status !== "complete").toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status))[0];
	const count = mappings.length;
	const { expected } = groupSync;
	return {
		groupSync: {
			enabled: status?.saml_group_sync_status ?? unknown(reason),
			mappings: mappings.sort((a, b) => compareIds(a.id, b.id))
		},
		coverage: incomplete === void 0 && problem !== null ? {
			name: "group-sync",
			status: "partial",
			count,
			expected,
			reason: problem
		} : {
			name: "group-sync",
			status: incomplete?.status ?? "complete",
			count,
			expected,
			reason: incomplete?.reason ?? null
		}
	};
}
/** Returns the OIDC providers, sorted by id. */
function toOidcProviders({ oidc, mappings }) {
	return oidc.rows.map((row) => {
		const services = row.service_accounts;
		const own = mappings.get(row.slug_perm);
		if (own === void 0) throw new Error("bug: the mappings of a provider were not read");
		return {
			id: row.slug_perm,
			slug: row.slug,
			name: row.name,
			issuer: row.provider_url,
			enabled: row.enabled,
			services: isUnknown(services) ? services : services.toSorted(compareIds),
			claims: row.claims,
			mappingClaim: row.mapping_claim,
			mappings: own
		};
	}).sort((a, b) => compareIds(a.id, b.id));
}
/** Returns the coverage of a complete list with a remark on mappings that were not read. */
function withMappingsNote(coverage, providers) {
	const unread = providers.filter(({ mappings }) => isUnknown(mappings)).length;
	if (coverage.status !== "complete" || unread === 0) return coverage;
	return {
		...coverage,
		note: `the dynamic mappings of ${count(unread, "provider")} were not read completely`
	};
}

// src/cloudsmith/read-roster.ts
/** Reads a workspace's roster, with its coverage, from the Cloudsmith API. */
/**
* Returns the roster, as far as the credential can see it; the coverage says what is missing.
* Throws `AuditError` if nothing can be reported: the key is not recognized, the workspace is not
* found, or there is no answer.
*/
async function readRoster(request) {
	const { transport, organization: org, log } = request;
	const workspaceEndpoint = endpoint("/orgs/{org}/", { org });
	const reading = Promise.all([
		readWorkspace$1(transport, workspaceEndpoint, org),
		readAccounts(transport, org, log),
		readSettings(transport, org)
	]);
	reading.catch(() => {});
	const readAs = await readCaller(transport, org);
	const [workspace, accounts, settings] = await reading;
	const repositories = request.repositories === void 0 || request.repositories === "none" ? void 0 : await readRepositories(transport, {
		workspace,
		readAs,
		withTokens: request.repositories === "with-tokens",
		log
	});
	const { members, teams, services, invites, memberships } = accounts;
	const { problems } = memberships;
	const limitedView = limitedViewReason(readAs);
	const { groupSync, coverage: groupSyncCoverage } = toGroupSync(settings, teams.rows);
	const oidcProviders = toOidcProviders(settings);
	const sortedMembers = members.rows.map((row) => toMember(row, memberships, limitedView !== null)).sort((a, b) => compareIds(a.id, b.id));
	const sortedServices = services.rows.map((row) => toService(row, memberships)).sort((a, b) => compareIds(a.slug, b.slug));
	return withoutFalseClaims({
		workspace,
		members: sortedMembers,
		teams: teams.rows.map(toTeam).sort((a, b) => compareIds(a.id, b.id)),
		services: sortedServices,
		invites: invites.rows.map((row) => toInvite(row, memberships)).sort((a, b) => compareIds(a.id, b.id)),
		singleSignOn: toSingleSignOn(settings),
		groupSync,
		oidcProviders,
		repositories: repositories?.repositories ?? [],
		coverage: {
			readAs,
			lists: [
				{
					name: "organization",
					status: "complete",
					count: 1,
					expected: 1,
					reason: null
				},
				toCoverage("members", members, limitedView, problems.members),
				toCoverage("teams", teams, limitedView, problems.teams),
				toCoverage("services", services, limitedView, problems.services),
				toCoverage("invites", invites, limitedView, problems.invites),
				toCoverage("saml", settings.saml, null),
				groupSyncCoverage,
				withMappingsNote(toCoverage("oidc", settings.oidc, limitedView), oidcProviders),
				...repositories === void 0 ? [] : [repositories.coverage]
			]
		},
		readAt: request.now.toISOString()
	});
}
async function readWorkspace$1(transport, from, org) {
	const reply = await transport.get(from);
	const parsed = Organization.safeParse(reply.body);
	if (reply.status === 200 && parsed.success) {
		const { slug_perm, slug, name, created_at } = parsed.data;
		if ([slug, slug_perm].every((one) => fold(one) !== fold(org))) throw new AuditError("CLOUDSMITH_UNEXPECTED", `cannot read workspace "${org}": the API answers with workspace "${slug}" (${slug_perm}). Check ${settingName("organization")} and ${settingName("api-url")}.`);
		return {
			id: slug_perm,
			slug,
			name,
			createdAt: created_at
		};
	}
	if (reply.status === 200) throw new AuditError("CLOUDSMITH_UNEXPECTED", `cannot read workspace "${org}": the reply does not name a workspace. Check ${settingName("api-url")}.`);
	throw new AuditError("CLOUDSMITH_REFUSED", `cannot read workspace "${org}": it is not found, or this credential cannot see it (${describeReply(reply)}). Check the spelling of ${settingName("organization")}, and that the account behind the key belongs to it.`);
}
/** The credential's limits come first, because they explain other gaps of the list. */
function toCoverage(name, listing, limitedView, problem = null) {
	const { status, expected, rows, reason, note } = listing;
	const count = rows.length;
	const gap = limitedView ?? (status === "complete" ? problem : null);
	if (gap !== null && (status === "complete" || status === "partial")) return {
		name,
		status: "partial",
		count,
		expected,
		reason: gap
	};
	return {
		name,
		status,
		count,
		expected,
		reason,
		...note !== void 0 && { note }
	};
}
function toMember(row, memberships, weak) {
	return {
		id: row.user_id,
		username: row.user,
		name: row.user_name,
		email: row.email,
		role: row.role,
		active: row.is_active,
		twoFactor: reliable(row.has_two_factor, weak),
		joinedAt: row.joined_at,
		lastLoginAt: reliable(row.last_login_at, weak),
		lastLoginMethod: row.last_login_method,
		visibility: row.visibility,
		teams: memberships.ofMember.get(row.user_id) ?? unknown("not-listed")
	};
}
/**
* No source says that a credential with a limited view gets correct values for logins and
* two-factor.
*/
function reliable(fact, weak) {
	return weak ? unknown("weak-credential") : fact;
}
function toTeam(row) {
	return {
		id: row.slug_perm,
		slug: row.slug,
		name: row.name,
		description: row.description,
		visibility: row.visibility
	};
}
function toService(row, memberships) {
	return {
		slug: row.slug,
		name: row.name,
		description: row.description,
		role: row.role,
		createdAt: row.created_at,
		createdBy: row.created_by,
		keyExpiresAt: row.key_expires_at,
		teams: memberships.ofService.get(row.slug) ?? unknown("not-listed")
	};
}
function toInvite(row, memberships) {
	return {
		id: row.slug_perm,
		email: row.email,
		username: row.user,
		role: row.role,
		inviter: row.inviter,
		expiresAt: row.expires_at,
		teams: memberships.ofInvite.get(row.slug_perm) ?? unknown("not-listed")
	};
}

// src/cloudsmith/credential.ts
/** Returns the credential for an API key. It never changes and cannot be renewed. */
function apiKeyCredential(apiKey) {
	return {
		secret: () => Promise.resolve(apiKey),
		renew: () => Promise.resolve(false)
	};
}

// src/cloudsmith/body.ts
/**
* Reads a reply's body. Its size is limited before it is kept in memory, and its structure is
* checked before it is parsed.
*/
/**
* The limit for one reply. 500 members, the largest page, take about 250 KB. With at most 16
* concurrent requests, memory contains at most 64 MiB of bodies.
*/
const maxBodyBytes = 4194304;
/** Objects, lists and their members on all levels. 500 members have about 12,000. */
const maxValues = 25e4;
/** Cloudsmith's API describes nothing with more than 6 levels. */
const maxDepth = 64;
const [quote, backslash, comma] = [
	34,
	92,
	44
];
const [openList, closeList, openObject, closeObject] = [
	91,
	93,
	123,
	125
];
/** The reply cannot be Cloudsmith's, so a retry is useless. */
var ImpossibleBody = class extends Error {};
const tooLarge = `is larger than ${maxBodyBytes / 1024 / 1024} MiB`;
/**
* Returns the bytes. Throws `ImpossibleBody` as soon as they exceed, or are announced to exceed,
* `maxBodyBytes`.
*/
async function readBytes(stream, announced) {
	const chunks = [];
	let bytes = 0;
	if (Number(announced) > 4194304) {
		stream.destroy();
		throw new ImpossibleBody(tooLarge);
	}
	for await (const chunk of stream) {
		bytes += chunk.length;
		if (bytes > 4194304) throw new ImpossibleBody(tooLarge);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/**
* Throws `ImpossibleBody` for JSON that would use far more memory than its size, or overflow the
* stack: a few MiB of `[[[[` or `0,0,0,` would.
*/
function requireModestJson(bytes) {
	let depth = 0;
	let values = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index];
		if (byte === quote) {
			while (++index < bytes.length && bytes[index] !== quote) if (bytes[index] === backslash) index += 1;
		} else if (byte === comma) values += 1;
		else if (byte === openList || byte === openObject) {
			values += 1;
			if (++depth > maxDepth) throw new ImpossibleBody(`is nested more than ${maxDepth} levels deep`);
		} else if (byte === closeList || byte === closeObject) depth -= 1;
	}
	if (values > maxValues) throw new ImpossibleBody(`contains more than ${maxValues} values`);
}
/**
* Returns the parsed value (undefined if the text is not JSON), and whether a secret was replaced
* in it. An escape can hide a secret in the raw text but not in the parsed value, so `blankText` is
* applied to both.
*/
function parseJson(text, blankText) {
	let containedSecret = false;
	const blank = (original) => {
		const blanked = blankText(original);
		if (blanked !== original) containedSecret = true;
		return blanked;
	};
	const revive = (_, value) => {
		if (typeof value === "string") return blank(value);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [blank(name), item]));
	};
	const blankedText = blank(text);
	try {
		return {
			value: JSON.parse(blankedText, blankedText.includes("\\") ? revive : void 0),
			containedSecret
		};
	} catch {
		return {
			value: void 0,
			containedSecret
		};
	}
}

// src/cloudsmith/http.ts
/**
* Sends single HTTP requests: timeouts, body limits, secrets removed from replies, and no
* redirects.
*/
const attemptTimeoutMs = 3e4;
/** Returns an HTTP client that aborts all requests when `deadline` aborts. */
function createHttp(settings) {
	const { userAgent, connections, deadline, isOver, quoteReplies, credentials, quotes } = settings;
	const proxies = settings.proxies ?? noProxies;
	const deadlineOutcome = { failure: {
		kind: "other",
		reason: "the deadline has passed",
		remedy: void 0
	} };
	let opening;
	const open = () => opening ??= import("./network.js").then(({ openNetwork }) => openNetwork({
		proxies,
		connections,
		timeoutMs: attemptTimeoutMs
	}));
	async function send({ method, url, headers, body }) {
		try {
			const response = await (await open()).request(url, {
				method,
				signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
				headers: {
					accept: "application/json",
					"user-agent": userAgent,
					...headers
				},
				...body !== void 0 && { body }
			});
			const header = (name) => {
				const value = response.headers[name];
				const first = Array.isArray(value) ? value[0] : value;
				return first === void 0 ? void 0 : quotes.blank(first);
			};
			const bytes = await readBytes(response.body, header("content-length"));
			if (isOver()) return deadlineOutcome;
			requireModestJson(bytes);
			const { value, containedSecret } = parseJson(bytes.toString("utf8"), credentials.blank);
			const { statusCode: status } = response;
			const { blank } = quotes;
			return { reply: {
				status,
				body: value,
				containedSecret,
				blank,
				header,
				mayQuote: quoteReplies
			} };
		} catch (error) {
			if (error instanceof ImpossibleBody) return { impossible: error.message };
			if (isOver()) return deadlineOutcome;
			return { failure: explainFailure(error, url, proxies) };
		}
	}
	return {
		send,
		close: async () => {
			await (await opening)?.close();
		}
	};
}
/**
* Returns the base URL of the API. Throws `AuditError` `BAD_SETTINGS` for a URL that could expose
* the key. Plain http is allowed only on loopback, where nobody else can read it.
*/
function parseApiUrl(apiUrl) {
	const url = URL.parse(apiUrl);
	if (url !== null && (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")) throw new AuditError("BAD_SETTINGS", `cannot use ${settingName("api-url")}: it must not contain credentials, a query or a fragment. Set the key with ${settingName("api-key")}.`);
	if (url === null || !(url.protocol === "https:" || url.protocol === "http:" && isLoopback(url))) throw new AuditError("BAD_SETTINGS", `cannot use ${settingName("api-url")} ${JSON.stringify(apiUrl)}: the key may travel over https only. Use an https URL, or http on loopback.`);
	url.pathname = url.pathname.replace(/\/+$/u, "");
	return url;
}

// src/cloudsmith/oidc.ts
/**
* A credential without a stored key: exchanges GitHub's ID token for a token of a service account.
*/
/**
* A token is renewed this long before it expires, because a request takes time and clocks differ.
*/
const marginMs = 6e4;
/**
* Used if a token does not say when it expires. Cloudsmith's documentation says 90 minutes in one
* place and two hours in another; this is shorter.
*/
const defaultLifetimeMs = 9e5;
/**
* Returns the credential. It exchanges on first use, again before a token expires, and once more
* after a refusal.
*/
function oidcCredential(settings) {
	let current;
	let renewed = false;
	async function currentToken() {
		const used = current ??= exchangeToken(settings);
		const token = await used;
		if (performance.now() < token.renewAtMs) return token;
		if (current === used) current = exchangeToken(settings);
		return await current;
	}
	return {
		secret: async () => (await currentToken()).secret,
		renew: async (refused) => {
			if ((await current)?.secret !== refused) return true;
			if (renewed) return false;
			renewed = true;
			current = exchangeToken(settings);
			await current;
			return true;
		}
	};
}
async function exchangeToken(settings) {
	const { organization, service, onSecret } = settings;
	const idToken = await settings.getIdToken(settings.deadline);
	onSecret(idToken);
	const startedAtMs = performance.now();
	const reply = await settings.exchange(JSON.stringify({
		oidc_token: idToken,
		service_slug: service
	}));
	const parsed = ExchangedToken.safeParse(reply.body);
	if ((reply.status === 200 || reply.status === 201) && parsed.success) {
		const secret = parsed.data.token;
		onSecret(secret);
		return {
			secret,
			renewAtMs: startedAtMs + lifetimeMs(secret, reply) - marginMs
		};
	}
	const problem = misdirection(reply, settings) ?? refusal(reply);
	throw new AuditError("CLOUDSMITH_REFUSED", `cannot sign in to Cloudsmith as service ${JSON.stringify(service)} of "${organization}": ${problem}`);
}
function refusal(reply) {
	return `it refused GitHub's ID token (${describeReply(reply)}). It never says which part was wrong: check that the workspace has an OpenID Connect provider for https://token.actions.githubusercontent.com, that its claims match this repository and oidc-audience, and that oidc-service is the slug of a service account on it.`;
}
/** Returns why the exchange did not reach Cloudsmith's API, or undefined if it did. */
function misdirection(reply, { organization, host }) {
	const { status } = reply;
	const exchange = `POST /openid/${organization}/ at ${host}`;
	if (status >= 300 && status < 400) return `${exchange} redirects${originOf(reply.header("location"), host)} (${status}), and no token is sent after a redirect. Check api-url.`;
	if (status === 404) return `there is no ${exchange} (${describeReply(reply)}). Check api-url and the spelling of organization.`;
	if (status < 400 && reply.body === void 0) return `${exchange} answers with ${reply.header("content-type")?.split(";")[0]?.trim() === "text/html" ? "a web page" : "something that is not JSON"} (${status}), so this is not Cloudsmith's API. Check api-url.`;
}
/** Returns only the origin: the rest may contain secrets. */
function originOf(location, host) {
	const url = URL.parse(location ?? "", `https://${host}`);
	return url === null ? "" : ` to ${JSON.stringify(url.origin)}`;
}
/** Returns a token's lifetime in milliseconds, from its claims and the server's clock. */
function lifetimeMs(token, reply) {
	const claims = readClaims(token);
	const issuedAtMs = Date.parse(reply.header("date") ?? "");
	const startMs = Number.isNaN(issuedAtMs) ? (claims?.iat ?? NaN) * 1e3 : issuedAtMs;
	const lifetime = (claims?.exp ?? NaN) * 1e3 - startMs;
	return Number.isFinite(lifetime) && lifetime > 0 ? lifetime : defaultLifetimeMs;
}
/**
* Reads a token without verifying it. Only the lifetime depends on it, and only the server that
* issued it would be misled.
*/
function readClaims(token) {
	const payload = token.split(".")[1];
	if (payload === void 0) return void 0;
	try {
		const parsed = TokenClaims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
		return parsed.success ? parsed.data : void 0;
	} catch {
		return;
	}
}

// src/cloudsmith/request-errors.ts
/** Errors of requests, and their messages. */
/**
* Returns why a reply is worth a retry: throttling, a server error, or a truncated 200. Undefined
* if it is not.
*/
function transientProblem(reply, method) {
	if (reply.status === 429) {
		const seconds = Number(reply.header("retry-after"));
		const problem = `Cloudsmith throttles this credential (${describeReply(reply)})`;
		return Number.isFinite(seconds) && seconds > 0 ? {
			problem,
			waitMs: seconds * 1e3
		} : { problem };
	}
	if (reply.status >= 500) return { problem: `Cloudsmith returned a server error (${describeReply(reply)})` };
	if (reply.status === 200 && reply.body === void 0 && method === "GET") return {
		problem: `Cloudsmith's reply is not JSON (${describeReply(reply)})`,
		remedy: `Check ${settingName("api-url")}, and any proxy between this machine and Cloudsmith.`
	};
}
/**
* Returns the error factories of a run. Without `quote`, messages contain no path except the
* exchange's.
*/
function createRequestErrors(host, quote) {
	/** Cached, because there may be as many equal errors as teams. */
	const overErrors = /* @__PURE__ */ new Map();
	const name = (from) => quote || from.method === "POST" ? from.path : from.template;
	const task = (from) => from.method === "GET" ? `read ${name(from)} from Cloudsmith` : `sign in to Cloudsmith by POST ${name(from)}`;
	const unreachable = (from, problem, { waitMs, remedy = `Try again later, or raise ${settingName("deadline")}.` } = {}) => {
		const wait = waitMs !== void 0 && Number.isFinite(waitMs) ? ` It asks to wait ${Math.ceil(waitMs / 1e3)} s.` : "";
		return new AuditError("CLOUDSMITH_UNREACHABLE", `cannot ${task(from)}: ${problem}.${wait} ${remedy}`);
	};
	return {
		name,
		unreachable,
		over: (from) => {
			const known = overErrors.get(from.template);
			if (known !== void 0) return known;
			const all = from.method === "POST" ? from : {
				...from,
				path: from.template
			};
			const error = unreachable(all, "the deadline has passed");
			overErrors.set(from.template, error);
			return error;
		},
		unusable: (from, impossible) => new AuditError("CLOUDSMITH_UNREACHABLE", `cannot ${task(from)}: its reply ${impossible}. Check ${settingName("api-url")}.`),
		offline: ({ reason, remedy }) => {
			const where = reason.includes(new URL(`https://${host}`).hostname) ? "" : ` at ${host}`;
			return new AuditError("NETWORK_FAILED", `cannot reach Cloudsmith${where}: ${reason}. ${remedy ?? `Check ${settingName("api-url")}.`}`);
		}
	};
}

// src/cloudsmith/transport.ts
/** Sends requests to Cloudsmith: allow-list, credential, retries and clear errors. */
const maxAttempts = 5;
/** If a host never answered, its name is more likely wrong than its service is down. */
const maxFirstAttempts = 3;
const maxBackoffMs = 1e4;
/** From this number on, the log says how many requests follow. */
const longReadCalls = 50;
/** Concurrent requests often fail for the same reason, so log it only once in this time. */
const sameLineEveryMs = 5e3;
/** Returns the transport. Throws `AuditError` `BAD_SETTINGS` for an unsafe URL. */
function createTransport(settings) {
	const base = parseApiUrl(settings.apiUrl);
	const closing = new AbortController();
	const deadline = AbortSignal.any([AbortSignal.timeout(settings.deadlineMs), closing.signal]);
	const endsAtMs = performance.now() + settings.deadlineMs;
	const leftMs = () => endsAtMs - performance.now();
	const isOver = () => deadline.aborted || leftMs() <= 0;
	const { userAgent, log, quoteReplies = true, proxies } = settings;
	const rateLimiter = createRateLimiter({
		leftMs,
		signal: deadline,
		announce: log.info
	});
	const [credentials, quotes] = [createRedactor(), createRedactor(proxies?.secrets)];
	const http = createHttp({
		userAgent,
		connections: 16,
		deadline,
		isOver,
		quoteReplies,
		credentials,
		quotes,
		proxies
	});
	const keep = (secret) => {
		credentials.add(secret);
		quotes.add(secret);
	};
	const { name, over, unreachable, unusable, offline } = createRequestErrors(base.host, quoteReplies);
	const loggedAtMs = /* @__PURE__ */ new Map();
	let answered = false;
	const credential = toCredential({
		...settings,
		base,
		deadline
	}, keep, (from, body) => sendUntilAnswered(from, () => ({
		method: "POST",
		url: toUrl(withoutVersion(base), from),
		headers: { "content-type": "application/json" },
		body
	})));
	async function get(from, query = {}, isRefusal = ({ status }) => status === 401) {
		const url = toUrl(base, from, query);
		for (;;) {
			const secret = await credential.secret();
			if (isOver()) throw over(from);
			keep(secret);
			const reply = await sendUntilAnswered(from, () => ({
				method: "GET",
				url,
				headers: { "x-api-key": secret }
			}));
			if (!isRefusal(reply) || !await credential.renew(secret)) return reply;
		}
	}
	async function sendUntilAnswered(from, make) {
		for (let attempt = 1;; attempt++) {
			if (isOver()) throw over(from);
			const outcome = await attemptOnce(from, make());
			if ("reply" in outcome) return outcome.reply;
			if (isOver()) throw over(from);
			const { problem, waitMs = backoffMs(attempt), failure } = outcome;
			if (failure !== void 0 && !answered && failure.kind !== "other") {
				const last = attempt >= maxFirstAttempts || waitMs >= leftMs();
				if (failure.kind === "trust" || last) throw offline(failure);
			} else if (failure?.kind === "trust" || attempt === maxAttempts || waitMs >= leftMs()) throw unreachable(from, problem, outcome);
			else if (outcome.waitMs === void 0) logRetry(from, problem, waitMs);
			if (outcome.waitMs !== void 0) continue;
			await setTimeout$1(waitMs, void 0, { signal: deadline }).catch(() => {});
		}
	}
	async function attemptOnce(from, request) {
		try {
			const outcome = await rateLimiter.run(() => http.send(request));
			const { failure, impossible } = outcome;
			if (impossible !== void 0) throw unusable(from, impossible);
			if (failure !== void 0) {
				const { reason, remedy } = failure;
				return {
					problem: reason,
					failure,
					...remedy !== void 0 && { remedy }
				};
			}
			if (outcome.reply === void 0) throw new Error("bug: a request had no outcome");
			answered = true;
			const mayQuote = outcome.reply.mayQuote && mayQuoteErrors(from);
			const reply = {
				...outcome.reply,
				mayQuote
			};
			const transient = transientProblem(reply, request.method);
			if (transient === void 0) return { reply };
			if (reply.status === 429) rateLimiter.slowDown(transient.waitMs ?? 0);
			return transient;
		} catch (error) {
			if (error instanceof DeadlinePassed) throw over(from);
			if (error instanceof WaitTooLong) throw unreachable(from, error.message, { waitMs: error.waitMs });
			throw error;
		}
	}
	function logRetry(from, problem, waitMs) {
		const kind = problem.replace(/, request id ".*"/u, "");
		const nowMs = performance.now();
		if (nowMs - (loggedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < sameLineEveryMs) return;
		loggedAtMs.set(kind, nowMs);
		log.info(`${name(from)}: ${problem}; trying again in ${(waitMs / 1e3).toFixed(1)} s`);
	}
	/** Full jitter, so that many jobs throttled together do not retry together. */
	function backoffMs(attempt) {
		return Math.random() * Math.min(maxBackoffMs, (settings.firstBackoffMs ?? 300) * 2 ** attempt);
	}
	return {
		get,
		forecast: (calls) => {
			if (calls >= longReadCalls) log.info(`about ${calls} more requests to Cloudsmith`);
			return rateLimiter.whyNot(calls);
		},
		close: () => {
			closing.abort();
			return http.close();
		}
	};
}
function toCredential({ signIn, organization, base, deadline }, keep, exchange) {
	if ("apiKey" in signIn) return apiKeyCredential(signIn.apiKey);
	return oidcCredential({
		...signIn.oidc,
		onSecret: (secret) => {
			keep(secret);
			signIn.oidc.onSecret(secret);
		},
		organization,
		host: base.host,
		deadline,
		exchange: (body) => exchange(endpoint("/openid/{org}/", { org: organization }), body)
	});
}
function toUrl(base, { method, path }, query = {}) {
	if (!isAllowed(method, path)) throw new Error(`bug: ${method} ${path} is not on the allow-list`);
	const url = new URL(base);
	url.pathname = base.pathname.replace(/\/+$/u, "") + path;
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
	return url;
}
function withoutVersion(base) {
	const url = new URL(base);
	url.pathname = base.pathname.replace(/\/v1$/u, "");
	return url;
}

// src/sources/live-workspace.ts
/** Signs in to the live workspace and reads its roster. */
/**
* Returns the roster of a workspace. Throws `AuditError`, with `BAD_SETTINGS` if no workspace or no
* credential is given.
*/
async function readWorkspace({ organization, apiUrl, credential, deadlineMs, repositories }, dependencies) {
	const { clock, log, quoteReplies } = dependencies;
	if (organization === void 0) throw new AuditError("BAD_SETTINGS", `cannot determine which workspace to read: ${settingName("organization")} is not set. Give the workspace's slug.`);
	const transport = createTransport({
		apiUrl,
		organization,
		signIn: toSignIn(credential, dependencies),
		userAgent,
		deadlineMs,
		log,
		quoteReplies,
		proxies: readProxies(dependencies.env ?? {})
	});
	try {
		return await readRoster({
			transport,
			organization,
			repositories,
			now: clock(),
			log
		});
	} finally {
		await transport.close();
	}
}
function toSignIn({ apiKey, oidcService: service, oidcAudience: audience }, { gitHubIdToken }) {
	if (apiKey !== void 0 && service !== void 0) throw new AuditError("BAD_SETTINGS", "cannot decide how to sign in to Cloudsmith: both api-key and oidc-service are set. Keep one of them.");
	if (apiKey !== void 0) return { apiKey };
	if (service === void 0) throw new AuditError("BAD_SETTINGS", "cannot sign in to Cloudsmith: there is no credential. In a workflow, set api-key (from a secret) or oidc-service; on the command line, set CLOUDSMITH_API_KEY.");
	if (gitHubIdToken === void 0) throw new AuditError("BAD_SETTINGS", "cannot use oidc-service: only a job of GitHub Actions has an ID token to exchange. On the command line, set CLOUDSMITH_API_KEY.");
	const { get, onSecret } = gitHubIdToken;
	return { oidc: {
		service,
		getIdToken: (deadline) => get(audience, deadline),
		onSecret
	} };
}

// src/sources/load-roster.ts
/**
* Returns the roster of a source and the baseline, and the earlier syncs if requested. Lists that
* shrank by more than the limit since the baseline do not count as complete.
*/
async function loadRoster(source, dependencies, { policy, history: request } = {}) {
	const history = openHistory(request, dependencies.log);
	const earlier = await readBaseline(source.baseline, dependencies, history);
	const read = source.kind === "workspace" ? { roster: await readWorkspace(source, dependencies) } : await readFromArtifact(source, dependencies, history);
	const compared = await compareWithEarlier(read.roster, earlier, {
		policy,
		given: source.baseline,
		now: dependencies.clock(),
		log: dependencies.log
	});
	await history.readTarget(compared.roster.workspace);
	return {
		...read,
		...compared,
		history: history.syncs
	};
}
/**
* Returns the roster with its baseline, quarantined if it shrank by more than the limit since then.
*/
async function compareWithEarlier(roster, earlier, context) {
	const { policy, given, now, log } = context;
	const ofPolicy = policy === void 0 ? void 0 : {
		policy,
		...await import("./departures.js")
	};
	const isExpected = earlier && ofPolicy?.expectDepartures(ofPolicy.policy, earlier, {
		present: roster,
		now
	});
	const { roster: guarded, lostRepositories } = quarantineShrunk(earlier?.roster, given, {
		roster,
		isExpected,
		log
	});
	return {
		roster: guarded,
		baseline: earlier?.roster,
		lostRepositories,
		unlisted: ofPolicy?.findUnlisted(ofPolicy.policy, guarded, {
			earlier,
			now
		})
	};
}
/**
* Returns the roster, quarantined if it shrank by more than the limit since the baseline, and what
* it lost of repositories.
*/
function quarantineShrunk(baseline, given, { roster, isExpected, log }) {
	if (baseline === void 0 || given === void 0) return { roster };
	if (!isSameWorkspace(baseline.workspace, roster.workspace)) throw new AuditError("BAD_SETTINGS", `cannot compare with baseline "${showArtifactRef(given.ref)}": it is from workspace "${baseline.workspace.slug}", not "${roster.workspace.slug}". Name an earlier artifact of the same workspace.`);
	const { maxShrinkPercent } = given;
	const shrinkages = findShrinkage(baseline, roster, maxShrinkPercent, isExpected);
	for (const { list, reason, part } of shrinkages) log.warn(`the list of ${part ?? list} shrank since ${baseline.readAt}: ${reason}`);
	return {
		roster: quarantine(roster, shrinkages),
		lostRepositories: findLostRepositories(baseline, roster, {
			shrinkages,
			maxShrinkPercent
		})
	};
}
/**
* Returns the baseline; undefined on a first run. Any other problem with a baseline ends the run.
*/
async function readBaseline(given, dependencies, history) {
	if (given === void 0) return void 0;
	const { log } = dependencies;
	const found = await openNamed(given.ref, dependencies);
	if ("missing" in found) {
		log.warn(`there is no baseline yet, so a roster that shrank is not detected: ${found.missing}`);
		return;
	}
	const { roster, unlisted } = await history.read(found.path);
	const stale = explainStale(given, roster, dependencies);
	if (stale !== void 0) log.warn(`the baseline ${showArtifactRef(given.ref)} is old, so there may be many changes since then: ${stale}`);
	return {
		roster,
		unlisted
	};
}
async function readFromArtifact(source, dependencies, history) {
	const { log } = dependencies;
	const given = showArtifactRef(source.ref);
	const found = await openNamed(source.ref, dependencies);
	if ("missing" in found) throw new AuditError("ARTIFACT_FAILED", `cannot audit ${given}: ${found.missing}. A workflow such as examples/scheduled-audit.yml uploads one. Run it first.`);
	const { roster, syncId, others } = await history.read(found.path);
	requireRequestedWorkspace(source.requested, roster, given);
	const { describeOthers } = await import("./describe-others.js");
	const note = describeOthers(given, others);
	if (note !== void 0) log.info(note);
	const stale = explainStale(source, roster, dependencies);
	if (stale !== void 0) log.warn(`${given} does not describe the current workspace: ${stale}`);
	return {
		roster,
		archive: {
			path: given,
			syncId,
			...stale !== void 0 && { stale }
		}
	};
}
function explainStale({ maxAgeMs }, { readAt }, { clock }) {
	return explainTooOld(readAt, {
		maxAgeMs,
		now: clock()
	});
}

// src/sources/source.ts
/** Resolves, once, what a run reads from its settings. */
/** Returns what a run with these settings reads, for a policy that wants this. */
function toSource(settings, policy) {
	const { organization: requested, "from-c1z": from, baseline: earlier } = settings;
	const baseline = earlier === void 0 ? void 0 : {
		...toDated(earlier, settings),
		maxShrinkPercent: settings["max-shrink"]
	};
	if (from !== void 0) return {
		kind: "artifact",
		...toDated(from, settings),
		requested,
		baseline
	};
	return {
		kind: "workspace",
		requested,
		organization: requested ?? policy?.organization,
		apiUrl: settings["api-url"],
		credential: {
			apiKey: settings["api-key"],
			oidcService: settings["oidc-service"],
			oidcAudience: settings["oidc-audience"]
		},
		deadlineMs: settings.deadline,
		repositories: toRequest(settings, policy),
		baseline
	};
}
/** Tokens are read only if the policy has rules about them. */
function toRequest({ repositories, "c1z-repositories": inArtifact }, policy) {
	if (repositories === "never") return "none";
	const wanted = policy?.repositories ?? "none";
	return (repositories === "always" || inArtifact) && wanted === "none" ? "all" : wanted;
}
/** Long enough for a daily workflow that fails over a long weekend. */
const defaultMaxAgeMs = 7 * dayMs;
/** A workflow artifact has a default limit, because the user did not choose that specific one. */
function toDated(ref, { "max-age": given }) {
	return {
		ref,
		maxAgeMs: given ?? ("file" in ref ? Infinity : defaultMaxAgeMs)
	};
}

export { whyNoRepository as a, openNamed as i, loadRoster as n, requireConfirmedWorkspace as r, toSource as t };