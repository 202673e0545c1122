import { expect, test } from "vitest";

import type { RuleProgress } from "../../../src/report/progress.ts";
import { renderProgress } from "../../../src/report/markdown/render-progress.ts";
import type { Report } from "../../../src/report/report.ts";
import { elementsOf, toHtml, toLinkableText } from "../../support/gfm.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { aFinding, aMember, aReport } from "../../support/report.ts";

const amara = aFinding({ rule: "two-factor", subject: aMember("Amara Okoye", "amara-okoye") });
const jonas = aFinding({ rule: "two-factor", subject: aMember("Jonas", "jonas-lindqvist") });
const short = ({ fingerprint }: { readonly fingerprint: string }) => fingerprint.slice(0, 10);

function progressOf(appeared: readonly string[], cleared: readonly string[]): RuleProgress {
  return { rule: "two-factor", before: 1, after: 1, moved: { appeared, cleared } };
}

const full = { personalData: "full", event: "changed" } as const;

test("names stand where the report has them, and numbers where it has not", () => {
  const report = aReport({ findings: [amara], resolved: [] });

  const text = renderProgress(report, [progressOf([short(amara)], [short(jonas)])], full);

  expect(text).toContain("**1 finding appeared, 1 resolved**; 1 in all.");
  expect(text).toContain("Appeared:\n\n- `two-factor`: Amara Okoye (amara-okoye)");
  expect(text).toContain("Resolved:\n\n- `two-factor`: 1\n");
});

test("what the baseline still knew is named when it clears", () => {
  const report = aReport({ findings: [], resolved: [jonas] });

  const text = renderProgress(report, [progressOf([], [short(jonas)])], full);

  expect(text).toContain("**1 finding resolved**; 0 in all.");
  expect(text).toContain("Resolved:\n\n- `two-factor`: Jonas (jonas-lindqvist)");
});

test("names stay out where they must", () => {
  const report = aReport({ findings: [amara], resolved: [jonas] });

  const text = renderProgress(report, [progressOf([short(amara)], [short(jonas)])], {
    personalData: "counts",
    event: "reopened",
  });

  expect(text).not.toMatch(/amara|jonas/iu);
  expect(text).toContain("Reopened: the drift is still there.");
  expect(text).toContain("- `two-factor`: still 1, but different ones");
});

test("the proof that nothing is left names what was seen, and what was not judged", () => {
  const report = aReport({ findings: [] });
  const closing = { personalData: "full", event: "closed" } as const;

  expect(renderProgress(report, [], closing)).toMatch(
    /^\*\*No finding is left\.\*\* The workspace was read completely at .* every rule was judged, and none found anything\./u,
  );
  const counts = { ...report.counts, notJudged: 2 };
  expect(renderProgress({ ...report, counts }, [], closing)).toContain(
    "nothing was found; 2 rules could not be judged, and had no earlier findings",
  );
});

test("a comment is never longer than GitHub takes, whatever the names are", () => {
  const hostile = hostileTexts.join(" ").repeat(20);
  const findings = Array.from({ length: 80 }, (_, index) => ({
    ...aFinding({ rule: "two-factor", subject: aMember(`${index}${hostile}`, `u${index}`) }),
    fingerprint: `${index}`.padStart(10, "0"),
  }));
  const changes: Report["changes"] = {
    since: "2026-11-20T05:00:00.000Z",
    sinceCoverage: "complete",
    until: "2026-11-21T05:00:00.000Z",
    list: findings.map(({ subject }) => ({
      kind: "joined",
      subject: { kind: "member", id: subject.id, slug: subject.slug, name: subject.name },
      before: null,
      after: "Member",
      message: "joined as Member",
    })),
    incomplete: [],
  };
  const progress = [progressOf(findings.map(short), [])];

  const text = renderProgress(aReport({ findings, changes }), progress, full);

  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
  expect(text).toContain("80 findings appeared");
  expect(text).toContain("Since the last complete sync, 2026-11-20 05:00 UTC: 80 changes");
});

test("a baseline with gaps is not called the last complete sync", () => {
  const report = aReport();
  const { changes } = report;
  if (changes === undefined) throw new Error("the report tells no changes");

  const text = renderProgress(
    { ...report, changes: { ...changes, sinceCoverage: "partial" } },
    [progressOf([], [])],
    full,
  );

  expect(text).toContain("Since 2026-11-22 09:00 UTC: 1 change");
  expect(text).not.toContain("complete sync");
});

test.each(hostileTexts)("%j in a name, a team and a message does nothing on the page", (text) => {
  const named = aFinding({ rule: "two-factor", subject: { ...aMember(text, text), id: "a" } });
  const odd = { ...named, message: `${text} ${text}`, policy: { path: text, line: 1, column: 1 } };
  const changes: Report["changes"] = {
    since: "2026-11-20T05:00:00.000Z",
    until: "2026-11-21T05:00:00.000Z",
    list: [
      {
        kind: "team-joined",
        subject: { kind: "member", id: "a", slug: text, name: text },
        object: { kind: "team", id: "b", slug: text, name: text },
        before: null,
        after: "Member",
        message: `came into team ${text}`,
      },
    ],
    incomplete: [],
  };
  const report = aReport({
    findings: [odd],
    resolved: [odd],
    changes,
    policy: { path: text, sha256: "" },
  });
  const progress = [progressOf([short(odd)], [short(odd)])];
  for (const event of ["changed", "reopened"] as const) {
    const html = toHtml(renderProgress(report, progress, { personalData: "full", event }));
    expect(elementsOf(html).filter((name) => name !== "code")).toEqual([
      "details",
      "li",
      "p",
      "strong",
      "summary",
      "ul",
    ]);
    expect(toLinkableText(html)).not.toMatch(/@|\$|#\d|GH-\d|:\/\/|www\.|mailto:|xmpp:/iv);
  }
});
