/** Converts the problems of a file into annotations on its lines. */

import type { LocatedProblem } from "../errors.ts";

export interface Annotation {
  readonly message: string;
  /** The path in the repository. */
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
}

export interface Annotations {
  readonly shown: readonly Annotation[];
  /** The problems beyond the limit, as lines for the log. */
  readonly rest: readonly string[];
}

/** GitHub shows at most 10 annotations per step and level, and drops the others. */
const maxAnnotations = 10;

/** Returns the first 10 problems as annotations, and all others as text. */
export function toAnnotations(places: readonly LocatedProblem[]): Annotations {
  return {
    shown: places.slice(0, maxAnnotations).map(({ path, line, column, message }) => ({
      message,
      file: path,
      startLine: line,
      startColumn: column,
    })),
    rest: places
      .slice(maxAnnotations)
      .map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`),
  };
}
