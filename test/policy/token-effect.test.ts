/** What a change of the policy's lists of entitlement tokens does, and how reports say it. */

import { expect, test } from "vitest";

import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import { policyOf } from "../support/policy.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

/** Returns each change with its effect, and the words of a weakening. */
function changes(before: string, after: string): string[] {
  return describePolicyChanges(policyOf(before), policyOf(after), now).map(
    ({ effect, message, weakening }) =>
      weakening === undefined
        ? `${effect}: ${message}`
        : `weakens: ${weakening.label}${weakening.detail === "" ? "" : ` (${weakening.detail})`}`,
  );
}

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "a first list narrows what every token could be",
    "",
    "tokens: [ci]",
    [
      "changes: manages entitlement tokens",
      "changes: entitlement tokens: entitlement token ci is allowed",
    ],
  ],
  ["a list that goes", "tokens: [ci]", "", ["weakens: no longer manages entitlement tokens"]],
  [
    "a first list that allows any",
    "",
    "tokens: any",
    [
      "changes: manages entitlement tokens",
      "changes: entitlement tokens: any entitlement token is allowed",
    ],
  ],
  [
    "a list that allows any goes",
    "tokens: any",
    "",
    ["weakens: no longer manages entitlement tokens"],
  ],
  [
    "one more token",
    "tokens: [ci]",
    "tokens: [ci, web]",
    ["weakens: allows one more entitlement token (web)"],
  ],
  [
    "a pattern",
    "tokens: [ci]",
    "tokens: [ci, 'ci-*']",
    ["weakens: allows every entitlement token that matches a pattern (ci-*)"],
  ],
  [
    "a name that a pattern already allows, and a narrower pattern",
    "tokens: ['ci-*']",
    "tokens: ['ci-*', ci-web, 'ci-a*']",
    [
      "changes: entitlement tokens: entitlement token ci-web is allowed",
      "changes: entitlement tokens: entitlement token ci-a* is allowed",
    ],
  ],
  [
    "a token that goes",
    "tokens: [ci, web]",
    "tokens: [ci]",
    ["removes: entitlement tokens: entitlement token web is no longer allowed"],
  ],
  [
    "any token",
    "tokens: [ci]",
    "tokens: any",
    [
      "weakens: allows any entitlement token",
      "removes: entitlement tokens: entitlement token ci is no longer allowed",
    ],
  ],
  [
    "not any token any more",
    "tokens: any",
    "tokens: [ci]",
    [
      "changes: entitlement tokens: only entitlement tokens that are listed are allowed",
      "changes: entitlement tokens: entitlement token ci is allowed",
    ],
  ],
  [
    "a later end",
    "tokens: [{ name: ci, until: 2026-12-01 }]",
    "tokens: [{ name: ci, until: 2027-12-01 }]",
    ["weakens: tokens: ci is listed until 2027-12-01 (was 2026-12-01)"],
  ],
  [
    "a repository with a list of its own, where none was managed",
    "repositories: { p: {} }",
    "repositories: { p: { tokens: [ci] } }",
    [
      "changes: repository p: has its own list of entitlement tokens",
      "changes: repository p: entitlement token ci is allowed",
    ],
  ],
  [
    "a repository that may have more than all the others",
    "tokens: [ci]\nrepositories: { p: {} }",
    "tokens: [ci]\nrepositories: { p: { tokens: [ci, web] } }",
    [
      "weakens: allows one more entitlement token on repository p (web)",
      "changes: repository p: has its own list of entitlement tokens",
      "changes: repository p: entitlement token ci is allowed",
    ],
  ],
  [
    "a repository that may have any",
    "tokens: [ci]\nrepositories: { p: {} }",
    "tokens: [ci]\nrepositories: { p: { tokens: any } }",
    [
      "weakens: allows any entitlement token on repository p",
      "changes: repository p: has its own list of entitlement tokens",
    ],
  ],
  [
    "a narrower list that goes",
    "tokens: [ci, web]\nrepositories: { p: { tokens: [ci] } }",
    "tokens: [ci, web]\nrepositories: { p: {} }",
    [
      "weakens: repository p: no longer has its own list of entitlement tokens",
      "removes: repository p: entitlement token ci is no longer allowed",
    ],
  ],
  [
    "a wider list that goes",
    "tokens: [ci]\nrepositories: { p: { tokens: [ci, web] } }",
    "tokens: [ci]\nrepositories: { p: {} }",
    [
      "changes: repository p: no longer has its own list of entitlement tokens",
      "removes: repository p: entitlement token ci is no longer allowed",
      "removes: repository p: entitlement token web is no longer allowed",
    ],
  ],
  [
    "an entry of its own takes a repository out of a narrower pattern",
    "tokens: [ci, web]\nrepositories: { 'p-*': { tokens: [ci] } }",
    "tokens: [ci, web]\nrepositories: { 'p-*': { tokens: [ci] }, p-1: {} }",
    ["weakens: takes repository p-1 out of the limits of a pattern"],
  ],
])("%s", (_, before, after, wanted) => {
  expect(changes(before, after)).toEqual(wanted);
});
