import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import type { ReportFinding } from "../../../src/report/report.ts";
import type { GroupSync, Roster } from "../../../src/roster/model.ts";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { auditSandbox } from "../../support/audit.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";
import { policyOf } from "../../support/policy.ts";

const now = new Date("2026-11-23T06:00:00Z");

/** Returns what a report says of a roster, as `rule: message`, and its findings. */
function report(
  body: string,
  roster: Partial<Roster>,
  baseline?: Roster,
): readonly ReportFinding[] {
  const policy = policyOf(body);
  const whole = aRoster(roster);
  return buildReport({
    roster: whole,
    baseline,
    policy,
    evaluation: evaluate(whole, policy, now, baseline),
    resolved: [],
    failOn: "error",
    generatedAt: now,
    tool: { name: "test", version: "0" },
  }).findings;
}

function messages(findings: readonly ReportFinding[], rule: string): readonly string[] {
  return findings.filter((finding) => finding.rule === rule).map(({ message }) => message);
}

test("a name with a slip of the pen is told whom it may mean, people and services apart", () => {
  const findings = report(
    "roles: {owner: {members: [amara-okoyo]}}\nteams: {platform: {services: [ci-publish-7hq1], members: [nobody-like-it]}}",
    { members: [aMember({ username: "Amara-Okoye" })], services: [aService()] },
  );
  expect(messages(findings, "name-unknown")).toEqual([
    '"amara-okoyo" (roles.owner) matches no member of the workspace: perhaps Amara-Okoye is meant',
    '"ci-publish-7hq1" (teams.platform) matches no service account of the workspace: perhaps ci-publish-7hq2 is meant',
    '"nobody-like-it" (teams.platform) matches no member of the workspace',
  ]);
});

test("a team or a service account that is missing is told which unlisted one it may mean", () => {
  const findings = report(
    "teams: {platform: {}, platfrom: {}, relaese: {}}\nservices: {CI-publish-7hq2: {}, ci-publish-7hq9: {}, rotate-kyes: {}}",
    {
      teams: [aTeam(), aTeam({ slug: "release" })],
      services: [aService(), aService({ slug: "rotate-keys" })],
    },
  );
  expect([...messages(findings, "team-missing"), ...messages(findings, "service-missing")]).toEqual(
    [
      "team platfrom is in the policy but not in the workspace",
      "team relaese is in the policy but not in the workspace: perhaps release is meant",
      "service account ci-publish-7hq9 is in the policy but not in the workspace",
      "service account rotate-kyes is in the policy but not in the workspace: perhaps rotate-keys is meant",
    ],
  );
});

test("a rename is told as a rename where the baseline knows the old name", () => {
  const member = aMember({ id: "one", username: "amara-new" });
  const baseline = aRoster({ members: [{ ...member, username: "Amara-Okoye" }] });
  const body = "roles: {owner: {members: [amara-okoye]}}";

  expect(messages(report(body, { members: [member] }, baseline), "name-unknown")).toEqual([
    '"amara-okoye" (roles.owner) matches no member of the workspace: the person with that name is now called amara-new',
  ]);
  const [with_] = report(body, { members: [member] }, baseline);
  const [without] = report(body, { members: [member] });
  expect(with_?.fingerprint).toBe(without?.fingerprint);
});

test("many unknown names among many people are not all guessed at", () => {
  const names = Array.from({ length: 40 }, (_, index) => `person-${index}x`);
  const members = names.map((name) => aMember({ username: `${name}y` }));
  const found = messages(
    report(`roles: {owner: {members: [${names.join(", ")}]}}`, { members }),
    "name-unknown",
  );
  expect(found).toHaveLength(40);
  expect(found.filter((message) => message.includes("is meant"))).toHaveLength(25);
});

test("where group sync fills a team, the remedy is at the identity provider, but not for a service", () => {
  const team = aTeam();
  const roster = {
    teams: [team],
    members: [
      aMember({ username: "ann", active: false, teams: [{ team: team.id, role: "Manager" }] }),
      aMember({ username: "bo" }),
      aMember({ username: "cy", teams: [{ team: team.id, role: "Member" }] }),
    ],
    services: [aService({ teams: [{ team: team.id, role: "Member" }] })],
  } as const;
  const body = "teams: {platform: {members: [ann, bo]}}";
  const mapping = { id: "m", team: team.id, role: "Member", attribute: "g", value: "p" } as const;
  const remedies = (groupSync: GroupSync) =>
    Object.fromEntries(
      report(body, { ...roster, groupSync }).map(({ rule, subject, remedy }) => [
        `${rule} ${subject.slug}`,
        remedy.startsWith("Fix it at the identity provider: group sync fills this team"),
      ]),
    );

  expect(remedies({ enabled: true, mappings: [mapping] })).toEqual({
    "inactive-in-team ann": true,
    "team-role ann": true,
    "team-member-missing bo": true,
    "team-member-unexpected cy": true,
    "team-member-unexpected ci-publish-7hq2": false,
  });
  for (const other of [
    { enabled: false, mappings: [mapping] },
    { enabled: true, mappings: [{ ...mapping, team: "tm-other" }] },
  ]) {
    expect(Object.values(remedies(other))).not.toContain(true);
  }
});

test("dormant tells never, long ago and single sign-on apart", () => {
  const old = "2026-01-02T00:00:00.000Z";
  const findings = report("", {
    members: [
      aMember({ username: "ann", lastLoginAt: null, joinedAt: "2026-02-03T00:00:00.000Z" }),
      aMember({ username: "bo", lastLoginAt: old }),
      aMember({ username: "cy", lastLoginAt: old, lastLoginMethod: "SAML" }),
    ],
  });
  expect(messages(findings, "dormant")).toEqual([
    "Ann (ann) joined on 2026-02-03 and never logged in",
    "Bo (bo) last logged in on 2026-01-02",
    "Cy (cy) last logged in on 2026-01-02, by single sign-on (SAML)",
  ]);
  expect(findings.map(({ remedy }) => remedy.includes("at the identity provider"))).toEqual([
    false,
    false,
    true,
  ]);
});

test("a policy of five lines already finds what matters in the sandbox", async () => {
  const sandbox = await startSandbox();
  const audited = await auditSandbox(sandbox);
  await sandbox.close();
  if (!("roster" in audited)) throw audited;
  const body =
    "roles:\n  owner: { members: [amara-okoye, jonas-lindqvist], min: 2 }\nunlisted-teams: note";

  const rules = new Set(report(body, audited.roster).map(({ rule }) => rule));

  for (const rule of [
    "two-factor",
    "inactive-in-team",
    "inactive-with-role",
    "dormant",
    "role-unlisted",
    "team-unlisted",
    "invite-owner",
    "invite-expired",
    "duplicate-identity",
  ]) {
    expect(rules).toContain(rule);
  }
});
