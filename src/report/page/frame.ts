/** The HTML file around a page's data, script and style sheet. It makes no network request. */

import { createHash } from "node:crypto";

import { escapeJson } from "../escape/visible-text.ts";
import { escapeHtml } from "../escape/escape-html.ts";

export interface Frame {
  readonly title: string;
  /** For a reader without scripts: what the page is about. */
  readonly summary: string;
  readonly script: string;
  readonly style: string;
  /** The page's data as JSON for a script element, in parts. */
  readonly data: Iterable<string>;
}

/** Yields the file's text in parts. */
export function* renderFrame({ title, summary, script, style, data }: Frame): Generator<string> {
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
<noscript><h1>${name}</h1><p>${escapeHtml(summary, 1_000)} This page needs its script to show more; the Markdown report needs none.</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">`;
  yield* data;
  yield `</script>
<script type="module">${script}</script>
</body>
</html>
`;
}

/** Returns JSON for a script element: without a `<`, it cannot end the element or begin a comment. */
export function toScriptJson(value: unknown): string {
  return escapeJson(JSON.stringify(value)).replaceAll("<", "\\u003c");
}

/** Nothing may be loaded, and only the one script and the one style sheet may run. */
function contentSecurityPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
