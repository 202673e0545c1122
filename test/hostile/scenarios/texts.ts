/** Slugs, ids, dates and names as nobody sane writes them. */

import { editBody, editText, type Fault } from "../../../src/sandbox/faults.ts";
import type { ListName } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { isUnknown } from "../../../src/roster/fact.ts";
import type { WireMember } from "../../../src/sandbox/wire.ts";
import { editRow } from "../../support/fault-case.ts";
import type { Outcome, Scenario } from "../scenario.ts";
import {
  groupSync,
  invites,
  members,
  oidc,
  saml,
  services,
  shortPolicy,
  teams,
  workspace,
} from "../workspace.ts";

/** What cannot stand in a path, and what would lead elsewhere. The whole list is tested in-process. */
const noSegments = ["\t", "..", "a/b", "", "x".repeat(256), "a\u0000b", "a\u200Bb", "a?page=2"];

const teamSlugs: Scenario[] = noSegments.map((slug): Scenario => ({
  name: `a team whose slug is ${JSON.stringify(slug.slice(0, 20))}`,
  // Nobody names the team, so that nothing but its own row is odd.
  script: { faults: [editRow(teams, "slug", "frontend", { slug })] },
  policy: shortPolicy,
  ends: { end: "partial", lists: { teams: /./u } },
}));

/** Other ids: nobody knows their alphabet, but that it has none of these. */
const noIds = ["", " ", "a b", "a/b", "a\tb", "a\u0000b", "\u200B", "a\u202Eb", "x".repeat(256)];

const idFields: readonly (readonly [ListName, string, string, string, string])[] = [
  ["members", members, "user", "priya-raman", "user_id"],
  ["members", members, "user", "priya-raman", "user"],
  ["teams", teams, "slug", "frontend", "slug_perm"],
  ["services", services, "slug", "nightly-scan-2", "slug"],
  ["invites", invites, "slug_perm", "ivB3mK8xTq0z", "slug_perm"],
  ["group-sync", groupSync, "slug_perm", "gsM7tWq2Kd4x", "slug_perm"],
  ["oidc", oidc, "slug_perm", "oiG9rVn3Hz6b", "slug_perm"],
];

/** Each field with one of them, and each of them on some field. */
const ids: Scenario[] = noIds.map((id, at): Scenario => {
  const field = idFields[at % idFields.length];
  if (field === undefined) throw new Error("there is no field");
  const [list, template, key, value, name] = field;
  return {
    name: `${name} of ${list} is ${JSON.stringify(id.slice(0, 20))}`,
    script: { faults: [editRow(template, key, value, { [name]: id })] },
    policy: shortPolicy,
    ends: { end: "partial", lists: { [list]: /./u } },
  };
});

const drafts: Scenario[] = ["\t", "a/b"].map((slug): Scenario => ({
  name: `init, where a team's slug is ${JSON.stringify(slug)}`,
  script: { faults: [editRow(teams, "slug", "frontend", { slug })] },
  args: ["init", "--organization", "fernwick", "--api-url", "{url}", "--policy", "new.yml"],
  ends: { end: "exit", code: [1, 2], says: /team/u },
  leaves: ["new.yml"],
}));

function memberOf({ roster }: Outcome, username: string): Roster["members"][number] {
  const found = roster?.members.find((member) => member.username === username);
  if (found === undefined) throw new Error(`the artifact lacks ${username}`);
  return found;
}

const noDates = [
  "2024-02-30T00:00:00.000000Z",
  "2023-02-29T12:00:00Z",
  "2024-13-01T00:00:00Z",
  "2024-01-01T25:00:00Z",
  "2024-02-30",
  "0000-00-00T00:00:00Z",
  "yesterday",
  1_700_000_000,
];

const dates: Scenario[] = noDates.map((date): Scenario => ({
  name: `somebody joined on ${JSON.stringify(date)}`,
  script: { faults: [editRow(members, "user", "priya-raman", { joined_at: date })] },
  ends: { end: "exit", code: [0, 2] },
  check: (outcome) => {
    const { joinedAt } = memberOf(outcome, "priya-raman");
    if (!isUnknown(joinedAt)) throw new Error(`it is taken for ${joinedAt}`);
  },
}));

const depth = 100_000;
const deepArray = "[".repeat(depth) + "]".repeat(depth);
const deepObject = '{"a":'.repeat(depth) + "1" + "}".repeat(depth);

/** Puts JSON in the place of a field's value, as the text that it is. */
function inField(template: string, field: string, json: string): Fault {
  return {
    template,
    strike: editText((text) =>
      text.replace(
        new RegExp(`"${field}":(?:"[^"]*"|null|true|false|\\[[^\\]]*\\]|\\{[^}]*\\})`, "u"),
        () => {
          return `"${field}":${json}`;
        },
      ),
    ),
  };
}

