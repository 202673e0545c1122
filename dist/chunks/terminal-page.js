import { n as wrapText, r as stringWidth } from "./wrap-text.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { styleText } from "node:util";

// src/report/terminal/terminal-style.ts
/** Colors and glyphs. A color never carries information that words or glyphs do not. */
/** Returns a function that colors text; without color, it returns the text unchanged. */
function createPaint(hasColor) {
	return (format, text) => hasColor && text !== "" ? styleText(format, text, { validateStream: false }) : text;
}
const severityFormats = {
	error: ["bold", "red"],
	warning: ["bold", "yellow"],
	note: ["bold", "cyan"]
};
const verdictFormats = {
	clean: ["bold", "green"],
	drift: ["bold", "red"],
	unknown: ["bold", "magenta"]
};
const unicodeGlyphs = {
	severity: {
		error: "✗",
		warning: "▲",
		note: "•"
	},
	notJudged: "?",
	arrow: "→",
	rule: "─"
};
const asciiGlyphs = {
	severity: {
		error: "x",
		warning: "!",
		note: "-"
	},
	notJudged: "?",
	arrow: "->",
	rule: "-"
};

// src/report/terminal/terminal-page.ts
/** A page of text for a terminal: its width, its colors, and prose that is wrapped and escaped. */
/** Longer lines of prose are hard to read. */
const proseColumns = 96;
function createPage({ columns, colour, unicode }) {
	return {
		columns: Math.max(20, columns),
		paint: createPaint(colour),
		glyphs: unicode === false ? asciiGlyphs : unicodeGlyphs
	};
}
/** Returns the sections that are not empty, separated by blank lines, with a final newline. */
function toText(sections) {
	return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function heading(text, format, page) {
	return prose("", text, page).map((line) => page.paint(format, line));
}
/**
* Returns escaped, wrapped prose after a label; further lines are indented by the label's width.
*/
function prose(label, text, { columns }) {
	const indent = stringWidth(label);
	return wrapText(escapeTerminal(text, 1e3), Math.min(columns, 96) - indent).map((line, index) => (index === 0 ? label : " ".repeat(indent)) + line);
}

export { severityFormats as a, toText as i, heading as n, verdictFormats as o, prose as r, createPage as t };