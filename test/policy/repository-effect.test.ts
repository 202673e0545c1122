/** What a change of the policy's repositories does, and how reports say it. */

import { expect, test } from "vitest";

import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

/** Returns each change with its effect, and the words of a weakening. */
function changes(before: string, after: string): string[] {
  return describePolicyChanges(policyOf(before), policyOf(after), now).map(
    ({ effect, message, weakening }) =>
      weakening === undefined
        ? `${effect}: ${message}`
        : `weakens: ${weakening.label}${weakening.detail === "" ? "" : ` (${weakening.detail})`}`,
  );
}

const start =
  "repositories: { p: { visibility: private, default-privilege: read, admins: ['team:a'], read: [jo] } }";

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "the section for the first time narrows what everybody could have",
    "",
    start,
    [
      "changes: manages repositories",
      "changes: manages repository p",
      "changes: repository p: its broadcast state may be at most Private",
      "changes: repository p: its default privilege may be at most Read",
      "changes: repository p: team:a has Admin",
      "changes: repository p: jo has Read",
    ],
  ],
  [
    "the section that goes, without a word of each of its rules",
    start,
    "",
    ["weakens: no longer manages repositories", "weakens: no longer manages repository p"],
  ],
  [
    "repositories that were all reported as not listed, and one that is listed",
    "unlisted-repositories: error",
    "repositories: { p: { privileges: any } }",
    [
      "weakens: lowers rule repository-unlisted to warning (was error)",
      "weakens: allows any privilege on repository p",
      "changes: manages repository p",
    ],
  ],
  [
    "repositories that were all reported as not listed, and no longer are",
    "unlisted-repositories: warning",
    "",
    ["weakens: no longer manages repositories"],
  ],
  [
    "a rule of the section that is off from the start",
    "",
    "repositories: {}\nrules: { repository-public: off }",
    ["changes: manages repositories", "changes: rule repository-public: off (was error)"],
  ],
  [
    "a rule that is turned off later, and one that checks less",
    "repositories: {}\nunlisted-repositories: error",
    "repositories: {}\nunlisted-repositories: { severity: warning, of: visible }\nrules: { repository-public: off }",
    [
      "weakens: lowers rule repository-unlisted to warning (was error)",
      "weakens: rule repository-unlisted checks only the repositories that were seen",
      "weakens: turns off rule repository-public (was error)",
    ],
  ],
  [
    "a rule that checks all again",
    "repositories: {}\nunlisted-repositories: { severity: error, of: visible }",
    "repositories: {}\nunlisted-repositories: error",
    ['changes: rule repository-unlisted: of is "all" (was "visible")'],
  ],
  [
    "somebody at each level",
    start,
    "repositories: { p: { visibility: private, default-privilege: read, admins: ['team:a', 'team:b'], write: ['service:ci'], read: [jo, group:g] } }\ngroups: { g: [al] }",
    [
      "weakens: allows one more Admin on repository p (team:b)",
      "weakens: allows one more Write on repository p (service:ci)",
      "weakens: allows one more Read on repository p (al)",
    ],
  ],
  [
    "somebody who leaves",
    start,
    "repositories: { p: { visibility: private, default-privilege: read, admins: ['team:a'] } }",
    ["removes: repository p: jo no longer has Read"],
  ],
  [
    "somebody who moves up, and somebody who moves down",
    "repositories: { p: { admins: ['team:a'], write: ['team:b'], read: [jo] } }",
    "repositories: { p: { admins: ['team:b'], write: [jo], read: ['team:a'] } }",
    [
      "weakens: allows one more Admin on repository p (team:b)",
      "weakens: allows one more Write on repository p (jo)",
      "changes: repository p: team:a has Read",
    ],
  ],
  [
    "limits that are raised",
    start,
    "repositories: { p: { visibility: public, default-privilege: admin, admins: ['team:a'], read: [jo] } }",
    [
      "weakens: repository p: its broadcast state may be at most Public (was Private)",
      "weakens: repository p: its default privilege may be at most Admin (was Read)",
    ],
  ],
  [
    "limits that are lowered",
    start,
    "repositories: { p: { visibility: off, default-privilege: none, admins: ['team:a'], read: [jo] } }",
    [
      "changes: repository p: its broadcast state may be at most Off (was Private)",
      "changes: repository p: its default privilege may be at most None (was Read)",
    ],
  ],
  [
    "limits that are dropped",
    start,
    "repositories: { p: { admins: ['team:a'], read: [jo] } }",
    [
      "weakens: repository p: its broadcast state is no longer managed",
      "weakens: repository p: its default privilege is no longer managed",
    ],
  ],
  [
    "limits that are new",
    "repositories: { p: {} }",
    "repositories: { p: { visibility: open-source, default-privilege: admin } }",
    [
      "changes: repository p: its broadcast state may be at most Open-Source",
      "changes: repository p: its default privilege may be at most Admin",
    ],
  ],
  [
    "any privilege",
    "repositories: { p: { read: [jo] } }",
    "repositories: { p: { privileges: any } }",
    [
      "weakens: allows any privilege on repository p",
      "removes: repository p: jo no longer has Read",
    ],
  ],
  [
    "no longer any privilege",
    "repositories: { p: { privileges: any } }",
    "repositories: { p: { admins: [jo] } }",
    [
      "changes: repository p: only privileges that are listed are allowed",
      "changes: repository p: jo has Admin",
    ],
  ],
  [
    "a repository that leaves the limits of a pattern",
    "repositories: { 'p-*': { visibility: private, default-privilege: none } }",
    "repositories: { 'p-*': { visibility: private, default-privilege: none }, p-web: { visibility: public, privileges: any } }",
    [
      "weakens: takes repository p-web out of the limits of a pattern",
      "weakens: repository p-web: its broadcast state may be at most Public",
      "weakens: allows any privilege on repository p-web",
    ],
  ],
  [
    "a repository with an entry of its own that allows what the pattern did",
    "repositories: { 'p-*': { visibility: private, write: ['team:a', { name: jo, until: 2026-12-31 }] }, q: { privileges: any } }",
    "repositories: { 'p-*': { visibility: private, write: ['team:a', { name: jo, until: 2026-12-31 }] }, q: { privileges: any }, p-web: { visibility: off, read: ['team:A'], write: [jo] } }",
    [
      "weakens: allows one more Write on repository p-web (jo)",
      "changes: manages repository p-web",
      "changes: repository p-web: its broadcast state may be at most Off",
      "changes: repository p-web: team:A has Read",
    ],
  ],
  [
    "a pattern that takes repositories from another one",
    "repositories: { 'p-*': { visibility: private, privileges: any }, q: { default-privilege: none } }",
    "repositories: { 'p-*': { visibility: private, privileges: any }, q: { default-privilege: none }, '*-web': { privileges: any } }",
    [
      "weakens: takes repository *-web out of the limits of a pattern",
      "weakens: allows any privilege on repository *-web",
    ],
  ],
  [
    "a pattern within another one that allows as much",
    "repositories: { 'p-*': { visibility: private, privileges: any }, q: { default-privilege: none } }",
    "repositories: { 'p-*': { visibility: private, privileges: any }, q: { default-privilege: none }, 'p-*-web': { visibility: private, privileges: any } }",
    [
      "changes: manages repository p-*-web",
      "changes: repository p-*-web: its broadcast state may be at most Private",
      "changes: repository p-*-web: any privilege is allowed",
    ],
  ],
  [
    "a pattern that takes repositories from a strict one, beside one that allows everything",
    "repositories: { 's-*': { privileges: any }, 'p-*': { admins: ['team:a'] } }",
    "repositories: { 's-*': { privileges: any }, 'p-*': { admins: ['team:a'] }, 'p-x-*': { privileges: any }, 'p-y-*': { admins: [jo, 'team:a'] } }",
    [
      "changes: manages repository p-x-*",
      "weakens: allows any privilege on repository p-x-*",
      "changes: manages repository p-y-*",
      "weakens: allows one more Admin on repository p-y-* (jo)",
      "changes: repository p-y-*: team:a has Admin",
    ],
  ],
  [
    "a repository that leaves a strict pattern, within one that allows everything",
    "repositories: { '*': { visibility: public, privileges: any }, 'p-*': { visibility: private, admins: ['team:a'] } }",
    "repositories: { '*': { visibility: public, privileges: any }, 'p-*': { visibility: private, admins: ['team:a'] }, p-x: { visibility: public, admins: [jo, 'team:a'] }, p-y: { visibility: private, privileges: any } }",
    [
      "changes: manages repository p-x",
      "weakens: repository p-x: its broadcast state may be at most Public",
      "weakens: allows one more Admin on repository p-x (jo)",
      "changes: repository p-x: team:a has Admin",
      "changes: manages repository p-y",
      "changes: repository p-y: its broadcast state may be at most Private",
      "weakens: allows any privilege on repository p-y",
    ],
  ],
  [
    "patterns that take nothing from one with a limit",
    "repositories: { 'p-*': { visibility: private } }",
    "repositories: { 'p-*': { visibility: private }, 't-*': {}, '*': {} }",
    ["changes: manages repository t-*", "changes: manages repository *"],
  ],
  [
    "a repository that was not listed",
    "repositories: {}",
    "repositories: { p: { visibility: public, read: ['team:a'] } }",
    [
      "weakens: allows one more Read on repository p (team:a)",
      "changes: manages repository p",
      "changes: repository p: its broadcast state may be at most Public",
    ],
  ],
  [
    "a later last day, and an earlier one",
    "repositories: { p: { read: [{ name: jo, until: 2026-12-01 }, { name: 'team:a', until: 2026-12-01 }] } }",
    "repositories: { p: { read: [{ name: jo, until: 2026-12-31 }, { name: 'team:a', until: 2026-11-30 }] } }",
    [
      "weakens: repository p: jo is listed until 2026-12-31 (was 2026-12-01)",
      "changes: repository p: team:a is listed until 2026-11-30 (was 2026-12-01)",
    ],
  ],
  [
    "a day from which a repository is expected",
    "repositories: { p: {} }",
    "repositories: { p: { from: 2026-12-01 } }",
    ["changes: repository p: it is expected from 2026-12-01"],
  ],
  [
    "a team that is renamed",
    "teams: { old: {} }\nrepositories: { p: { read: ['team:old', old] } }",
    "teams: { new: { formerly: [old] } }\nrepositories: { p: { read: ['team:new', old] } }",
    ["changes: team new: was called old"],
  ],
  [
    "an exception for one repository, within one for all of them",
    "exceptions: [{ rule: dormant, subject: a, reason: x, expires: 2026-12-31 }]",
    "exceptions: [{ rule: dormant, subject: a, repository: p, reason: x, expires: 2026-12-31 }]",
    [
      "changes: exception added for dormant of a on repository p, 38 days, until 2026-12-31, approved by nobody",
      "changes: exception removed for dormant of a",
    ],
  ],
  [
    "an exception for another repository",
    "exceptions: [{ rule: dormant, subject: a, repository: p, reason: x, expires: 2026-12-31 }]",
    "exceptions: [{ rule: dormant, subject: a, repository: q, reason: x, expires: 2026-12-31 }]",
    [
      "weakens: exception added for dormant of a on repository q (38 days, until 2026-12-31, approved by nobody)",
      "changes: exception removed for dormant of a on repository p",
    ],
  ],
])("%s", (_, before, after, expected) => {
  expect(changes(before, after).toSorted()).toEqual([...expected].toSorted());
});
