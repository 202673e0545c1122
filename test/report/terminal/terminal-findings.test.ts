import stringWidth from "string-width";
import { describe, expect, test } from "vitest";

import { groupings } from "../../../src/report/group-findings.ts";
import type { Report } from "../../../src/report/report.ts";
import { fitGrid } from "../../../src/report/terminal/terminal-grid.ts";
import { renderTerminal } from "../../../src/report/terminal/terminal.ts";
import { hostileTexts, unsafeCharacters } from "../../support/hostile-text.ts";
import { aFinding, aMember, aPartialReport, aReport, aTeam } from "../../support/report.ts";

const plain = { columns: 100, colour: false } as const;

/** Returns a report with many findings of each kind, and a change that weakens the policy. */
function aLongReport(many: number): Report {
  const people = Array.from({ length: many }, (_, index) =>
    aMember(`Person ${index}`, `p-${index}`),
  );
  const whole = aPartialReport();
  return aReport({
    ...whole,
    findings: [
      ...people.map((subject) =>
        aFinding({
          rule: "two-factor",
          subject,
          facts: { role: "Owner", twoFactor: false },
          line: 3,
        }),
      ),
      ...people.map((subject) =>
        aFinding({
          rule: "inactive-in-team",
          severity: "warning",
          subject,
          object: aTeam("Docs", "docs"),
          facts: { teamRole: "Member" },
        }),
      ),
      ...people.map((subject) =>
        aFinding({
          rule: "dormant",
          severity: "note",
          state: "accepted",
          subject,
          facts: { lastLoginAt: null, joinedAt: "2026-01-19T10:00:00.000Z" },
        }),
      ),
    ],
    base: {
      sha256: "0".repeat(64),
      changes: people.map(({ slug }) => ({
        about: "role",
        effect: "weakens",
        message: `${slug} becomes an Owner`,
        weakening: { label: "new Owner", detail: slug },
      })),
    },
  });
}

describe.each(groupings)("by %s", (groupBy) => {
  test.each([20, 40, 60, 80, 120])(
    "at %i columns no line is wider, with and without a limit",
    (columns) => {
      for (const report of [aReport(), aLongReport(3)]) {
        for (const limit of [undefined, 1, 2]) {
          const text = renderTerminal(report, { columns, colour: false, groupBy, limit });
          for (const line of text.split("\n")) {
            expect(stringWidth(line)).toBeLessThanOrEqual(columns);
            expect(line).toBe(line.trimEnd());
          }
          expect(text).not.toContain("\u001B");
        }
      }
    },
  );

  test("a limit hides neither the verdict, nor a gap, nor what was not judged, nor a weakening", () => {
    const report = aLongReport(50);
    const all = renderTerminal(report, { ...plain, groupBy }).split("\n");
    const text = renderTerminal(report, { ...plain, groupBy, limit: 1 });

    const from = (start: string) => all.slice(all.findIndex((line) => line.startsWith(start)));
    const sectionOf = (start: string) => {
      const lines = from(start);
      return lines.slice(0, lines.indexOf("")).join("\n");
    };
    for (const start of ["Policy  ", "This change", "? NOT JUDGED", "────"]) {
      expect(text).toContain(sectionOf(start));
    }
    expect(text.match(/weakens: /gv)).toHaveLength(50);
    expect(text).toContain("Seen    not read completely: members, services");
    expect(text.trimEnd().split("\n").at(-1)).toBe(all.at(-2));
    expect(text).toContain("✗ ERRORS (50)");
    expect(text).toContain("▲ WARNINGS (50)");
  });

  test("without a limit, and with one that is high enough, nothing is left out", () => {
    const report = aLongReport(5);
    const all = renderTerminal(report, { ...plain, groupBy });
    expect(all).not.toMatch(/and \d+ more/v);
    expect(renderTerminal(report, { ...plain, groupBy, limit: 100 })).toBe(all);
  });

  test.each(hostileTexts)("%j prints nothing but visible characters", (text) => {
    const subject = aMember(text, text);
    const findings = [
      aFinding({ rule: "inactive-in-team", subject, object: aTeam(text, text), line: 3 }),
      aFinding({
        rule: "name-unknown",
        subject: { kind: "policy", id: text, slug: text, name: text },
      }),
    ];
    const report = aReport({ findings, resolved: findings });
    const printed = renderTerminal(report, { columns: 60, colour: false, groupBy, limit: 1 });
    expect(printed.replaceAll("\n", "")).not.toMatch(unsafeCharacters);
  });
});

test("a limit is per rule, and says how many more there are", () => {
  const text = renderTerminal(aLongReport(10_000), { ...plain, limit: 3 });

  expect(text.match(/^ {4}Person \d+ .*without two-factor/gmv)).toHaveLength(3);
  expect(text.match(/^ {4}and 9997 more$/gmv)).toHaveLength(2);
  expect(text).toContain("  dormant: and 9997 more\n");
  // The remedies are there once more than the rows.
  expect(text).toContain("    → Ask them to turn on two-factor authentication");
});

test("10 000 findings are all there without a limit, in every grouping", () => {
  const report = aLongReport(5_000);
  for (const groupBy of groupings) {
    const text = renderTerminal(report, { columns: 40, colour: false, groupBy });
    for (const index of [0, 1, 2_500, 4_999]) expect(text).toContain(`(p-${index})`);
    expect(text.split("\n").length).toBeGreaterThan(10_000);
  }
});

test("a grid fits more rows than a call may have arguments", () => {
  const rows = Array.from({ length: 300_000 }, () => ["who", "what", "line 1"] as const);
  expect(fitGrid(rows, 80).widths).toEqual([3, 4, 6]);
});

test("by person, each person is a title once, with all findings and their severities", () => {
  const lines = renderTerminal(aLongReport(2), { ...plain, groupBy: "person" }).split("\n");
  expect(lines.filter((line) => line.includes("Person 1 (p-1)") && !line.includes(":"))).toEqual([
    "  Person 1 (p-1)",
  ]);
  const at = lines.indexOf("  Person 1 (p-1)");
  expect(lines[at + 1]).toMatch(/^ {4}✗ two-factor +is an Owner without/v);
  expect(lines[at + 2]).toMatch(/^ {4}▲ inactive-in-team +is inactive but still in team Docs/v);
  expect(lines).toContain("▲ WARNINGS (2)");
  expect(lines).toContain("  2 of these are listed above");
});

test("by team, what concerns no team is under Workspace", () => {
  const text = renderTerminal(aLongReport(2), { ...plain, groupBy: "team" });
  expect(text).toMatch(
    /✗ ERRORS \(2\)\n\n {2}Workspace\n {4}✗ two-factor +Person 0 \(p-0\) is an Owner/v,
  );
  expect(text).toMatch(/▲ WARNINGS \(2\)\n\n {2}Docs \(docs\)\n {4}▲ inactive-in-team +Person 0/v);
});

test.each([44, 60, 80, 100, 120])(
  "at %i columns, an address that fits a line is whole",
  (columns) => {
    const address = "maximiliane.mustermann@fernwick.example";
    const report = aReport({
      findings: [
        aFinding({
          rule: "two-factor",
          subject: aMember("", address),
          facts: { role: "Owner", twoFactor: false },
          line: 3,
        }),
        aFinding({
          rule: "inactive-in-team",
          subject: aMember("Jo", "jo"),
          object: aTeam("", address),
          facts: { teamRole: "Member" },
          line: 4,
        }),
      ],
    });
    const text = renderTerminal(report, { columns, colour: false });
    expect(text.split(address)).toHaveLength(3);
  },
);
