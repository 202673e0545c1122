/** Regular expressions in RE2's syntax, which never backtracks. */

import { RE2JS, RE2JSException } from "@bufbuild/re2";

import { maxPatternLength } from "./limits.ts";

export interface Pattern {
  /** Returns whether part of the text matches. Its time is linear in the length of the text. */
  readonly test: (text: string) => boolean;
  /** The number of steps for each character of a text. */
  readonly size: number;
}

/**
 * Returns the pattern, or its mistake: a message that starts in lower case and has no final period.
 */
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
    return { problem: `the pattern is not valid in RE2: ${reason}` };
  }
}
