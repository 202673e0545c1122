/** A fact that several rules find is reported once, with the highest of their severities. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import type { Finding } from "../../src/policy/finding.ts";
import { toTasks } from "../../src/policy/tasks/tasks.ts";
import { roles } from "../../src/roster/roles.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aCoverage, aMember, aRoster, aService, aTeam, anInvite } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");
const severities = ["error", "warning", "note", "off"] as const;
const rank = (severity: string) => severities.findIndex((one) => one === severity);

function findingsOf(body: string, roster: Partial<Roster>): readonly Finding[] {
  return evaluate(aRoster(roster), policyOf(body), now).findings;
}

function shown(findings: readonly Finding[], ...rules: readonly string[]): readonly string[] {
  return findings
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ severity, rule, subject }) => `${severity} ${rule} ${subject.slug}`);
}

/** How the policy speaks of eve, who has the role: whether it names her, and allows her the role. */
const ways = [
  { how: "nowhere", managed: "[ada]", extra: "", named: false, allowed: false },
  { how: "in another role", managed: "[ada]", extra: "OTHER", named: true, allowed: false },
  { how: "in a team", managed: "[ada]", extra: "TEAM", named: true, allowed: false },
  {
    how: "by another role's pattern",
    managed: "[ada]",
    extra: "ALLOW",
    named: true,
    allowed: false,
  },
  { how: "for the role", managed: "[ada, eve]", extra: "", named: true, allowed: true },
  {
    how: "by the role's pattern",
    managed: "[ada], allow: ['e*']",
    extra: "",
    named: true,
    allowed: true,
  },
  {
    how: "nowhere, and anybody may have the role",
    managed: "",
    extra: "",
    named: false,
    allowed: true,
  },
] as const;

const table = roles.flatMap((role) =>
  severities.flatMap((ofRole) =>
    severities.flatMap((ofMember) => ways.map((way) => ({ role, ofRole, ofMember, ...way }))),
  ),
);

test.each(table)(
  "$role, role-unlisted $ofRole, member-unlisted $ofMember, named $how",
  ({ role, ofRole, ofMember, managed, extra, named, allowed }) => {
    const other = role === "Owner" ? "manager" : "owner";
    const lists = [
      managed === "" ? "" : `${role.toLowerCase()}: { members: ${managed} }`,
      extra === "OTHER" ? `${other}: { members: [eve] }` : "",
      extra === "ALLOW" ? `${other}: { allow: ["ev*"] }` : "",
    ].filter((text) => text !== "");
    const body = `roles: { ${lists.join(", ")} }
teams: { platform: { members: [${extra === "TEAM" ? "eve" : ""}] } }
rules: { role-unlisted: ${ofRole}, member-unlisted: ${ofMember} }
`;
    const found = findingsOf(body, {
      members: [aMember({ username: "eve", role })],
      teams: [aTeam()],
    }).filter(({ rule }) => rule === "role-unlisted" || rule === "member-unlisted");

    const wants = [
      ...(allowed || ofRole === "off" ? [] : [["role-unlisted", ofRole] as const]),
      ...(named || ofMember === "off" ? [] : [["member-unlisted", ofMember] as const]),
    ].toSorted(([, one], [, next]) => rank(one) - rank(next));
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual(wants.slice(0, 1));

    const [finding] = found;
    if (finding === undefined) return;
    // Who is listed for another role gets that role, and stays.
    const isRoleChange = role === "Owner" || role === "Manager" || extra === "OTHER";
    const isRemoved = (!named && ofMember !== "off") || !isRoleChange;
    expect(finding.resolvedBy).toBe(isRemoved ? "remove" : "change-role");
  },
);

test("an Owner whom the policy does not name is removed where everybody must be named", () => {
  const members = [
    aMember({ username: "ada", role: "Owner" }),
    aMember({ username: "eve", role: "Owner" }),
  ];
  const body = "roles: { owner: { members: [ada] } }\n";
  const todo = (policy: string) => {
    const roster = aRoster({ members });
    const findings = evaluate(roster, policyOf(policy), now).findings.map((finding) => ({
      ...finding,
      state: "introduced" as const,
    }));
    return toTasks(findings, { roster, policy: policyOf(policy), now }, () => "").map(
      (task) => task.todo,
    );
  };

  expect(todo(`${body}unlisted-members: note\n`)).toEqual(["remove Eve (eve) from the workspace"]);
  expect(todo(body)).toEqual(["make Eve (eve) Member (now Owner)"]);
});

test("the audit's own account is never to be removed because nobody names it", () => {
  const coverage = aCoverage({ readAs: { kind: "user", slug: "eve", role: "Owner" } });
  const members = [aMember({ username: "eve", role: "Owner" })];
  const found = findingsOf("roles: { owner: { members: [] } }\nunlisted-members: error\n", {
    members,
    coverage,
  });

  expect(shown(found)).toEqual(["error role-unlisted eve", "note self eve"]);
  expect(found[0]?.resolvedBy).toBe("change-role");
});

