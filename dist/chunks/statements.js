import { H as anyRule, R as placePhrase, n as findRule } from "./catalog.js";
import { t as fold } from "./fold.js";
import { n as reportsUnlisted } from "./section.js";

// src/policy/effects.ts
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
function isAdded({ before }) {
	return before === null;
}
function isRemoved({ after }) {
	return after === null;
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
	"repositories",
	"repository",
	"tokens",
	"oidc",
	"provider",
	"group-sync",
	"mapping",
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
		...ofRepositories(policy),
		...ofTokens(policy),
		...ofProviders(policy),
		...ofMappings(policy),
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
function ofRepositories(policy) {
	const { repositories } = policy;
	if (repositories === null && !reportsUnlisted(policy, "repositories")) return [];
	return [...about({
		kind: "repositories",
		name: ""
	}, { entry: true }), ...(repositories ?? []).flatMap(({ name, visibility, defaultPrivilege, anyPrivilege, admins, write, read, tokens }) => about({
		kind: "repository",
		name: name.text
	}, {
		entry: true,
		visibility,
		"default-privilege": defaultPrivilege,
		"any-privilege": anyPrivilege,
		admins,
		write,
		read,
		from: name.from ?? null,
		"own-tokens": tokens !== null,
		"any-token": tokens !== null && tokens.names === null,
		tokens: tokens?.names ?? []
	}))];
}
function ofTokens({ tokens }) {
	if (tokens === null) return [];
	const { names } = tokens;
	return about({
		kind: "tokens",
		name: ""
	}, {
		entry: true,
		"any-token": names === null,
		tokens: names ?? []
	});
}
function ofProviders({ oidc }) {
	if (oidc === null) return [];
	return [...about({
		kind: "oidc",
		name: ""
	}, { entry: true }), ...oidc.flatMap(({ name, issuer, requireClaims, services }) => about({
		kind: "provider",
		name: name.text
	}, {
		entry: true,
		issuer,
		"require-claims": requireClaims,
		"any-service": services === "any",
		unprivileged: services === "unprivileged",
		services: typeof services === "string" ? [] : services
	}))];
}
function ofMappings(policy) {
	const { groupSync } = policy;
	if (groupSync === null && !reportsUnlisted(policy, "group-sync")) return [];
	return [...about({
		kind: "group-sync",
		name: ""
	}, { entry: true }), ...(groupSync ?? []).flatMap(({ group, team, role, attribute }) => {
		const of = attribute === null ? "" : ` (${attribute})`;
		return about({
			kind: "mapping",
			name: `from ${group.text}${of} to team ${team.text}`,
			key: JSON.stringify([
				group.text,
				attribute,
				fold(team.text)
			])
		}, {
			entry: true,
			role
		});
	})];
}
function ofRules({ rules, custom }) {
	const own = new Set(custom.map(({ id }) => id));
	return [...rules].filter(([id]) => !own.has(id)).flatMap(([id, { severity, options, position }]) => about({
		kind: "rule",
		name: id
	}, {
		severity: position === void 0 ? usualSeverity(id, severity) : severity,
		...Object.fromEntries(Object.entries(Object(options)).map(([name, value]) => [name, JSON.stringify(value)]))
	}));
}
/** Adding or removing a section is a change of its own, and not also one of each of its rules. */
function usualSeverity(id, severity) {
	const rule = findRule(id);
	return rule?.section === void 0 ? severity : rule.severity;
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
		const { rule, subject, limit } = exception;
		const role = limit === void 0 ? "" : `, role ${limit.role}`;
		const place = placePhrase(exception);
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

export { isRemoved as a, isAdded as i, toStatements as n, effects as r, entryKinds as t };