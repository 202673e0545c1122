/** Changes that allow more, or look at less, in a way that is easy to overlook. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { change, roster } from "../support/policy-change.ts";
import { policyOf } from "../support/policy.ts";
import { anInvite, aRoster } from "../support/roster.ts";

const now = new Date("2026-11-23T09:00:00Z");

function weakenings(before: string, after: string): readonly string[] {
  return describePolicyChanges(policyOf(before), policyOf(after), now)
    .filter(({ effect }) => effect === "weakens")
    .map(({ message }) => message);
}

test.each<[string, string, string, readonly string[]]>([
  [
    "a pattern of a role that was not managed, where everybody must be named",
    "unlisted-members: note\nroles: { owner: { members: [a] } }\n",
    'unlisted-members: note\nroles: { owner: { members: [a] }, collaborator: { allow: ["*"] } }\n',
    ["also allows * as Collaborator"],
  ],
  [
    "two teams that become one",
    "teams: { prod: { managers: [a], members: [k] }, docs: { managers: [f], members: [l] } }\n",
    "teams: { all: { formerly: [prod, docs], managers: [a, f], members: [k, l] } }\n",
    ["no longer manages team docs", "team all: f becomes manager"],
  ],
  [
    "an end that is dropped by a move to the emergency accounts",
    "roles: { owner: { members: [a, { name: j, until: 2026-12-31 }] } }\n",
    "roles: { owner: { members: [a], break-glass: [j] } }\n",
    ["expects the emergency account j as Owner"],
  ],
  [
    "an end that is dropped by a move to allow",
    "roles: { owner: { members: [a, { name: j, until: 2026-12-31 }] } }\n",
    "roles: { owner: { members: [a], allow: [j] } }\n",
    ["also allows j as Owner"],
  ],
  [
    "a manager of a pattern, until a day, who manages a team without an end",
    "teams: { prod-*: { managers: [{ name: j, until: 2026-12-31 }] } }\n",
    "teams: { prod-*: { managers: [{ name: j, until: 2026-12-31 }] }, prod-db: { managers: [j] } }\n",
    ["team prod-db: j becomes manager"],
  ],
  [
    "a manager of every team, in a team of a pattern that has another manager",
    'teams: { "*": { managers: [j] }, prod-*: { managers: [k] } }\n',
    'teams: { "*": { managers: [j] }, prod-*: { managers: [k] }, prod-db: { managers: [j, k] } }\n',
    ["team prod-db: j becomes manager"],
  ],
  [
    "an emergency account that is dropped",
    "roles: { owner: { members: [a], break-glass: [s] } }\n",
    "roles: { owner: { members: [a] } }\n",
    ["no longer expects the emergency account s as Owner"],
  ],
  [
    "an emergency account that is not looked at until a day",
    "roles: { owner: { members: [a], break-glass: [s] } }\n",
    "roles: { owner: { members: [a], break-glass: [{ name: s, from: 2099-01-01 }] } }\n",
    ["role Owner: s is expected from 2099-01-01"],
  ],
  [
    "an emergency account that ends",
    "roles: { owner: { members: [a], break-glass: [s] } }\n",
    "roles: { owner: { members: [a], break-glass: [{ name: s, until: 2026-12-01 }] } }\n",
    ["role Owner: s is listed until 2026-12-01"],
  ],
  [
    "a team that leaves the visibility and the reviews of a pattern",
    "teams: { prod-*: { managers: [a], visibility: hidden, review-every: 90d, reviewed: 2026-11-01 } }\n",
    "teams: { prod-*: { managers: [a], visibility: hidden, review-every: 90d, reviewed: 2026-11-01 }, prod-db: { managers: [a] } }\n",
    ["manages team prod-db"],
  ],
  [
    "a pattern that takes teams from one which the identity provider fills",
    "teams: { prod-*: { members: any, synced: idp } }\n",
    'teams: { prod-*: { members: any, synced: idp }, "*-database": { members: [k] } }\n',
    ["manages team *-database"],
  ],
  [
    "an exception that looks younger, and without an approver",
    "exceptions: [{ rule: dormant, subject: a, reason: x, created: 2025-01-01, approved-by: b, expires: 2026-12-31 }]\n",
    "exceptions: [{ rule: dormant, subject: a, reason: x, created: 2026-10-01, expires: 2026-12-31 }]\n",
    [
      "exception for dormant of a: approved-by is nothing (was b)",
      "exception for dormant of a: created is 2026-10-01 (was 2025-01-01)",
    ],
  ],
])("%s", (_, before, after, expected) => {
  expect(weakenings(before, after).toSorted()).toEqual(expected.toSorted());
});

test("an invitation names the teams of a renamed team and of a pattern", () => {
  const lists = "managers: [cy], members: [bo, zed], services: [robot]";
  for (const key of ["core: { formerly: [platform],", "plat*: {"]) {
    const { tasks = [] } = change("", `teams: { ${key} ${lists} } }\n`, roster);
    const invite = tasks.find(({ action }) => action === "invite");
    expect(invite?.call?.body).toMatchObject({ teams: [{ team: "platform", role: "Member" }] });
  }
});

test("an invite that has expired is not pending", () => {
  const body = "roles: { owner: { members: [ada, jo@x.example], break-glass: [em@x.example] } }\n";
  const found = (expiresAt: string) =>
    evaluate(
      aRoster({
        ...roster,
        invites: ["jo@x.example", "em@x.example"].map((email) =>
          anInvite({ id: email, email, expiresAt }),
        ),
      }),
      policyOf(body),
      now,
    ).findings.flatMap(({ rule, facts }) =>
      rule === "name-unknown" || rule === "break-glass" ? [facts["wrong"] ?? rule] : [],
    );
  expect(found("2026-12-01T00:00:00.000Z")).toEqual(["is invited, not yet a member"]);
  expect(found("2025-01-01T00:00:00.000Z")).toEqual(["is not there", "name-unknown"]);
});

test("a review that is dated in the future is no review", () => {
  const { findings } = evaluate(
    roster,
    policyOf("review-every: 90d\nteams: { platform: { reviewed: 2099-01-01, members: any } }\n"),
    now,
  );
  expect(findings.filter(({ rule }) => rule === "review-overdue")).toMatchObject([
    { facts: { reviewed: "2099-01-01", ahead: true } },
  ]);
});
