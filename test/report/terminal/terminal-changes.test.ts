/** The changes of a policy, for a person at a terminal. */

import { expect, test } from "vitest";

import { describePolicyChanges } from "../../../src/report/policy-changes.ts";
import { renderPolicyChanges } from "../../../src/report/terminal/terminal-changes.ts";
import { policyOf } from "../../support/policy.ts";

const changes = describePolicyChanges(
  policyOf("roles: { owner: { members: [a], max: 2 } }\n"),
  policyOf(
    'roles: { owner: { members: [a, "\\u202Eevil-with-a-long-name-of-many-words"], max: 1 } }\n',
  ),
  new Date("2026-11-23T06:00:00Z"),
);

test("without color, a title says what weakens the policy, and names are escaped", () => {
  expect(renderPolicyChanges(changes, { columns: 100, colour: false })).toBe(
    `Weakens the policy (1)
  allows one more Owner: <U+202E>evil-with-a-long-name-of-many-words

Other changes (1)
  role Owner: at most 1 (was 2)
`,
  );
});

test("color adds nothing but codes, and no line is wider than the terminal", () => {
  const plain = renderPolicyChanges(changes, { columns: 30, colour: false });
  const colored = renderPolicyChanges(changes, { columns: 30, colour: true });

  expect(colored).toContain("\u001B[31m");
  // oxlint-disable-next-line no-control-regex
  expect(colored.replaceAll(/\u001B\[\d+m/gu, "")).toBe(plain);
  expect(Math.max(...plain.split("\n").map((line) => line.length))).toBeLessThanOrEqual(30);
});
