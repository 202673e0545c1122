/** What each rule on repositories says of a finding, in every form of its sentence. */

import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import type { Finding, Subject } from "../../../src/policy/finding.ts";

const ada: Subject = { kind: "member", id: "id-ada", slug: "ada", name: "Ada" };
const ci: Subject = { kind: "service", id: "ci", slug: "ci", name: "Builds" };
const docs: Subject = { kind: "team", id: "tm-docs", slug: "docs", name: "Docs" };
const ciToken: Subject = { kind: "token", id: "tk-1", slug: "ci-web", name: "ci-web" };
const written: Subject = { kind: "policy", id: "jo", slug: "jo", name: "jo" };
const production: Subject = {
  kind: "repository",
  id: "rp-production",
  slug: "production",
  name: "Production",
};

const sentences: readonly [string, string, Pick<Finding, "subject" | "object" | "facts">][] = [
  [
    "repository-privilege-unexpected",
    "Ada (ada) has Admin on repository Production (production) but is not listed there",
    { subject: ada, object: production, facts: { kind: "user", level: "Admin" } },
  ],
  [
    "repository-privilege-unexpected",
    "service account Builds (ci) has a privilege on repository Production (production) but is not listed there",
    { subject: ci, object: production, facts: { kind: "service", level: null } },
  ],
  [
    "repository-privilege-unexpected",
    "team jo has Read on repository Production (production), but the workspace has no such team",
    { subject: written, object: production, facts: { kind: "team", level: "Read", nobody: true } },
  ],
  [
    "repository-privilege-unexpected",
    "service account jo has Read on repository Production (production), but the workspace has no such service account",
    {
      subject: written,
      object: production,
      facts: { kind: "service", level: "Read", nobody: true },
    },
  ],
  [
    "repository-privilege-unexpected",
    "jo has Read on repository Production (production), but the workspace has no such member",
    { subject: written, object: production, facts: { kind: "user", level: "Read", nobody: true } },
  ],
  [
    "repository-privilege-missing",
    "team Docs (docs) should have Write on repository Production (production) but has no privilege there",
    { subject: docs, object: production, facts: { kind: "team", expected: "Write" } },
  ],
  [
    "repository-privilege-missing",
    "team jo should have Write on repository Production (production) but has no privilege there: the workspace has no such team",
    {
      subject: written,
      object: production,
      facts: { kind: "team", expected: "Write", exists: false },
    },
  ],
  [
    "repository-privilege-missing",
    "team jo should have Write on repository Production (production) but has no privilege there: the workspace has no such team: perhaps joy is meant",
    {
      subject: written,
      object: production,
      facts: { kind: "team", expected: "Write", exists: false, meant: "joy" },
    },
  ],
  [
    "repository-privilege-level",
    "Ada (ada) has Admin on repository Production (production); allowed: Read",
    {
      subject: ada,
      object: production,
      facts: { kind: "user", level: "Admin", expected: "Read" },
    },
  ],
  [
    "repository-public",
    "repository Production (production) has the broadcast state Public; allowed: at most Private",
    { subject: production, facts: { actual: "Public", allowed: "Private" } },
  ],
  [
    "repository-default-privilege",
    "repository Production (production) gives Write to every member by default; allowed: at most None",
    { subject: production, facts: { actual: "Write", allowed: "None" } },
  ],
  ...(["Public", "Open-Source", "Internal", null] as const).map(
    (broadcast): (typeof sentences)[number] => [
      "repository-unlisted",
      `${broadcast === "Public" || broadcast === "Open-Source" ? "public " : ""}repository Production (production) is not in the policy`,
      { subject: production, facts: { broadcast } },
    ],
  ),
  [
    "direct-privilege",
    "Ada (ada) has Read on repository Production (production) without a team",
    { subject: ada, object: production, facts: { kind: "user", level: "Read" } },
  ],
  [
    "direct-privilege",
    "Ada (ada) has a privilege on repository Production (production) without a team",
    { subject: ada, object: production, facts: { kind: "user", level: null } },
  ],
  ...(
    [
      ["Collaborator", true, "a Collaborator"],
      ["Collaborator", null, "a Collaborator"],
      ["Collaborator", false, "an inactive Collaborator"],
      ["Member", false, "inactive"],
      [null, false, "inactive"],
    ] as const
  ).map(([role, active, who]): (typeof sentences)[number] => [
    "privileged-outsider",
    `Ada (ada) is ${who} and has Write on repository Production (production) through team docs`,
    { subject: ada, object: production, facts: { level: "Write", team: "docs", role, active } },
  ]),
  [
    "privileged-outsider",
    "Ada (ada) is a Collaborator and has Admin on repository Production (production)",
    {
      subject: ada,
      object: production,
      facts: { level: "Admin", team: null, role: "Collaborator", active: true },
    },
  ],
  ...(
    [
      [{ active: true }, "token ci-web"],
      [{ active: null }, "token ci-web"],
      [{ active: false }, "inactive token ci-web"],
      [{ active: true, default: true }, "default token ci-web"],
      [{ active: false, default: true }, "inactive default token ci-web"],
    ] as const
  ).map(([facts, what]): (typeof sentences)[number] => [
    "token-unlisted",
    `${what} of repository Production (production) is not in the policy`,
    { subject: ciToken, object: production, facts },
  ]),
  [
    "token-without-end",
    "token ci-web of repository Production (production) is active and never ends",
    { subject: ciToken, object: production, facts: { limited: true } },
  ],
  [
    "token-without-end",
    "default token ci-web of repository Production (production) is active and never ends",
    { subject: ciToken, object: production, facts: { limited: null, default: true } },
  ],
  ...(
    [
      ["user", "gone", "belongs to jo, and the workspace has no such account"],
      ["creator", "gone", "was created by jo, and the workspace has no such account"],
      ["user", "inactive", "belongs to jo, who is inactive"],
      ["creator", "inactive", "was created by jo, who is inactive"],
    ] as const
  ).map(([as, state, what]): (typeof sentences)[number] => [
    "token-orphaned",
    `token ci-web of repository Production (production) ${what}`,
    { subject: ciToken, object: production, facts: { as, account: "jo", state } },
  ]),
  [
    "token-broadcasts",
    "token ci-web of repository Production (production) opens private broadcasts",
    { subject: ciToken, object: production, facts: { privateBroadcasts: true } },
  ],
];

test.each(sentences)("%s says: %s", (id, sentence, finding) => {
  expect(catalog.find((rule) => rule.id === id)?.message(finding)).toBe(sentence);
});

test("a sentence about a repository begins with its subject, so that reports can split it there", () => {
  for (const [, message, { subject }] of sentences) {
    expect(message).toMatch(/^(?:[\w ]{0,24} )?(?:Ada|Docs|Builds|Production|jo|ci-web)/u);
    expect(message.indexOf(subject.name)).toBeLessThan(25);
  }
});
