import { expect, test } from "vitest";

import { wantsOf } from "../../src/policy/wants.ts";
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
const tokenRules = ["token-unlisted", "token-without-end", "token-orphaned", "token-broadcasts"];
const allOff = `rules: { ${rules.map((id) => `${id}: off`).join(", ")} }\n`;

test.each([
  ["no section", "", "none"],
  ["the section", "repositories: {}\n", "all"],
  ["the section, of which every rule is off", `repositories: {}\n${allOff}`, "none"],
  ["unlisted repositories without the section", "unlisted-repositories: note\n", "all"],
  ["a custom rule for each repository", custom("repository", "true"), "all"],
  ["a custom rule that reads a member", custom("member", "member.active"), "none"],
  ["one that reads privileges", custom("member", "member.privileges.size() > 3"), "all"],
  [
    "one that reads privileges of elements",
    custom("workspace", "workspace.teams.exists(t, t.privileges.size() > 3)"),
    "all",
  ],
  ["a list of tokens for all repositories", "tokens: any\n", "with-tokens"],
  ["a list of tokens in an entry", "repositories: { p: { tokens: [] } }\n", "with-tokens"],
  [
    "lists of tokens of which every rule is off",
    `tokens: []\nrules: { ${tokenRules.map((id) => `${id}: off`).join(", ")} }\n`,
    "none",
  ],
  ["a custom rule for each token", custom("token", "true"), "with-tokens"],
  ["one that reads tokens", custom("repository", "repository.tokens.size() > 3"), "with-tokens"],
  ["one that reads repositories", custom("workspace", "workspace.repositories.size() > 3"), "all"],
])("%s", (_, body, wants) => {
  expect(wantsOf(policyOf(body)).repositories).toBe(wants);
});
