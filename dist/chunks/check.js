import { a as isUnexplained } from "./exception.js";
import { t as count } from "./count.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { a as readPolicyFile, n as decodeFile, r as maxPolicyBytes, s as toTestPath, t as badFile } from "./policy-file.js";
import { t as toSettings } from "./settings2.js";
import { n as describeError, t as AuditError } from "./errors.js";
import { n as readBounded } from "./read-bounded.js";
import { n as parsePolicyTests, t as runPolicyTests } from "./run.js";

// src/commands/policy-tests.ts
/**
* Runs the tests of a file, or of the one next to the policy if it exists, and prints failures.
* Returns whether all pass. Throws `AuditError` `BAD_POLICY` if the file cannot be read or is not
* valid.
*/
async function runTestFile(policy, given, { out }) {
	const path = given ?? toTestPath(policy.path);
	const text = await readTests(path, given !== void 0);
	if (text === void 0) return true;
	const parsed = parsePolicyTests(text, policy);
	if ("problems" in parsed) throw badFile(path, parsed.problems);
	const failed = runPolicyTests(policy, parsed.tests).filter(({ differences }) => differences.length > 0);
	for (const line of failed.flatMap((result) => describe$1(result, path))) out(`${line}\n`);
	const all = count(parsed.tests.length, "test");
	out(failed.length === 0 ? `${path}: ${all} ${parsed.tests.length === 1 ? "passes" : "pass"}\n` : `${path}: ${failed.length} of ${all} ${failed.length === 1 ? "fails" : "fail"}\n`);
	return failed.length === 0;
}
async function readTests(path, required) {
	let bytes;
	try {
		bytes = await readBounded(path, maxPolicyBytes);
	} catch (error) {
		const missing = error.code === "ENOENT";
		if (missing && !required) return void 0;
		throw new AuditError("BAD_POLICY", `cannot read policy tests "${path}": ${missing ? "there is no such file. Name the file with --tests" : describeError(error)}.`, { cause: error });
	}
	return decodeFile(path, bytes);
}
function describe$1({ test, differences }, path) {
	const line = (position, message) => escapeTerminal(position === null ? message : `${path}:${position.line}:${position.column}: ${message}`, 2e3);
	return [line(test.position, `this test fails: ${test.name}`), ...differences.map(({ position, message }) => `  ${line(position, message)}`)];
}

// src/commands/check.ts
/**
* Checks the policy file alone, and runs its tests; returns 0 if all pass, else 1. With --strict,
* an exception without a reason also fails. Throws `AuditError` `BAD_POLICY` if the policy is not
* valid.
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
/** Prints each exception without a reason; returns whether there is none. */
function requireReasons({ path, exceptions }, { out }) {
	const unexplained = exceptions.filter(isUnexplained);
	for (const { rule, subject, position } of unexplained) {
		const text = `${`${path}:${position.line}:${position.column}`}: the exception for "${subject.text}" to ${rule} has no reason`;
		out(`${escapeTerminal(text, 2e3)}\n`);
	}
	return unexplained.length === 0;
}

export { check };