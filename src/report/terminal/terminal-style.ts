/** Colors and glyphs. A color never carries information that words or glyphs do not. */

import { styleText } from "node:util";

import type { Severity } from "../../policy/severity.ts";
import type { Verdict } from "../report.ts";

export type Format = Parameters<typeof styleText>[0];

export type Paint = (format: Format, text: string) => string;

/** Returns a function that colors text; without color, it returns the text unchanged. */
export function createPaint(hasColor: boolean): Paint {
  return (format, text) =>
    hasColor && text !== "" ? styleText(format, text, { validateStream: false }) : text;
}

export const severityFormats = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  note: ["bold", "cyan"],
} as const satisfies Record<Severity, Format>;

export const verdictFormats = {
  clean: ["bold", "green"],
  drift: ["bold", "red"],
  unknown: ["bold", "magenta"],
} as const satisfies Record<Verdict, Format>;

export interface Glyphs {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly notJudged: string;
  readonly arrow: string;
  readonly rule: string;
}

export const unicodeGlyphs: Glyphs = {
  severity: { error: "✗", warning: "▲", note: "•" },
  notJudged: "?",
  arrow: "→",
  rule: "─",
};

export const asciiGlyphs: Glyphs = {
  severity: { error: "x", warning: "!", note: "-" },
  notJudged: "?",
  arrow: "->",
  rule: "-",
};
