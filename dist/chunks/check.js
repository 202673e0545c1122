import { i as isUnexplained } from "./exception.js";
import { t as count } from "./counting.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { i as readPolicyFile } from "./wiring.js";
import { r as toSettings } from "./audit2.js";
import { t as runTestFile } from "./policy-tests.js";

// src/commands/check.ts
/**
* Checks the policy file alone, and runs its tests; returns 0 when it is valid and they pass, else 1.
* With --strict, an exception without a reason is a failure as well. The policy's problems are thrown.
*/
async function check(flags, _, terminal) {
	const { tests, strict, ...shared } = flags;
	const policy = await readPolicyFile(toSettings(shared, terminal).policy);
	terminal.out(`${policy.path} is valid: ${describe(policy)}\n`);
	const explained = strict !== true || requireReasons(policy, terminal);
	const passed = await runTestFile(policy, typeof tests === "string" && tests !== "" ? tests : void 0, terminal);
	return explained && passed ? 0 : 1;
}
function describe({ organization, roles, teams, rules, exceptions }) {
	const on = [...rules.values()].filter(({ severity }) => severity !== "off").length;
	return [
		`workspace ${organization}`,
		`${count(roles.length, "role")} and ${count(teams.length, "team")} managed`,
		`${count(on, "rule")} on`,
		...exceptions.length === 0 ? [] : [count(exceptions.length, "exception")]
	].join(", ");
}
/** Prints each exception that does not say why; returns whether there is none. */
function requireReasons({ path, exceptions }, { out }) {
	const unexplained = exceptions.filter(isUnexplained);
	for (const { rule, subject, position } of unexplained) {
		const text = `${`${path}:${position.line}:${position.column}`}: the exception for "${subject.text}" to ${rule} does not say why`;
		out(`${escapeTerminal(text, 2e3)}\n`);
	}
	return unexplained.length === 0;
}

export { check };