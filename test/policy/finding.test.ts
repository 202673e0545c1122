import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { aMember, aRoster } from "../support/roster.ts";
import { policyOf } from "../support/policy.ts";

test("a finding's fingerprint survives renames and the passing of time", () => {
  const find = (username: string, at: string) => {
    const member = aMember({
      username,
      id: "same",
      name: username,
      role: "Owner",
      twoFactor: false,
    });
    return evaluate(aRoster({ members: [member] }), policyOf(""), new Date(at)).findings[0];
  };
  const before = find("jo", "2026-11-23T06:00:00Z");
  const after = find("joanna", "2027-01-01T06:00:00Z");

  expect(before?.subject.slug).toBe("jo");
  expect(after?.subject.slug).toBe("joanna");
  expect(after?.fingerprint).toBe(before?.fingerprint);
});

test("findings come worst first, then in the catalog's order, then by name", () => {
  const policy = policyOf("roles: {owner: {members: []}}\n");
  const members = ["zoe", "ada"].map((username) =>
    aMember({ username, role: "Owner", twoFactor: false, lastLoginAt: "2020-01-01T00:00:00.000Z" }),
  );
  const { findings } = evaluate(aRoster({ members }), policy, new Date("2026-11-23T06:00:00Z"));

  expect(findings.map(({ rule, subject }) => `${rule} ${subject.slug}`)).toEqual([
    "two-factor ada",
    "two-factor zoe",
    "role-unlisted ada",
    "role-unlisted zoe",
    "dormant ada",
    "dormant zoe",
  ]);
});
