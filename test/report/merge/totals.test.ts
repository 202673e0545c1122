/** Rules and people that workspaces have in common, and the links to their runs. */

import { expect, test } from "vitest";

import { aFinding, aMember, aTeam } from "../../support/report.ts";
import { toHtml, toRows } from "../../support/gfm.ts";
import { cleanReport, errorsAbout, mergeFiles, withFindings } from "../../support/many-reports.ts";

const invite = (email: string) =>
  aFinding({
    rule: "invite-unlisted",
    severity: "warning",
    subject: { kind: "invite", id: `i-${email}`, slug: email, name: "" },
  });

const accepted = aFinding({
  rule: "two-factor",
  subject: aMember("x", "x"),
  facts: { role: "Owner" },
  state: "accepted",
});

test("each rule has its workspaces and findings, the worst rule first", async () => {
  const dormant = ["a", "b", "c"].map((name) =>
    aFinding({
      rule: "dormant",
      severity: "warning",
      subject: aMember("", name),
      facts: { lastLoginAt: null, joinedAt: null, after: 90 },
    }),
  );
  const { merged, markdown, stdout } = await mergeFiles({
    one: withFindings("one", [...errorsAbout(["x", "y"]), ...dormant]),
    two: withFindings("two", errorsAbout(["x"])),
    three: withFindings("three", [...dormant, invite("a@b.example")]),
    four: withFindings("four", dormant.slice(1)),
  });

  expect(merged.rules).toEqual([
    { id: "two-factor", severity: "error", workspaces: 2, findings: 3 },
    { id: "dormant", severity: "warning", workspaces: 3, findings: 8 },
    { id: "invite-unlisted", severity: "warning", workspaces: 1, findings: 1 },
  ]);
  expect(toRows(toHtml(markdown))).toContainEqual(["two-factor", "error", "2", "3"]);
  expect(stdout).toContain("two-factor: 2 workspaces, 3 findings");
});

test("accepted findings do not count for a rule", async () => {
  const { merged } = await mergeFiles({
    one: withFindings("one", [accepted], { verdict: "clean" }),
  });
  expect(merged.rules).toEqual([]);
});

test("a person in several workspaces is found by id or by e-mail address, and a service account is not", async () => {
  const renamed = { ...aMember("Amara Okoye", "amara"), id: "id-amara-okoye" };
  const service = { kind: "service" as const, id: "ci", slug: "ci", name: "CI" };
  const byService = aFinding({
    rule: "team-member-unexpected",
    subject: service,
    object: aTeam("T", "t"),
    facts: { teamRole: "Member" },
  });
  const { merged, markdown, stdout } = await mergeFiles({
    a: withFindings("a", [
      ...errorsAbout(["amara-okoye", "only-here"]),
      byService,
      invite("new@fernwick.example"),
    ]),
    b: withFindings("b", [
      aFinding({ rule: "two-factor", subject: renamed, facts: { role: "Owner" } }),
      byService,
    ]),
    c: withFindings("c", [invite("New@fernwick.example")]),
    d: cleanReport("d"),
  });

  expect(merged.people).toEqual([
    {
      id: "id-amara-okoye",
      slug: "amara-okoye",
      name: "amara-okoye",
      workspaces: ["a", "b"],
      findings: 2,
    },
    { id: null, slug: "new@fernwick.example", name: "", workspaces: ["a", "c"], findings: 2 },
  ]);
  expect(toRows(toHtml(markdown))).toContainEqual(["amara-okoye", "2", "2", "a, b"]);
  expect(stdout).toContain("amara-okoye: 2 workspaces, 2 open findings");
});

test("a person with an accepted finding is in the workspace, without an open finding", async () => {
  const { merged } = await mergeFiles({
    a: withFindings("a", errorsAbout(["x"])),
    b: withFindings("b", [accepted], { verdict: "clean" }),
  });
  expect(merged.people).toMatchObject([{ slug: "x", workspaces: ["a", "b"], findings: 1 }]);
});

test("people are limited, and how many more there are is said", async () => {
  const names = Array.from({ length: 600 }, (_, at) => `person-${at}`);
  const { merged, markdown, stdout } = await mergeFiles({
    a: withFindings("a", errorsAbout(names)),
    b: withFindings("b", errorsAbout(names)),
  });

  expect(merged.people).toHaveLength(500);
  expect(merged.peopleLeftOut).toBe(100);
  expect(markdown).toContain("550 more people in several workspaces.");
  expect(stdout).toContain("And 590 more people.");
});

const runUrl = "https://github.example:8443/fernwick/governance/actions/runs/4242";

test("a workspace links to its run", async () => {
  const { merged, markdown } = await mergeFiles({ a: { ...cleanReport("a"), runUrl } });
  expect(merged.workspaces[0]?.runUrl).toBe(runUrl);
  expect(toHtml(markdown)).toContain(`<a href="${runUrl}">a</a>`);
});

test.each([
  "javascript:alert(1)//github.example/a/b/actions/runs/1",
  "http://github.example/a/b/actions/runs/1",
  "https://user:secret@github.example/a/b/actions/runs/1",
  "https://evil.example/phish",
  "https://github.example/a/b/actions/runs/1)[x](https://evil.example",
  "https://github.example/a/b/actions/runs/1\n",
  'https://github.example/a/b/actions/runs/1"onclick="x',
])("a report whose run is %j is not a report", async (address) => {
  const text = JSON.stringify({ ...cleanReport("a"), runUrl: address });
  const { merged, exitCode } = await mergeFiles({ a: text });
  expect(exitCode).toBe(2);
  expect(merged.unreadable).toEqual([
    { path: "a.json", reason: "it is not a report of this tool: runUrl is wrong" },
  ]);
});
