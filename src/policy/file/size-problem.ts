/** Describes values that are too short, too long, too small or too large. */

import type { z } from "zod";

type SizeIssue = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

/**
 * Returns what is wrong with a value's size; `written` is the value as the file spells it.
 * Undefined if the value has the wrong type, which is a problem of its own.
 */
export function describeSize(
  issue: SizeIssue,
  value: unknown,
  written?: string,
): string | undefined {
  const limit = Number(issue.code === "too_small" ? issue.minimum : issue.maximum);
  const bound = issue.code === "too_small" ? "less" : "more";
  if (issue.origin === "string") {
    if (typeof value !== "string") return undefined;
    return issue.code === "too_small"
      ? "it must not be empty"
      : `it is longer than ${limit} characters`;
  }
  if (issue.origin === "array") {
    if (!Array.isArray(value)) return undefined;
    return issue.code === "too_small"
      ? "the list must not be empty"
      : `the list has more than ${limit} entries`;
  }
  return typeof value === "number" ? `${written ?? value} is ${bound} than ${limit}` : undefined;
}

/** Returns the issues without those about the size of a value that has the wrong type. */
export function withoutEchoes(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const keyOf = ({ path }: z.core.$ZodIssue) => JSON.stringify(path);
  const wrongKind = new Set(
    issues.filter(({ code }) => code === "invalid_type").map((issue) => keyOf(issue)),
  );
  return issues.filter(
    (issue) =>
      !(issue.code === "too_small" || issue.code === "too_big") || !wrongKind.has(keyOf(issue)),
  );
}
