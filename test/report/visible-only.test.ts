/** A policy that checks only visible repositories says so in every report. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import { Report } from "../../src/report/report.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import { completeness } from "../../src/report/wording.ts";
import { policyOf } from "../support/policy.ts";
import { repositoryCoverage } from "../support/repository.ts";
import { aRoster } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00.000Z");
const sentence = "only visible repositories were checked";

function reportOf(body: string): Report {
  const policy = policyOf(body);
  const roster = aRoster({
    coverage: repositoryCoverage({
      status: "partial",
      reason: "the account is no Owner",
      allVisible: true,
    }),
  });
  return Report.parse(
    buildReport({
      roster,
      policy,
      evaluation: evaluate(roster, policy, now),
      resolved: [],
      failOn: "error",
      generatedAt: now,
      tool: { name: "test", version: "0" },
    }),
  );
}

const visible = "repositories: {}\nunlisted-repositories: { severity: error, of: visible }\n";

test("the report has it, and every text repeats it", () => {
  const report = reportOf(visible);

  expect(report.coverage.visibleOnly).toBe(true);
  expect(completeness(report)).toContain(`; ${sentence}`);
  expect(renderTerminal(report, { columns: 400, colour: false })).toContain(sentence);
  for (const personalData of ["full", "counts"] as const) {
    expect(renderMarkdown(report, { personalData })).toContain(sentence);
    expect(renderMarkdown(report, { personalData, stable: true })).toContain(sentence);
  }
  expect(report.rules.find(({ id }) => id === "repository-unlisted")?.status).toBe("judged");
});

test.each([
  ["all repositories count", "repositories: {}\nunlisted-repositories: error\n"],
  ["the rule is off", "repositories: {}\nunlisted-repositories: { severity: off, of: visible }\n"],
  ["nothing is said about repositories", ""],
])("no report has it where %s", (_, body) => {
  const report = reportOf(body);
  expect(report.coverage).not.toHaveProperty("visibleOnly");
  expect(renderTerminal(report, { columns: 400, colour: false })).not.toContain(sentence);
});
