/** Regular expressions in RE2's syntax, which never go back over a text. */

import { RE2JS, RE2JSException } from "@bufbuild/re2";

import { maxPatternLength } from "./limits.ts";

export interface Pattern {
  /** Whether some part of the text matches. Takes time in proportion to the text. */
  readonly test: (text: string) => boolean;
  /** Steps for each character of a text. */
  readonly size: number;
}

/** Returns the pattern, or what is wrong with it: lower-case start, no final stop. */
export function compilePattern(source: string): Pattern | { readonly problem: string } {
  if (source.length > maxPatternLength) {
    return { problem: `the pattern is longer than ${maxPatternLength} characters` };
  }
  try {
    const pattern = RE2JS.compile(source);
    return {
      test: (text) => pattern.test(text),
      size: 1 + Math.floor(pattern.re2Input.prog.inst.length / 4),
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /v, "");
    return { problem: `the pattern is not one that RE2 knows: ${reason}` };
  }
}
