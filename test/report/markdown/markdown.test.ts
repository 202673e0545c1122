import { describe, expect, test } from "vitest";

import { renderMarkdown } from "../../../src/report/markdown/markdown.ts";
import type { Report, ReportFinding } from "../../../src/report/report.ts";
import { workspaceLists, listStatuses } from "../../../src/roster/coverage.ts";
import { unknownReasons } from "../../../src/roster/fact.ts";
import { elementsOf, toHtml, toLinkableText, toRows } from "../../support/gfm.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { aFinding, aMember, aPartialReport, aReport, aTeam } from "../../support/report.ts";

const full = { personalData: "full" } as const;
const byteLength = (text: string) => Buffer.byteLength(text, "utf8");

test("the heading tells the verdict", () => {
  const firstLine = (report: Report) => renderMarkdown(report, full).split("\n")[0];
  const nothing = { findings: [], resolved: [] };
  expect(firstLine(aReport())).toBe("### Access audit of fernwick: 5 errors, 5 warnings, 1 note");
  expect(firstLine(aReport({ verdict: "clean", ...nothing }))).toBe(
    "### Access audit of fernwick: no drift",
  );
  expect(firstLine(aPartialReport(nothing))).toBe("### Access audit of fernwick: result unknown");
  expect(firstLine(aPartialReport())).toBe(
    "### Access audit of fernwick: result unknown; found 5 errors, 5 warnings, 1 note",
  );
});

test("drift below the threshold is not called clean", () => {
  const findings = aReport().findings.filter(({ severity }) => severity !== "error");
  const text = renderMarkdown(aReport({ verdict: "clean", findings }), full);
  expect(text).toContain("5 warnings, 1 note, nothing that fails the audit");
  expect(text).toContain("but only errors fail this audit.");
});

test("findings about exceptions alone do not contradict that the workspace matches", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const open = { ...finding, state: "existing", severity: "warning" } as const;
  const render = (...rules: string[]) => {
    const findings = rules.map((rule) => ({ ...open, rule }));
    return renderMarkdown(aReport({ verdict: "clean", findings }), full);
  };
  expect(render("exception-unexplained", "entry-ending")).toContain(
    "The workspace matches access-policy.yml. Some entries of the policy need attention, but only errors fail this audit.",
  );
  expect(render("exception-unexplained", "two-factor")).toContain("does not fully match");
});

test("a clean verdict owns up to rules that were not judged", () => {
  const { rules } = aPartialReport();
  const text = renderMarkdown(
    aReport({ verdict: "clean", failOn: "error", findings: [], resolved: [], rules }),
    full,
  );
  expect(text).toContain("no drift, 1 rule not judged");
  expect(text).toContain("matches access-policy.yml, but 1 rule could not be judged.");
});

test("each open finding is a row, in the report's order", () => {
  const rows = toRows(toHtml(renderMarkdown(aReport(), full)));
  expect(rows).toHaveLength(12);
  expect(rows.every((row) => row.length === 5)).toBe(true);
  expect(rows[1]).toEqual([
    "error",
    "two-factor",
    "Jonas Lindqvist (jonas-lindqvist)",
    "is an Owner without two-factor authentication",
    "access-policy.yml:19",
  ]);
  expect(rows.at(-1)).toEqual([
    "note",
    "team-unlisted",
    "hidden team Skunkworks (skunkworks)",
    "is not in the policy",
    "",
  ]);
});

test("new findings are marked", () => {
  const finding = aFinding({
    rule: "two-factor",
    state: "introduced",
    subject: aMember("Jonas Lindqvist", "jonas-lindqvist"),
    facts: { role: "Owner" },
  });
  const text = renderMarkdown(aReport({ findings: [finding] }), full);
  expect(text).toContain("| **error**, new |");
  expect(text).toContain("New: 1.");
});

