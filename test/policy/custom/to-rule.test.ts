import { describe, expect, test } from "vitest";

import { evaluate, type RuleResult } from "../../../src/policy/evaluate.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import { renderJson } from "../../../src/report/json.ts";
import { renderMarkdown } from "../../../src/report/markdown/markdown.ts";
import { renderTerminal } from "../../../src/report/terminal/terminal.ts";
import type { ListCoverage, ListName } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { toHtml, toLinkableText } from "../../support/gfm.ts";
import {
  aCoverage,
  aMember,
  anInvite,
  anOidcProvider,
  aRoster,
  aService,
  aTeam,
} from "../../support/roster.ts";
import { policyFrom } from "../../support/policy.ts";

const now = new Date("2026-11-23T06:00:00Z");

interface Entry {
  readonly for?: string;
  readonly violates: string;
  readonly severity?: string;
  readonly message?: string;
  readonly remedy?: string;
}

function policyOf(...entries: readonly Entry[]) {
  const custom = entries.map((entry, index) => ({
    id: `mine-${index}`,
    for: "member",
    severity: "error",
    message: "this must not be",
    ...entry,
  }));
  const text = `version: 1\norganization: fernwick\ncustom:\n${custom.map((entry) => `  - ${JSON.stringify(entry)}\n`).join("")}`;
  return policyFrom(text);
}

function judge(entry: Entry, roster: Partial<Roster>): RuleResult {
  const { rules } = evaluate(aRoster(roster), policyOf(entry), now);
  const result = rules.find(({ rule }) => rule.id === "mine-0");
  if (result === undefined) throw new Error("the rule was not judged at all");
  return result;
}

function lacking(name: ListName, status: ListCoverage["status"] = "partial") {
  const { lists } = aCoverage();
  return aCoverage({
    lists: lists.map((list) =>
      list.name === name ? { ...list, status, reason: "page 2 was refused" } : list,
    ),
  });
}

const release = aTeam({ slug: "release" });
const jo = aMember({
  username: "jo",
  role: "Collaborator",
  teams: [{ team: release.id, role: "Member" }],
});
const contractors = {
  violates: 'member.role == "Collaborator" && member.teams.exists(t, t.slug == "release")',
};

test("a member who violates a rule is a finding, with what the rule read and the policy's message", () => {
  const roster = { members: [jo, aMember({ username: "li" })], teams: [release] };
  const result = judge(contractors, roster);

  expect(result).toMatchObject({ severity: "error", status: "judged", reason: null, blind: false });
  expect(result.findings).toHaveLength(1);
  expect(result.findings[0]).toMatchObject({
    rule: "mine-0",
    severity: "error",
    subject: { kind: "member", id: "id-jo", slug: "jo" },
    facts: { role: "Collaborator" },
    position: { line: 4, column: 5 },
  });
});

test.each([
  ["team", 'team.visibility == "Hidden" && team.members.size() == 0', "team release"],
  ["team", 'team.services.exists(s, s.team_role == "Manager")', "team release"],
  ["service", "service.key_expires_at == null", "service ci-publish-7hq2"],
  ["invite", 'invite.role == "Owner" && invite.username == null', "invite new@fernwick.example"],
  ["workspace", "!workspace.single_sign_on.enforced", "workspace fernwick"],
  [
    "workspace",
    'workspace.group_sync.mappings.exists(g, g.role == "Manager" && g.value == "all")',
    "workspace fernwick",
  ],
  [
    "workspace",
    'workspace.oidc_providers.exists(p, !("repository" in p.claims) && "ci-publish-7hq2" in p.services)',
    "workspace fernwick",
  ],
  ["workspace", "workspace.invites.size() + workspace.teams.size() == 2", "workspace fernwick"],
])("a rule for each %s: %s", (subject, violates, found) => {
  const hidden = { ...release, visibility: "Hidden" } as const;
  const result = judge(
    { for: subject, violates },
    {
      teams: [hidden],
      services: [aService({ teams: [{ team: release.id, role: "Manager" }] })],
      invites: [anInvite({ role: "Owner", email: "new@fernwick.example" })],
      groupSync: {
        enabled: true,
        mappings: [{ id: "m", team: release.id, role: "Manager", attribute: "g", value: "all" }],
      },
      oidcProviders: [anOidcProvider()],
    },
  );

  expect(result.status).toBe("judged");
  expect(result.findings.map(({ subject: { kind, slug } }) => `${kind} ${slug}`)).toEqual([found]);
});

test("an invite is named by whoever it was sent to, as far as that was seen", () => {
  const nameOf = (overrides: Parameters<typeof anInvite>[0]) =>
    judge({ for: "invite", violates: "true" }, { invites: [anInvite(overrides)] }).findings[0]
      ?.subject.slug;

  expect(nameOf({ username: "jo" })).toBe("jo");
  expect(nameOf({ username: unknown("missing"), email: "a@b.example" })).toBe("a@b.example");
  expect(nameOf({ email: unknown("redacted"), id: "iv1" })).toBe("iv1");
});