test("a pattern that allows the audit's own account names it", () => {
  const coverage = aCoverage({ readAs: { kind: "user", slug: "eve", role: "Owner" } });
  const members = [aMember({ username: "eve" })];
  const policy = "roles: { owner: { allow: ['e*'] } }\nunlisted-members: error\n";

  expect(findingsOf(policy, { members, coverage })).toEqual([]);
});

const team = aTeam();
const inTeam = [{ team: team.id, role: "Member" as const }];

const pairs: readonly (readonly [
  fact: string,
  body: string,
  roster: Partial<Roster>,
  rules: readonly [string, string],
  subject: string,
])[] = [
  [
    "an emergency account that is not there",
    "roles: { owner: { break-glass: [gone] } }",
    {},
    ["break-glass", "name-unknown"],
    "gone",
  ],
  [
    "an emergency account without a second factor",
    "roles: { owner: { break-glass: [eve] } }",
    { members: [aMember({ username: "eve", role: "Owner", twoFactor: false })] },
    ["break-glass", "two-factor"],
    "eve",
  ],
  [
    "an emergency account with another role, which is listed for the role as well",
    "roles: { owner: { members: [eve], break-glass: [eve] } }",
    { members: [aMember({ username: "eve", role: "Manager" })] },
    ["break-glass", "role-missing"],
    "eve",
  ],
  [
    "an emergency account whose name is two people's",
    "roles: { owner: { break-glass: [eve] } }",
    { members: [aMember({ username: "eve" }), aMember({ username: "bo", id: "eve" })] },
    ["break-glass", "name-ambiguous"],
    "eve",
  ],
  [
    "a service account that is not there, listed under services and in a team",
    "teams: { platform: { services: [ci] } }\nservices: { CI: {} }",
    { teams: [team] },
    ["service-missing", "name-unknown"],
    "CI",
  ],
  [
    "a service account that is not in a team, where both their entries say so",
    "teams: { platform: { services: [ci] } }\nservices: { ci: { teams: [platform] } }",
    { teams: [team], services: [aService({ slug: "ci" })] },
    ["team-member-missing", "service-role"],
    "ci",
  ],
  [
    "a service account that is in a team which lists it as little as it lists the team",
    "teams: { platform: {} }\nservices: { ci: { teams: [] } }",
    { teams: [team], services: [aService({ slug: "ci", teams: inTeam })] },
    ["team-member-unexpected", "service-role"],
    "ci",
  ],
];

test.each(pairs)("%s is reported once", (_, body, roster, rules, subject) => {
  for (const first of severities) {
    for (const second of severities) {
      const setting = `rules: { ${rules[0]}: ${first}, ${rules[1]}: ${second} }\n`;
      const found = findingsOf(`${body}\n${setting}`, roster).filter(({ rule }) =>
        rules.includes(rule),
      );
      const reporter = rank(first) <= rank(second) ? rules[0] : rules[1];
      const highest = severities[Math.min(rank(first), rank(second))];
      expect(
        found.map(({ rule, severity, subject: { slug } }) => [rule, severity, slug.toLowerCase()]),
        setting,
      ).toEqual(highest === "off" ? [] : [[reporter, highest, subject.toLowerCase()]]);
    }
  }
});

test("what a rule could not judge, the other reports", () => {
  const lists = aCoverage().lists.map((list) =>
    list.name === "members" ? { ...list, status: "partial" as const, reason: "half" } : list,
  );
  const found = findingsOf(
    "teams: { platform: { services: [ci] } }\nservices: { ci: {} }\nrules: { service-missing: note }\n",
    { teams: [team], coverage: aCoverage({ lists }) },
  );

  expect(shown(found)).toEqual(["note service-missing ci"]);
});

test("an exception to the rule that reports nothing says which rule reports it", () => {
  const body = `roles: { owner: { members: [] } }
unlisted-members: error
exceptions:
  - { rule: member-unlisted, subject: eve, reason: r, expires: 2026-12-31 }
`;
  const { exceptions } = evaluate(
    aRoster({ members: [aMember({ username: "eve", role: "Owner" })] }),
    policyOf(body),
    now,
  );

  expect(exceptions.map(({ status, why }) => `${status}: ${why}`)).toEqual([
    "unused: role-unlisted reports the same, so write the exception to that rule",
  ]);
});

test("an invite as Owner of somebody who is not listed breaks two limits, in two sentences", () => {
  const { findings, rules } = evaluate(
    aRoster({ invites: [anInvite({ role: "Owner" })] }),
    policyOf("invites: { listed: [] }\n"),
    now,
  );
  const sentences = findings.map((finding) =>
    rules.find(({ rule }) => rule.id === finding.rule)?.rule.message(finding),
  );

  expect(sentences).toEqual([
    "new.hire@fernwick.example is invited as Owner by amara-okoye",
    "the invite of new.hire@fernwick.example as Owner is not allowed by the policy: the person is not listed",
  ]);
});
