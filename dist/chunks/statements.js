import { t as fold } from "./fold.js";
import { M as toRole, P as anyRule, c as fitsOneOf, f as severities, l as fitsWildcard, p as mustBeNamed, u as isWildcard } from "./subject.js";

// src/policy/effect.ts
/** What a change of the policy does: whether it allows more, and whose access it asks for. */
/**
* In the order in which reports list them. `weakens`: the policy allows what it reported before, such
* as one more Owner, or looks at less. `grants` and `removes`: it asks for somebody's access, or no
* longer does. `changes`: everything else.
*/
const effects = [
	"weakens",
	"grants",
	"changes",
	"removes"
];
const judges = {
	policy: () => "weakens",
	role: ofRole$1,
	team: ofTeam$1,
	services: (change) => isRemoved(change) ? "weakens" : "changes",
	service: ofService,
	invites: ofInvites$1,
	rule: ofRule,
	custom: ofCustom$1,
	exception: ofException
};
/** Returns the effect of a change from one policy to the other. A change of unknown effect weakens. */
function effectOf(change, before, after) {
	if (change.list !== void 0 || change.part === "from") return ofTerms(change);
	return judges[change.entry.kind](change, before, after);
}
/**
* A later end allows somebody for longer. A later beginning only delays what the policy asks for.
*/
function ofTerms({ entry, part, list, before, after }) {
	if (list === "break-glass" && (part === "from" ? after !== null && (before === null || after > before) : part === "until" && after !== null && (before === null || after < before))) return "weakens";
	if (!(part === "until" && before !== null && (after === null || after > before))) return "changes";
	return (entry.kind === "role" ? isPrivilegedRole(entry.name) : entry.kind === "team" && list === "managers") ? "weakens" : "grants";
}
function ofRole$1(change, before) {
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
			const isNamed = () => before.roles.some(({ allow }) => fitsOneOf(countingUntil(allow, until))(name));
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
	if (change.part === "entry" || isAdded(change)) return "changes";
	const [was, is] = [Number(change.before), Number(change.after)];
	return (change.part === "min" ? is < was : is > was) ? "weakens" : "changes";
}
function allows({ members, allow, breakGlass }, name, until) {
	return countingUntil([
		...members ?? [],
		...allow,
		...breakGlass
	], until).map(fold).includes(fold(name)) || fitsOneOf(countingUntil(allow, until))(name);
}
/** Returns the names whose entries count at least until the last day of a new one. */
function countingUntil(names, until) {
	return names.filter((name) => name.until === void 0 || until !== void 0 && until <= name.until).map(({ text }) => text);
}
function ofTeam$1(change, before, after) {
	const { entry, part } = change;
	if (part === "entry") {
		if (isRemoved(change)) return "weakens";
		const own = entriesFor(after, entry.name);
		const others = isWildcard(entry.name) ? before.teams.filter(({ name }) => isWildcard(name.text)) : entriesFor(before, entry.name);
		return demands.some((demand) => others.some((team) => isDemanded(team[demand])) && !own.every((team) => isDemanded(team[demand]))) ? "weakens" : "changes";
	}
	if (part === "anybody" || part === "any-manager" || part === "any-service") return isAdded(change) ? "weakens" : "changes";
	if (part === "formerly" || part === "reviewed") return "changes";
	if (part === "visibility" || part === "description") return isRemoved(change) ? "weakens" : "changes";
	if (part === "review-every") return isRemoved(change) || isLonger(change) ? "weakens" : "changes";
	if (part === "synced") return isRemoved(change) ? "weakens" : "changes";
	if (isRemoved(change)) return "removes";
	if (part !== "managers") return "grants";
	const isManager = ({ managers }) => managers === null || countingUntil(managers, change.terms?.until).map(fold).includes(fold(change.after ?? ""));
	return entriesFor(before, entry.name).some(isManager) ? "changes" : "weakens";
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
/** Returns the entries that a team had: its own, or the families that it belonged to. */
function entriesFor({ teams }, name) {
	const own = teams.filter((team) => fold(team.name.text) === fold(name));
	return own.length > 0 ? own : teams.filter((team) => fitsWildcard(team.name.text, name));
}
function ofService(change, before) {
	const { entry, part } = change;
	const isNew = !(before.services ?? []).some(({ name }) => fold(name.text) === fold(entry.name));
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
function ofInvites$1(change, { invites }) {
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
	"single-sign-on-counts": "on"
};
function ofRule(change, before, after) {
	const { entry, part } = change;
	if (part === "severity") return rank(change.after) > rank(change.before) ? "weakens" : "changes";
	const severityIn = ({ rules }) => rules.get(entry.name)?.severity ?? "off";
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
		case "off": return is === false ? "weakens" : "changes";
		default: return "weakens";
	}
}
function ofCustom$1(change) {
	const { part } = change;
	if (part === "entry") return isRemoved(change) ? "weakens" : "changes";
	if (part === "severity") return rank(change.after) > rank(change.before) ? "weakens" : "changes";
	return part === "for" || part === "violates" ? "weakens" : "changes";
}
function ofException(change, was, is) {
	const { part, before, after, exception } = change;
	if (part === "entry") {
		if (isRemoved(change)) return "changes";
		return exception !== void 0 && was.exceptions.some(coversAllOf(exception)) ? "changes" : "weakens";
	}
	if (part === "allow") return ofAllowed(change, is);
	if (part === "approved-by") return after === null ? "weakens" : "changes";
	if (part === "created") return before !== null && (after ?? "") > before ? "weakens" : "changes";
	if (part !== "expires") return "changes";
	return after === null || before !== null && after > before ? "weakens" : "changes";
}
/** An exception that is narrowed, for example to a role and a number, allows nothing new. */
function coversAllOf(added) {
	return ({ rule, subject, team, limit, expires }) => rule === added.rule && fold(subject.text) === fold(added.subject.text) && (team === null || added.team !== null && fold(team) === fold(added.team)) && (limit === void 0 || limit.role === added.limit?.role && limit.allow === added.limit.allow) && expires >= added.expires;
}
/** A higher number allows more; below the policy's minimum, a lower one does. */
function ofAllowed({ before, after, exception }, { roles }) {
	const role = exception?.limit === void 0 ? void 0 : toRole(exception.limit.role);
	const min = roles.find((entry) => entry.role === role)?.min ?? 0;
	const [was, is] = [Number(before), Number(after)];
	return (is < min ? is < was : is > was) ? "weakens" : "changes";
}
function isAdded({ before, after }) {
	return before === null && after !== null;
}
function isRemoved({ after }) {
	return after === null;
}
function isLonger({ before, after }) {
	return before !== null && after !== null && days(after) > days(before);
}
function days(value) {
	return typeof value === "string" ? Number.parseInt(value, 10) : NaN;
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

// src/policy/statements.ts
/** Splits a policy into single statements, so that two policies can be compared. */
/** In the order of a policy's sections. */
const entryKinds = [
	"policy",
	"role",
	"team",
	"services",
	"service",
	"invites",
	"rule",
	"custom",
	"exception"
];
/** Returns everything that a policy says, in the order of its sections. */
function toStatements(policy) {
	return [
		...about({
			kind: "policy",
			name: ""
		}, { organization: policy.organization }),
		...policy.roles.flatMap(ofRole),
		...policy.teams.flatMap(ofTeam),
		...ofServices(policy),
		...ofInvites(policy),
		...ofRules(policy),
		...ofCustom(policy),
		...ofExceptions(policy)
	];
}
/** A value that is null or false makes no statement. */
function about(entry, values) {
	return Object.entries(values).flatMap(([part, value]) => {
		if (value === null || value === false) return [];
		if (typeof value !== "object") return [{
			entry,
			part,
			value: String(value),
			listed: false
		}];
		const terms = termsByName(value.filter((item) => typeof item !== "string"));
		return value.map((item) => {
			if (typeof item === "string") return {
				entry,
				part,
				value: item,
				listed: true
			};
			const own = terms.get(fold(item.text)) ?? {};
			return {
				entry,
				part,
				value: item.text,
				listed: true,
				terms: own
			};
		});
	});
}
/** If a list names a person several times, the entry that counts longest says from and until when. */
function termsByName(names) {
	const byName = Map.groupBy(names, ({ text }) => fold(text));
	return new Map([...byName].map(([name, entries]) => {
		const from = extreme(entries.map((entry) => entry.from));
		const until = extreme(entries.map((entry) => entry.until), "last");
		const reason = entries.find((entry) => entry.reason !== void 0)?.reason;
		return [name, {
			...from !== void 0 && { from },
			...until !== void 0 && { until },
			...reason !== void 0 && { reason }
		}];
	}));
}
/** Returns the first or the last day; undefined if an entry has none, because it has no limit. */
function extreme(days, which) {
	const known = days.filter((day) => day !== void 0).sort();
	return known.length < days.length ? void 0 : known.at(which === "last" ? -1 : 0);
}
function ofRole(role) {
	return about({
		kind: "role",
		name: role.role
	}, {
		entry: true,
		anybody: role.members === null,
		members: role.members ?? [],
		allow: role.allow,
		"break-glass": role.breakGlass,
		min: role.min,
		max: role.max
	});
}
function ofTeam(team) {
	return about({
		kind: "team",
		name: team.name.text
	}, {
		entry: true,
		anybody: team.members === null,
		"any-manager": team.managers === null,
		"any-service": team.services === null,
		managers: team.managers ?? [],
		members: team.members ?? [],
		services: team.services ?? [],
		synced: team.synced,
		formerly: team.formerly,
		visibility: team.visibility,
		description: team.description,
		reviewed: team.reviewed,
		"review-every": team.reviewEvery,
		from: team.name.from ?? null
	});
}
function ofServices({ services }) {
	if (services === null) return [];
	return [...about({
		kind: "services",
		name: ""
	}, { entry: true }), ...services.flatMap(({ name, role, teams, keyExpiresWithin }) => about({
		kind: "service",
		name: name.text
	}, {
		entry: true,
		role,
		anybody: teams === null,
		teams: teams ?? [],
		"key-expires-within": keyExpiresWithin,
		from: name.from ?? null
	}))];
}
function ofInvites({ invites }) {
	return about({
		kind: "invites",
		name: ""
	}, {
		roles: invites.roles,
		"any-domain": invites.domains === null,
		domains: invites.domains ?? [],
		anybody: invites.listed === null,
		listed: invites.listed ?? []
	});
}
function ofRules({ rules, custom }) {
	const own = new Set(custom.map(({ id }) => id));
	return [...rules].filter(([id]) => !own.has(id)).flatMap(([id, { severity, options }]) => about({
		kind: "rule",
		name: id
	}, {
		severity,
		...Object.fromEntries(Object.entries(Object(options)).map(([name, value]) => [name, JSON.stringify(value)]))
	}));
}
function ofCustom({ custom }) {
	return custom.flatMap(({ id, for: rows, violates, severity, message, remedy }) => about({
		kind: "custom",
		name: id
	}, {
		entry: true,
		for: rows,
		violates: violates.text,
		severity,
		message,
		remedy
	}));
}
function ofExceptions({ exceptions }) {
	const seen = /* @__PURE__ */ new Map();
	return exceptions.flatMap((exception) => {
		const { rule, subject, team, limit } = exception;
		const role = limit === void 0 ? "" : `, role ${limit.role}`;
		const place = team === null ? "" : ` in team ${team}`;
		const what = rule === "any rule" ? `all findings about ${subject.text}` : `${rule} of ${subject.text}${role}${place}`;
		const times = (seen.get(fold(what)) ?? 0) + 1;
		seen.set(fold(what), times);
		const entry = {
			kind: "exception",
			name: times === 1 ? what : `${what}, entry ${times}`
		};
		const { reason, owner, ticket, approvedBy, created, expires } = exception;
		return [{
			entry,
			part: "entry",
			value: "true",
			listed: false,
			exception
		}, ...about(entry, {
			allow: limit?.allow ?? null,
			expires,
			reason,
			"approved-by": approvedBy,
			owner,
			ticket,
			created
		}).map((statement) => ({
			...statement,
			exception
		}))];
	});
}

export { effects as i, toStatements as n, effectOf as r, entryKinds as t };