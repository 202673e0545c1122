/** Too short, too long, too small, too large: in words. */

import type { z } from "zod";

type SizeIssue = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

/**
 * Returns what is wrong with a value's size, to stand alone; `written` is how the file spells it; undefined where the value is of another
 * kind altogether, which a problem of its own tells.
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

/** Returns the issues without those on the size of something that should not be there at all. */
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