test("the fingerprint is the rule's and the permanent ids', whatever the names and texts are", () => {
  const of = (entry: Entry, overrides: Partial<typeof jo>) =>
    judge(entry, { members: [{ ...jo, ...overrides }] }).findings[0]?.fingerprint;
  const plain = of({ violates: "true" }, {});

  expect(plain).toMatch(/^[0-9a-f]{32}$/v);
  expect(of({ violates: "!false", message: "other" }, { username: "joanna", name: "" })).toBe(
    plain,
  );
  expect(of({ violates: "true" }, { id: "id-other" })).not.toBe(plain);
});

test("times are facts as the roster has them, and what was not seen is none", () => {
  const violates = "has(member.last_login_at) || member.joined_at < now || member.two_factor";
  const facts = (overrides: Partial<typeof jo>) =>
    judge({ violates }, { members: [{ ...jo, ...overrides }] }).findings[0]?.facts;

  expect(facts({})).toEqual({
    last_login_at: "2026-11-20T07:55:02.000Z",
    joined_at: "2022-03-14T09:12:44.100Z",
    two_factor: true,
  });
  expect(facts({ lastLoginAt: null, twoFactor: unknown("redacted") })).toEqual({
    last_login_at: null,
    joined_at: "2022-03-14T09:12:44.100Z",
  });
});

describe("a rule whose answer rests on what was not seen is not judged", () => {
  test("and what was found of others stands", () => {
    const hidden = aMember({ username: "li", role: unknown("weak-credential") });
    const result = judge(contractors, {
      members: [jo, { ...hidden, teams: jo.teams }],
      teams: [release],
    });

    expect(result.status).toBe("not-judged");
    expect(result.reason).toBe(
      "the role of member was not seen for every account: this credential's role does not see it reliably",
    );
    expect(result.blind).toBe(true);
    expect(result.findings.map(({ subject }) => subject.slug)).toEqual(["jo"]);
  });

  test("but one that is true whatever that is, is judged", () => {
    const members = [aMember({ role: unknown("redacted") })];
    const of = (violates: string) => judge({ violates }, { members }).status;

    expect(of('member.role == "Owner" || true')).toBe("judged");
    expect(of('member.role == "Owner" && false')).toBe("judged");
    expect(of("has(member.role)")).toBe("not-judged");
    expect(of('member.role != "Owner"')).toBe("not-judged");
  });

  test.each([
    ["member", "member.active", "members"],
    ["team", "team.slug == ''", "teams"],
    ["service", "service.slug == ''", "services"],
    ["invite", "invite.id == ''", "invites"],
    ["workspace", "workspace.slug == ''", "organization"],
    ["member", 'member.teams.exists(t, t.slug == "release")', "teams"],
    ["team", "team.members.size() > 40", "members"],
    ["team", 'team.services.exists(s, s.slug == "x")', "services"],
    ["workspace", 'workspace.members.filter(m, m.role == "Owner").size() > 9', "members"],
    ["workspace", "workspace.invites.exists(i, i.role == 'Owner')", "invites"],
    ["workspace", "workspace.group_sync.mappings.exists(m, m.value == 'x')", "group-sync"],
    ["workspace", "workspace.oidc_providers.size() > 1", "oidc"],
  ] as const)("a rule for each %s, %s, needs the list of %s whole", (subject, violates, list) => {
    const roster = { members: [aMember()], teams: [aTeam()], services: [aService()] };
    const whole = judge({ for: subject, violates }, { ...roster, invites: [anInvite()] });
    const partial = judge(
      { for: subject, violates },
      { ...roster, invites: [anInvite()], coverage: lacking(list) },
    );

    expect(whole.status).toBe("judged");
    expect(partial).toMatchObject({ status: "not-judged", blind: true });
    expect(partial.reason).toBe(`the list of ${list} is partial: page 2 was refused`);
  });

  test("a rule that reads of members alone is judged whatever other lists lack", () => {
    expect(judge({ violates: "!member.active" }, { coverage: lacking("teams") }).status).toBe(
      "judged",
    );
  });

  test("what the plan lacks was not seen, and nobody is blind for it", () => {
    const singleSignOn = { enabled: unknown("not-in-plan"), enforced: unknown("not-in-plan") };
    const result = judge(
      { for: "workspace", violates: "!workspace.single_sign_on.enabled" },
      { singleSignOn, coverage: lacking("saml", "not-in-plan") },
    );

    expect(result).toMatchObject({ status: "not-judged", blind: false, findings: [] });
    expect(result.reason).toBe(
      "the enabled of single sign-on was not seen: the workspace's plan does not include it",
    );
  });
});

test.each([
  ["not-in-plan", false],
  ["partial", true],
] as const)("a list that is %s is the reason, and to be blind for it is %s", (status, blind) => {
  const result = judge(
    { for: "workspace", violates: "workspace.oidc_providers.size() > 1" },
    { oidcProviders: [anOidcProvider()], coverage: lacking("oidc", status) },
  );

  expect(result).toMatchObject({ status: "not-judged", blind, findings: [] });
});

