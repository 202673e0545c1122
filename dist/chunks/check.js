import { n as readOnce, r as takeBase, t as readBase } from "./base.js";
import { i as tallyPolicyChanges, n as isWeakening } from "./policy-changes.js";
import { n as noPolicyChanges, t as noComparison } from "./policy-words.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { r as effects } from "./statements.js";
import { a as severityFormats, i as toText, n as heading, r as prose, t as createPage } from "./terminal-page.js";
import { c as readTestsIfAny, d as runPolicyTests, l as toTests, o as tolerateDropped, t as changesSince } from "./base-policy.js";
import { a as joinNames } from "./list-gap.js";
import { t as count } from "./count.js";
import { O as describePlace, l as toTestPath, s as readPolicyFile } from "./policy-file.js";
import { t as toSettings } from "./settings2.js";
import { t as AuditError } from "./errors.js";
import { G as isUnexplained } from "./catalog.js";
import { c as isUnlimited } from "./evaluate.js";
import { t as escapeLine } from "./terminal.js";

// src/report/terminal/terminal-changes.ts
/** What a change of the policy does, for a person at a terminal: weakenings first, all in full. */
const titles = {
	weakens: "Weakens the policy",
	grants: "Grants",
	changes: "Other changes",
	removes: "Removals"
};
/** Returns the changes by their effect, with a final newline. */
function renderPolicyChanges(changes, options) {
	const page = createPage(options);
	if (changes.length === 0) return toText([prose("", noPolicyChanges, page)]);
	const byEffect = Map.groupBy(changes, ({ effect = "changes" }) => effect);
	return toText(effects.flatMap((effect) => {
		const group = byEffect.get(effect) ?? [];
		if (group.length === 0) return [];
		const format = effect === "weakens" ? severityFormats.error : "bold";
		const lines = group.flatMap((change) => prose("  ", sentenceOf(change), page));
		return [[...heading(`${titles[effect]} (${group.length})`, format, page), ...lines]];
	}));
}
function sentenceOf({ message, weakening }) {
	if (weakening === void 0) return message;
	const { label, detail } = weakening;
	return detail === "" ? label : `${label}: ${detail}`;
}

// src/commands/compare.ts
/** Compares a policy with the one before a change, for `check`. */
/**
* Prints what changed, and returns the number of changes that weaken the policy. `named` is the
* file or the revision of the policy before.
*/
function printChanges(base, policy, named, { out, clock, columns, colour }) {
	const changes = changesSince(base, policy, clock());
	const print = (text) => out(`${escapeTerminal(text, 2e3)}\n`);
	if (changes === "new") {
		print(`${policy.path} is new: it does not exist at ${named}, so nothing was compared`);
		return 0;
	}
	if (changes === "unknown") {
		print(noComparison(policy));
		return 0;
	}
	out(`\n${renderPolicyChanges(changes, {
		columns,
		colour
	})}\n`);
	print(`compared with ${named}: ${tallyPolicyChanges(changes)}`);
	return changes.filter(isWeakening).length;
}

// src/commands/policy-tests.ts
/**
* Runs the tests of a file, or of the one next to the policy if it exists, and prints failures.
* Returns whether all pass. Throws `AuditError` `BAD_POLICY` if the file cannot be read or is not
* valid.
*/
async function runTestFile(policy, given, { out }) {
	const path = given ?? toTestPath(policy.path);
	const bytes = await readTestsIfAny(path);
	if (bytes === void 0 && given === void 0) return true;
	if (bytes === void 0) {
		const message = `cannot read policy tests "${path}": there is no such file. Name the file with --tests.`;
		throw new AuditError("BAD_POLICY", message);
	}
	const tests = toTests(bytes, path, policy);
	const failed = runPolicyTests(policy, tests).filter(({ differences }) => differences.length > 0);
	for (const line of failed.flatMap((result) => describe$1(result, path))) out(`${line}\n`);
	const all = count(tests.length, "test");
	out(failed.length === 0 ? `${path}: ${all} ${tests.length === 1 ? "passes" : "pass"}\n` : `${path}: ${failed.length} of ${all} ${failed.length === 1 ? "fails" : "fail"}\n`);
	return failed.length === 0;
}
function describe$1({ test, differences }, path) {
	const line = (position, message) => escapeTerminal(position === null ? message : `${path}:${position.line}:${position.column}: ${message}`, 2e3);
	return [line(test.position, `this test fails: ${test.name}`), ...differences.map(({ position, message }) => `  ${line(position, message)}`)];
}

// src/commands/strict.ts
/** What `check --strict` also fails on: exceptions that do not say enough. */
/** Prints each exception that does not say enough, with its line; returns whether there is none. */
function requireDetails({ path, exceptions }, { out }) {
	const problems = exceptions.flatMap((exception) => problemsOf(exception).map((problem) => ({
		...exception,
		problem
	})));
	for (const { rule, subject, position, problem } of problems) {
		const place = `${describePlace(position, path)}:${position.column}`;
		out(`${escapeLine(`${place}: the exception for ${subject.text} from rule ${rule} ${problem}`)}\n`);
	}
	return problems.length === 0;
}
function problemsOf(exception) {
	return [...isUnexplained(exception) ? ["has no reason"] : [], ...isUnlimited(exception) ? ["covers any role and any number: add role, and allow with the number"] : []];
}

// src/commands/check.ts
/**
* Checks the policy file alone, compares it with an earlier one if a flag names that, and runs its
* tests; returns 0 if all pass, else 1. With --strict, an exception that does not say enough also
* fails, and with `--weakenings fail` a change that weakens the policy. Throws `AuditError`
* `BAD_POLICY` if the policy is not valid.
*/
async function check(flags, _, terminal) {
	const { named, others } = takeBase(flags);
	const { tests, strict, ...shared } = others;
	const { policy: path, weakenings } = toSettings(shared, terminal);
	const readBefore = readOnce(() => readBase(named, {
		file: path,
		path
	}, terminal));
	const tolerate = tolerateDropped(readBefore, terminal.log);
	const policy = await readPolicyFile(path, path, tolerate);
	terminal.out(`${policy.path} is valid: ${describe(policy)}\n`);
	const base = await readBefore();
	const weakened = base === void 0 ? 0 : printChanges(base, policy, named.base ?? named.revision ?? "", terminal);
	const isStrong = weakenings === "allow" || weakened === 0;
	const detailed = strict !== true || requireDetails(policy, terminal);
	const passed = await runTestFile(policy, typeof tests === "string" ? tests : void 0, terminal);
	return isStrong && detailed && passed ? 0 : 1;
}
function describe(policy) {
	const { organization, roles, teams, repositories, rules, exceptions, files = [] } = policy;
	const on = [...rules.values()].filter(({ severity }) => severity !== "off").length;
	const managed = [
		count(roles.length, "role"),
		count(teams.length, "team"),
		...repositories === null ? [] : [count(repositories.length, "repository", "repositories")]
	];
	return [
		`workspace ${organization}`,
		`${joinNames(managed)} managed`,
		`${count(on, "rule")} on`,
		...exceptions.length === 0 ? [] : [count(exceptions.length, "exception")],
		...files.length === 0 ? [] : [`${count(files.length, "file")} included`]
	].join(", ");
}

export { check };