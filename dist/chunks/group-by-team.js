import { t as fold } from "./fold.js";
import { t as isUnknown } from "./fact.js";
import { n as hasEnded, t as hasBegun } from "./begun.js";

// src/policy/current-policy.ts
/** A policy as it is on one day: without entries that have ended. */
/**
* Returns the policy without the entries of lists of people whose last day is over. If a list names
* a person several times, only the entry that begins first stays. Returns the same policy if
* nothing changes.
*/
function currentPolicy(policy, now) {
	const current = (list) => currentEntries(list, now);
	const roles = mapChanged(policy.roles, (role) => replaceChanged(role, {
		members: role.members === null ? null : current(role.members),
		allow: current(role.allow),
		breakGlass: current(role.breakGlass)
	}));
	const teams = mapChanged(policy.teams, (team) => replaceChanged(team, {
		managers: team.managers === null ? null : current(team.managers),
		members: team.members === null ? null : current(team.members)
	}));
	const { listed } = policy.invites;
	return replaceChanged(policy, {
		roles,
		teams,
		invites: replaceChanged(policy.invites, { listed: listed === null ? null : current(listed) })
	});
}
function currentEntries(list, now) {
	if (!list.some(isDated)) return list;
	const left = list.filter((name) => !hasEnded(name, now)).sort((a, b) => Number(!hasBegun(a, now)) - Number(!hasBegun(b, now)));
	const seen = /* @__PURE__ */ new Set();
	return left.filter(({ text }) => {
		const isNew = !seen.has(fold(text));
		seen.add(fold(text));
		return isNew;
	});
}
function isDated({ from, until }) {
	return from !== void 0 || until !== void 0;
}
function mapChanged(items, to) {
	const mapped = items.map(to);
	return mapped.every((item, index) => item === items[index]) ? items : mapped;
}
/** Returns the object itself if the properties have the same values already. */
function replaceChanged(value, properties) {
	return Object.keys(properties).every((key) => properties[key] === value[key]) ? value : {
		...value,
		...properties
	};
}

// src/policy/group-by-team.ts
/** Returns the accounts, grouped by their teams. */
function groupByTeam(accounts) {
	const byTeam = /* @__PURE__ */ new Map();
	const unknown = [];
	for (const account of accounts) {
		if (isUnknown(account.teams)) {
			unknown.push(account);
			continue;
		}
		for (const { team, role } of account.teams) {
			const group = byTeam.get(team);
			if (group === void 0) byTeam.set(team, [{
				account,
				role
			}]);
			else group.push({
				account,
				role
			});
		}
	}
	return {
		byTeam,
		unknown
	};
}

export { currentPolicy as n, groupByTeam as t };