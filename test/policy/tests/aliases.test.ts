/** Aliases of the policy in its tests. */

import { expect, test } from "vitest";

import { policyOf } from "../../support/policy.ts";
import { differencesIn, problemsIn, rosterWith } from "../../support/policy-tests.ts";

const policy = policyOf(`people:
  amara: amara-okoye
  jonas: jonas@fernwick.example
  Priya in Berlin: priya-raman
groups: { leads: [amara, Priya in Berlin] }
roles: { owner: { members: [amara, jonas] } }
teams: { platform: { managers: [group:leads] } }
services: { ci: {} }
`);

function run(fields: string, of = policy): readonly string[] {
  const [differences = []] = differencesIn(`tests:\n  - { name: t, ${fields} }\n`, of);
  return differences;
}

test("a workspace as a policy with aliases describes it is clean, and has the accounts", () => {
  expect(run("")).toEqual([]);
  expect(rosterWith("", policy).members.map(({ username }) => username)).toEqual([
    "amara-okoye",
    "jonas@fernwick.example",
    "priya-raman",
  ]);
});

test.each([
  [
    "an alias and its account",
    "members: { amara: { two-factor: false } }, findings: { two-factor: [amara-okoye] }",
  ],
  [
    "an account and its alias",
    "members: { amara-okoye: { two-factor: false } }, findings: { two-factor: [amara] }",
  ],
  [
    "an alias in other letters",
    "members: { AMARA: { two-factor: false } }, findings: { two-factor: [Amara] }",
  ],
  ["an absent account", "members: { amara: absent }, findings: { name-unknown: [amara] }"],
  [
    "an alias for an address, with the username that the account has in the test",
    "members: { jl: { email: jonas@fernwick.example, two-factor: false } }, findings: { two-factor: [jonas] }",
  ],
  [
    "an alias with the word in, and a team",
    "members: { Priya in Berlin: { teams: [] } }, findings: { team-member-missing: [Priya in Berlin in platform] }",
  ],
])("%s mean the same person", (_, fields) => {
  expect(run(fields)).toEqual([]);
});

test("a missing finding about an alias is reported as it is written", () => {
  expect(run("findings: { two-factor: [amara] }")).toEqual(["not found: two-factor amara"]);
});

test("an exception covers the account of an alias", () => {
  const of = policyOf(`people: { amara: amara-okoye }
roles: { owner: { members: [amara] } }
exceptions: [{ rule: two-factor, subject: amara, reason: key ordered, expires: 2026-12-31 }]
`);
  expect(
    run("members: { amara: { two-factor: false } }, accepted: { two-factor: [amara] }", of),
  ).toEqual([]);
});

test("an alias does not mean another account that has the same name", () => {
  const fields =
    "members: { other: { id: amara, role: owner, two-factor: false } }, only: [two-factor]";
  expect(run(`${fields}, findings: { two-factor: [amara] }`)).toEqual([
    "not found: two-factor amara",
    expect.stringContaining("found, but not expected: two-factor other"),
  ]);
  const ambiguous = "members: { other: { id: amara } }, findings: { name-ambiguous: [amara] }";
  expect(run(ambiguous)).toEqual([]);
});

test("who created, invited and reads may be an alias, or another name of a member", () => {
  const { services, invites, coverage } = rosterWith(
    `services: { ci: { created-by: amara }, bot: { created-by: jonas } },
    invites: { new@x.example: { inviter: user-priya-raman } },
    members: { jl: { email: jonas@fernwick.example } }, read-as: amara`,
    policy,
  );
  expect(services.map(({ createdBy }) => createdBy)).toEqual(["jl", "amara-okoye"]);
  expect(invites[0]?.inviter).toBe("priya-raman");
  expect(coverage.readAs).toMatchObject({ kind: "user", slug: "amara-okoye" });
});

test("who created an account was not seen, even if unknown is an alias", () => {
  const of = policyOf("people: { unknown: zoe }\nservices: { ci: {} }\n");
  const [service] = rosterWith("services: { ci: { created-by: unknown } }", of).services;
  expect(service?.createdBy).toEqual({ unknown: "missing" });
});

test("two names of one person are one account where a test says so", () => {
  const of = policyOf(
    "roles: { owner: { members: [zoe] } }\nteams: { docs: { members: [z@x.example] } }\n",
  );
  const body =
    "defaults: { members: { zoe: { email: z@x.example } } }\ntests:\n  - { name: t, members: { zoe: { active: false } }, findings: { inactive-with-role: [zoe], inactive-in-team: [zoe in docs]} }\n";
  expect(differencesIn(body, of)).toEqual([[]]);
});

test("an invite may be under the alias of an address", () => {
  expect(rosterWith("invites: { jonas: }", policy).invites[0]?.email).toBe(
    "jonas@fernwick.example",
  );
});

test("one account under two names is a mistake, but not in the defaults and a test", () => {
  expect(
    problemsIn(
      "defaults: { members: { amara: , amara-okoye: } }\ntests:\n  - { name: t, members: { Amara-Okoye: , AMARA: } }\n",
      policy,
    ),
  ).toEqual([
    't.yml:3:33: "amara-okoye" is the same account as "amara" on line 3: keep one of them',
    't.yml:5:42: "AMARA" is the same account as "Amara-Okoye" on line 5: keep one of them',
  ]);
  expect(
    differencesIn(
      "defaults: { members: { amara: } }\ntests:\n  - { name: t, members: { amara-okoye: } }\n",
      policy,
    ),
  ).toEqual([[]]);
});
