import { n as readPolicyFile } from "./wiring.js";
import { r as toSettings } from "./audit2.js";

// src/commands/check.ts
/** Checks the policy file alone; returns 0 when it is valid. Its problems are thrown. */
async function check(flags, _, terminal) {
	const policy = await readPolicyFile(toSettings(flags, terminal).policy);
	const on = [...policy.rules.values()].filter(({ severity }) => severity !== "off").length;
	terminal.out(`${policy.path} is valid: workspace ${policy.organization}, ${policy.roles.length} roles and ${policy.teams.length} teams managed, ${on} rules on\n`);
	return 0;
}

export { check };