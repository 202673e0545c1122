import { n as dayMs } from "./clock.js";
import { C as isSameIssuer, K as lengthInDays, N as namedPlace, Z as toRole, i as tokensFor } from "./catalog.js";
import { t as fold } from "./fold.js";
import { C as toTarget, T as targetPrefixes, _ as overlap, h as isWildcard, v as specificity } from "./group-by-team.js";
import { t as memoize } from "./memoize.js";
import { a as isListedUntil, i as indexEntries, r as fitsUntil, t as entryNamed } from "./entry-index.js";
import { a as isRemoved, i as isAdded, n as toStatements, r as effects, t as entryKinds } from "./statements.js";
import { n as reportsUnlisted } from "./section.js";
import { t as mustBeNamed } from "./named.js";
import { n as defaultPrivileges, t as broadcastStates } from "./repository.js";
import { p as severities } from "./subject.js";
import { t as count } from "./count.js";
import { n as shorten } from "./visible-text.js";

// src/policy/align-renames.ts
/** Compares policies across renames of teams: a rename alone gives nobody access, and takes none. */
/**
* Returns the earlier policy with the teams' names of the later one, where that says which names a
* team had before. The same policy if no team was renamed.
*/
function alignTeamNames(before, after) {
	const old = new Set(before.teams.map(({ name }) => fold(name.text)));
	const listed = new Set(after.teams.map(({ name }) => fold(name.text)));
	const present = new Map(after.teams.flatMap(({ name, formerly }) => {
		if (old.has(fold(name.text))) return [];
		const former = formerly.map(({ text }) => fold(text)).find((text) => old.has(text) && !listed.has(text));
		return former === void 0 ? [] : [[former, name.text]];
	}));
	if (present.size === 0) return before;
	const nameOf = (text) => present.get(fold(text)) ?? text;
	const rename = (name) => ({
		...name,
		text: nameOf(name.text)
	});
	const renameTarget = (name) => {
		const target = toTarget(name);
		return target.kind === "team" ? {
			...name,
			text: `${targetPrefixes.team}${nameOf(target.name.text)}`
		} : name;
	};
	return {
		...before,
		teams: before.teams.map((team) => ({
			...team,
			name: rename(team.name)
		})),
		services: before.services?.map((service) => ({
			...service,
			teams: service.teams?.map(rename) ?? null
		})) ?? null,
		repositories: before.repositories?.map((repository) => ({
			...repository,
			admins: repository.admins.map(renameTarget),
			write: repository.write.map(renameTarget),
			read: repository.read.map(renameTarget)
		})) ?? null,
		exceptions: before.exceptions.map((exception) => ({
			...exception,
			subject: renameTarget(rename(exception.subject)),
			team: exception.team === null ? null : nameOf(exception.team)
		}))
	};
}

// src/policy/key-effect.ts
/** What a change of the policy's OIDC providers and group mappings does. */
/** Returns the effect of a change of one OIDC provider's entry. */
function ofProviderEntry(change, { oidc }) {
	if (oidc === null) return "changes";
	const { entry, part } = change;
	const was = entryNamed(oidc, entry.name);
	switch (part) {
		case "entry": return "weakens";
		case "issuer":
			if (isRemoved(change)) return "weakens";
			return isAdded(change) || isSameIssuer(change.before ?? "", change.after ?? "") ? "changes" : "weakens";
		case "require-claims": return isRemoved(change) ? "weakens" : "changes";
		case "any-service": return isAdded(change) ? "weakens" : "changes";
		case "unprivileged": return isAdded(change) && Array.isArray(was?.services) ? "weakens" : "changes";
		default:
			if (isRemoved(change)) return "removes";
			return was !== void 0 && allows$3(was, change) ? "changes" : "weakens";
	}
}
/** Returns the effect of a change of one group mapping. */
function ofMappingEntry(change, before, after) {
	if (before.groupSync === null && !reportsUnlisted(before, "group-sync")) return "changes";
	if (change.part === "role") return change.after === "Manager" ? "weakens" : "changes";
	if (!isRemoved(change)) return "grants";
	return reportsUnlisted(after, "group-sync") ? "removes" : "weakens";
}
function allows$3({ services }, { after, terms }) {
	if (typeof services === "string") return services === "any";
	return isListedUntil(services, after ?? "", terms?.until);
}

// src/policy/replaced-entries.ts
/** Which entries of a policy applied to the names of an entry before that entry existed. */
/** Each change of an entry asks, and patterns take long to compare. */
const replacedBy = memoize(/* @__PURE__ */ new WeakMap(), (before) => memoize(/* @__PURE__ */ new Map(), (name) => findReplaced(before, name)));
/** Returns the entries that an entry with this name replaces, completely or for some names. */
function replacedEntries(before, name) {
	return replacedBy(before)(name);
}
function findReplaced(before, name) {
	const { byName, patterns, patternFor } = indexEntries(before);
	const own = byName.get(fold(name));
	if (own !== void 0) return {
		entries: own,
		areAll: true
	};
	const applied = patternFor(name);
	if (!isWildcard(name)) return {
		entries: applied === void 0 ? [] : [applied],
		areAll: applied !== void 0
	};
	const literals = specificity(name);
	return {
		entries: patterns.filter(({ name: { text } }) => overlap(text, name) && specificity(text) <= literals),
		areAll: applied !== void 0
	};
}

