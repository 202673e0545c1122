import { expect, test } from "vitest";

import { writeFirstPolicy } from "../../../src/policy/draft/first-policy.ts";
import { aMember, aRoster } from "../../support/roster.ts";

const now = new Date("2026-11-23T12:00:00Z");

test("what is not right today may stay for thirty days", () => {
  const first = writeFirstPolicy(
    aRoster({ members: [aMember({ username: "jo", role: "Owner", twoFactor: false })] }),
    "p.yml",
    now,
  );

  expect(first).toMatchObject({ exceptions: 1, expires: "2026-12-23" });
  expect(first.text.trimEnd().split("\n").slice(-2)).toEqual([
    "exceptions:",
    '  - { rule: two-factor, subject: "jo", reason: "TODO", created: 2026-11-23, expires: 2026-12-23 }',
  ]);
});

test("where all is right there is no exception", () => {
  expect(writeFirstPolicy(aRoster(), "p.yml", now)).toMatchObject({ exceptions: 0 });
  expect(writeFirstPolicy(aRoster(), "p.yml", now).text).not.toContain("exceptions");
});

test("two accounts that no name distinguishes are named", () => {
  const members = [
    aMember({ id: "a", username: "b", role: "Owner", twoFactor: false }),
    aMember({ id: "b", username: "a", role: "Owner", twoFactor: false }),
  ];

  expect(() => writeFirstPolicy(aRoster({ members }), "p.yml", now)).toThrow(
    /^cannot draft p\.yml: no name distinguishes "[ab]" \([a-z\-]+\) from another account\. Rename one of them\.$/v,
  );
});
