import { t as isUnknown } from "./fact.js";

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

export { groupByTeam as t };