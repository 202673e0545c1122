import { n as currentPolicy, t as indexTeams } from "./team-index.js";
import { t as directoryOf } from "./directory.js";
import { t as indexRepositories } from "./repository-index.js";

// src/policy/shared-context.ts
/** Returns the input that all rules share, before the exceptions are applied. */
function shareContext(roster, written, now) {
	const policy = currentPolicy(written, now);
	return {
		roster,
		policy,
		written,
		now,
		directory: directoryOf(roster),
		teams: indexTeams(roster, policy),
		repositories: indexRepositories(roster, policy),
		baseline: void 0,
		exceptions: []
	};
}

export { shareContext as t };