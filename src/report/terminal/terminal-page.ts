/** A page of text for a terminal: its width, its colors, and prose that is wrapped and escaped. */

import stringWidth from "string-width";

import { escapeTerminal } from "../escape/escape-terminal.ts";
import {
  asciiGlyphs,
  createPaint,
  unicodeGlyphs,
  type Format,
  type Glyphs,
  type Paint,
} from "./terminal-style.ts";
import { wrapText } from "./wrap-text.ts";

export interface PageOptions {
  /** Width of the terminal; no line is wider, unless the terminal has under 20 columns. */
  readonly columns: number;
  readonly colour: boolean;
  /** False for a terminal that can only show ASCII; names are not changed. */
  readonly unicode?: boolean | undefined;
}

export interface Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
}

/** Longer lines of prose are hard to read. */
export const proseColumns = 96;

export function createPage({ columns, colour, unicode }: PageOptions): Page {
  return {
    columns: Math.max(20, columns),
    paint: createPaint(colour),
    glyphs: unicode === false ? asciiGlyphs : unicodeGlyphs,
  };
}

/** Returns the sections that are not empty, separated by blank lines, with a final newline. */
export function toText(sections: readonly (readonly string[])[]): string {
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

export function heading(text: string, format: Format, page: Page): readonly string[] {
  return prose("", text, page).map((line) => page.paint(format, line));
}

/**
 * Returns escaped, wrapped prose after a label; further lines are indented by the label's width.
 */
export function prose(label: string, text: string, { columns }: Page): readonly string[] {
  const indent = stringWidth(label);
  const lines = wrapText(escapeTerminal(text, 1000), Math.min(columns, proseColumns) - indent);
  return lines.map((line, index) => (index === 0 ? label : " ".repeat(indent)) + line);
}
