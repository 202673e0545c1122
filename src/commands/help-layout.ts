/** How help is wrapped to the width of the terminal. */

import type { HelpConfiguration } from "commander";

import { proseColumns } from "../report/terminal/terminal-page.ts";
import { padText, wrapText } from "../report/terminal/wrap-text.ts";

const indent = "  ";
const gutter = "  ";
const usageTitle = "Usage: ";
/** A narrower description is hard to read beside its flag, so it is below the flag. */
const minColumns = 36;
/** Longer lines are hard to read. */
const maxColumns = 120;

/** Returns how help is wrapped, for a terminal of that many columns. */
export function wrapHelp(columns: number): HelpConfiguration {
  const width = Math.min(columns, maxColumns);
  return {
    helpWidth: width,
    styleUsage: (usage) =>
      wrapText(usage, width - usageTitle.length).join(`\n${" ".repeat(usageTitle.length)}`),
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
    },
  };
}

function wrapParagraphs(text: string, columns: number): string {
  const width = Math.min(columns, proseColumns);
  return text
    .split("\n")
    .flatMap((paragraph) => wrapText(paragraph, width))
    .join("\n");
}
