import { expect, test } from "vitest";

import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { policyChangeItems } from "../../src/report/markdown/markdown-sections.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T09:00:00Z");

function items(before: string, after: string): readonly string[] {
  const changes = describePolicyChanges(policyOf(before), policyOf(after), now);
  return policyChangeItems(changes, { anonymous: false, listed: true }).split("\n");
}

const people = Array.from({ length: 8 }, (_, index) => `person-${index}`);
const team = (name: string, lists: string) => `  ${name}: { ${lists} }\n`;
const list = (names: readonly string[]) => `[${names.join(", ")}]`;

test("many removals are counted: people and teams, each once", () => {
  const before = `teams:\n${team("api", `managers: [boss], members: ${list(people)}`)}${team("web", `managers: [boss], members: ${list(people.slice(0, 4))}, services: [bot]`)}`;
  const after = `teams:\n${team("api", "managers: [boss]")}${team("web", "managers: [boss]")}`;
  expect(items(before, after)).toEqual([
    "- 8 people leave 2 teams",
    "- 1 service account leaves 1 team",
  ]);
});

test("roles and the rest are counted apart", () => {
  const before = `roles: { member: { members: ${list(people)} } }\nservices: { one: {}, two: {} }\n`;
  expect(items(before, "roles: { member: { members: [] } }\nservices: {}\n")).toEqual([
    "- 8 names are no longer listed for a workspace role",
    "- 2 other removals",
  ]);
});

test("who becomes manager, or is one no longer, does not leave", () => {
  const before = `teams:\n${team("api", `managers: [boss], members: ${list(people)}`)}`;
  const after = `teams:\n${team("api", `managers: [person-0], members: [boss, person-1]`)}`;
  expect(items(before, after)).toEqual([
    "- **allows one more manager of team api**: person-0",
    "- team api: boss becomes a member",
    "- 6 people leave 1 team",
  ]);
});

test("a few removals are listed", () => {
  expect(
    items(
      `teams:\n${team("api", "managers: [boss], members: [a, b]")}`,
      `teams:\n${team("api", "managers: [boss], members: [b]")}`,
    ),
  ).toEqual(["- team api: a no longer a member"]);
});
