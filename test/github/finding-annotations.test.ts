import { expect, test } from "vitest";

import { annotateFindings } from "../../src/github/finding-annotations.ts";
import type { ReportFinding } from "../../src/report/report.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

function many(severity: ReportFinding["severity"], number: number, line?: number): ReportFinding[] {
  return Array.from({ length: number }, (_, at) => {
    const subject = aMember(`${severity} ${at}`, `${severity}-${at}`);
    const facts = { role: "Owner" };
    return aFinding({ rule: "two-factor", severity, subject, facts, ...(line && { line }) });
  });
}

test("ten of a level are shown, with room for the verdict's own error, and the rest is counted", () => {
  const findings = [...many("note", 15, 3), ...many("error", 12, 4), ...many("warning", 11, 5)];

  const { shown, left } = annotateFindings(aReport({ findings }));

  const count = (level: string) => shown.filter((one) => one.level === level).length;
  expect([count("error"), count("warning"), count("notice")]).toEqual([9, 10, 10]);
  expect(left).toBe(12 + 11 + 15 - 29);
  expect(shown.find(({ level }) => level === "error")).toEqual({
    level: "error",
    title: "two-factor",
    message: "error 0 (error-0) is an Owner without two-factor authentication",
    file: "access-policy.yml",
    startLine: 4,
    startColumn: 3,
  });
});

test("what no line of the policy asked for has none, and neither has what is accepted", () => {
  const [accepted] = many("error", 1, 4).map((finding) => ({
    ...finding,
    state: "accepted" as const,
  }));
  if (accepted === undefined) throw new Error("there is no finding");

  expect(annotateFindings(aReport({ findings: [...many("error", 3), accepted] }))).toEqual({
    shown: [],
    left: 0,
  });
});

test("on a pull request only what it introduces is on its lines", () => {
  const [mine, other] = many("error", 2, 4);
  if (mine === undefined || other === undefined) throw new Error("there are no findings");
  const findings = [{ ...mine, state: "introduced" as const }, other];

  const { shown, left } = annotateFindings(
    aReport({ findings, base: { sha256: "", changes: [] } }),
  );

  expect(shown.map(({ message }) => message)).toEqual([expect.stringContaining("error 0")]);
  expect(left).toBe(0);
});
