import { t as fold } from "./fold.js";

// src/policy/statements.ts
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
		return value.map((item) => ({
			entry,
			part,
			value: typeof item === "string" ? item : item.text,
			listed: true
		}));
	});
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
		managers: team.managers,
		members: team.members ?? [],
		services: team.services,
		synced: team.synced
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
		"key-expires-within": keyExpiresWithin
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
		const { rule, subject, team } = exception;
		const what = `${rule} of ${subject.text}${team === null ? "" : ` in team ${team}`}`;
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

// src/policy/task.ts
/** What resolves a finding: a task in the workspace, or a change of the policy itself. */
/** In the order in which reports list them. `other` means a task of another kind. */
const taskActions = [
	"invite",
	"grant",
	"change-role",
	"remove",
	"other"
];

export { entryKinds as n, toStatements as r, taskActions as t };