/** What a change of the policy's OIDC providers and group mappings does, and how reports say it. */

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

const github = (entry: string) => `oidc: { github: { ${entry} } }`;
const strict = github("issuer: 'https://a.example', require-claims: [sub], services: [ci]");

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "the section for the first time",
    "",
    strict,
    [
      "changes: manages OIDC providers",
      "changes: lists OIDC provider github",
      "changes: OIDC provider github: its issuer must be https://a.example",
      "changes: OIDC provider github: claim sub is required",
      "changes: OIDC provider github: its tokens may become service account ci",
    ],
  ],
  [
    "the section that goes",
    strict,
    "",
    ["weakens: no longer manages OIDC providers", "weakens: no longer lists OIDC provider github"],
  ],
  ["a provider more", "oidc: {}", github("services: []"), ["weakens: allows OIDC provider github"]],
  ["a provider less", strict, "oidc: {}", ["weakens: no longer lists OIDC provider github"]],
  [
    "limits that go",
    strict,
    github("services: [ci]"),
    [
      "weakens: OIDC provider github: its issuer is no longer managed",
      "weakens: OIDC provider github: claim sub is no longer required",
    ],
  ],
  [
    "another issuer",
    github("issuer: 'https://a.example'"),
    github("issuer: 'https://b.example'"),
    ["weakens: OIDC provider github: its issuer must be https://b.example (was https://a.example)"],
  ],
  [
    "one more service account, and one less",
    github("services: [ci, old]"),
    github("services: [ci, audit]"),
    [
      "weakens: lets tokens of OIDC provider github become one more service account (audit)",
      "removes: OIDC provider github: its tokens may no longer become service account old",
    ],
  ],
  [
    "any service account",
    github("services: [ci]"),
    github("services: any"),
    [
      "weakens: OIDC provider github: its tokens may become any service account",
      "removes: OIDC provider github: its tokens may no longer become service account ci",
    ],
  ],
  [
    "no list any more",
    github("services: [ci]"),
    github(""),
    [
      "weakens: OIDC provider github: its tokens may become any service account that is not privileged",
      "removes: OIDC provider github: its tokens may no longer become service account ci",
    ],
  ],
  [
    "only service accounts that are not privileged, after any",
    github("services: any"),
    github(""),
    [
      "changes: OIDC provider github: its tokens may no longer become any service account",
      "changes: OIDC provider github: its tokens may become any service account that is not privileged",
    ],
  ],
  [
    "an entry that ends later",
    github("services: [{ name: ci, until: 2026-12-01 }]"),
    github("services: [{ name: ci, until: 2026-12-31 }]"),
    ["weakens: OIDC provider github: ci is listed until 2026-12-31 (was 2026-12-01)"],
  ],
  [
    "the list of mappings for the first time",
    "",
    "group-sync: [{ group: a, team: t, role: manager }]",
    [
      "changes: manages group mappings",
      "changes: expects the group mapping from a to team t",
      "changes: group mapping from a to team t: role Manager",
    ],
  ],
  [
    "mappings more and less",
    "group-sync: [{ group: a, team: t }, { group: b, team: t }]",
    "group-sync: [{ group: b, team: t, role: manager }, { group: c, team: t, attribute: x }, { group: d, team: t, role: manager }]",
    [
      "weakens: lets a group give the role Manager (from b to team t)",
      "weakens: lets a group give the role Manager (from d to team t)",
      "grants: expects the group mapping from c (x) to team t",
      "grants: expects the group mapping from d to team t",
      "changes: group mapping from c (x) to team t: role Member",
      "removes: no longer expects the group mapping from a to team t",
    ],
  ],
  [
    "another group, whose name differs in case",
    "group-sync: [{ group: admins, team: t }]",
    "group-sync: [{ group: Admins, team: T, role: manager }]",
    [
      "weakens: lets a group give the role Manager (from Admins to team T)",
      "grants: expects the group mapping from Admins to team T",
      "removes: no longer expects the group mapping from admins to team t",
    ],
  ],
  [
    "the case of a team, which does not matter",
    "group-sync: [{ group: admins, team: t }]",
    "group-sync: [{ group: admins, team: T }]",
    [],
  ],
  [
    "another attribute, which looks like a part of the group",
    "group-sync: [{ group: 'a (x)', team: t }]",
    "group-sync: [{ group: a, team: t, attribute: x }]",
    [
      "grants: expects the group mapping from a (x) to team t",
      "changes: group mapping from a (x) to team t: role Member",
      "removes: no longer expects the group mapping from a (x) to team t",
    ],
  ],
  [
    "another claim, whose name differs in case",
    github("require-claims: [sub]"),
    github("require-claims: [Sub]"),
    [
      "weakens: OIDC provider github: claim sub is no longer required",
      "changes: OIDC provider github: claim Sub is required",
    ],
  ],
  [
    "the final slash of an issuer, which does not matter",
    github("issuer: 'https://a.example'"),
    github("issuer: 'https://a.example/'"),
    [
      "changes: OIDC provider github: its issuer must be https://a.example/ (was https://a.example)",
    ],
  ],
  [
    "the list of mappings that goes",
    "group-sync: []",
    "",
    ["weakens: no longer manages group mappings"],
  ],
  [
    "mappings that are reported without a list of them, and no longer are",
    "unlisted-mappings: error",
    "",
    ["weakens: no longer manages group mappings"],
  ],
  [
    "a list of mappings that were all reported",
    "unlisted-mappings: error",
    "group-sync: [{ group: a, team: t, role: manager }]",
    [
      "weakens: lets a group give the role Manager (from a to team t)",
      "grants: expects the group mapping from a to team t",
    ],
  ],
  [
    "a mapping that goes where those that are not listed are not reported",
    "group-sync: [{ group: a, team: t }]\nunlisted-mappings: off",
    "group-sync: []\nunlisted-mappings: off",
    ["weakens: no longer expects the group mapping from a to team t"],
  ],
  [
    "unlisted mappings that matter less",
    "group-sync: []",
    "group-sync: []\nunlisted-mappings: warning",
    ["weakens: lowers rule group-sync-unexpected to warning (was error)"],
  ],
])("%s", (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});
