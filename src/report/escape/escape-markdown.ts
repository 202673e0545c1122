/** The only place where untrusted text becomes GitHub Flavored Markdown. */

import { toVisibleText } from "./visible-text.ts";

/**
 * What GitHub converts after it has parsed Markdown, when backslashes and entities are already
 * resolved: mentions and addresses, references (`#1`, `GH-1`, commits, advisories), bare links,
 * emoji shortcodes, math. It does not change the text of code spans, so such a word is shown as
 * code. Sources: docs.github.com "Autolinked references and URLs", "Basic writing and formatting
 * syntax", "Writing mathematical expressions"; the GFM specification, section 6.9.
 */
const special =
  /@|\$|#\d|(?<![0-9a-z])(?:GH-\d|GHSA-|CVE-|[0-9a-f]{7,40}(?![0-9a-z]))|:\/\/|www\.|mailto:|xmpp:|:[\w+\-]+:/iv;

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
export function escapeMarkdown(text: string, maxLength = 300): string {
  if (text.length <= maxLength && harmless.test(text)) return text;
  const visible = toVisibleText(text, maxLength);
  const plain = !special.test(visible) && !significant.test(visible);
  const escaped = plain
    ? visible
    : visible
        .split(/([ \|`])/v)
        .map(escapePart)
        .join("");
  return escaped.replace(/^(?:[\-+=]|\d{1,9}(?=[.\)]))/v, (start) =>
    /\d/v.test(start) ? `${start}\\` : `\\${start}`,
  );
}

/**
 * Returns the text as a code span, for slugs, paths and other text where every character matters.
 */
export function codeSpan(text: string, maxLength = 120): string {
  const visible = toVisibleText(text, maxLength);
  // A pipe would need another escape in a table than in prose, and a backtick a longer fence.
  return visible === "" || /[\|`]/v.test(visible)
    ? escapeMarkdown(text, maxLength)
    : `\`${visible}\``;
}

/**
 * Returns a link with a text that is already Markdown; undefined if the address is not an HTTP
 * address.
 */
export function linkTo(address: string, text: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/v.test(url.protocol)) return undefined;
  // A pipe would end a table's cell.
  return `[${text}](<${url.href.replaceAll(/[<>\\\|]/gv, encodeURIComponent)}>)`;
}

function escapePart(part: string): string {
  if (part === "|") return "&#124;";
  if (part === "`") return "&#96;";
  if (!special.test(part)) return escapeWord(part);
  const [, before = "", word = "", after = ""] = /^(["'\(]*)(.*?)(["'\),.;]*)$/v.exec(part) ?? [];
  return `${escapeWord(before)}\`${word}\`${escapeWord(after)}`;
}

function escapeWord(word: string): string {
  if (!markup.test(word)) return word;
  return word
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\*\[\]~#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gv, String.raw`\$&`);
}
