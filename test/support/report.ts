/** A report of the fictional workspace fernwick, for tests of what shows reports. */

import { createHash } from "node:crypto";

import { findRule } from "../../src/policy/catalog.ts";
import type { Severity } from "../../src/policy/severity.ts";
import type { Report, ReportFinding } from "../../src/report/report.ts";

interface Drift {
  readonly rule: string;
  readonly severity?: Severity;
  readonly state?: ReportFinding["state"];
  readonly subject: ReportFinding["subject"];
  readonly object?: ReportFinding["subject"];
  readonly facts?: ReportFinding["facts"];
  readonly line?: number;
}

/** Returns a report with 5 errors, 5 warnings, a note, an accepted and a resolved finding. */
export function aReport(overrides: Partial<Report> = {}): Report {
  const findings = overrides.findings ?? drifts.map(aFinding);
  const report: Report = {
    version: 1,
    tool: { name: "cloudsmith-access-audit", version: "0.1.0" },
    organization: { id: "fW7kQ2mXp9Za", slug: "fernwick", name: "Fernwick Instruments" },
    generatedAt: "2026-11-23T09:00:04.000Z",
    readAt: "2026-11-23T09:00:01.000Z",
    verdict: "drift",
    failOn: "error",
    counts: {
      errors: countOpen(findings, "error"),
      warnings: countOpen(findings, "warning"),
      notes: countOpen(findings, "note"),
      accepted: findings.filter(({ state }) => state === "accepted").length,
      introduced: findings.filter(({ state }) => state === "introduced").length,
      resolved: overrides.resolved?.length ?? 1,
      notJudged: overrides.rules?.filter(({ status }) => status === "not-judged").length ?? 0,
    },
    rosterDigest: "9c1d5f0be7a24c83b1f6d0a97e52c4483d1f7a60c2b95e8841fd03a6b7c9e215",
    coverage: {
      status: "complete",
      readAs: { kind: "service", slug: "access-audit-k3vd", role: "Manager" },
      lists: [
        { name: "organization", status: "complete", count: 1, expected: 1, reason: null },
        { name: "members", status: "complete", count: 41, expected: 41, reason: null },
        { name: "teams", status: "complete", count: 9, expected: 9, reason: null },
        { name: "services", status: "complete", count: 5, expected: 5, reason: null },
        { name: "invites", status: "complete", count: 2, expected: 2, reason: null },
        {
          name: "saml",
          status: "not-in-plan",
          count: 0,
          expected: null,
          reason: "the workspace's plan does not include it",
        },
        { name: "group-sync", status: "complete", count: 0, expected: 0, reason: null },
        { name: "oidc", status: "complete", count: 1, expected: 1, reason: null },
      ],
      unknowns: [],
    },
    roster: {
      members: 41,
      teams: 9,
      services: 5,
      invites: 2,
      roles: { Owner: 5, Manager: 3, Member: 28, Collaborator: 5 },
    },
    rules: [...new Set([...drifts, ...findings].map(({ rule }) => rule))].map((id) => aRule(id)),
    findings,
    changes: {
      since: "2026-11-22T09:00:00.000Z",
      sinceCoverage: "complete",
      until: "2026-11-23T09:00:00.000Z",
      list: [
        {
          kind: "role",
          subject: {
            kind: "member",
            id: "id-wojciech-nowak",
            slug: "wojciech-nowak",
            name: "Wojciech Nowak",
          },
          before: "Member",
          after: "Owner",
          message: "rose from Member to Owner",
        },
      ],
      incomplete: [],
    },
    resolved: [
      aFinding({
        rule: "team-member-missing",
        severity: "warning",
        subject: aMember("Kwabena Asante", "kwabena-asante"),
        object: aTeam("Firmware", "firmware"),
        line: 31,
      }),
    ],
    exceptions: [
      {
        rule: "role-missing",
        subject: "tamas-varga",
        team: null,
        reason: "on leave until the spring",
        owner: null,
        ticket: "IT-4711",
        approvedBy: "amara-okoye",
        created: "2026-11-02",
        expires: "2027-02-28",
        status: "used",
        why: null,
        findings: 1,
        policy: { path: "access-policy.yml", line: 40, column: 5 },
      },
    ],
    policy: {
      path: "access-policy.yml",
      sha256: "4b7f2d90c6e1a8357d1c0e9fb26a45d88130ce7a9b5f624ed3018c7f6b2a9d54",
    },
  };
  const whole = { ...report, ...overrides };
  const rules = whole.rules.map((rule) => ({ ...rule, findings: countOf(findings, rule.id) }));
  return { ...whole, rules };
}

const blindRule: Report["rules"][number] = {
  id: "two-factor",
  title: "Privileged account without two-factor authentication",
  severity: "error",
  status: "not-judged",
  reason:
    "the two-factor state of 6 accounts was not seen: the workspace hides it from this credential",
  findings: 0,
  explanation: "Whoever has one password has the workspace.",
  remedy: "Ask them to turn it on.",
};