// src/policy/token-effect.ts
/** What a change of the policy's lists of entitlement tokens does. */
/** Returns the effect of a change of the list for all repositories. */
function ofTokens(change, before, after) {
	return ofTokenList(change, [before.tokens], [after.tokens]);
}
/**
* Returns the effect of a change of lists that apply to the same repositories. Null: before, or
* after, their tokens are not managed.
*/
function ofTokenList(change, was, is) {
	if (change.part === "own-tokens" && isAdded(change)) return "changes";
	if (change.part !== "tokens") return allowsMoreTokens(was, is) ? "weakens" : "changes";
	if (isRemoved(change)) return "removes";
	return was.some((list) => list !== null && !allows$2(list, change)) ? "weakens" : "changes";
}
/** Returns whether some token would be reported before and not after. */
function allowsMoreTokens(was, is) {
	return was.some((before) => {
		if (before === null || before.names === null) return before !== null && is.includes(null);
		return is.some((after) => after === null || allowsMoreThan(before)(after));
	});
}
/** Many repositories share one list, so two lists are compared only once. */
const allowsMoreThan = memoize(/* @__PURE__ */ new WeakMap(), (before) => memoize(/* @__PURE__ */ new WeakMap(), ({ names }) => names === null || names.some(({ text, until }) => !isNamed(before, text, until))));
function allows$2(list, { after, terms }) {
	return isNamed(list, after ?? "", terms?.until);
}
/** A new pattern is allowed only if an earlier one has the same text or is wider. */
function isNamed({ names }, text, until) {
	return names === null || fitsUntil(names, text, until);
}

// src/policy/repository-effect.ts
/** What a change of the policy's repositories does. */
/** Returns the effect of a change of one repository's entry. */
function ofRepository(change, before, after) {
	const { entry, part } = change;
	const [tokensBefore, tokensAfter] = [tokenLists(before, entry), tokenLists(after, entry)];
	if (tokenParts.has(part)) return ofTokenList(change, tokensBefore, tokensAfter);
	const hasOwnTokens = (entryOf(after, entry.name)?.tokens ?? null) !== null;
	if (part === "entry" && !hasOwnTokens && allowsMoreTokens(tokensBefore, tokensAfter)) return "weakens";
	if (before.repositories === null && !reportsUnlisted(before, "repositories")) return "changes";
	const { entries: was, areAll } = replacedEntries(before.repositories ?? [], entry.name);
	const allowed = (test) => areAll && was.every(test);
	switch (part) {
		case "entry": return isRemoved(change) || losesLimit(was, entryOf(after, entry.name)) ? "weakens" : "changes";
		case "visibility": return ofLimit$1(change, broadcastStates, was.map(({ visibility }) => visibility));
		case "default-privilege": return ofLimit$1(change, defaultPrivileges, was.map(({ defaultPrivilege }) => defaultPrivilege));
		case "any-privilege": return isAdded(change) && !allowed(({ anyPrivilege }) => anyPrivilege) ? "weakens" : "changes";
		default:
			if (isRemoved(change)) return "removes";
			return allowed((one) => allows$1(one, change)) ? "changes" : "weakens";
	}
}
/** The parts of an entry that are about its tokens. */
const tokenParts = /* @__PURE__ */ new Set([
	"own-tokens",
	"any-token",
	"tokens"
]);
/** Returns the lists of tokens that apply to the repositories of an entry. */
function tokenLists(policy, { name }) {
	const { entries, areAll } = replacedEntries(policy.repositories ?? [], name);
	const lists = entries.map((entry) => tokensFor(policy, entry));
	return areAll ? lists : [...lists, policy.tokens];
}
function entryOf({ repositories }, name) {
	return repositories === null ? void 0 : entryNamed(repositories, name);
}
/**
* Returns whether a limit no longer applies: an entry of its own takes the repository out of a
* pattern, and the pattern's limits with it.
*/
function losesLimit(was, is) {
	return ["visibility", "defaultPrivilege"].some((limit) => was.some((one) => one[limit] !== null) && is?.[limit] === null);
}
/** Returns `weakens` if the limit is removed, or higher than one that applied before. */
function ofLimit$1(change, order, limits) {
	const is = order.indexOf(change.after);
	const isRaised = limits.some((limit) => limit !== null && is > order.indexOf(limit));
	return isRemoved(change) || isRaised ? "weakens" : "changes";
}
/** Whether an entry allowed somebody this level before: each level includes the lower ones. */
function allows$1(one, { part, after, terms }) {
	const lists = {
		admins: [one.admins],
		write: [one.admins, one.write],
		read: [
			one.admins,
			one.write,
			one.read
		]
	};
	return one.anyPrivilege || lists[part].some((names) => isListedUntil(names, after ?? "", terms?.until));
}

