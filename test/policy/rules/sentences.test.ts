/** What each rule says of a finding, in every form of its sentence. */

import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import type { Finding, Subject } from "../../../src/policy/finding.ts";

const ada: Subject = { kind: "member", id: "id-ada", slug: "ada", name: "Ada" };
const eve: Subject = { kind: "member", id: "id-eve", slug: "eve", name: "Eve" };
const ci: Subject = { kind: "service", id: "ci", slug: "ci", name: "Builds" };
const docs: Subject = { kind: "team", id: "tm-docs", slug: "docs", name: "Docs" };
const workspace: Subject = { kind: "workspace", id: "ws", slug: "fernwick", name: "Fernwick" };
const written: Subject = { kind: "policy", id: "jo", slug: "jo", name: "jo" };
const invite: Subject = { kind: "invite", id: "inv", slug: "new@fernwick.example", name: "" };

const excepted = { rule: "dormant", team: null, expires: "2026-12-31" };

const sentences: readonly [string, string, Pick<Finding, "subject" | "object" | "facts">][] = [
  [
    "two-factor",
    "Ada (ada) is an Owner without two-factor authentication",
    { subject: ada, facts: { role: "Owner" } },
  ],
  [
    "two-factor",
    "Ada (ada) is a Manager without two-factor authentication",
    { subject: ada, facts: { role: "Manager" } },
  ],
  [
    "policy-test",
    'policy test "jo" fails: not found: dormant ada',
    { subject: written, facts: { difference: "not found: dormant ada", differences: 1 } },
  ],
  [
    "policy-test",
    'policy test "jo" fails: judged: dormant (and 1 more difference)',
    { subject: written, facts: { difference: "judged: dormant", differences: 2 } },
  ],
  [
    "policy-test",
    'policy test "jo" fails: judged: dormant (and 2 more differences)',
    { subject: written, facts: { difference: "judged: dormant", differences: 3 } },
  ],
  [
    "visibility",
    "Ada (ada) is an Owner whose membership is public",
    { subject: ada, facts: { role: "Owner" } },
  ],
  [
    "visibility",
    "Ada (ada) is a Member whose membership is public",
    { subject: ada, facts: { role: "Member" } },
  ],
  [
    "inactive-with-role",
    "Ada (ada) is inactive but still has role Owner",
    { subject: ada, facts: { active: false, role: "Owner" } },
  ],
  [
    "team-unlisted",
    "hidden team Docs (docs) is not in the policy",
    { subject: docs, facts: { visibility: "Hidden" } },
  ],
  [
    "team-unlisted",
    "team Docs (docs) is not in the policy",
    { subject: docs, facts: { visibility: "Visible" } },
  ],
  [
    "service-unlisted",
    "service account Builds (ci) is not in the policy",
    { subject: ci, facts: { role: "Member" } },
  ],
  [
    "inactive-in-team",
    "Ada (ada) is inactive but still in team Docs (docs)",
    { subject: ada, object: docs, facts: {} },
  ],
  [
    "duplicate-identity",
    "Ada (ada) has the same address as Eve (eve)",
    { subject: ada, object: eve, facts: {} },
  ],
  [
    "role-count",
    "1 active member has role Owner; allowed: at least 2",
    { subject: workspace, facts: { role: "Owner", count: 1, min: 2, max: 4 } },
  ],
  [
    "role-count",
    "5 active members have role Owner; allowed: at most 4",
    { subject: workspace, facts: { role: "Owner", count: 5, min: 2, max: 4 } },
  ],
  [
    "role-count",
    "2 active members have role Owner; allowed: at most 1",
    { subject: workspace, facts: { role: "Owner", count: 2, min: null, max: 1 } },
  ],
  [
    "team-member-unexpected",
    "Ada (ada) is in team Docs (docs) but is not listed there",
    { subject: ada, object: docs, facts: {} },
  ],
  [
    "team-member-unexpected",
    "service account Builds (ci) is in team Docs (docs) but is not listed there",
    { subject: ci, object: docs, facts: {} },
  ],
  [
    "team-member-missing",
    "Ada (ada) is listed in team Docs (docs) but is not in it",
    { subject: ada, object: docs, facts: {} },
  ],
  [
    "team-member-missing",
    "service account Builds (ci) is listed in team Docs (docs) but is not in it",
    { subject: ci, object: docs, facts: {} },
  ],
  [
    "team-role",
    "Ada (ada) is Manager of team Docs (docs); allowed: Member",
    { subject: ada, object: docs, facts: { teamRole: "Manager", expected: "Member" } },
  ],
  [
    "team-not-synced",
    "team Docs (docs) is not filled by any group of the identity provider",
    { subject: docs, facts: { groupSync: true } },
  ],
  [
    "team-not-synced",
    "team Docs (docs) should be filled by the identity provider, but group sync is off",
    { subject: docs, facts: { groupSync: false } },
  ],
  [
    "team-without-manager",
    "team Docs (docs) has no manager",
    { subject: docs, facts: { empty: false } },
  ],
  [
    "team-without-manager",
    "team Docs (docs) is empty, so it has no manager",
    { subject: docs, facts: { empty: true } },
  ],
  [
    "team-settings",
    "team Docs (docs) is visible; allowed: hidden",
    {
      subject: docs,
      facts: { setting: "visibility", expected: "Hidden", actual: "Visible" },
    },
  ],
  [
    "team-settings",
    "team Docs (docs) has another description than the policy says",
    { subject: docs, facts: { setting: "description", expected: "a", actual: null } },
  ],
  [
    "team-missing",
    "team jo is still called platform in the workspace",
    { subject: written, facts: { formerly: "platform" } },
  ],
  [
    "review-overdue",
    "the policy does not say when team jo was reviewed",
    { subject: written, facts: { reviewed: null, every: "30d", due: null } },
  ],
  [
    "review-overdue",
    "the review of team jo was due on 2026-06-30 (last review: 2026-05-31)",
    { subject: written, facts: { reviewed: "2026-05-31", every: "30d", due: "2026-06-30" } },
  ],
  [
    "name-ambiguous",
    'alias "jo" stands for u-1, and is also the name of another member: jo',
    { subject: written, facts: { place: "people", account: "u-1", matches: "jo" } },
  ],
  [
    "single-sign-on",
    "single sign-on is off",
    { subject: workspace, facts: { enabled: false, enforced: false } },
  ],
  [
    "service-role",
    "service account Builds (ci) is a Manager; allowed: Member",
    { subject: ci, facts: { role: "Manager", expected: "Member" } },
  ],
  [
    "service-role",
    "service account Builds (ci) is in team Docs (docs), which its entry does not name",
    { subject: ci, object: docs, facts: { inTeam: true } },
  ],
  [
    "service-role",
    "service account Builds (ci) is not in team Docs (docs), which its entry names",
    { subject: ci, object: docs, facts: { inTeam: false } },
  ],
  [
    "service-key-expiry",
    "service account Builds (ci) has a key that ends on 2027-05-01, more than 90d from now",
    { subject: ci, facts: { keyExpiresAt: "2027-05-01T00:00:00.000Z", within: "90d" } },
  ],
  [
    "service-key-expiry",
    "service account Builds (ci) has a key that never ends; allowed: within 90d",
    { subject: ci, facts: { keyExpiresAt: null, within: "90d" } },
  ],
  [
    "invite-owner",
    "new@fernwick.example is invited as Owner by ada",
    { subject: invite, facts: { inviter: "ada" } },
  ],
  [
    "invite-owner",
    "new@fernwick.example is invited as Owner",
    { subject: invite, facts: { inviter: null } },
  ],
  [
    "invite-unlisted",
    "the invite of new@fernwick.example as Member is not allowed by the policy",
    { subject: invite, facts: { role: "Member" } },
  ],
  [
    "invite-unlisted",
    "the invite of new@fernwick.example as somebody is not allowed by the policy",
    { subject: invite, facts: { role: null } },
  ],
  [
    "name-ambiguous",
    '"jo" (roles.owner) matches more than one member: ada, eve',
    { subject: written, facts: { place: "roles.owner", matches: "ada, eve" } },
  ],
  [
    "role-conflict",
    'Ada (ada) is listed for two roles: for Owner as "ada", for Member as "ada@fernwick.example"',
    {
      subject: ada,
      facts: {
        role: "Owner",
        name: "ada",
        otherRole: "Member",
        otherName: "ada@fernwick.example",
      },
    },
  ],
  [
    "self",
    "service account Builds (ci) is the account that this audit uses, and is not in the policy",
    { subject: ci, facts: {} },
  ],
  [
    "self",
    "the key of service account Builds (ci), which this audit uses, ends on 2026-12-01",
    { subject: ci, facts: { keyExpiresAt: "2026-12-01T09:00:00.000Z" } },
  ],
  [
    "self",
    "Ada (ada) is the account that this audit uses, and is not in the policy",
    { subject: ada, facts: {} },
  ],
  [
    "entry-ending",
    'the entry for "jo" (roles.owner and 2 more places) ends on 2026-12-31',
    {
      subject: written,
      facts: { place: "roles.owner", others: 2, until: "2026-12-31", ended: false },
    },
  ],
  [
    "entry-ending",
    'the entry for "jo" (teams.docs) ended on 2026-12-31',
    {
      subject: written,
      facts: { place: "teams.docs", others: 0, until: "2026-12-31", ended: true },
    },
  ],
  [
    "exception-expired",
    "exception for jo from rule dormant expired on 2026-12-31",
    { subject: written, facts: excepted },
  ],
  [
    "exception-expiring",
    "exception for jo from rule dormant ends on 2026-12-31",
    { subject: written, facts: excepted },
  ],
  [
    "exception-too-long",
    "exception for jo from rule dormant lasts until 2026-12-31, longer than 90d",
    { subject: written, facts: { ...excepted, max: "90d" } },
  ],
  [
    "exception-unexplained",
    "exception for jo from rule dormant has no reason",
    { subject: written, facts: excepted },
  ],
  [
    "exception-unexplained",
    "exception for jo from rule dormant on repository production has no reason",
    { subject: written, facts: { ...excepted, repository: "production" } },
  ],
  [
    "exception-unused",
    "exception for jo from rule dormant in team docs covers nothing: the rule is off",
    { subject: written, facts: { ...excepted, team: "docs", why: "the rule is off" } },
  ],
];

test.each(sentences)("%s says: %s", (id, sentence, finding) => {
  expect(catalog.find((rule) => rule.id === id)?.message(finding)).toBe(sentence);
});
