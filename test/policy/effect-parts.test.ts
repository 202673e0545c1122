/** The effect of a change of each part of a policy, in both directions. */

import { expect, test } from "vitest";

import { effectsOf } from "../support/policy-change.ts";

const owners = "roles: { owner: { members: [a] } }";
const limited = (allow: number) =>
  `exceptions: [{ rule: role-count, subject: fernwick, role: owner, allow: ${allow}, expires: 2026-12-31 }]`;
const excepted = (more: string) => `exceptions: [{ ${more}, expires: 2026-12-31 }]`;
const custom = (more: string) => `custom: [{ id: x-y, message: m, ${more} }]`;

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "limits that are set for the first time",
    owners,
    "roles: { owner: { members: [a], min: 1, max: 2 } }",
    ["changes role min 1", "changes role max 2"],
  ],
  [
    "limits that are dropped",
    "roles: { owner: { members: [a], min: 1, max: 2 } }",
    owners,
    ["weakens role min - 1", "weakens role max - 2"],
  ],
  [
    "a role that anybody may have",
    "roles: { manager: { members: [a] } }",
    "roles: { manager: {} }",
    ["removes role members - a", "weakens role anybody true"],
  ],
  [
    "a role that only those listed may have",
    "roles: { manager: {} }",
    "roles: { manager: { members: [a] } }",
    ["changes role anybody - true", "changes role members a"],
  ],
  [
    "an emergency account",
    owners,
    "roles: { owner: { members: [a], break-glass: [s] } }",
    ["weakens role break-glass s"],
  ],
  [
    "patterns for people who fitted one before, and for others",
    "unlisted-members: note\nroles: { member: { members: [a], allow: ['b*'] } }",
    "unlisted-members: note\nroles: { member: { members: [a], allow: ['b*', 'bo*', 'c*'] } }",
    ["changes role allow bo*", "weakens role allow c*"],
  ],
  [
    "longer ends",
    "roles: { owner: { members: [{ name: a, until: 2026-12-31 }] }, member: { members: [{ name: b, until: 2026-12-31 }] } }",
    "roles: { owner: { members: [{ name: a, until: 2027-12-31 }] }, member: { members: [{ name: b, until: 2027-12-31 }] } }",
    ["weakens role until 2027-12-31", "grants role until 2027-12-31"],
  ],
  [
    "ends that are dropped in a team",
    "teams: { t: { managers: [{ name: a, until: 2026-12-31 }], members: [{ name: b, until: 2026-12-31 }] } }",
    "teams: { t: { managers: [a], members: [b] } }",
    ["weakens team until - 2026-12-31", "grants team until - 2026-12-31"],
  ],
  [
    "ends and beginnings that are set, or become earlier",
    "roles: { owner: { members: [a, b, { name: c, until: 2027-02-01 }] } }",
    "roles: { owner: { members: [{ name: a, until: 2027-12-31 }, { name: b, from: 2027-01-01 }, { name: c, until: 2027-01-01 }] } }",
    [
      "changes role until 2027-12-31",
      "changes role from 2027-01-01",
      "changes role until 2027-01-01",
    ],
  ],
  [
    "days of emergency accounts, on which nobody looks at them",
    "roles: { owner: { members: [a], break-glass: [{ name: s, from: 2027-01-01 }, { name: u, until: 2027-06-01 }, { name: v, from: 2027-01-01 }] } }",
    "roles: { owner: { members: [a], break-glass: [{ name: s, from: 2027-02-01 }, { name: u, until: 2027-05-01 }, { name: v, from: 2026-12-01 }] } }",
    [
      "weakens role from 2027-02-01",
      "weakens role until 2027-05-01",
      "changes role from 2026-12-01",
    ],
  ],
  [
    "what a team's entry asks, for the first time",
    "teams: { t: { members: [a] } }",
    "teams: { t: { members: [a], formerly: [s], visibility: hidden, description: d, reviewed: 2026-11-01, review-every: 90d, synced: idp } }",
    [
      "changes team formerly s",
      "changes team visibility Hidden",
      "changes team description d",
      "changes team reviewed 2026-11-01",
      "changes team review-every 90d",
      "changes team synced true",
    ],
  ],
  [
    "what a team's entry asks no longer",
    "teams: { t: { members: [a], formerly: [s], visibility: hidden, description: d, reviewed: 2026-11-01, review-every: 90d, synced: idp } }",
    "teams: { t: { members: [a] } }",
    [
      "changes team formerly - s",
      "weakens team visibility - Hidden",
      "weakens team description - d",
      "changes team reviewed - 2026-11-01",
      "weakens team review-every - 90d",
      "weakens team synced - true",
    ],
  ],
  [
    "reviews that are rarer, and more frequent",
    "teams: { t: { members: [a], review-every: 90d }, u: { members: [a], review-every: 90d } }",
    "teams: { t: { members: [a], review-every: 120d }, u: { members: [a], review-every: 30d } }",
    ["weakens team review-every 120d", "changes team review-every 30d"],
  ],
  [
    "a team with any manager and any service account",
    "teams: { t: { managers: [a], members: [b], services: [s] } }",
    "teams: { t: { managers: any, members: [b], services: any } }",
    [
      "removes team managers - a",
      "removes team services - s",
      "weakens team any-manager true",
      "weakens team any-service true",
    ],
  ],
  [
    "a team with listed managers and service accounts only",
    "teams: { t: { managers: any, members: [b], services: any } }",
    "teams: { t: { managers: [a], members: [b], services: [s] } }",
    [
      "changes team any-manager - true",
      "changes team any-service - true",
      "changes team managers a",
      "grants team services s",
    ],
  ],
  [
    "a team's people, who were anybody before",
    "teams: { t: { members: any } }",
    "teams: { t: { managers: [a], members: [b] } }",
    ["changes team anybody - true", "changes team managers a", "grants team members b"],
  ],
  [
    "service accounts for the first time",
    "",
    "services: { s: { role: manager, teams: [t], key-expires-within: 90d } }",
    [
      "changes services entry true",
      "changes service entry true",
      "changes service role Manager",
      "grants service teams t",
      "changes service key-expires-within 90d",
    ],
  ],
  [
    "a service account that becomes a Manager, where the policy lists them",
    "services: {}",
    "services: { s: { role: manager, teams: [t] } }",
    ["grants service entry true", "weakens service role Manager", "grants service teams t"],
  ],
  [
    "roles of service accounts",
    "services: { s: { role: member, teams: [t] }, u: { role: manager, teams: [t] } }",
    "services: { s: { teams: [t] }, u: { role: member, teams: [t] } }",
    ["weakens service role - Member", "changes service role Member"],
  ],
  [
    "a service account's teams, which may be any, and one that is dropped",
    "services: { s: { teams: [t] }, u: {} }",
    "services: { s: {} }",
    ["removes service teams - t", "weakens service anybody true", "removes service entry - true"],
  ],
  [
    "keys that may last for ever, for a shorter time, and for a first time",
    "services: { s: { key-expires-within: 180d }, t: { key-expires-within: 180d }, u: {} }",
    "services: { s: {}, t: { key-expires-within: 90d }, u: { key-expires-within: 90d } }",
    [
      "weakens service key-expires-within - 180d",
      "changes service key-expires-within 90d",
      "changes service key-expires-within 90d",
    ],
  ],
  [
    "a first list of domains for invites, which may have any before",
    "invites: { roles: [member] }",
    "invites: { roles: [member], domains: [a.example] }",
    ["changes invites any-domain - true", "changes invites domains a.example"],
  ],
  [
    "one more domain and one more role for invites",
    "invites: { roles: [member], domains: [a.example] }",
    "invites: { roles: [member, manager], domains: [a.example, b.example] }",
    ["weakens invites roles Manager", "weakens invites domains b.example"],
  ],
  [
    "one more role for invites to any domain",
    "invites: { roles: [member] }",
    "invites: { roles: [member, manager] }",
    ["weakens invites roles Manager"],
  ],
  [
    "a first list of invites",
    "invites: { roles: [member] }",
    "invites: { roles: [member], listed: [x@a.example] }",
    ["changes invites anybody - true", "changes invites listed x@a.example"],
  ],
  [
    "another listed invite",
    "invites: { roles: [member], listed: [x@a.example] }",
    "invites: { roles: [member], listed: [y@a.example] }",
    ["removes invites listed - x@a.example", "grants invites listed y@a.example"],
  ],
  [
    "invites of anybody",
    "invites: { roles: [member], listed: [x@a.example] }",
    "invites: { roles: [member] }",
    ["removes invites listed - x@a.example", "weakens invites anybody true"],
  ],
  ["a higher number of Owners", limited(4), limited(5), ["weakens exception allow 5"]],
  ["a lower number of Owners", limited(5), limited(4), ["changes exception allow 4"]],
  [
    "a lower number, below the least number of the role, and not of another one",
    `roles: { manager: { min: 0 }, owner: { min: 2 } }\n${limited(1)}`,
    `roles: { manager: { min: 0 }, owner: { min: 2 } }\n${limited(0)}`,
    ["weakens exception allow 0"],
  ],
  [
    "a higher number, still below the least number",
    `roles: { owner: { min: 3 } }\n${limited(0)}`,
    `roles: { owner: { min: 3 } }\n${limited(1)}`,
    ["changes exception allow 1"],
  ],
  [
    "a lower number that is the least number",
    `roles: { owner: { min: 2 } }\n${limited(3)}`,
    `roles: { owner: { min: 2 } }\n${limited(2)}`,
    ["changes exception allow 2"],
  ],
  [
    "an exception for a role and a number that was for all",
    excepted("rule: role-count, subject: fernwick"),
    limited(4),
    ["changes exception entry - true", "changes exception entry true"],
  ],
  [
    "an exception for every role and number",
    limited(4),
    excepted("rule: role-count, subject: fernwick"),
    ["changes exception entry - true", "weakens exception entry true"],
  ],
  [
    "an exception that is narrowed to a team",
    excepted("rule: team-role, subject: a"),
    excepted("rule: team-role, subject: A, team: t"),
    ["changes exception entry - true", "changes exception entry true"],
  ],
  [
    "an exception for every team",
    excepted("rule: team-role, subject: a, team: t"),
    excepted("rule: team-role, subject: a"),
    ["changes exception entry - true", "weakens exception entry true"],
  ],
  [
    "an exception for another team, another person, and another rule",
    excepted("rule: team-role, subject: a, team: t"),
    "exceptions: [{ rule: team-role, subject: a, team: u, expires: 2026-12-31 }, { rule: team-role, subject: b, team: t, expires: 2026-12-31 }, { rule: team-member-unexpected, subject: a, team: t, expires: 2026-12-31 }]",
    [
      "changes exception entry - true",
      "weakens exception entry true",
      "weakens exception entry true",
      "weakens exception entry true",
    ],
  ],
  [
    "an exception that is narrowed to a repository",
    excepted("rule: direct-privilege, subject: a"),
    excepted("rule: direct-privilege, subject: a, repository: r"),
    ["changes exception entry - true", "changes exception entry true"],
  ],
  [
    "an exception for every repository",
    excepted("rule: direct-privilege, subject: a, repository: r"),
    excepted("rule: direct-privilege, subject: a"),
    ["changes exception entry - true", "weakens exception entry true"],
  ],
  [
    "an exception that is narrowed, but lasts longer",
    excepted("rule: team-role, subject: a"),
    "exceptions: [{ rule: team-role, subject: a, team: t, expires: 2027-01-01 }]",
    ["changes exception entry - true", "weakens exception entry true"],
  ],
  [
    "an exception that ends earlier, with other words",
    "exceptions: [{ rule: dormant, subject: a, reason: x, owner: a, ticket: t, created: 2026-11-01, approved-by: a, expires: 2026-12-31 }]",
    "exceptions: [{ rule: dormant, subject: a, reason: y, owner: b, ticket: u, created: 2026-10-01, approved-by: b, expires: 2026-12-30 }]",
    [
      "changes exception expires 2026-12-30",
      "changes exception reason y",
      "changes exception owner b",
      "changes exception ticket u",
      "changes exception created 2026-10-01",
      "changes exception approved-by b",
    ],
  ],
  [
    "an exception without its first day, which hides how long it lasts",
    excepted("rule: dormant, subject: a, created: 2025-01-01"),
    excepted("rule: dormant, subject: a"),
    ["weakens exception created - 2025-01-01"],
  ],
  [
    "an exception's first day",
    excepted("rule: dormant, subject: a"),
    excepted("rule: dormant, subject: a, created: 2026-11-01"),
    ["changes exception created 2026-11-01"],
  ],
  [
    "an exception that is dropped",
    excepted("rule: dormant, subject: a"),
    "",
    ["changes exception entry - true"],
  ],
  [
    "a custom rule that is added",
    "",
    custom("for: member, violates: member.active, severity: error"),
    ["changes custom entry true"],
  ],
  [
    "a custom rule that is dropped",
    custom("for: member, violates: member.active, severity: error"),
    "",
    ["weakens custom entry - true"],
  ],
  [
    "a custom rule with a lower severity, and with advice",
    custom("for: member, violates: member.active, severity: error"),
    custom("for: member, violates: member.active, severity: note, remedy: r"),
    ["weakens custom severity note", "changes custom remedy r"],
  ],
  [
    "a custom rule with a higher severity",
    custom("for: member, violates: member.active, severity: note"),
    custom("for: member, violates: member.active, severity: error"),
    ["changes custom severity error"],
  ],
  [
    "a custom rule about something else",
    custom("for: member, violates: 'true', severity: note"),
    custom("for: team, violates: 'true', severity: note"),
    ["weakens custom for team"],
  ],
])("%s", (_, before, after, expected) => {
  expect(effectsOf(before, after).toSorted()).toEqual(expected.toSorted());
});
