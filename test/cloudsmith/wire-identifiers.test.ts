/** Slugs, ids and dates are checked when they are read: a row that nobody could name is a gap. */

import { describe, expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import {
  GroupSyncRow,
  InviteRow,
  MemberRow,
  OidcRow,
  Organization,
  ServiceRow,
  TeamMembers,
  TeamRow,
} from "../../src/cloudsmith/wire.ts";
import { unknown } from "../../src/roster/fact.ts";
import { editText, type Fault } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { auditSandbox, type Audited } from "../support/audit.ts";
import { editRow } from "../support/fault-case.ts";

async function auditWith(fault: Fault): Promise<Audited> {
  const sandbox = await startSandbox({ workspace: cleanWorkspace(), faults: [fault] });
  try {
    const audited = await auditSandbox(sandbox);
    if (audited instanceof AuditError) throw audited;
    return audited;
  } finally {
    await sandbox.close();
  }
}

const rows = {
  Organization: [Organization, { slug: "a", slug_perm: "b", name: "" }],
  MemberRow: [MemberRow, { user: "a", user_id: "b", user_name: "" }],
  TeamRow: [TeamRow, { slug: "a", slug_perm: "b", name: "" }],
  ServiceRow: [ServiceRow, { slug: "a", name: "" }],
  InviteRow: [InviteRow, { slug_perm: "a" }],
  GroupSyncRow: [GroupSyncRow, { slug_perm: "a", team: "b", idp_key: "k", idp_value: "v" }],
  OidcRow: [OidcRow, { slug_perm: "a", slug: "b", name: "" }],
} as const;

/** Text that goes into the path of a request, and every other id. */
const segments = ["Organization slug", "TeamRow slug"] as const;
const ids = [
  "Organization slug_perm",
  "MemberRow user",
  "MemberRow user_id",
  "TeamRow slug_perm",
  "ServiceRow slug",
  "InviteRow slug_perm",
  "GroupSyncRow slug_perm",
  "GroupSyncRow team",
  "OidcRow slug_perm",
] as const;

function accepts(field: string, value: unknown): boolean {
  const [name = "", key = ""] = field.split(" ");
  const [schema, row] = rows[name as keyof typeof rows];
  return schema.safeParse({ ...row, [key]: value }).success;
}

const neverAnId: readonly [name: string, text: unknown][] = [
  ["empty", ""],
  ["one tab", "\t"],
  ["a space within", "a b"],
  ["a space at the end", "a "],
  ["a no-break space", "a\u{A0}b"],
  ["an ideographic space", "\u{3000}"],
  ["a line break", "a\nb"],
  ["a line separator", "a\u{2028}"],
  ["NUL", "a\0"],
  ["DEL", "a\u{7F}"],
  ["a C1 control", "a\u{9B}"],
  ["a zero-width space", "a\u{200B}b"],
  ["a word joiner", "\u{2060}"],
  ["a soft hyphen", "a\u{AD}b"],
  ["a right-to-left override", "\u{202E}a"],
  ["a Hangul filler", "\u{3164}"],
  ["a Braille blank", "\u{2800}"],
  ["a variation selector", "a\u{FE0F}"],
  ["a tag", "a\u{E0041}"],
  ["private use", "\u{E000}"],
  ["half of a surrogate pair", "a\u{D800}"],
  ["a slash", "a/b"],
  ["256 characters", "a".repeat(256)],
  ["a number", 7],
  ["a list", ["a"]],
  ["nothing", null],
];

test.each(neverAnId)("no field that identifies a row takes %s", (_, text) => {
  expect([...segments, ...ids].filter((field) => accepts(field, text))).toEqual([]);
});

test.each([
  ["255 characters", "a".repeat(255)],
  ["signs", "a@b.example+c:d~e|f#?%"],
  ["letters of other scripts", "Jürgen-李安"],
  ["a dot", "."],
  ["a word that is an action", "remove"],
])("the alphabet is not known, so an id may hold %s", (_, text) => {
  expect(ids.filter((field) => !accepts(field, text))).toEqual([]);
});

test.each([".", "..", "-.a?", "a b", "ü", "remove", "a%2Fb", "a:b", "a".repeat(256)])(
  "what goes into a path must be a segment of one: not %s",
  (text) => {
    expect(segments.filter((field) => accepts(field, text))).toEqual([]);
  },
);

test("the rows of a team's own list are checked as well", () => {
  const of = (user: string) =>
    TeamMembers.safeParse({ members: [{ user, role: "Member", user_kind: "User" }] }).success;
  expect([of("amara"), of("\u{200B}"), of("a/b")]).toEqual([true, false, false]);
});

const fields: readonly [
  list: string,
  template: string,
  key: string,
  value: string,
  field: string,
][] = [
  ["members", "/orgs/{org}/members/", "user", "bernard-koch", "user"],
  ["members", "/orgs/{org}/members/", "user", "bernard-koch", "user_id"],
  ["teams", "/orgs/{org}/teams/", "slug", "platform", "slug"],
  ["teams", "/orgs/{org}/teams/", "slug", "platform", "slug_perm"],
  ["services", "/orgs/{org}/services/", "slug", "ci-publish-7hq2", "slug"],
  ["invites", "/orgs/{org}/invites/", "slug_perm", "ivB3mK8xTq0z", "slug_perm"],
  ["oidc", "/orgs/{org}/openid-connect/", "slug", "github-actions", "slug_perm"],
];

test.each(fields)(
  "a row of %s (%s) whose %s is %s, and whose %s is a tab, is a gap in the list",
  async (list, template, key, value, field) => {
    const { roster, result, written } = await auditWith(
      editRow(template, key, value, { [field]: "\t" }),
    );
    const coverage = roster.coverage.lists.find(({ name }) => name === list);
    expect(coverage?.status).toBe("partial");
    expect(coverage?.reason).toMatch(/one of its rows lacks a required field/u);
    expect(written).toBe(false);
    expect(result.exitCode).toBe(2);
  },
);

const nestings = {
  lists: `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  mappings: `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
};

describe.each(Object.entries(nestings))("%s 100,000 levels deep", (_, nested) => {
  const replace = (template: string, pattern: RegExp): Fault => ({
    template,
    strike: editText((text) =>
      text.replace(pattern, (found) => found.replace(/:.*/su, `:${nested}`)),
    ),
  });

  test("as the claims of a provider make its list partial", async () => {
    const claims: Fault = {
      template: "/orgs/{org}/openid-connect/",
      strike: editText((text) => {
        const [row, ...others] = JSON.parse(text) as object[];
        const edited = JSON.stringify({ ...row, claims: { repository: "HERE" } });
        return `[${edited.replace('"HERE"', nested)}${others.map((other) => `,${JSON.stringify(other)}`).join("")}]`;
      }),
    };
    const { roster } = await auditWith(claims);
    expect(roster.coverage.lists.find(({ name }) => name === "oidc")).toMatchObject({
      status: "partial",
      reason: expect.stringMatching(/nested more than 64 levels deep/u) as string,
    });
  });

  test("as any other value leave the fact unknown", async () => {
    const { roster } = await auditWith(
      replace("/orgs/{org}/saml-authentication", /"saml_auth_enforced":[^,}]+/u),
    );
    expect(roster.singleSignOn.enforced).toEqual(unknown("not-listed"));
  });
});

test.each([
  ["members", "joinedAt", "/orgs/{org}/members/", "user", "bernard-koch", "joined_at"],
  ["services", "createdAt", "/orgs/{org}/services/", "slug", "ci-publish-7hq2", "created_at"],
  [
    "services",
    "keyExpiresAt",
    "/orgs/{org}/services/",
    "slug",
    "ci-publish-7hq2",
    "key_expires_at",
  ],
  ["invites", "expiresAt", "/orgs/{org}/invites/", "slug_perm", "ivB3mK8xTq0z", "expires_at"],
] as const)(
  "a day that is not in the calendar is unknown: %s %s",
  async (list, fact, template, key, value, field) => {
    const { roster } = await auditWith(
      editRow(template, key, value, { [field]: "2024-02-30T09:00:00.000000Z" }),
    );
    const entries: readonly object[] = roster[list];
    const facts = entries.map((entry) => (entry as Record<string, unknown>)[fact]);
    expect(facts).toContainEqual(unknown("malformed"));
    expect(facts).not.toContain("2024-03-01T09:00:00.000Z");
  },
);
