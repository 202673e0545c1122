import { r as escapeTerminal, s as AuditError } from "./version.js";
import { F as toRule, I as suggest, L as catalog, _ as wrapText, r as readPolicyFile } from "./wiring.js";
import { r as toSettings } from "./audit2.js";
import { styleText } from "node:util";

// src/commands/explain.ts
/** Prints what a rule is about, or the list of all rules; returns 0. */
async function explain(flags, args, terminal) {
	const [id] = args;
	const builtIn = catalog.find((known) => known.id === id);
	if (builtIn !== void 0) {
		tell(builtIn, terminal);
		return 0;
	}
	const custom = await readCustomRules(flags, terminal);
	const rules = [...catalog, ...custom];
	if (id === void 0) {
		list(rules, terminal);
		return 0;
	}
	const rule = rules.find((known) => known.id === id);
	if (rule === void 0) {
		const hint = suggest(id, rules.map((known) => known.id));
		throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(id)}: there is no such rule${hint}. Run explain without a rule for the list.`);
	}
	tell(rule, terminal);
	return 0;
}
/** The built-in rules can be explained without a policy, and whatever is wrong with it. */
async function readCustomRules(flags, terminal) {
	try {
		return (await readPolicyFile(toSettings(flags, terminal).policy)).custom.map(toRule);
	} catch (error) {
		if (!(error instanceof AuditError) || error.code !== "BAD_POLICY") throw error;
		if (flags["policy"] !== void 0) throw error;
		return [];
	}
}
function list(rules, { colour, out }) {
	const width = Math.max(...rules.map((rule) => rule.id.length));
	for (const { id, severity, title } of rules) out(`${bold(id.padEnd(width), colour)}  ${severity.padEnd(7)}  ${escapeTerminal(title)}\n`);
}
function tell(rule, { colour, columns, out }) {
	out(`${[
		`${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
		escapeTerminal(rule.explanation, 8e3),
		`What to do: ${escapeTerminal(rule.remedy, 2e3)}`,
		`Severity unless the policy says otherwise: ${rule.severity}. Needs to see whole: ${rule.lists.length === 0 ? "nothing but the policy" : rule.lists.join(", ")}.`
	].map((text) => wrapText(text, columns).join("\n")).join("\n\n")}\n`);
}
function bold(text, colour) {
	return colour ? styleText("bold", text, { validateStream: false }) : text;
}

export { explain };