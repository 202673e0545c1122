/** Markdown rendered by a reference implementation of GitHub Flavored Markdown. */

import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/** Returns the HTML; raw HTML in the Markdown stays HTML, so that none goes unnoticed. */
export function toHtml(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

/** Returns the text of each table row's cells, header rows included. */
export function toRows(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gsv)].map(([, row = ""]) =>
    [...row.matchAll(/<t[dh]>(.*?)<\/t[dh]>/gsv)].map(([, cell = ""]) => toText(cell)),
  );
}

/** Returns what a reader of the HTML sees. */
export function toText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/gv, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Returns the names of the HTML's elements, each once, sorted; `!--` stands for a comment. */
export function elementsOf(html: string): readonly string[] {
  const names = [...html.matchAll(/<(!--|[a-z][a-z0-9]*)/giv)].map(([, name = ""]) => name);
  return [...new Set(names)].sort();
}

/** Returns the text that is not in code spans, where GitHub looks for what to link. */
export function toLinkableText(html: string): string {
  return toText(html.replaceAll(/<code>.*?<\/code>/gsv, "\u0000"));
}