test.each([
  ["not-in-plan", false],
  ["redacted", true],
] as const)(
  "an account whose teams are %s may be in any, and to be blind for it is %s",
  (why, blind) => {
    const result = judge(
      { for: "team", violates: "team.services.size() > 1" },
      { teams: [release], services: [aService({ teams: unknown(why) })] },
    );

    expect(result).toMatchObject({ status: "not-judged", blind, findings: [] });
    expect(result.reason).toMatch(
      /^the teams of service accounts were not seen for every account: /u,
    );
  },
);

test.each(["oidc_provider", "workspace"] as const)(
  "dynamic mappings that the plan is said to lack may be there, so a rule for %s is blind",
  (rows) => {
    const provider = anOidcProvider({ mappingClaim: "sub", mappings: unknown("not-in-plan") });
    const of = "mappings.size() > 1";
    const violates =
      rows === "workspace" ? `workspace.oidc_providers.exists(p, p.${of})` : `oidc_provider.${of}`;
    const result = judge({ for: rows, violates }, { oidcProviders: [provider] });

    expect(result).toMatchObject({ status: "not-judged", blind: true, findings: [] });
  },
);

test("an expression that fails for one leaves the rule not judged, and the others' findings stand", () => {
  const result = judge(
    { violates: "1 / member.teams.size() == 1" },
    { members: [jo, aMember({ username: "li" })], teams: [release] },
  );

  expect(result).toMatchObject({
    status: "not-judged",
    blind: true,
    reason: "the expression has no result: division by zero",
  });
  expect(result.findings.map(({ subject }) => subject.slug)).toEqual(["jo"]);
});

test("custom rules stand after the built-in ones, in the policy's order", () => {
  const policy = policyOf({ violates: "true", severity: "note" }, { violates: "true" });
  const { rules, findings } = evaluate(aRoster(), policy, now);

  expect(rules.slice(-2).map(({ rule }) => rule.id)).toEqual(["mine-0", "mine-1"]);
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "error mine-1",
    "note mine-0",
  ]);
});

describe("reports", () => {
  const reportOf = (...entries: readonly Entry[]) => {
    const roster = aRoster({ members: [jo], teams: [release] });
    const policy = policyOf(...entries);
    return buildReport({
      roster,
      policy,
      evaluation: evaluate(roster, policy, now),
      resolved: [],
      failOn: "error",
      generatedAt: now,
      tool: { name: "cloudsmith-access-audit", version: "0.0.0" },
    });
  };

  test("a custom rule is in each of them, with the policy's message and remedy", () => {
    const report = reportOf({ ...contractors, message: "contractors stay out", remedy: "say so" });
    const json = JSON.parse(renderJson(report)) as typeof report;

    expect(json.verdict).toBe("drift");
    expect(json.rules.at(-1)).toMatchObject({
      id: "mine-0",
      title: "contractors stay out",
      severity: "error",
      status: "judged",
      reason: null,
      findings: 1,
    });
    expect(json.findings[0]).toMatchObject({
      rule: "mine-0",
      message: "contractors stay out",
      remedy: "say so",
      policy: { path: "access-policy.yml", line: 4, column: 5 },
    });
    for (const text of [
      renderMarkdown(report, { personalData: "full" }),
      renderTerminal(report, { columns: 120, colour: false, quiet: false }),
    ]) {
      expect(text).toContain("mine-0");
      expect(text).toContain("contractors stay out");
      expect(text).toContain("say so");
    }
  });

  test("in a line of its own, the message follows whom it is about after a colon", () => {
    const report = reportOf({ violates: "true", message: "nobody should" });
    const accepted = {
      ...report,
      counts: { ...report.counts, accepted: 1 },
      findings: report.findings.map((finding) => ({ ...finding, state: "accepted" as const })),
    };

    const terminal = renderTerminal(accepted, { columns: 120, colour: false, quiet: false });
    expect(terminal).toContain("mine-0: Jo (jo): nobody should");
    expect(renderMarkdown(accepted, { personalData: "full" })).toContain("(jo): nobody should");
  });

  test("a hostile message is text in every one of them", () => {
    const message =
      "@everyone <script>alert(1)</script> ![x](https://evil.example) | `x` \u001B[31m\u202Ered";
    const report = reportOf({ violates: "true", message, remedy: message });
    const html = toHtml(renderMarkdown(report, { personalData: "full" }));
    const terminal = renderTerminal(report, { columns: 120, colour: false, quiet: false });

    expect(html).not.toMatch(/<script|<img|href="https:\/\/evil/v);
    expect(toLinkableText(html)).not.toContain("@everyone");
    for (const text of [terminal, renderJson(report)]) {
      expect(text).not.toContain("\u001B");
      expect(text).not.toContain("\u202E");
    }
  });
});