test("what a pull request's base was is told: nothing, of no use, or something else", () => {
  const [finding] = aReport().findings;
  if (finding === undefined) throw new Error("the report has no finding");
  const third = (base: Report["base"], state: "introduced" | "existing") =>
    renderMarkdown(
      aReport({ verdict: "clean", base, findings: [{ ...finding, state }], resolved: [] }),
      full,
    ).split("\n")[2];
  const there = "existing, and none of them fails this check.";

  expect(third({ sha256: null, changes: [] }, "existing")).toBe(
    `access-policy.yml is new, so its findings count as ${there}`,
  );
  expect(third({ sha256: null, invalid: true, changes: [] }, "existing")).toBe(
    `The version of access-policy.yml before this change cannot be used, so its findings count as ${there}`,
  );
  expect(third({ sha256: "", changes: [] }, "existing")).toBe(
    "Merging this change introduces no drift. One finding is not caused by it.",
  );
  expect(third({ sha256: "", changes: [] }, "introduced")).toBe(
    "This change introduces 1 finding that only a change of the policy resolves. It does not fail this check.",
  );
});

test("each rule's remedy is told once, and accepted and resolved drift is listed", () => {
  const text = renderMarkdown(aReport(), full);
  expect(text.split("Ask them to turn on two-factor authentication")).toHaveLength(2);
  expect(text).toContain("Accepted by the policy: 1");
  expect(text).toContain("Tamás Varga (tamas-varga) should have role Manager but has Member");
  expect(text).toContain("Resolved since the last run: 1");
});

test("what was not seen is told with its reason", () => {
  const rows = toRows(toHtml(renderMarkdown(aPartialReport(), full)));
  expect(rows.slice(1, 4)).toEqual([
    ["members", "partial, 32 of 41 seen", "page 2 was refused with 403"],
    [
      "services",
      "refused, 0 seen",
      "the workspace answered 403 to service account access-audit-k3vd",
    ],
    ["members", "two-factor unknown for 6", "the workspace hides it from this credential"],
  ]);
  const text = renderMarkdown(aPartialReport(), full);
  expect(text).toContain("**1 rule was not judged**");
  expect(text).toContain(
    "\n- `two-factor (error)`: the two-factor state of 6 accounts was not seen",
  );
  expect(renderMarkdown(aPartialReport(), { personalData: "counts" })).toContain(
    "\n- `two-factor (error)`\n",
  );
});

test("changes since the baseline are told, but not where nobody may be named or nothing may vary", () => {
  const title = "Since 2026-11-22 09:00 UTC: 1 change";
  expect(renderMarkdown(aReport(), full)).toContain(
    `<details><summary>${title}</summary>\n\n- Wojciech Nowak (wojciech-nowak) rose from Member to Owner\n`,
  );
  const counts = renderMarkdown(aReport(), { personalData: "counts" });
  expect(counts).toContain(`${title}.`);
  expect(counts).not.toContain("ojciech");
  expect(renderMarkdown(aReport(), { ...full, stable: true })).not.toContain("Since 2026");
});

test("the footer tells when the workspace was read, and nothing tells when it was rendered", () => {
  const text = renderMarkdown(aReport(), full);
  expect(text).toContain("<sub>Read 2026-11-23 09:00 UTC · roster `9c1d5f0be7a2`");
  expect(renderMarkdown(aReport({ generatedAt: "2027-01-01T00:00:00.000Z" }), full)).toBe(text);
});

test("stable, the text is the same for another reading that found the same", () => {
  const later = aReport({
    readAt: "2026-11-24T09:00:00.000Z",
    rosterDigest: "0".repeat(64),
    roster: { ...aReport().roster, members: 42 },
  });
  const render = (report: Report) => renderMarkdown(report, { ...full, stable: true });
  expect(render(later)).toBe(render(aReport()));
  expect(renderMarkdown(later, full)).not.toBe(renderMarkdown(aReport(), full));
});

test("a link is made of an http address and of nothing else", () => {
  const link = (runUrl: string) => toHtml(renderMarkdown(aReport(), { ...full, runUrl }));
  expect(link("https://github.com/f/g/actions/runs/1")).toContain(
    '<a href="https://github.com/f/g/actions/runs/1">this run</a>',
  );
  expect(link("javascript:alert(1)")).not.toContain("<a ");
  expect(link("https://x.example/>)<b>").match(/<b>/gv)).toBeNull();
});

