import { r as toVisibleText, t as escapeJson } from "./visible-text.js";
import { createHash } from "node:crypto";

// src/report/escape/escape-html.ts
/** The only place where untrusted text becomes HTML outside the page's own script. */
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/**
* Returns HTML that displays the text unchanged, for an element's content or a quoted attribute.
*/
function escapeHtml(text, maxLength = 300) {
	return toVisibleText(text, maxLength).replaceAll(/[&<>"']/gv, (sign) => entities[sign] ?? "");
}

// src/report/page/frame.ts
/** The HTML file around a page's data, script and style sheet. It makes no network request. */
/** Yields the file's text in parts. */
function* renderFrame({ title, summary, script, style, data }) {
	const name = escapeHtml(title);
	yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${name}</title>
<style>${style}</style>
</head>
<body>
<noscript><h1>${name}</h1><p>${escapeHtml(summary, 1e3)} This page needs its script to show more; the Markdown report needs none.</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">`;
	yield* data;
	yield `<\/script>
<script type="module">${script}<\/script>
</body>
</html>
`;
}
/** Returns JSON for a script element: without a `<`, it cannot end the element or begin a comment. */
function toScriptJson(value) {
	return escapeJson(JSON.stringify(value)).replaceAll("<", "\\u003c");
}
/** Nothing may be loaded, and only the one script and the one style sheet may run. */
function contentSecurityPolicy(script, style) {
	return [
		"default-src 'none'",
		`script-src '${hashOf(script)}'`,
		`style-src '${hashOf(style)}'`,
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
}
function hashOf(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

export { toScriptJson as n, renderFrame as t };