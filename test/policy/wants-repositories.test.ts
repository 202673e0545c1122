import { expect, test } from "vitest";

import { wantsRepositories } from "../../src/policy/wants-repositories.ts";
import { policyOf } from "../support/policy.ts";

const custom = (subject: string, violates: string) =>
  `custom: [{ id: own, for: ${subject}, violates: '${violates}', severity: note, message: m }]\n`;
const rules = [
  "repository-privilege-unexpected",
  "repository-privilege-missing",
  "repository-privilege-level",
  "repository-public",
  "repository-default-privilege",
  "repository-unlisted",
  "privileged-outsider",
];
const allOff = `rules: { ${rules.map((id) => `${id}: off`).join(", ")} }\n`;

test.each([
  ["no section", "", false],
  ["the section", "repositories: {}\n", true],
  ["the section, of which every rule is off", `repositories: {}\n${allOff}`, false],
  ["unlisted repositories without the section", "unlisted-repositories: note\n", true],
  ["a custom rule for each repository", custom("repository", "true"), true],
  ["a custom rule that reads a member", custom("member", "member.active"), false],
  ["one that reads privileges", custom("member", "member.privileges.size() > 3"), true],
  [
    "one that reads privileges of elements",
    custom("workspace", "workspace.teams.exists(t, t.privileges.size() > 3)"),
    true,
  ],
  ["one that reads repositories", custom("workspace", "workspace.repositories.size() > 3"), true],
])("%s", (_, body, wants) => {
  expect(wantsRepositories(policyOf(body))).toBe(wants);
});
