/** Annotates policy lines with the most severe findings about them. */

import { openFindings } from "../report/tally.ts";
import type { Report, ReportFinding } from "../report/report.ts";
import { sentenceOf } from "../report/wording.ts";
import type { Annotation } from "./annotations.ts";

export interface FindingAnnotation extends Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
}

export interface FindingAnnotations {
  readonly shown: readonly FindingAnnotation[];
  /** The number of findings with a line but without an annotation. */
  readonly left: number;
}

const levels = { error: "error", warning: "warning", note: "notice" } as const;

/** GitHub shows ten annotations per level; one error is used for the verdict. */
const limits = { error: 9, warning: 10, notice: 10 } as const;

/**
 * Returns annotations for the most severe open findings that have a policy line; on a pull request,
 * only for introduced ones.
 */
export function annotateFindings(report: Report): FindingAnnotations {
  const placed = openFindings(report).flatMap((finding) =>
    report.base === undefined || finding.state === "introduced" ? toAnnotation(finding) : [],
  );
  const byLevel = Map.groupBy(placed, ({ level }) => level);
  const shown = [...byLevel].flatMap(([level, annotations]) => annotations.slice(0, limits[level]));
  return { shown, left: placed.length - shown.length };
}

function toAnnotation(finding: ReportFinding): readonly FindingAnnotation[] {
  const { policy, severity, rule, task } = finding;
  if (policy === undefined) return [];
  return [
    {
      // A task is not a mistake in the policy.
      level: task === undefined ? levels[severity] : "notice",
      title: rule,
      message: sentenceOf(finding),
      file: policy.path,
      startLine: policy.line,
      startColumn: policy.column,
    },
  ];
}
