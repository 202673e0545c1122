/** The order of workspaces, and the findings that are listed. */

import { expect, test } from "vitest";

import { maxFindings } from "../../../src/report/merge/list-findings.ts";
import type { Severity } from "../../../src/policy/severity.ts";
import { aFinding, aMember } from "../../support/report.ts";
import { toHtml, toRows } from "../../support/gfm.ts";
import {
  aNightOfReports,
  cleanReport,
  errorsAbout,
  mergeFiles,
  withFindings,
} from "../../support/many-reports.ts";

function findings(severity: Severity, number: number, prefix: string = severity) {
  return Array.from({ length: number }, (_, at) =>
    aFinding({
      rule: "two-factor",
      severity,
      subject: aMember("", `${prefix}-${at}`),
      facts: { role: "Owner" },
    }),
  );
}

test("within a verdict, most errors come first, then warnings, notes and the slug", async () => {
  const run = await mergeFiles(
    {
      a: withFindings("a-one-error", findings("error", 1)),
      b: withFindings("b-clean-with-note", findings("note", 3)),
      c: withFindings("c-error-warnings", [...findings("error", 1), ...findings("warning", 2)]),
      d: withFindings("d-errors", findings("error", 2)),
      e: withFindings("e-error-note", [...findings("error", 1), ...findings("note", 1)]),
      f: withFindings("f-one-error", findings("error", 1)),
      g: withFindings("g-clean-with-warning", findings("warning", 1)),
      h: withFindings("h-unknown", [], { verdict: "unknown" }),
      i: withFindings("i-unknown-errors", findings("error", 1), { verdict: "unknown" }),
      j: cleanReport("j-clean"),
    },
    [
      "--expect",
      "a-one-error,b-clean-with-note,c-error-warnings,d-errors,e-error-note,f-one-error,g-clean-with-warning,h-unknown,i-unknown-errors,j-clean,z-missing",
    ],
  );

  expect(run.merged.workspaces.map(({ slug }) => slug)).toEqual([
    "z-missing",
    "i-unknown-errors",
    "h-unknown",
    "d-errors",
    "c-error-warnings",
    "e-error-note",
    "a-one-error",
    "f-one-error",
    "g-clean-with-warning",
    "b-clean-with-note",
    "j-clean",
  ]);
});

test("each of 195 drifting workspaces in 300 shows its worst finding, in every rendering", async () => {
  const run = await mergeFiles(aNightOfReports());

  const drifting = run.merged.workspaces.filter(({ verdict }) => verdict === "drift");
  expect(drifting).toHaveLength(195);
  const listed = new Map(run.merged.findings.map((finding) => [finding.workspace, finding]));
  expect(drifting.filter(({ slug }) => !listed.has(slug))).toEqual([]);
  const rows = toRows(toHtml(run.markdown)).filter(([, verdict]) => verdict === "drift");
  expect(
    rows.filter((cells) => cells.at(-1)?.startsWith("error two-factor: person-")),
  ).toHaveLength(195);
  expect(run.markdown.length).toBeLessThan(65_536);
  expect(run.stdout.match(/^ {9}error two-factor: person-/gmu)).toHaveLength(195);
});

test("the worst of every workspace is listed before more of any other, whatever its severity", async () => {
  const many = Math.ceil(maxFindings / 20) + 20;
  const reports = Object.fromEntries(
    Array.from({ length: many }, (_, at) => {
      const slug = `ws-${String(at).padStart(3, "0")}`;
      return [slug, withFindings(slug, findings("error", 25, slug))];
    }),
  );
  const run = await mergeFiles({ ...reports, quiet: withFindings("quiet", findings("note", 2)) });

  const { findings: listed, workspaces } = run.merged;
  expect(listed).toHaveLength(maxFindings);
  expect(listed.filter(({ workspace }) => workspace === "quiet")).toHaveLength(1);
  const numbers = workspaces.map(
    ({ slug }) => listed.filter(({ workspace }) => workspace === slug).length,
  );
  expect(Math.min(...numbers.slice(0, -1))).toBeGreaterThanOrEqual(Math.max(...numbers) - 1);
  const left = workspaces.reduce((sum, row) => sum + row.findingsLeftOut, 0);
  expect(left).toBe(many * 25 + 2 - maxFindings);
});

test("the Markdown of 1,500 workspaces with long names fits a job summary, and counts what it leaves out", async () => {
  const reports = Object.fromEntries(
    Array.from({ length: 1_500 }, (_, at) => [
      `r${at}`,
      withFindings(`${"🎹".repeat(80)}-${at}`, errorsAbout([`${"🎺".repeat(80)}-${at}`])),
    ]),
  );
  const { markdown } = await mergeFiles(reports, ["--quiet"]);

  expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
  const shown = markdown.match(/^\| 🎹+-\d+ \| drift /gmu)?.length ?? 0;
  expect(shown).toBeGreaterThan(800);
  expect(markdown).toContain(`\n${1_500 - shown} more workspaces did not fit here`);
  expect(markdown).toContain("| `two-factor` | error | 1500 | 1500 |");
});
