/** Problems of a file as annotations on the file's own lines. */

import type { LocatedProblem } from "../errors.ts";

export interface Annotation {
  readonly message: string;
  /** Relative to the repository, as a page of it has it. */
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
}

export interface Annotations {
  readonly shown: readonly Annotation[];
  /** What there was no room for, as lines for the log. */
  readonly rest: readonly string[];
}

/** A step's further annotations of one level are dropped by the page that shows them. */
const maxAnnotations = 10;

/** Returns the first problems as annotations, and all the others as text. */
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