// src/policy/effect.ts
/** What a change of the policy does: whether it allows more, and whose access it asks for. */
const judges = {
	policy: () => "weakens",
	role: ofRole,
	team: ofTeam,
	services: ofSection,
	service: ofService,
	invites: ofInvites,
	repositories: ofSection,
	repository: ofRepository,
	tokens: ofTokens,
	oidc: ofSection,
	provider: ofProviderEntry,
	"group-sync": ofSection,
	mapping: ofMappingEntry,
	rule: ofRule,
	custom: ofCustom,
	exception: ofException
};
/** Returns the effect of a change from one policy to the other. A change of unknown effect weakens. */
function effectOf(change, before, after) {
	if (change.list !== void 0 || change.part === "from") return ofTerms(change);
	return judges[change.entry.kind](change, before, after);
}
function ofSection(change) {
	return isRemoved(change) ? "weakens" : "changes";
}
/**
* A later end allows somebody for longer. A later beginning only delays what the policy asks for.
*/
function ofTerms({ entry, part, list, before, after }) {
	if (list === "break-glass" && (part === "from" ? after !== null && (before === null || after > before) : part === "until" && after !== null && (before === null || after < before))) return "weakens";
	if (!(part === "until" && before !== null && (after === null || after > before))) return "changes";
	return (entry.kind === "role" ? isPrivilegedRole(entry.name) : entry.kind === "repository" || entry.kind === "tokens" || entry.kind === "provider" || entry.kind === "team" && list === "managers") ? "weakens" : "grants";
}
function ofRole(change, before) {
	const { entry, part } = change;
	const was = before.roles.find(({ role }) => role === entry.name);
	switch (part) {
		case "entry":
		case "min":
		case "max": return ofLimit(change);
		case "anybody": return isAdded(change) ? "weakens" : "changes";
		default: {
			if (isRemoved(change)) return part === "break-glass" ? "weakens" : "removes";
			const name = change.after ?? "";
			const until = change.terms?.until;
			const isNamed = () => before.roles.some(({ allow }) => fitsUntil(allow, name, until));
			if (isWildcard(name) && mustBeNamed(before) && !isNamed()) return "weakens";
			if (was === void 0 || was.members === null || allows(was, name, until)) return "changes";
			return isPrivilegedRole(entry.name) || isWildcard(name) ? "weakens" : "grants";
		}
	}
}
function isPrivilegedRole(name) {
	return name === "Owner" || name === "Manager";
}
/** An entry that goes, a minimum that falls and a maximum that rises. */
function ofLimit(change) {
	if (isRemoved(change)) return "weakens";
	if (isAdded(change)) return "changes";
	const [was, is] = [Number(change.before), Number(change.after)];
	return (change.part === "min" ? is < was : is > was) ? "weakens" : "changes";
}
function allows({ members, allow, breakGlass }, name, until) {
	return [
		members ?? [],
		allow,
		breakGlass
	].some((names) => isListedUntil(names, name, until)) || fitsUntil(allow, name, until);
}
function ofTeam(change, before, after) {
	const { entry, part } = change;
	if (part === "entry") {
		if (isRemoved(change)) return "weakens";
		const own = entryNamed(after.teams, entry.name);
		const { entries: was } = replacedEntries(before.teams, entry.name);
		return demands.some((demand) => was.some((team) => isDemanded(team[demand])) && own !== void 0 && !isDemanded(own[demand])) ? "weakens" : "changes";
	}
	if (part === "anybody" || part === "any-manager" || part === "any-service") return isAdded(change) ? "weakens" : "changes";
	if (part === "formerly" || part === "reviewed") return "changes";
	if (part === "visibility" || part === "description") return isRemoved(change) ? "weakens" : "changes";
	if (part === "review-every") return isRemoved(change) || isLonger(change) ? "weakens" : "changes";
	if (part === "synced") return isRemoved(change) ? "weakens" : "changes";
	if (isRemoved(change)) return "removes";
	if (part !== "managers") return "grants";
	const isManager = ({ managers }) => managers === null || isListedUntil(managers, change.after ?? "", change.terms?.until);
	const { entries: was, areAll } = replacedEntries(before.teams, entry.name);
	return areAll && was.every(isManager) ? "changes" : "weakens";
}
/** What an entry asks of a team besides who is in it. */
const demands = [
	"synced",
	"visibility",
	"description",
	"reviewEvery"
];
function isDemanded(value) {
	return value !== null && value !== false;
}
function ofService(change, before) {
	const { entry, part } = change;
	const isNew = entryNamed(before.services ?? [], entry.name) === void 0;
	switch (part) {
		case "entry": return isRemoved(change) ? "removes" : before.services === null ? "changes" : "grants";
		case "anybody": return isAdded(change) && !isNew ? "weakens" : "changes";
		case "role":
			if (isRemoved(change)) return "weakens";
			return change.after === "Manager" && before.services !== null ? "weakens" : "changes";
		case "teams": return isRemoved(change) ? "removes" : "grants";
		default: return isRemoved(change) || isLonger(change) ? "weakens" : "changes";
	}
}
function ofInvites(change, { invites }) {
	const { part } = change;
	if (isRemoved(change)) return part === "listed" ? "removes" : "changes";
	if (part === "listed") return invites.listed === null ? "changes" : "grants";
	return part === "domains" && invites.domains === null ? "changes" : "weakens";
}
/** What makes each option look at less, by its name: options of one name mean the same in every rule. */
const looserOptions = {
	after: "longer",
	grace: "longer",
	max: "longer",
	within: "longer",
	before: "shorter",
	"unused-since": "later",
	roles: "fewer",
	domains: "more",
	enforced: "off",
	"single-sign-on-counts": "on",
	of: "visible"
};
function ofRule(change, before, after) {
	const { entry, part } = change;
	const severityIn = ({ rules }) => rules.get(entry.name)?.severity ?? "off";
	if (part === "severity") return severityIn(before) !== "off" && rank(change.after) > rank(change.before) ? "weakens" : "changes";
	if (severityIn(before) === "off" || severityIn(after) === "off") return "changes";
	const [was, is] = [parse(change.before), parse(change.after)];
	const looser = looserOptions[part];
	if (is === void 0) return "weakens";
	switch (looser) {
		case "longer": return was === void 0 || days(is) <= days(was) ? "changes" : "weakens";
		case "shorter": return was === void 0 || days(is) >= days(was) ? "changes" : "weakens";
		case "later": return typeof was === "string" && typeof is === "string" && is > was ? "weakens" : "changes";
		case "fewer": return includesAll(is, was) ? "changes" : "weakens";
		case "more": return isEmpty(was) || !isEmpty(is) && includesAll(was, is) ? "changes" : "weakens";
		case "on": return is === true ? "weakens" : "changes";
		case "visible": return is === "visible" ? "weakens" : "changes";
		case "off": return is === false ? "weakens" : "changes";
		default: return "weakens";
	}
}
function ofCustom(change) {
	const { part } = change;
	if (part === "entry") return isRemoved(change) ? "weakens" : "changes";
	if (part === "severity") return rank(change.after) > rank(change.before) ? "weakens" : "changes";
	return part === "for" || part === "violates" ? "weakens" : "changes";
}
function ofException(change, was, is) {
	const { part, before, after, exception } = change;
	if (part === "entry") {
		if (isRemoved(change)) return "changes";
		return exception !== void 0 && sameSubject(was.exceptions, exception).some(coversAllOf(exception)) ? "changes" : "weakens";
	}
	if (part === "allow") return ofAllowed(change, is);
	if (part === "approved-by") return after === null ? "weakens" : "changes";
	if (part === "created") return before !== null && isLaterDay(after, before) ? "weakens" : "changes";
	if (part !== "expires") return "changes";
	return after === null || before !== null && after > before ? "weakens" : "changes";
}
/** A later first day hides how long an exception lasts; so does none, which means today. */
function isLaterDay(after, before) {
	return after === null || after > before;
}
const bySubject = memoize(/* @__PURE__ */ new WeakMap(), (exceptions) => Map.groupBy(exceptions, ruleAndSubject));
function ruleAndSubject({ rule, subject }) {
	return `${rule} ${fold(subject.text)}`;
}
/** Returns the exceptions to the same rule with the same subject; a policy may have thousands. */
function sameSubject(exceptions, exception) {
	return bySubject(exceptions).get(ruleAndSubject(exception)) ?? [];
}
/** An exception that is narrowed, for example to a role and a number, allows nothing new. */
function coversAllOf(added) {
	const at = namedPlace(added);
	return ({ limit, expires, ...places }) => {
		const place = namedPlace(places);
		return (place === void 0 || place.kind === at?.kind && fold(place.name) === fold(at.name)) && (limit === void 0 || limit.role === added.limit?.role && limit.allow === added.limit.allow) && expires >= added.expires;
	};
}
/** A higher number allows more; below the policy's minimum, a lower one does. */
function ofAllowed({ before, after, exception }, { roles }) {
	const role = exception?.limit === void 0 ? void 0 : toRole(exception.limit.role);
	const min = roles.find((entry) => entry.role === role)?.min ?? 0;
	const [was, is] = [Number(before), Number(after)];
	return (is < min ? is < was : is > was) ? "weakens" : "changes";
}
function isLonger({ before, after }) {
	return days(after) > days(before);
}
/** Returns a number that is neither more nor less than another one if there is no duration. */
function days(value) {
	return Number.parseInt(String(value), 10);
}
/** Returns 0 for the most severe. */
function rank(severity) {
	const index = severities.findIndex((known) => known === severity);
	return index === -1 ? severities.length : index;
}
function parse(json) {
	return json === null ? void 0 : JSON.parse(json);
}
function isEmpty(list) {
	return !Array.isArray(list) || list.length === 0;
}
function includesAll(list, others) {
	if (!Array.isArray(list)) return false;
	const known = new Set(list.map((item) => fold(String(item))));
	return !Array.isArray(others) || others.every((item) => known.has(fold(String(item))));
}

