import { r as toVisibleText } from "./visible-text.js";

// src/report/escape/escape-markdown.ts
/** The only place where untrusted text becomes GitHub Flavored Markdown. */
/**
* What GitHub converts after it has parsed Markdown, when backslashes and entities are already
* resolved: mentions and addresses, references (`#1`, `GH-1`, commits, advisories), bare links,
* emoji shortcodes, math. It does not change the text of code spans, so such a word is shown as
* code. Sources: docs.github.com "Autolinked references and URLs", "Basic writing and formatting
* syntax", "Writing mathematical expressions"; the GFM specification, section 6.9.
*/
const special = /@|\$|#\d|(?<![0-9a-z])(?:GH-\d|GHSA-|CVE-|[0-9a-f]{7,40}(?![0-9a-z]))|:\/\/|www\.|mailto:|xmpp:|:[\w+\-]+:/iv;
/** Characters that may have a meaning in Markdown inside a word. */
const markup = /[&<>\\*\[\]~#_]/v;
/** The same, and the characters that separate cells and begin code. */
const significant = /[&<>\\*\[\]~#_\|`]/v;
/** Most text: words of letters and digits, none of which can be the id of a commit. */
const harmless = /^(?:(?![0-9A-Fa-f]{7})[0-9A-Za-z]+(?: (?!$)|$))+$/v;
/**
* Returns Markdown that displays the text unchanged, in prose or a table cell, whatever the text
* contains: never a link, a mention, an element, a second cell or a second line. Cut to `maxLength`
* code points.
*/
function escapeMarkdown(text, maxLength = 300) {
	if (text.length <= maxLength && harmless.test(text)) return text;
	const visible = toVisibleText(text, maxLength);
	return (!special.test(visible) && !significant.test(visible) ? visible : visible.split(/([ \|`])/v).map(escapePart).join("")).replace(/^(?:[\-+=]|\d{1,9}(?=[.\)]))/v, (start) => /\d/v.test(start) ? `${start}\\` : `\\${start}`);
}
/**
* Returns the text as a code span, for slugs, paths and other text where every character matters.
*/
function codeSpan(text, maxLength = 120) {
	const visible = toVisibleText(text, maxLength);
	return visible === "" || /[\|`]/v.test(visible) ? escapeMarkdown(text, maxLength) : `\`${visible}\``;
}
/**
* Returns a link with a text that is already Markdown; undefined if the address is not an HTTP
* address.
*/
function linkTo(address, text) {
	const url = URL.parse(address);
	if (url === null || !/^https?:$/v.test(url.protocol)) return void 0;
	return `[${text}](<${url.href.replaceAll(/[<>\\\|]/gv, encodeURIComponent)}>)`;
}
function escapePart(part) {
	if (part === "|") return "&#124;";
	if (part === "`") return "&#96;";
	if (!special.test(part)) return escapeWord(part);
	const [, before = "", word = "", after = ""] = /^(["'\(]*)(.*?)(["'\),.;]*)$/v.exec(part) ?? [];
	return `${escapeWord(before)}\`${word}\`${escapeWord(after)}`;
}
function escapeWord(word) {
	if (!markup.test(word)) return word;
	return word.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[\\*\[\]~#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gv, String.raw`\$&`);
}

export { escapeMarkdown as n, linkTo as r, codeSpan as t };