/** Returns a report that was read with a key that sees too little. */
export function aPartialReport(overrides: Partial<Report> = {}): Report {
  const whole = aReport();
  return aReport({
    verdict: "unknown",
    coverage: {
      status: "partial",
      readAs: { kind: "service", slug: "access-audit-k3vd", role: "Member" },
      lists: [
        { name: "organization", status: "complete", count: 1, expected: 1, reason: null },
        {
          name: "members",
          status: "partial",
          count: 32,
          expected: 41,
          reason: "page 2 was refused with 403",
        },
        { name: "teams", status: "complete", count: 9, expected: null, reason: null },
        {
          name: "services",
          status: "refused",
          count: 0,
          expected: null,
          reason: "the workspace answered 403 to service account access-audit-k3vd",
        },
      ],
      unknowns: [{ list: "members", fact: "twoFactor", reason: "redacted", count: 6 }],
    },
    rules: whole.rules.map((rule) => (rule.id === "two-factor" ? blindRule : rule)),
    ...overrides,
  });
}

/** Returns a finding with the catalog's message and remedy. */
export function aFinding({
  rule: id,
  severity = "error",
  state = "existing",
  subject,
  object,
  facts = {},
  line,
}: Drift): ReportFinding {
  const rule = findRule(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const about = { subject, ...(object !== undefined && { object }), facts };
  return {
    rule: id,
    severity,
    state,
    fingerprint: createHash("sha256")
      .update(`${id} ${subject.id} ${object?.id ?? ""}`)
      .digest("hex"),
    ...about,
    message: rule.message(about),
    remedy: rule.remedy,
    ...(line !== undefined && { policy: { path: "access-policy.yml", line, column: 3 } }),
    ...(state === "accepted" && {
      accepted: {
        until: "2027-02-28",
        reason: "on leave until the spring",
        approvedBy: "amara-okoye",
        policy: { path: "access-policy.yml", line: 40, column: 5 },
      },
    }),
  };
}

/** Returns a member as a subject; the permanent id is made from the username. */
export function aMember(name: string, slug: string): ReportFinding["subject"] {
  return { kind: "member", id: `id-${slug}`, slug, name };
}

/** Returns a team as a subject. */
export function aTeam(name: string, slug: string): ReportFinding["subject"] {
  return { kind: "team", id: `id-${slug}`, slug, name };
}

function aRule(id: string): Report["rules"][number] {
  const found = drifts.find(({ rule }) => rule === id);
  return {
    id,
    title: findRule(id)?.title ?? id,
    severity: found?.severity ?? "error",
    status: "judged",
    reason: null,
    findings: 0,
    explanation: findRule(id)?.explanation ?? "",
    remedy: findRule(id)?.remedy ?? "",
  };
}

function countOf(findings: readonly ReportFinding[], id: string): number {
  return findings.filter(({ rule }) => rule === id).length;
}

function countOpen(findings: readonly ReportFinding[], severity: Severity): number {
  return findings.filter((f) => f.severity === severity && f.state !== "accepted").length;
}

const jonas = aMember("Jonas Lindqvist", "jonas-lindqvist");
const lian = aMember("李安", "li-an");

const drifts: readonly Drift[] = [
  { rule: "two-factor", subject: jonas, facts: { role: "Owner", twoFactor: false }, line: 19 },
  {
    rule: "two-factor",
    subject: aMember("José Álvarez Peña", "jose-alvarez"),
    facts: { role: "Manager", twoFactor: false },
    line: 19,
  },
  {
    rule: "inactive-in-team",
    subject: aMember("Siobhán O'Brien", "siobhan_obrien"),
    object: aTeam("Release Engineering", "release"),
    facts: { active: false, teamRole: "Manager" },
    line: 20,
  },
  { rule: "role-unlisted", subject: lian, facts: { role: "Owner" }, line: 5 },
  {
    rule: "team-member-unexpected",
    subject: {
      kind: "service",
      id: "ci-publish-7hq2",
      slug: "ci-publish-7hq2",
      name: "CI publish",
    },
    object: aTeam("Platform", "platform"),
    facts: { teamRole: "Member" },
    line: 11,
  },
  {
    rule: "dormant",
    severity: "warning",
    subject: aMember(
      "Maximiliane von Hohenstein-Vogelsang",
      "maximiliane-von-hohenstein-vogelsang",
    ),
    facts: { lastLoginAt: "2026-03-02T08:11:00.000Z", after: 90 },
    line: 21,
  },
  {
    rule: "dormant",
    severity: "warning",
    subject: aMember("", "tunde"),
    facts: { lastLoginAt: null, joinedAt: "2026-01-19T10:00:00.000Z", after: 90 },
    line: 21,
  },
  {
    rule: "role-count",
    severity: "warning",
    subject: {
      kind: "workspace",
      id: "fW7kQ2mXp9Za",
      slug: "fernwick",
      name: "Fernwick Instruments",
    },
    facts: { role: "Owner", count: 5, min: 2, max: 4 },
    line: 5,
  },
  {
    rule: "team-missing",
    severity: "warning",
    subject: { kind: "policy", id: "legacy-tools", slug: "legacy-tools", name: "legacy-tools" },
    line: 14,
  },
  {
    rule: "name-unknown",
    severity: "warning",
    subject: {
      kind: "policy",
      id: "ada@fernwick.example",
      slug: "ada@fernwick.example",
      name: "ada@fernwick.example",
    },
    facts: { place: "teams.platform.members", kind: "person" },
    line: 11,
  },
  {
    rule: "team-unlisted",
    severity: "note",
    subject: aTeam("Skunkworks", "skunkworks"),
    facts: { visibility: "Hidden" },
  },
  {
    rule: "role-missing",
    severity: "warning",
    state: "accepted",
    subject: aMember("Tamás Varga", "tamas-varga"),
    facts: { expected: "Manager", role: "Member" },
    line: 6,
  },
];
