/** What each rule on OIDC providers and group mappings says of a finding, in every form. */

import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import type { Finding, Subject } from "../../../src/policy/finding.ts";

const github: Subject = { kind: "provider", id: "oi1", slug: "github", name: "GitHub" };
const ci: Subject = { kind: "service", id: "ci", slug: "ci", name: "Builds" };
const docs: Subject = { kind: "team", id: "tm-docs", slug: "docs", name: "Docs" };
const admins: Subject = { kind: "mapping", id: "gs1", slug: "admins", name: "admins" };
const written: Subject = { kind: "policy", id: "admins", slug: "admins", name: "admins" };
const noTeam: Subject = { kind: "policy", id: "dosc", slug: "dosc", name: "dosc" };

const sentences: readonly [string, string, Pick<Finding, "subject" | "object" | "facts">][] = [
  [
    "oidc-claims",
    "OIDC provider GitHub (github) checks no claims: it admits every token of GitHub Actions, which everybody can use",
    { subject: github, facts: { fault: "none", issuer: "https://x", service: "GitHub Actions" } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) checks no claims: it admits every token of https://idp.example",
    { subject: github, facts: { fault: "none", issuer: "https://idp.example" } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) checks only the audience, which whoever requests a token can choose: it admits every token of its issuer",
    { subject: github, facts: { fault: "audience", issuer: null } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) checks only the issuer, which every token of it names: it admits every token of https://a",
    { subject: github, facts: { fault: "issuer-only", issuer: "https://a" } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) accepts any text in claim sub: repo:a.*",
    { subject: github, facts: { fault: "wildcard", claim: "sub", value: "repo:a.*" } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) does not check claim ref, which the policy requires",
    { subject: github, facts: { fault: "missing", claim: "ref" } },
  ],
  [
    "oidc-claims",
    "OIDC provider GitHub (github) has the issuer https://a; allowed: https://b",
    { subject: github, facts: { fault: "issuer", issuer: "https://a", expected: "https://b" } },
  ],
  [
    "oidc-service",
    "tokens of OIDC provider GitHub (github) may become service account Builds (ci), and the policy does not list it there",
    { subject: ci, object: github, facts: { privilege: null } },
  ],
  [
    "oidc-service",
    "tokens of OIDC provider GitHub (github) may become service account Builds (ci), which has the workspace role Manager, if their claim sub is repo:a and 2 more, and the policy does not list it there",
    {
      subject: ci,
      object: github,
      facts: { privilege: "role Manager", claim: "sub", value: "repo:a", more: 2 },
    },
  ],
  [
    "oidc-service",
    "tokens of OIDC provider GitHub (github) may become service account Builds (ci), which has Admin on repository p through team docs, if their claim for the account is x, and the policy does not list it there",
    {
      subject: ci,
      object: github,
      facts: { privilege: "Admin on repository p through team docs", value: "x" },
    },
  ],
  [
    "oidc-unlisted",
    "OIDC provider GitHub (github) (issuer https://x) is not in the policy, and is off: perhaps gihub is meant",
    { subject: github, facts: { issuer: "https://x", enabled: false, meant: "gihub" } },
  ],
  [
    "oidc-unlisted",
    "OIDC provider GitHub (github) is not in the policy",
    { subject: github, facts: { issuer: null, enabled: null } },
  ],
  [
    "group-sync-unexpected",
    "group admins (groups) fills team Docs (docs) as Member, which the policy does not list",
    { subject: admins, object: docs, facts: { attribute: "groups", role: "Member" } },
  ],
  [
    "group-sync-unexpected",
    "group admins (groups) would fill team Docs (docs) if group sync were on, which the policy does not list",
    { subject: admins, object: docs, facts: { attribute: "groups", role: null, off: true } },
  ],
  [
    "group-sync-privileged",
    "group admins (groups) fills team Docs (docs) as Manager, and the policy does not list the mapping",
    { subject: admins, object: docs, facts: { attribute: "groups", role: "Manager" } },
  ],
  [
    "group-sync-privileged",
    "group admins (groups) fills team Docs (docs) as Member, which has Admin on repository p, and the policy does not list the mapping",
    {
      subject: admins,
      object: docs,
      facts: { attribute: "groups", role: "Member", repository: "p" },
    },
  ],
  [
    "group-sync-role",
    "group admins (groups) fills team Docs (docs) as Manager; allowed: Member",
    {
      subject: admins,
      object: docs,
      facts: { attribute: "groups", role: "Manager", expected: "Member" },
    },
  ],
  [
    "group-sync-missing",
    "group admins should fill team Docs (docs) as Member but has no mapping: perhaps Admins is meant",
    { subject: written, object: docs, facts: { expected: "Member", meant: "Admins" } },
  ],
  [
    "group-sync-missing",
    "group admins should fill team dosc as Member but has no mapping: the workspace has no such team: perhaps docs is meant",
    {
      subject: written,
      object: noTeam,
      facts: { expected: "Member", exists: false, meant: "docs" },
    },
  ],
];

test.each(sentences)("%s says: %s", (id, sentence, finding) => {
  expect(catalog.find((rule) => rule.id === id)?.message(finding)).toBe(sentence);
});