// src/policy/policy-changes.ts
/** For these entries, one line describes an added entry with all its values. */
const oneLineKinds = /* @__PURE__ */ new Set(["custom", "exception"]);
/**
* Returns the changes in the order of a policy's sections, removed values before added ones. A
* removed entry is one change; an added one is followed by its values.
*/
function comparePolicies(before, after) {
	const old = byKey(toStatements(before));
	const now = byKey(toStatements(after));
	const removed = [...old].flatMap(([key, statement]) => now.has(key) ? [] : [toChange(statement, void 0)]);
	const rest = [...now].flatMap(([key, statement]) => {
		const was = old.get(key);
		if (was === void 0) return [toChange(was, statement)];
		if (statement.listed) return toTermChanges(was, statement);
		return was.value === statement.value ? [] : [toChange(was, statement)];
	});
	const changes = [...removed, ...rest];
	const removedEntries = entriesThat(changes, ({ after }) => after === null);
	const addedEntries = entriesThat(changes, ({ before }) => before === null);
	const promoted = new Set(changes.filter(({ part, before }) => part === "managers" && before === null).map(accountOf));
	const moved = new Set(changes.filter((change) => {
		const { before, item } = change;
		return isPrivilege(change) && before === null && item !== void 0;
	}).map(accountOf));
	const opened = new Set(changes.filter(({ part }) => part === "anybody").map(sideOf));
	return changes.filter((change) => {
		const { entry, part, after: left } = change;
		if (part === "members" && left === null && promoted.has(accountOf(change))) return false;
		if (isPrivilege(change) && left === null && moved.has(accountOf(change))) return false;
		if (isAnyRole(part) && opened.has(sideOf(change))) return false;
		if (part === "entry") return true;
		const id = idOf(entry);
		return !removedEntries.has(id) && !(addedEntries.has(id) && oneLineKinds.has(entry.kind));
	}).sort((a, b) => entryKinds.indexOf(a.entry.kind) - entryKinds.indexOf(b.entry.kind));
}
/** Lists of names whose case matters in an evaluation. */
const exactParts = /* @__PURE__ */ new Set(["require-claims"]);
function byKey(statements) {
	return new Map(statements.map((statement) => {
		const { entry, part, value, listed } = statement;
		const name = exactParts.has(part) ? value : fold(value);
		return [JSON.stringify([
			idOf(entry),
			part,
			listed ? name : ""
		]), statement];
	}));
}
function toChange(was, is) {
	const { entry, part, value, listed, exception, terms } = is ?? was;
	return {
		entry,
		part,
		before: was?.value ?? null,
		after: is?.value ?? null,
		...listed && { item: value },
		...is !== void 0 && terms !== void 0 && { terms },
		...exception !== void 0 && { exception }
	};
}
function toTermChanges(was, is) {
	const { entry, value, part: list } = is;
	return [
		"from",
		"until",
		"reason"
	].flatMap((part) => {
		const [before, after] = [was, is].map(({ terms }) => terms?.[part] ?? null);
		if (before === after || before === void 0 || after === void 0) return [];
		return [{
			entry,
			part,
			list,
			item: value,
			before,
			after
		}];
	});
}
function entriesThat(changes, test) {
	const matching = changes.filter((change) => change.part === "entry" && test(change));
	return new Set(matching.map(({ entry }) => idOf(entry)));
}
function isPrivilege({ entry, part }) {
	return entry.kind === "repository" && part !== "tokens";
}
function isAnyRole(part) {
	return part === "any-manager" || part === "any-service";
}
/** Returns the entry of a change, and whether the change adds or removes. */
function sideOf({ entry, after }) {
	return JSON.stringify([idOf(entry), after !== null]);
}
/** Returns the entry and the name of a change in one of its lists. */
function accountOf({ entry, item }) {
	return JSON.stringify([idOf(entry), fold(item ?? "")]);
}
function idOf({ kind, name, key = fold(name) }) {
	return `${kind} ${key}`;
}