describe("hostile names", () => {
  const expected = ["code", "details", "h3", "li", "p", "sub", "summary"];
  const tables = ["table", "tbody", "td", "th", "thead", "tr", "ul"];

  test.each(hostileTexts)("%j changes neither rows nor cells and links to nothing", (text) => {
    const subject = { ...aMember(text, text), id: text };
    const object = { ...aTeam(text, text), id: text };
    const finding = {
      ...aFinding({ rule: "inactive-in-team", subject, object, line: 3 }),
      policy: { path: text, line: 3, column: 1 },
    };
    const report = aReport({
      findings: [finding, finding, { ...finding, state: "accepted" }],
      resolved: [finding],
      organization: { id: "x", slug: text, name: text },
      policy: { path: text, sha256: "" },
    });
    const html = toHtml(renderMarkdown(report, full));
    expect(toRows(html).map((row) => row.length)).toEqual([5, 5, 5]);
    expect(elementsOf(html).filter((name) => ![...expected, ...tables].includes(name))).toEqual([]);
    expect(toLinkableText(html)).not.toMatch(/@|\$|#\d|GH-\d|:\/\/|www\.|mailto:|xmpp:/iv);
  });

  test.each(hostileTexts)("%j in every text of a report does nothing anywhere", (text) => {
    const known = new Set([...expected, "strong", ...tables]);
    for (const report of [aReport(), aPartialReport(), aPullRequestReport()]) {
      const html = toHtml(renderMarkdown(sayEverywhere(report, text), { ...full, tracking }));
      expect(elementsOf(html).filter((name) => !known.has(name))).toEqual([]);
      expect(toLinkableText(html)).not.toMatch(/@|\$|#\d|GH-\d|:\/\/|www\.|mailto:|xmpp:/iv);
      const widths = toRows(html).map((row) => row.length);
      expect(widths.filter((width) => width !== 5 && width !== 3)).toEqual([]);
    }
  });

  test("a name of any length leaves the username and the rest in sight", () => {
    const subject = aMember("Long ".repeat(1000), "long-name");
    const object = aTeam("Wide ".repeat(1000), "wide-team");
    const findings = [aFinding({ rule: "inactive-in-team", subject, object })];
    const [, row] = toRows(toHtml(renderMarkdown(aReport({ findings }), full)));
    expect(row?.[2]).toMatch(/^Long .{0,60}… \(long-name\)$/v);
    expect(row?.[3]).toMatch(/^is inactive but still in team Wide .{0,60}… \(wide-team\)$/v);
  });
});

const tracking = {
  heartbeat: "Last complete sync: unknown.",
  held: [{ rule: "two-factor", count: 1 }],
};

function aPullRequestReport(): Report {
  const findings = aReport().findings.map((finding, at) =>
    at % 2 === 0 ? { ...finding, state: "introduced" as const } : finding,
  );
  return aReport({
    findings,
    archive: { path: "artifact:roster", syncId: "" },
    base: { sha256: "", changes: [{ about: "role", message: "expects one more Owner: x" }] },
  });
}

/** Words that a report chooses from a list of its own. */
const ownWords: ReadonlySet<string> = new Set([
  ...workspaceLists,
  ...listStatuses,
  ...Object.keys(unknownReasons),
  ..."error warning note off introduced existing accepted judged not-judged".split(" "),
  ..."clean drift unknown complete partial never member service team policy workspace".split(" "),
]);
const ownKeys: ReadonlySet<string> = new Set(
  "tool generatedAt readAt since until rosterDigest sha256 fact".split(" "),
);

/** Returns the report with the text in place of every text in it that is not the report's own. */
function sayEverywhere(report: Report, text: string): Report {
  const replace = (value: unknown, key = ""): unknown => {
    if (ownKeys.has(key)) return value;
    if (typeof value === "string") return ownWords.has(value) ? value : text;
    if (Array.isArray(value)) return value.map((item) => replace(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, replace(one, name)]),
    );
  };
  return replace(report) as Report;
}

describe("counts only", () => {
  const counts = { personalData: "counts" } as const;

  test.each([aReport(), aPartialReport()])("names nobody and nothing", (report) => {
    const text = renderMarkdown(report, { ...counts, runUrl: "https://x.example/1" });
    const named = [...report.findings, ...report.resolved]
      .flatMap(({ subject, object }) => [subject, object])
      .flatMap((subject) => (subject === undefined ? [] : [subject.slug, subject.name]))
      .filter((name) => name !== "");
    const { slug, name } = report.organization;
    for (const secret of [...named, slug, name, "access-audit-k3vd", "fernwick.example"]) {
      expect(text).not.toContain(secret);
    }
  });

  test("tells how many findings each rule has", () => {
    const rows = toRows(toHtml(renderMarkdown(aReport(), counts)));
    expect(rows.map((row) => [row[0], row[1], row[3]])).toEqual([
      ["Severity", "Rule", "Findings"],
      ["error", "two-factor", "2"],
      ["error", "inactive-in-team", "1"],
      ["error", "role-unlisted", "1"],
      ["error", "team-member-unexpected", "1"],
      ["warning", "dormant", "2"],
      ["warning", "role-count", "1"],
      ["warning", "team-missing", "1"],
      ["warning", "name-unknown", "1"],
      ["note", "team-unlisted", "1"],
    ]);
  });
});

describe("size", () => {
  const alphabets = { ascii: "Ada Example", emoji: "👩‍💻🏳️‍🌈", combining: "e\u0301o\u0308\u0304" };

  describe.each(Object.entries(alphabets))("in %s", (_, name) => {
    const { changes: _changes, ...report } = aReport({
      findings: manyFindings(name),
      resolved: [],
    });
    const whole = renderMarkdown(report, full);

    test("a report at the limit is whole, and one byte less cuts whole rows", () => {
      const length = byteLength(whole);
      expect(renderMarkdown(report, { ...full, maxBytes: length + 1 })).toBe(whole);
      expect(renderMarkdown(report, { ...full, maxBytes: length })).toBe(whole);
      const cut = renderMarkdown(report, { ...full, maxBytes: length - 1 });
      expect(byteLength(cut)).toBeLessThan(length);
      expect(cut).toMatch(/\*\*\d+ more findings?\*\*/v);
    });

    test.each([0, 1, 10, 100, 500, 1000, 2000, 5000, 10_000])("fits %i bytes", (maxBytes) => {
      const text = renderMarkdown(report, { ...full, maxBytes });
      expect(byteLength(text)).toBeLessThanOrEqual(maxBytes);
      expect(text).not.toMatch(/\p{Cs}/v);
      expect(toRows(toHtml(text)).every((row) => row.length === 5)).toBe(true);
    });
  });

  test("the mildest findings go first, and the rest keep their order", () => {
    const findings = manyFindings("Ada").toReversed();
    const fullReport = "the artifact access-report";
    const text = renderMarkdown(aReport({ findings }), { ...full, maxBytes: 3000, fullReport });
    const severities = toRows(toHtml(text))
      .slice(1)
      .map(([severity]) => severity);
    expect(new Set(severities)).toEqual(new Set(["error"]));
    const left = 90 - severities.length;
    expect(text).toContain(
      `**${left} more findings** (${30 - severities.length} errors, 30 warnings, 30 notes) are in the artifact access-report.`,
    );
  });
});

function manyFindings(name: string): ReportFinding[] {
  return (["error", "warning", "note"] as const).flatMap((severity) =>
    Array.from({ length: 30 }, (_, index) =>
      aFinding({
        rule: "two-factor",
        severity,
        subject: aMember(`${name} ${index}`, `user-${severity}-${index}`),
        facts: { role: "Owner" },
        line: 7,
      }),
    ),
  );
}
