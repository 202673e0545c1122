import { t as AuditError } from "./errors.js";
import { a as catalog, i as suggest, n as wrapText, o as findRule } from "./wrap-text.js";
import { styleText } from "node:util";

// src/commands/explain.ts
/** Prints what a rule is about, or the list of all rules; returns 0. */
async function explain(_, args, terminal) {
	const [id] = args;
	const style = (format, text) => terminal.colour ? styleText(format, text, { validateStream: false }) : text;
	if (id === void 0) {
		const width = Math.max(...catalog.map((rule) => rule.id.length));
		for (const rule of catalog) terminal.out(`${style("bold", rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.title}\n`);
		return 0;
	}
	const rule = findRule(id);
	if (rule === void 0) {
		const hint = suggest(id, catalog.map((known) => known.id));
		throw new AuditError("BAD_SETTINGS", `cannot explain ${JSON.stringify(id)}: there is no such rule${hint}. Run explain without a rule for the list.`);
	}
	const paragraphs = [
		`${style("bold", rule.id)}: ${rule.title}`,
		rule.explanation,
		`What to do: ${rule.remedy}`,
		`Severity unless the policy says otherwise: ${rule.severity}. Needs to see whole: ${rule.lists.length === 0 ? "nothing but the policy" : rule.lists.join(", ")}.`
	];
	terminal.out(`${paragraphs.map((text) => wrapText(text, terminal.columns).join("\n")).join("\n\n")}\n`);
	return 0;
}

export { explain };