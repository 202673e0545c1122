import { expect, test } from "vitest";

import { explainAbsent, explainInvite, findInvites } from "../../src/policy/explain-name.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { policyOf } from "../support/policy.ts";
import { aMember, anInvite, aRoster } from "../support/roster.ts";
import { gapIn } from "./rules/rule-case.ts";

const now = new Date("2026-11-23T12:00:00Z");

const body = `roles:
  owner: { members: [ada], break-glass: [NEW-hire] }
  member: { members: [new.hire@fernwick.example], allow: [guest] }
teams:
  platform: { managers: [gone], services: [ci] }
services: { CI: {} }
invites: { listed: [New.Hire@fernwick.example, later] }
exceptions:
  - { rule: name-unknown, subject: Gone, reason: r, expires: 2026-12-31 }
  - { rule: dormant, subject: nobody, reason: r, expires: 2026-12-31 }
`;

const invite = anInvite({ username: "new-hire", expiresAt: "2026-11-01T00:00:00.000Z" });

function shown(explanation: ReturnType<typeof explainAbsent>) {
  if (explanation === undefined) return undefined;
  const { status, named, rules, exceptions } = explanation;
  return {
    status,
    named: named.map(({ place, name: { position } }) => `${place}:${position.line}`),
    rules: rules.map(
      ({ result, findings }) => `${result.rule.id} ${result.status} ${findings.length}`,
    ),
    exceptions: exceptions.map(({ exception, status: use }) => `${exception.rule} ${use}`),
  };
}

function absent(name: string, roster: Partial<Roster> = {}) {
  return shown(explainAbsent(aRoster(roster), policyOf(body), name, now));
}

test.each(["NEW-HIRE", "new.HIRE@fernwick.example", "ivb3mk8xtq0z"])(
  "%s finds the invite",
  (name) => {
    const roster = aRoster({ invites: [invite, anInvite({ id: "b", email: "x@y.example" })] });

    expect(findInvites(roster, name)).toEqual([invite]);
  },
);

test("an invite of which only the id was seen is found by it, and by nothing else", () => {
  const hidden = anInvite({ email: unknown("redacted"), username: unknown("missing") });
  const roster = aRoster({ invites: [hidden] });

  expect(findInvites(roster, hidden.id)).toEqual([hidden]);
  expect(findInvites(roster, "unknown")).toEqual([]);
  expect(explainInvite(roster, policyOf(body), hidden, now)).toMatchObject({
    name: hidden.id,
    named: [],
  });
});

test("an invited person is in the policy under each of their names, with the findings about the invite", () => {
  const roster = aRoster({ invites: [invite, anInvite({ id: "b", email: "x@y.example" })] });

  expect(shown(explainInvite(roster, policyOf(body), invite, now))).toEqual({
    status: "invited, but the invite has expired; not a member",
    named: ["roles.owner:4", "roles.member:5", "invites:9"],
    rules: ["break-glass judged 1", "invite-expired judged 1", "name-unknown judged 1"],
    exceptions: [],
  });
});

test("an invite is not judged where its facts were not seen", () => {
  const hidden = anInvite({ role: unknown("missing") });
  const roster = aRoster({ invites: [hidden] });

  expect(shown(explainInvite(roster, policyOf(body), hidden, now))?.rules).toEqual([
    "invite-owner not-judged 0",
    "invite-unlisted not-judged 0",
  ]);
});

test("somebody whom only the policy names is no member, with the lines and the findings", () => {
  expect(absent("GONE")).toEqual({
    status: "not a member of the workspace",
    named: ["teams.platform:7"],
    rules: ["name-unknown judged 1"],
    exceptions: ["name-unknown used"],
  });
});

test("a service account that only the policy names is told from a person", () => {
  expect(absent("ci")).toEqual({
    status: "not a service account of the workspace",
    named: ["services:8", "teams.platform:7"],
    rules: ["service-missing judged 1"],
    exceptions: [],
  });
});

test.each([
  ["guest", ["roles.member:5"]],
  ["later", ["invites:9"]],
])("%s, who need not be a member, is in the policy all the same", (name, named) => {
  expect(absent(name)).toEqual({
    status: "not a member of the workspace",
    named,
    rules: [],
    exceptions: [],
  });
});

test("an exception alone names somebody", () => {
  expect(absent("nobody")).toEqual({
    status: "no member and no service account that was seen",
    named: [],
    rules: ["exception-unused judged 1"],
    exceptions: ["dormant unused"],
  });
});

test("a name that is nowhere is not explained", () => {
  expect(absent("stranger")).toBeUndefined();
});

test("nobody is said to be no member where the members were not all seen", () => {
  expect(absent("gone", { coverage: gapIn("members") })).toMatchObject({
    status: "not a member that was seen: the list of members is partial: half of it is gone",
    rules: ["break-glass not-judged 0", "name-unknown not-judged 0"],
  });
  const hidden = { members: [aMember({ email: unknown("redacted") })] };
  const address = explainAbsent(
    aRoster(hidden),
    policyOf("roles: { owner: { members: [a@x.example] } }\n"),
    "a@x.example",
    now,
  );
  expect(address?.status).toBe(
    "not a member whose address was seen: the workspace hides it from this credential",
  );
});
