import { stripVTControlCharacters } from "node:util";

import stringWidth from "string-width";
import { describe, expect, test } from "vitest";

import { renderTerminal } from "../../../src/report/terminal/terminal.ts";
import { describeFinding } from "../../../src/report/wording.ts";
import { hostileTexts, unsafeCharacters } from "../../support/hostile-text.ts";
import { aFinding, aMember, aPartialReport, aReport, aTeam } from "../../support/report.ts";

const plain = { columns: 80, colour: false } as const;
const squeeze = (text: string) => text.replaceAll(/\s/gv, "");

describe.each([20, 40, 60, 80, 120, 200])("at %i columns", (columns) => {
  test.each([
    { name: "drift", report: aReport() },
    { name: "partial", report: aPartialReport() },
  ])("no line of a $name report is wider or ends in spaces", ({ report }) => {
    for (const line of renderTerminal(report, { columns, colour: false }).split("\n")) {
      expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(line).toBe(line.trimEnd());
    }
  });

  test("every remedy, reason and title is there to the last letter", () => {
    const report = aPartialReport();
    const text = squeeze(renderTerminal(report, { columns, colour: false }));
    for (const { remedy } of report.findings.filter(({ state }) => state !== "accepted")) {
      expect(text).toContain(squeeze(remedy));
    }
    for (const { reason } of report.coverage.lists) expect(text).toContain(squeeze(reason ?? ""));
    for (const { reason } of report.rules) expect(text).toContain(squeeze(reason ?? ""));
  });

  test("colour changes nothing but colour", () => {
    const coloured = renderTerminal(aReport(), { columns, colour: true });
    expect(coloured).toContain("\u001B[");
    expect(stripVTControlCharacters(coloured)).toBe(
      renderTerminal(aReport(), { columns, colour: false }),
    );
  });
});

test("under 60 columns each finding is there to the last letter", () => {
  const report = aReport();
  const text = squeeze(renderTerminal(report, { columns: 40, colour: false }));
  for (const finding of report.findings.filter(({ state }) => state !== "accepted")) {
    const { who, what } = describeFinding(finding);
    const place = finding.policy === undefined ? "" : `line${finding.policy.line}`;
    expect(text).toContain(squeeze(who + what + place));
  }
});

test("whom, what and where are aligned, whatever the script", () => {
  const lines = renderTerminal(aReport(), { columns: 120, colour: false }).split("\n");
  const at = (line: string, text: string) => stringWidth(line.slice(0, line.indexOf(text)));
  const rows = lines.filter((line) => /^ {4}\S.* access-policy\.yml:\d+$/v.test(line));
  expect(rows).toHaveLength(10);
  expect(new Set(rows.map((line) => at(line, "access-policy.yml:"))).size).toBe(1);
  const find = (name: string) => rows.find((line) => line.includes(name)) ?? "";
  expect(at(find("李安"), "has role")).toBe(at(find("José"), "is a Manager"));
});

test.each([
  [109, "access-policy.yml", "line 3"],
  [110, "access-policy.yml", "access-policy.yml:3"],
  [120, "governance/access-policy.yml", "line 3"],
  [140, "governance/access-policy.yml", "governance/access-policy.yml:3"],
])("at %i columns, a place in %s is %s: a path is whole or left out", (columns, path, place) => {
  const finding = aFinding({ rule: "two-factor", subject: aMember("Ada", "ada"), line: 3 });
  const { policy } = finding;
  if (policy === undefined) throw new Error("no place");
  const report = aReport({
    findings: [{ ...finding, policy: { ...policy, path } }],
    policy: { ...aReport().policy, path },
  });
  const row = renderTerminal(report, { columns, colour: false })
    .split("\n")
    .find((line) => line.includes("Ada (ada)"));

  expect(row?.endsWith(`  ${place}`)).toBe(true);
});

test("the header tells who looked and how much was seen", () => {
  const text = renderTerminal(aPartialReport(), plain);
  expect(text).toContain("Access audit of Fernwick Instruments (fernwick)\n");
  expect(text).toContain("as service account access-audit-k3vd (Member)\n");
  expect(text).toContain("Seen    not read completely: members, services\n");
  expect(text).toContain("members: partial, 32 of 41 seen (page 2 was refused with 403)\n");
});

test("the last line is the verdict", () => {
  const last = (text: string) => text.trimEnd().split("\n").at(-1);
  expect(last(renderTerminal(aReport(), plain))).toBe(
    "drift: 5 errors, 5 warnings, 1 note; 1 accepted, 1 resolved",
  );
  expect(last(renderTerminal(aPartialReport({ findings: [], resolved: [] }), plain))).toBe(
    "unknown: no findings in what was seen",
  );
  const clean = aReport({ verdict: "clean", findings: [], resolved: [] });
  expect(last(renderTerminal(clean, plain))).toBe("clean: no drift");
});

test("what was found in a part of the workspace follows the word unknown", () => {
  expect(renderTerminal(aPartialReport(), plain)).toMatch(
    /\nunknown: found 5 errors, 5 warnings, 1 note; 1 accepted, 1 resolved\n$/u,
  );
});

test("quiet, it is the verdict alone and names nobody", () => {
  const text = renderTerminal(aReport(), { ...plain, quiet: true });
  expect(text).toBe(
    "The workspace does not match access-policy.yml.\ndrift: 5 errors, 5 warnings, 1 note; 1 accepted, 1 resolved\n",
  );
});

test("without unicode only names go beyond ASCII", () => {
  const text = renderTerminal(aReport(), { ...plain, unicode: false });
  expect(text).toContain("x ERRORS (5)");
  expect(text.replaceAll(/José Álvarez Peña|Siobhán|李安|Tamás/gv, "")).toMatch(
    /^[\x20-\x7E\n]*$/v,
  );
});

test.each(hostileTexts)("%j prints nothing but visible characters", (text) => {
  const finding = aFinding({
    rule: "inactive-in-team",
    subject: aMember(text, text),
    object: aTeam(text, text),
    line: 3,
  });
  const report = aReport({
    findings: [finding],
    resolved: [finding],
    organization: { id: "x", slug: text, name: text },
    policy: { path: text, sha256: "" },
  });
  const printed = renderTerminal(report, { columns: 60, colour: false });
  expect(printed.replaceAll("\n", "")).not.toMatch(unsafeCharacters);
});
