import "./terminal-page.js";
import { n as wrapText, t as padText } from "./wrap-text.js";

// src/commands/help-layout.ts
const indent = "  ";
const gutter = "  ";
/** A narrower description is hard to read beside its flag, so it is below the flag. */
const minColumns = 36;
/** Longer lines are hard to read. */
const maxColumns = 120;
/** Returns how help is wrapped, for a terminal of that many columns. */
function wrapHelp(columns) {
	const width = Math.min(columns, maxColumns);
	return {
		helpWidth: width,
		styleUsage: (usage) => wrapText(usage, width - 7).join(`\n${" ".repeat(7)}`),
		boxWrap: (text) => wrapParagraphs(text, columns),
		formatItem: (term, termWidth, description) => {
			const start = indent + padText(term, termWidth) + gutter;
			const beside = width - start.length;
			if (description === "") return indent + term;
			if (beside < minColumns) {
				const below = `\n${indent}${indent}${indent}`;
				return [indent + term, ...wrapText(description, columns - below.length)].join(below);
			}
			return start + wrapText(description, beside).join(`\n${" ".repeat(start.length)}`);
		}
	};
}
function wrapParagraphs(text, columns) {
	const width = Math.min(columns, 96);
	return text.split("\n").flatMap((paragraph) => wrapText(paragraph, width)).join("\n");
}

export { wrapHelp };