const deep: Scenario[] = [
  ...(
    [
      ["the claims of an OIDC provider", "oidc", oidc, "claims", deepObject],
      ["one claim of an OIDC provider", "oidc", oidc, "claims", `{"sub":${deepArray}}`],
      ["the id of a group mapping", "group-sync", groupSync, "slug_perm", deepArray],
      ["the team of a group mapping", "group-sync", groupSync, "team", deepObject],
    ] as const
  ).map(([what, list, template, field, json]): Scenario => ({
    name: `${what}, nested ${depth} deep`,
    script: { faults: [inField(template, field, json)] },
    policy: shortPolicy,
    ends: { end: "partial", lists: { [list]: /./u } },
  })),
  ...(
    [
      ["the teams of a member", members, "teams", deepArray],
      ["the name of a member", members, "user_name", deepObject],
      ["the name of a member, with an escape", members, "user_name", `["\\u0041",${deepArray}]`],
      ["a field that nobody reads", members, "user_url", deepArray],
      ["the description of a team", teams, "description", deepArray],
      ["the service accounts of an OIDC provider", oidc, "service_accounts", deepArray],
      ["the switch of single sign-on", saml, "saml_auth_enabled", deepArray],
    ] as const
  ).map(([what, template, field, json]): Scenario => ({
    name: `${what}, nested ${depth} deep`,
    script: { faults: [inField(template, field, json)] },
    policy: shortPolicy,
    ends: { end: "exit", code: [0, 2] },
  })),
  ...[members, teams, oidc, saml].map((template): Scenario => ({
    name: `${template}, nested ${depth} deep as a whole`,
    script: { faults: [{ template, strike: editText(() => deepArray) }] },
    policy: shortPolicy,
    deadline: 5,
    ends: { end: "exit", code: 2 },
  })),
];

/** In the policy under the name with which it is written here; in the workspace under the other. */
const confusable: Scenario[] = (
  [
    ["a Kelvin sign for a k in a team's member", "user", "kwame-mensah", "\u212Awame-mensah"],
    ["a Kelvin sign for a k in an Owner's name", "user", "amara-okoye", "amara-o\u212Aoye"],
    ["a long s for an s in an Owner's name", "user", "jonas-lindqvist", "jona\u017F-lindqvist"],
    ["a Kelvin sign in the domain of an address", "user", "sara-lind", "sara-lind"],
  ] as const
).map(([name, , from, to]): Scenario => ({
  name: `${name} is another name`,
  script: {
    workspace: renamed(from, (member) => ({
      ...member,
      user: to,
      email: member.email.replaceAll(
        from === to ? "fernwick.example" : "\u0000",
        "fernwic\u212A.example",
      ),
    })),
  },
  ends: { end: "exit", code: [1, 2], saysNot: /no drift$/mu },
}));

function renamed(user: string, change: (member: WireMember) => WireMember) {
  const made = workspace();
  return {
    ...made,
    members: made.members.map((member) => (member.user === user ? change(member) : member)),
  };
}

const program: Scenario = {
  name: "a Kelvin sign for a k in a service account's name is another name",
  script: {
    workspace: {
      ...workspace(),
      services: workspace().services.map((service) =>
        service.slug === "mobile-builds-k4"
          ? { ...service, slug: "mobile-builds-\u212A4" }
          : service,
      ),
    },
  },
  ends: { end: "exit", code: [1, 2], saysNot: /no drift$/mu },
};

const invisible: Scenario[] = (
  [
    ["zero width spaces", "\u200B\u200B"],
    ["a word joiner", "\u2060"],
    ["a Hangul filler", "\u3164"],
    ["tags", "\u{E0041}\u{E0042}"],
    ["a private use character", "\uE000"],
    ["NUL", "\u0000"],
    ["a soft hyphen and spaces", " \u00AD\u00A0"],
    ["variation selectors", "\uFE0F\uFE0F"],
  ] as const
).map(([what, name]): Scenario => ({
  name: `a display name of ${what} is shown as the username`,
  script: {
    workspace: renamed("jonas-lindqvist", (member) => ({
      ...member,
      user_name: name,
      has_two_factor: false,
    })),
  },
  ends: { end: "exit", code: 1, says: /jonas-lindqvist/u },
  check: ({ printed, report }) => {
    if (printed.includes(name)) throw new Error("the invisible name is printed");
    const messages = report?.findings.map(({ message }) => message).join("\n") ?? "";
    if (!messages.includes("jonas-lindqvist")) throw new Error(`nobody is named: ${messages}`);
  },
}));

/** A service account's key is no business of this program, whatever it is called in. */
const secret: Scenario = {
  name: "a service account's own key in its row stays unread",
  script: {
    faults: [
      {
        template: services,
        strike: editBody((rows: Record<string, unknown>[]) => {
          for (const row of rows) row["key"] = "csa_secret_0123456789abcdef";
        }),
      },
    ],
  },
  ends: { end: "whole" },
  check: ({ printed, report, roster }) => {
    if ((printed + JSON.stringify([report, roster])).includes("csa_secret")) {
      throw new Error("a service account's key is told");
    }
  },
};

export const texts: readonly Scenario[] = [
  ...teamSlugs,
  ...ids,
  ...drafts,
  ...dates,
  ...deep,
  ...confusable,
  program,
  ...invisible,
  secret,
];