// src/report/token-changes.ts
/** Returns what a change of the list for all repositories does, without a final period. */
function tokenSentence({ item, part, added }) {
	if (part === "entry") return `${added ? "manages" : "no longer manages"} entitlement tokens`;
	return `entitlement tokens: ${tokenPhrase({
		item,
		part,
		added
	})}`;
}
/** Returns what a change of one list does. */
function tokenPhrase({ item, part, added }) {
	if (part === "own-tokens") return added ? "has its own list of entitlement tokens" : "no longer has its own list of entitlement tokens";
	if (part === "any-token") return added ? "any entitlement token is allowed" : "only entitlement tokens that are listed are allowed";
	return `entitlement token ${item} ${added ? "is" : "is no longer"} allowed`;
}
/** Returns what a weakening of one list does; undefined if its sentence says it. */
function tokenWeakening({ item, part, added }, where) {
	if (part === "any-token" && added) return {
		label: `allows any entitlement token${where}`,
		detail: ""
	};
	if (part !== "tokens" || !added) return void 0;
	return item.includes("*") ? {
		label: `allows every entitlement token that matches a pattern${where}`,
		detail: item
	} : {
		label: `allows one more entitlement token${where}`,
		detail: item
	};
}

// src/report/key-changes.ts
/** Returns what a change of one OIDC provider's entry does, without a final period. */
function providerSentence({ name, item, part, added, is, was }) {
	switch (part) {
		case "entry": return `${added ? "lists" : "no longer lists"} OIDC provider ${name}`;
		case "issuer": return `OIDC provider ${name}: ${added ? `its issuer must be ${is}${was}` : "its issuer is no longer managed"}`;
		case "require-claims": return `OIDC provider ${name}: claim ${item} ${added ? "is required" : "is no longer required"}`;
		case "any-service": return `OIDC provider ${name}: ${added ? "its tokens may become any service account" : "its tokens may no longer become any service account"}`;
		case "unprivileged": return `OIDC provider ${name}: ${added ? "its tokens may become any service account that is not privileged" : "its service accounts are listed"}`;
		default: return `OIDC provider ${name}: its tokens ${added ? "may" : "may no longer"} become service account ${item}`;
	}
}
/** Returns what a change of one group mapping does, without a final period. */
function mappingSentence({ name, part, added, is, was }) {
	return part === "entry" ? `${added ? "expects" : "no longer expects"} the group mapping ${name}` : `group mapping ${name}: role ${is}${was}`;
}
/** Returns what a weakening does; undefined if its sentence says it. */
function keyWeakening({ kind, name, item, part, added }) {
	if (kind === "mapping" && part === "role") return {
		label: "lets a group give the role Manager",
		detail: name
	};
	if (kind !== "provider") return void 0;
	if (part === "entry" && added) return {
		label: `allows OIDC provider ${name}`,
		detail: ""
	};
	return part === "services" ? {
		label: `lets tokens of OIDC provider ${name} become one more service account`,
		detail: item
	} : void 0;
}

