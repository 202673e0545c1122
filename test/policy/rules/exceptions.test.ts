import { expect, test } from "vitest";

import { longestOf } from "../../../src/policy/rules/exception-too-long.ts";
import { evaluateWith, exception, inShort, jo, noon } from "../../support/exceptions.ts";
import { policyOf } from "../../support/policy.ts";

const days: readonly [string, string, readonly string[]][] = [
  ["in force in its last second", "2026-11-23T23:59:59.999Z", ["(two-factor jo)"]],
  [
    "over with the last second",
    "2026-11-24T00:00:00.000Z",
    ["two-factor jo", "exception-expired jo"],
  ],
];

test.each(days)("an exception is %s of its last day, UTC", (_, now, expected) => {
  const text = `rules: { exception-expiring: off }\n${exception("subject: jo, reason: r, expires: 2026-11-23")}`;

  expect(inShort(evaluateWith(text, { members: [jo] }, new Date(now)))).toEqual(expected);
});

test.each([
  ["2026-12-06", ["(two-factor jo)", "exception-expiring jo"]],
  ["2026-12-07", ["(two-factor jo)"]],
])("one is reminded 14 days before the end of an exception until %s", (expires, expected) => {
  const now = new Date("2026-11-23T00:00:00Z");
  const text = exception(`subject: jo, reason: r, expires: ${expires}`);

  expect(inShort(evaluateWith(text, { members: [jo] }, now))).toEqual(expected);
});

test("the reminder's days are the policy's", () => {
  const text = `rules: { exception-expiring: { before: 60d, severity: warning } }\n${exception("subject: jo, reason: r, expires: 2026-12-31")}`;

  const { findings, exceptions } = evaluateWith(text, { members: [jo] });

  expect(findings.at(-1)).toMatchObject({ rule: "exception-expiring", severity: "warning" });
  expect(exceptions[0]?.status).toBe("expiring");
});

test.each([
  ["created: 2026-01-01, expires: 2026-03-02", false, "60 days"],
  ["created: 2026-01-01, expires: 2026-12-31", true, "a year"],
  ["expires: 2027-01-22", false, "60 days from today, as it does not say when it began"],
  ["expires: 2027-01-23", true, "61 days from today"],
  ["created: 2027-06-01, expires: 2027-06-02", true, "a day, half a year from now"],
])("an exception with %s, that is too long: %s (%s)", (fields, tooLong) => {
  const text = `rules: { exception-too-long: { max: 60d }, exception-expired: off }\n${exception(`subject: jo, reason: r, ${fields}`)}`;
  const now = fields.includes("03-02") ? new Date("2026-02-01T00:00:00Z") : noon;

  const { findings } = evaluateWith(text, { members: [jo] }, now);

  expect(findings.some(({ rule }) => rule === "exception-too-long")).toBe(tooLong);
});

test.each([
  ["no reason", "", true],
  ["an empty reason", 'reason: "", ', true],
  ["TODO", "reason: TODO, ", true],
  ["todo with a colon", 'reason: "todo: ask", ', true],
  ["a reason", "reason: todos are done elsewhere, ", false],
])("an exception with %s is unexplained: %s", (_, reason, unexplained) => {
  const { findings } = evaluateWith(exception(`subject: jo, ${reason}expires: 2026-12-31`), {
    members: [jo],
  });
  expect(findings.some(({ rule }) => rule === "exception-unexplained")).toBe(unexplained);
});

test("how long an exception may last is for the policy to say, or a year", () => {
  expect(longestOf(policyOf(""))).toBe(365);
  expect(longestOf(policyOf(`rules: { exception-too-long: { max: 90d } }\n`))).toBe(90);
});
