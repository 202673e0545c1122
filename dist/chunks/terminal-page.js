import { n as wrapText, r as stringWidth } from "./wrap-text.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { styleText } from "node:util";

// src/report/terminal/terminal-style.ts
/** Colours and glyphs. A colour never tells what words or glyphs do not tell too. */
/** Returns how to colour text; without colour, text stays as it is. */
function createPaint(colour) {
	return (format, text) => colour && text !== "" ? styleText(format, text, { validateStream: false }) : text;
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
/** A page of text for a terminal: its width, its colours, and prose that is wrapped and escaped. */
/** Past this, a line of prose is hard to read. */
const proseColumns = 96;
function createPage({ columns, colour, unicode }) {
	return {
		columns: Math.max(20, columns),
		paint: createPaint(colour),
		glyphs: unicode === false ? asciiGlyphs : unicodeGlyphs
	};
}
/** Returns the sections that are not empty, a blank line between two, with a final newline. */
function toText(sections) {
	return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function heading(text, format, page) {
	return prose("", text, page).map((line) => page.paint(format, line));
}
/** Returns escaped prose, wrapped, behind a label that its further lines are indented by. */
function prose(label, text, { columns }) {
	const indent = stringWidth(label);
	return wrapText(escapeTerminal(text, 1e3), Math.min(columns, 96) - indent).map((line, index) => (index === 0 ? label : " ".repeat(indent)) + line);
}

export { severityFormats as a, toText as i, heading as n, verdictFormats as o, prose as r, createPage as t };