// src/report/repository-changes.ts
/** Changes of the policy's repositories in words. */
const levels = {
	admins: "Admin",
	write: "Write",
	read: "Read"
};
/** Returns what a change of one repository's entry does, without a final period. */
function repositorySentence({ name, item, part, added, is, was }) {
	switch (part) {
		case "entry": return `${added ? "manages" : "no longer manages"} repository ${name}`;
		case "visibility": return `repository ${name}: ${added ? `its broadcast state may be at most ${is}${was}` : "its broadcast state is no longer managed"}`;
		case "default-privilege": return `repository ${name}: ${added ? `its default privilege may be at most ${is}${was}` : "its default privilege is no longer managed"}`;
		case "any-privilege": return `repository ${name}: ${added ? "any privilege is allowed" : "only privileges that are listed are allowed"}`;
		case "own-tokens":
		case "any-token":
		case "tokens": return `repository ${name}: ${tokenPhrase({
			item,
			part,
			added
		})}`;
		default: return `repository ${name}: ${item} ${added ? "has" : "no longer has"} ${levels[part]}`;
	}
}
/** Returns what a weakening of one repository's entry does; undefined if its sentence says it. */
function repositoryWeakening({ name, item, part, added }) {
	if (part === "any-privilege") return {
		label: `allows any privilege on repository ${name}`,
		detail: ""
	};
	if (part === "entry" && added) return {
		label: `takes repository ${name} out of the limits of a pattern`,
		detail: ""
	};
	const ofTokens = tokenWeakening({
		item,
		part,
		added
	}, ` on repository ${name}`);
	if (ofTokens !== void 0) return ofTokens;
	const level = levels[part];
	return level === void 0 ? void 0 : {
		label: `allows one more ${level} on repository ${name}`,
		detail: item
	};
}

