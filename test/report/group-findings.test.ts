import fc from "fast-check";
import { expect, test } from "vitest";

import { severities } from "../../src/policy/severity.ts";
import { groupFindings, groupings } from "../../src/report/group-findings.ts";
import type { ReportFinding } from "../../src/report/report.ts";
import { propertyRuns } from "../support/property.ts";
import { aFinding, aMember, aReport, aTeam } from "../support/report.ts";

type Subject = ReportFinding["subject"];

const jo = aMember("Jo Doe", "jo");
const bo = aMember("Bo Low", "bo");
const platform = aTeam("Platform", "platform");
const workspace: Subject = { kind: "workspace", id: "w", slug: "fernwick", name: "Fernwick" };
const service: Subject = { kind: "service", id: "ci", slug: "ci", name: "CI" };
const invite: Subject = { kind: "invite", id: "i1", slug: "new@fernwick.example", name: "" };
const written = (text: string): Subject => ({ kind: "policy", id: text, slug: text, name: text });

/** Returns the titles under which a finding is listed by person and by team. */
function titlesOf(finding: ReportFinding, others: readonly ReportFinding[] = []) {
  const report = aReport({ findings: [finding, ...others], resolved: [] });
  return (["person", "team"] as const).map((by) => {
    const groups = groupFindings(report, by).flatMap((section) => section.groups);
    return groups.find(({ findings }) => findings.includes(finding))?.title;
  });
}

const drift = (rule: string, subject: Subject, more: object = {}) =>
  aFinding({ rule, subject, facts: {}, ...more });
const exceptionTo = (rule: string, subject: string, team: string | null = null) =>
  drift("exception-unused", written(subject), { facts: { rule, team }, line: 9 });

test.each<[string, ReportFinding, string, string]>([
  ["a member", drift("two-factor", jo), "Jo Doe (jo)", "Workspace"],
  [
    "a member in a team",
    drift("inactive-in-team", jo, { object: platform }),
    "Jo Doe (jo)",
    "Platform (platform)",
  ],
  ["a service account", drift("service-unlisted", service), "service account CI (ci)", "Workspace"],
  ["an invite", drift("invite-unlisted", invite), "invite of new@fernwick.example", "Workspace"],
  ["a team", drift("team-unlisted", platform), "Workspace", "Platform (platform)"],
  ["the workspace", drift("role-count", workspace), "Workspace", "Workspace"],
  ["a name that nobody has", drift("name-unknown", written("ada")), "ada", "Workspace"],
  ["a team that is not there", drift("team-missing", written("web")), "Workspace", "web"],
  [
    "an entry for somebody who is there",
    drift("entry-ending", written("JO")),
    "Jo Doe (jo)",
    "Workspace",
  ],
  [
    "the review of a team that is there",
    drift("review-overdue", written("platform")),
    "Workspace",
    "Platform (platform)",
  ],
  ["a policy test", drift("policy-test", written("the owners")), "Workspace", "Workspace"],
  ["an exception for a person", exceptionTo("dormant", "jo"), "Jo Doe (jo)", "Workspace"],
  [
    "an exception for a person in a team",
    exceptionTo("inactive-in-team", "jo", "platform"),
    "Jo Doe (jo)",
    "Platform (platform)",
  ],
  [
    "an exception for a team",
    exceptionTo("team-unlisted", "platform"),
    "Workspace",
    "Platform (platform)",
  ],
  ["an exception for a number", exceptionTo("role-count", "fernwick"), "Workspace", "Workspace"],
  ["an exception for nobody", exceptionTo("dormant", "ada"), "ada", "Workspace"],
  ...[
    "repository-public",
    "repository-default-privilege",
    "repository-unlisted",
    "oidc-claims",
    "oidc-unlisted",
    "group-sync-unexpected",
    "group-sync-missing",
  ].map((rule): [string, ReportFinding, string, string] => [
    `an exception to ${rule}`,
    exceptionTo(rule, "production"),
    "Workspace",
    "Workspace",
  ]),
  [
    "an exception for somebody's privilege",
    exceptionTo("repository-privilege-unexpected", "jo"),
    "Jo Doe (jo)",
    "Workspace",
  ],
])("a finding about %s", (_, finding, person, team) => {
  const others = [drift("dormant", jo), drift("team-without-manager", platform)];
  expect(titlesOf(finding, others)).toEqual([person, team]);
});

