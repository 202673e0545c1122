import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderJson } from "../../src/report/json.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderTerminal } from "../../src/report/terminal/terminal.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";
import { exception, jo, noon } from "../support/exceptions.ts";
import { policyOf } from "../support/policy.ts";

const ada = aMember({ username: "ada", role: "Owner", twoFactor: false });

function reportWith(body: string, roster: Partial<Roster>): Report {
  const policy = policyOf(body);
  const whole = aRoster(roster);
  return buildReport({
    roster: whole,
    policy,
    evaluation: evaluate(whole, policy, noon),
    resolved: [],
    failOn: "error",
    generatedAt: noon,
    tool: { name: "cloudsmith-access-audit", version: "0.0.0" },
  });
}

test("accepted drift fails nothing, and expired acceptance fails again", () => {
  const valid = reportWith(exception("subject: jo, reason: r, expires: 2026-12-31"), {
    members: [jo],
  });
  const over = reportWith(exception("subject: jo, reason: r, expires: 2026-11-22"), {
    members: [jo],
  });

  expect([valid.verdict, valid.counts.accepted, valid.counts.errors]).toEqual(["clean", 1, 0]);
  expect([over.verdict, over.counts.accepted, over.counts.errors]).toEqual(["drift", 0, 1]);
});

test("every rendering lists what is accepted, until when, why, and who approved it", () => {
  const report = reportWith(
    `exceptions:
  - rule: two-factor
    subject: jo
    reason: hardware key on order
    approved-by: amara-okoye
    owner: it-desk
    ticket: IT-4711
    created: 2026-11-01
    expires: 2026-12-31
`,
    { members: [jo, ada] },
  );
  const renderings = [
    renderTerminal(report, { columns: 200, colour: false }),
    renderMarkdown(report, { personalData: "full" }).replaceAll("\\", ""),
  ];

  for (const text of renderings) {
    expect(text).toMatch(/Accepted by the policy(: | \()1/u);
    expect(text).toContain(
      "until 2026-12-31: hardware key on order (approved by: amara-okoye; line 4)",
    );
  }
  expect(renderMarkdown(report, { personalData: "counts" })).toContain("Accepted by the policy: 1");
  expect((JSON.parse(renderJson(report)) as Report).exceptions).toEqual([
    {
      rule: "two-factor",
      subject: "jo",
      team: null,
      reason: "hardware key on order",
      owner: "it-desk",
      ticket: "IT-4711",
      approvedBy: "amara-okoye",
      created: "2026-11-01",
      expires: "2026-12-31",
      status: "used",
      why: null,
      findings: 1,
      policy: { path: "access-policy.yml", line: 4, column: 5 },
    },
  ]);
});

test("an exception that covers several findings says so, in every rendering", () => {
  const report = reportWith(
    "exceptions: [{ rule: inactive-in-team, subject: jo, reason: r, expires: 2026-12-31 }]\n",
    {
      teams: ["a", "b", "c"].map((slug) => aTeam({ slug })),
      members: [
        aMember({
          username: "jo",
          active: false,
          teams: ["a", "b", "c"].map((slug) => ({ team: `tm-${slug}`, role: "Member" as const })),
        }),
      ],
    },
  );

  expect(renderTerminal(report, { columns: 200, colour: false })).toContain(
    "the same exception covers 2 more",
  );
  expect(renderMarkdown(report, { personalData: "full" })).toContain(
    "the same exception covers 2 more",
  );
  expect(report.exceptions[0]?.findings).toBe(3);
});