// src/report/policy-changes.ts
/** Changes of the policy in words, the same in a summary, a comment and a log. */
/** A condition or a message may have any length. */
const maxValueLength = 120;
/** Returns the changes as a report has them: weakenings first, then grants, changes and removals. */
function describePolicyChanges(earlier, after, now) {
	const before = alignTeamNames(earlier, after);
	return comparePolicies(before, after).map((change) => {
		const effect = effectOf(change, before, after);
		return {
			about: change.entry.kind,
			effect,
			message: policyChangeSentence(change, now),
			...change.entry.name !== "" && { name: change.entry.name },
			part: change.part,
			...change.item !== void 0 && { item: change.item },
			...effect === "weakens" && { weakening: weakeningText(change, now) }
		};
	}).sort((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
}
function isWeakening({ effect }) {
	return effect === "weakens";
}
/** Returns the number of weakenings and of other changes, such as `1 weakening, 2 other changes`. */
function tallyPolicyChanges(changes) {
	const weakened = changes.filter(isWeakening).length;
	return `${count(weakened, "weakening")}, ${count(changes.length - weakened, "other change")}`;
}
/** Returns a change as a sentence without a final period, starting in lower case; not escaped. */
function policyChangeSentence(change, now) {
	const { entry, part, before, after } = change;
	if (entry.kind === "exception") return exceptionSentence(change, now);
	if (change.list !== void 0 || part === "from") return termSentence(change);
	const words = {
		name: entry.name,
		item: shorten(after ?? before ?? "", maxValueLength),
		added: after !== null,
		is: after === null ? "nothing" : shorten(after, maxValueLength),
		was: before === null || after === null || before === after ? "" : ` (was ${shorten(before, maxValueLength)})`,
		part
	};
	return `${sentences[entry.kind](words)}${termSuffix(change)}`;
}
/** The words for entries whose kind is not such a word. */
const nouns = {
	service: "service account",
	provider: "OIDC provider"
};
/** Returns on which days somebody is listed, where the policy sets or changes them. */
function termSentence({ entry, part, item, before, after }) {
	const prefix = nouns[entry.kind] ?? entry.kind;
	const who = item === void 0 ? "it" : shorten(item, maxValueLength);
	const was = before === null ? "" : ` (was ${shorten(before, maxValueLength)})`;
	const is = after === null ? "nothing" : shorten(after, maxValueLength);
	return `${prefix}${entry.name === "" ? "" : ` ${entry.name}`}: ${who} ${termPhrases[part](is, after !== null)}${was}`;
}
const termPhrases = {
	from: (day, isSet) => `is expected ${isSet ? `from ${day}` : "at once"}`,
	until: (day, isSet) => `is listed ${isSet ? `until ${day}` : "without an end"}`,
	reason: (text) => `is listed for the reason ${text}`
};
function termSuffix({ terms }) {
	const { from, until } = terms ?? {};
	return `${from === void 0 ? "" : ` from ${from}`}${until === void 0 ? "" : ` until ${until}`}`;
}
/** Returns what a change that weakens the policy does, in words that say so; not escaped. */
function weakeningText(change, now) {
	const { entry, part, before, after } = change;
	const { kind, name } = entry;
	const was = before === null ? "" : `was ${shorten(before, maxValueLength)}`;
	const item = `${shorten(after ?? before ?? "", maxValueLength)}${termSuffix(change)}`;
	switch (`${kind} ${part}`) {
		case "role members":
		case "role break-glass": return {
			label: `allows one more ${name}`,
			detail: item
		};
		case "role allow": return item.includes("*") ? {
			label: `allows everybody who matches a pattern as ${name}`,
			detail: item
		} : {
			label: `allows one more ${name}`,
			detail: item
		};
		case "role anybody": return {
			label: `allows anybody as ${name}`,
			detail: ""
		};
		case "team entry": return after === null ? {
			label: `no longer manages team ${name}`,
			detail: ""
		} : {
			label: `the identity provider no longer has to fill team ${name}`,
			detail: ""
		};
		case "team managers": return {
			label: `allows one more manager of team ${name}`,
			detail: item
		};
		case "team anybody": return {
			label: `allows anybody in team ${name}`,
			detail: ""
		};
		case "team any-manager": return {
			label: `allows anybody to manage team ${name}`,
			detail: ""
		};
		case "team any-service": return {
			label: `allows any service account in team ${name}`,
			detail: ""
		};
		case "rule severity": return after === "off" ? {
			label: `turns off rule ${name}`,
			detail: was
		} : {
			label: `lowers rule ${name} to ${after}`,
			detail: was
		};
		case "exception entry":
		case "exception allow":
		case "exception expires": return exceptionText(change, now);
		case "rule of": return {
			label: `rule ${name} checks only the repositories that were seen`,
			detail: ""
		};
		default: return (kind === "repository" ? repositoryWeakening({
			name,
			item,
			part,
			added: after !== null
		}) : kind === "tokens" ? tokenWeakening({
			item,
			part,
			added: after !== null
		}, "") : keyWeakening({
			kind,
			name,
			item,
			part,
			added: after !== null
		})) ?? {
			label: policyChangeSentence(change, now),
			detail: ""
		};
	}
}
/** Returns the number of changes of each kind, such as `2 changes of roles`; contains no names. */
function policyChangeCounts(about) {
	return [...Map.groupBy(about, (kind) => plurals[kind])].map(([plural, group]) => `${count(group.length, "change")} of ${plural}`);
}
const plurals = {
	policy: "the workspace",
	role: "roles",
	team: "teams",
	services: "service accounts",
	service: "service accounts",
	invites: "invites",
	repositories: "repositories",
	repository: "repositories",
	tokens: "entitlement tokens",
	oidc: "OIDC providers",
	provider: "OIDC providers",
	"group-sync": "group mappings",
	mapping: "group mappings",
	rule: "rules",
	custom: "custom rules",
	exception: "exceptions"
};
const sentences = {
	policy: ({ is, was }) => `is about the workspace ${is}${was}`,
	role: roleSentence,
	team: teamSentence,
	services: ({ added }) => `${manages(added)} service accounts`,
	service: serviceSentence,
	invites: inviteSentence,
	repositories: ({ added }) => `${manages(added)} repositories`,
	repository: repositorySentence,
	tokens: tokenSentence,
	oidc: ({ added }) => `${manages(added)} OIDC providers`,
	provider: providerSentence,
	"group-sync": ({ added }) => `${manages(added)} group mappings`,
	mapping: mappingSentence,
	rule: ({ name, part, is, was }) => part === "severity" ? `rule ${name}: ${is}${was}` : `rule ${name}: ${part} is ${is}${was}`,
	custom: ({ name, part, added, is, was }) => part === "entry" ? `custom rule ${name} ${added ? "added" : "removed"}` : `custom rule ${name}: ${part} is ${is}${was}`
};
function roleSentence({ name, item, part, added, is, was }) {
	switch (part) {
		case "entry": return `${manages(added)} the role ${name}`;
		case "members": return added ? `expects one more ${name}: ${item}` : `no longer expects the ${name} ${item}`;
		case "allow": return added ? `also allows ${item} as ${name}` : `no longer allows ${item} as ${name}`;
		case "break-glass": return `${added ? "expects" : "no longer expects"} the emergency account ${item} as ${name}`;
		case "anybody": return added ? `lets anybody be ${name}` : `lets only those listed be ${name}`;
		default: {
			const bound = part === "min" ? "least" : "most";
			return added ? `role ${name}: at ${bound} ${is}${was}` : `role ${name}: at ${bound} ${item} no longer required`;
		}
	}
}
function teamSentence({ name, item, part, added, is, was }) {
	switch (part) {
		case "entry": return `${manages(added)} team ${name}`;
		case "managers": return `team ${name}: ${item} ${added ? "becomes manager" : "no longer a manager"}`;
		case "members": return `team ${name}: ${item} ${added ? "becomes a member" : "no longer a member"}`;
		case "services": return `team ${name}: service account ${item} ${added ? "becomes a member" : "no longer a member"}`;
		case "anybody": return `team ${name}: ${added ? "anybody may be in it" : "only those listed may be in it"}`;
		case "formerly": return `team ${name}: ${added ? "was called" : "its former name is no longer given:"} ${item}`;
		case "visibility": return `team ${name}: ${added ? `must be ${is.toLowerCase()}${was}` : "its visibility is no longer managed"}`;
		case "description": return `team ${name}: ${added ? `its description must be ${is}${was}` : "its description is no longer managed"}`;
		case "reviewed": return `team ${name}: ${added ? `reviewed on ${is}${was}` : "the day of its review is removed"}`;
		case "review-every": return `team ${name}: ${added ? `must be reviewed every ${is}${was}` : "no review is required any more"}`;
		case "any-manager": return `team ${name}: ${added ? "anybody may manage it" : "only those listed may manage it"}`;
		case "any-service": return `team ${name}: ${added ? "any service account may be in it" : "only service accounts that are listed may be in it"}`;
		default: return `team ${name}: ${added ? "the identity provider must fill it" : "the identity provider no longer has to fill it"}`;
	}
}
function serviceSentence({ name, item, part, added, is, was }) {
	switch (part) {
		case "entry": return `${added ? "expects" : "no longer expects"} the service account ${name}`;
		case "teams": return `service account ${name}: ${added ? "belongs to" : "no longer belongs to"} team ${item}`;
		case "anybody": return `service account ${name}: ${added ? "any team" : "only the teams listed"}`;
		case "role": return `service account ${name}: ${added ? `role ${is}${was}` : "any role"}`;
		default: return `service account ${name}: ${added ? `its key must end within ${is}${was}` : "its key may have any lifetime"}`;
	}
}
function inviteSentence({ item, part, added }) {
	switch (part) {
		case "roles": return added ? `people may be invited as ${item}` : `people may no longer be invited as ${item}`;
		case "domains": return `addresses of ${item} may ${added ? "" : "no longer "}be invited`;
		case "any-domain": return added ? "addresses of any domain may be invited" : "only some domains may be invited";
		case "listed": return `${item} may ${added ? "" : "no longer "}be invited`;
		default: return added ? "anybody may be invited" : "only those listed may be invited";
	}
}
function exceptionSentence(change, now) {
	const { label, detail } = exceptionText(change, now);
	return detail === "" ? label : `${label}, ${detail}`;
}
function exceptionText(change, now) {
	const { entry, part, before, after, exception } = change;
	const approved = exception?.approvedBy === null || exception === void 0 ? "approved by nobody" : `approved by ${shorten(exception.approvedBy, maxValueLength)}`;
	if (part === "expires" && before !== null && after !== null) {
		const days = (Date.parse(after) - Date.parse(before)) / dayMs;
		const how = days > 0 ? "extended" : "shortened";
		return {
			label: `exception for ${entry.name} ${how} by ${count(Math.abs(days), "day")}`,
			detail: `until ${after} (was ${before}), ${approved}`
		};
	}
	if (part === "allow" && before !== null && after !== null) return {
		label: `exception for ${entry.name} allows ${after}`,
		detail: `was ${before}`
	};
	if (part !== "entry" || exception === void 0) {
		const was = before === null ? "" : ` (was ${shorten(before, maxValueLength)})`;
		const is = after === null ? "nothing" : shorten(after, maxValueLength);
		return {
			label: `exception for ${entry.name}: ${part} is ${is}${was}`,
			detail: ""
		};
	}
	if (after === null) return {
		label: `exception removed for ${entry.name}`,
		detail: ""
	};
	const length = count(lengthInDays(exception, now), "day");
	const allowed = exception.limit === void 0 ? "" : `allows ${exception.limit.allow}, `;
	return {
		label: `exception added for ${entry.name}`,
		detail: `${allowed}${length}, until ${exception.expires}, ${approved}`
	};
}
function manages(added) {
	return added ? "manages" : "no longer manages";
}

export { tallyPolicyChanges as i, isWeakening as n, policyChangeCounts as r, describePolicyChanges as t };