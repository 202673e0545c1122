/** What a custom rule says of itself, in explain and in reports. */

import { expect, test } from "vitest";

import { toRule } from "../../../src/policy/custom/to-rule.ts";
import { policyFrom } from "../../support/policy.ts";

function ruleOf(fields: string) {
  const text = `version: 1
organization: fernwick
custom:
  - { id: mine, for: member, severity: note, message: not so, ${fields} }
`;
  const [rule] = policyFrom(text).custom.map(toRule);
  return rule;
}

test.each([
  ["true", "true."],
  [
    "member.name == '' &&\n      member.active",
    "member.name == '' && member.active (it reads member.active, member.name).",
  ],
  [
    "workspace.members.exists(m, m.active) && now > member.joined_at",
    "workspace.members.exists(m, m.active) && now > member.joined_at (it reads member.joined_at, workspace.members).",
  ],
])("%j is shown on one line, with what it reads", (expression, shown) => {
  expect(ruleOf(`violates: ${JSON.stringify(expression)}`)?.explanation).toBe(
    `A custom rule of the policy. It checks each member, and is violated if this is true: ${shown}`,
  );
});

test("what to do is the policy's to say, or is said in general", () => {
  expect(ruleOf("violates: 'true', remedy: Talk to them.")).toMatchObject({
    id: "mine",
    title: "not so",
    remedy: "Talk to them.",
    fixed: "It is fixed when the expression is not true for anything any more.",
    severity: "note",
    lists: ["members"],
    evidence: "row",
  });
  expect(ruleOf("violates: 'true'")?.remedy).toBe(
    "Change what violates the rule, or, if the rule is wrong, change the rule in the policy and have the change reviewed.",
  );
});