test("an exception that names somebody by e-mail address is with what else is found about them", () => {
  const exception = drift("exception-expiring", written("jo@fernwick.example"), {
    facts: { rule: "dormant", team: null },
    line: 40,
  });
  const { policy } = exception;
  const accepted = aFinding({ rule: "dormant", subject: jo, state: "accepted", line: 3 });
  const covered = {
    ...accepted,
    accepted: {
      until: "2027-01-01",
      reason: null,
      approvedBy: null,
      policy: policy ?? { path: "", line: 1, column: 1 },
    },
  };

  expect(titlesOf(exception, [covered])).toEqual(["Jo Doe (jo)", "Workspace"]);
});

test("a person's milder findings are with the worst one, and the milder section counts them", () => {
  const report = aReport({
    findings: [
      drift("two-factor", jo),
      aFinding({ rule: "visibility", severity: "warning", subject: jo }),
      aFinding({ rule: "visibility", severity: "warning", subject: bo }),
      aFinding({ rule: "dormant", severity: "note", subject: bo }),
    ],
    resolved: [],
  });

  const shown = groupFindings(report, "person").map(({ severity, count, groups, above }) => [
    severity,
    count,
    groups.map(({ title, findings }) => [title, findings.length]),
    above,
  ]);

  expect(shown).toEqual([
    ["error", 1, [["Jo Doe (jo)", 2]], 0],
    ["warning", 2, [["Bo Low (bo)", 2]], 1],
    ["note", 1, [], 1],
  ]);
});

const subjects = [
  jo,
  bo,
  platform,
  aTeam("Docs", "docs"),
  workspace,
  service,
  invite,
  written("jo"),
  written("ada"),
];
const finding = fc
  .record({
    rule: fc.constantFrom(
      "two-factor",
      "inactive-in-team",
      "name-unknown",
      "exception-unused",
      "team-missing",
    ),
    severity: fc.constantFrom(...severities),
    state: fc.constantFrom("existing" as const, "introduced" as const),
    subject: fc.constantFrom(...subjects),
    object: fc.constantFrom(undefined, platform),
    facts: fc.constantFrom({}, { rule: "dormant", team: null }, { rule: "dormant", team: "docs" }),
  })
  .map(({ object, ...given }) => aFinding({ ...given, ...(object !== undefined && { object }) }));

test("in every grouping each finding is listed once, each person and team once, worst section first", () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 30 }), (findings) => {
      const report = aReport({ findings, resolved: [] });
      for (const by of groupings) {
        const sections = groupFindings(report, by);
        const groups = sections.flatMap((section) => section.groups);
        const listed = groups.flatMap((group) => group.findings);

        expect(listed).toHaveLength(findings.length);
        expect(new Set(listed)).toEqual(new Set(findings));
        const about = groups
          .flatMap((group) => group.about ?? [])
          .map(({ kind, id }) => `${kind} ${id}`);
        expect(new Set(about).size).toBe(about.length);
        expect(sections.map(({ severity }) => severity)).toEqual(
          severities.filter((severity) => findings.some((one) => one.severity === severity)),
        );
        for (const { severity, count, groups: own, above } of sections) {
          expect(count).toBe(findings.filter((one) => one.severity === severity).length);
          const here = own
            .flatMap((group) => group.findings)
            .filter((one) => one.severity === severity);
          expect(here.length + above).toBe(count);
        }
      }
    }),
    propertyRuns(100),
  );
});
