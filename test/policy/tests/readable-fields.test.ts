/** Every field that a custom rule can read can be set in a policy test, also as not seen. */

import { describe, expect, test } from "vitest";

import type { CelType, RecordType } from "../../../src/cel/types.ts";
import * as accounts from "../../../src/policy/custom/account-records.ts";
import * as repositories from "../../../src/policy/custom/repository-records.ts";
import * as workspaces from "../../../src/policy/custom/workspace-records.ts";
import { ask } from "../../support/expression.ts";
import { policyOf } from "../../support/policy.ts";
import { rosterWith } from "../../support/policy-tests.ts";

/** How tests write a record, and the expression that reads it. */
interface Place {
  readonly reach: string;
  /** The fragment with some keys of the record. */
  readonly entry: (keys: string) => string;
  /** The key of each field, or the fragment for a value; null: another record's place is in it. */
  readonly fields: Readonly<Record<string, string | ((value: string) => string) | null>>;
  /** For a list of records without a slug: a fragment, and what is then true of some element. */
  readonly lists?: Readonly<Record<string, readonly [fragment: string, condition: string]>>;
  /** The fragments with which a field was not seen, if that is not the value unknown. */
  readonly unseen?: Readonly<Record<string, string>>;
}

const member: Place = {
  reach: "workspace.members[0]",
  entry: (keys) => `members: { zoe: { ${keys} } }`,
  fields: {
    id: "id",
    username: (value) => `members: { ${value}: {} }`,
    name: "name",
    email: "email",
    role: "role",
    active: "active",
    two_factor: "two-factor",
    joined_at: "joined",
    last_login_at: "last-login",
    last_login_method: "last-login-method",
    visibility: "visibility",
    teams: "teams",
    privileges: "",
  },
  lists: {
    privileges: [
      "members: { zoe: { teams: [docs] } }, repositories: { p: { privileges: { team:docs: read } } }",
      't.path == "team:docs"',
    ],
  },
  unseen: { privileges: "members: { zoe: {} }, gaps: [repositories]" },
};

const service: Place = {
  reach: "workspace.services[0]",
  entry: (keys) => `services: { ci: { ${keys} } }`,
  fields: {
    slug: (value) => `services: { ${value}: {} }`,
    name: "name",
    description: "description",
    role: "role",
    created_at: "created",
    created_by: "created-by",
    key_expires_at: "key-expires",
    teams: "teams",
    privileges: "",
  },
  lists: {
    privileges: ["repositories: { p: { privileges: { service:ci: read } } }", 't.path == "direct"'],
  },
  unseen: { privileges: "services: { ci: {} }, repositories: { p: { gap: refused } }" },
};

/** Returns the place of an account of a team, which also has its role in the team. */
function inTeam({ entry, fields, lists = {} }: Place, reach: string): Place {
  const [section = "", name = ""] = /(\w+): \{ (\w+):/u.exec(entry(""))?.slice(1) ?? [];
  const inDocs = "teams: [docs]";
  return {
    reach,
    entry: (keys) => entry(`${keys}, ${inDocs}`),
    fields: {
      ...fields,
      ...(section === "members"
        ? { username: (value: string) => `members: { ${value}: { ${inDocs} } }` }
        : { slug: (value: string) => `services: { ${value}: { ${inDocs} } }` }),
      teams: (value) => `${section}: { ${name}: { teams: ${value} } }`,
      team_role: (value) => `${section}: { ${name}: { teams: { docs: ${value} } } }`,
    },
    lists: Object.fromEntries(
      Object.entries(lists).map(([field, [, condition]]) => [
        field,
        [
          `${section}: { ${name}: { ${inDocs} } }, repositories: { p: { privileges: { team:docs: read, service:ci: read } } }`,
          condition,
        ],
      ]),
    ),
    unseen: {
      // An account whose teams were not seen is in no team that was seen.
      teams: `${section}: { ${name}: { teams: unknown } }, teams: { docs: {} }`,
      privileges: `${section}: { ${name}: { ${inDocs} } }, gaps: [repositories]`,
    },
  };
}

const zoeInDocs = "members: { zoe: { teams: [docs] } }";

const places: Readonly<Record<string, Place>> = {
  member,
  service,
  "team member": inTeam(member, "workspace.teams[0].members[0]"),
  "team service": inTeam(service, "workspace.teams[0].services[0]"),
  membership: {
    reach: "workspace.members[0].teams[0]",
    entry: (keys) => `teams: { docs: { ${keys} } }, ${zoeInDocs}`,
    fields: {
      id: "id",
      slug: (value) => `members: { zoe: { teams: [${value}] } }`,
      name: "name",
      visibility: "visibility",
      role: (value) => `members: { zoe: { teams: { docs: ${value} } } }`,
    },
    unseen: {
      slug: `gaps: [teams], teams: { docs: absent }, ${zoeInDocs}`,
      name: `gaps: [teams], teams: { docs: absent }, ${zoeInDocs}`,
    },
  },
  invite: {
    reach: "workspace.invites[0]",
    entry: (keys) => `invites: { a@x.example: { ${keys} } }`,
    fields: {
      id: "id",
      email: "email",
      username: "username",
      role: "role",
      inviter: "inviter",
      expires_at: "expires",
      teams: "teams",
    },
  },
  team: {
    reach: "workspace.teams[0]",
    entry: (keys) => `teams: { docs: { ${keys} } }`,
    fields: {
      id: "id",
      slug: (value) => `teams: { ${value}: {} }`,
      name: "name",
      description: "description",
      visibility: "visibility",
      members: null,
      services: null,
      privileges: null,
    },
    unseen: {
      privileges: "teams: { docs: {} }, repositories: { p: { gap: partial } }",
      members: "teams: { docs: {} }, gaps: [members]",
      services: "teams: { docs: {} }, services: { ci: { teams: unknown } }",
    },
  },
  workspace: {
    reach: "workspace",
    entry: (keys) => `workspace: { ${keys} }`,
    fields: {
      id: "id",
      slug: "slug",
      name: "name",
      created_at: "created",
      members: null,
      teams: null,
      services: null,
      invites: null,
      single_sign_on: null,
      group_sync: null,
      oidc_providers: null,
      repositories: null,
    },
    unseen: {
      repositories: "gaps: [repositories]",
      members: "gaps: [members]",
      teams: "gaps: [teams]",
      services: "gaps: [services]",
      invites: "gaps: [invites]",
      oidc_providers: "gaps: [oidc]",
    },
  },
  repository: {
    reach: "workspace.repositories[0]",
    entry: (keys) => `repositories: { p: { ${keys} } }`,
    fields: {
      id: "id",
      slug: (value) => `repositories: { ${value}: {} }`,
      name: "name",
      broadcast: "broadcast",
      default_privilege: "default-privilege",
      privileges: null,
      tokens: null,
    },
    unseen: {
      privileges: "repositories: { p: { gap: unknown } }",
      tokens: "repositories: { p: { token-gap: unknown } }",
    },
  },
  privilege: {
    reach: "workspace.repositories[0].privileges[0]",
    entry: String,
    fields: {
      kind: (value) =>
        `repositories: { p: { privileges: { ${value === "user" ? "" : `${value}:`}x: read } } }`,
      slug: (value) => `repositories: { p: { privileges: { team:${value}: read } } }`,
      level: (value) => `repositories: { p: { privileges: { team:x: ${value} } } }`,
    },
  },
  token: {
    reach: "workspace.repositories[0].tokens[0]",
    entry: (keys) => `repositories: { p: { tokens: { ci: { ${keys} } } } }`,
    fields: {
      id: "id",
      name: (value) => `repositories: { p: { tokens: { ${value}: } } }`,
      active: "active",
      is_default: "default",
      user: "user",
      created_by: "created-by",
      created_at: "created",
      ends_at: "ends",
      limited: "limited",
      private_broadcasts: "private-broadcasts",
      repository: (value) => `repositories: { ${value}: { tokens: { ci: } } }`,
      repository_id: (value) => `repositories: { p: { id: ${value}, tokens: { ci: } } }`,
    },
  },
  access: {
    reach: "workspace.teams[0].privileges[0]",
    entry: String,
    fields: {
      repository: (value) => `repositories: { ${value}: { privileges: { team:x: read } } }`,
      repository_id: (value) =>
        `repositories: { p: { id: ${value}, privileges: { team:x: read } } }`,
      level: (value) => `repositories: { p: { privileges: { team:x: ${value} } } }`,
      // The word that a rule reads for a privilege of the team's own.
      path: () => "repositories: { p: { privileges: { team:x: read } } }",
    },
  },
  "single sign-on": {
    reach: "workspace.single_sign_on",
    entry: (keys) => `single-sign-on: { ${keys} }`,
    fields: { enabled: "enabled", enforced: "enforced" },
  },
  "group sync": {
    reach: "workspace.group_sync",
    entry: (keys) => `group-sync: { ${keys} }`,
    fields: { enabled: "enabled", mappings: null },
    unseen: { mappings: "gaps: [group-sync]" },
  },
  "group mapping": {
    reach: "workspace.group_sync.mappings[0]",
    entry: (keys) => `group-sync: { feeds: [{ team: docs, ${keys} }] }`,
    fields: {
      id: "id",
      team_id: (value) => `teams: { docs: { id: ${value} } }, group-sync: { feeds: [docs] }`,
      role: "role",
      attribute: "attribute",
      value: "value",
    },
  },
  "OIDC provider": {
    reach: "workspace.oidc_providers[0]",
    entry: (keys) => `oidc-providers: { github: { ${keys} } }`,
    fields: {
      id: "id",
      slug: (value) => `oidc-providers: [{ slug: ${value} }]`,
      name: "name",
      issuer: "issuer",
      enabled: "enabled",
      services: "services",
      claims: "claims",
      mapping_claim: "mapping-claim",
      mappings: null,
    },
    unseen: { mappings: "oidc-providers: { github: { mappings: unknown } }" },
  },
  "dynamic mapping": {
    reach: "workspace.oidc_providers[0].mappings[0]",
    entry: String,
    fields: {
      value: (value) => `oidc-providers: { github: { mappings: { ${value}: ci } } }`,
      service: (value) => `oidc-providers: { github: { mappings: { x: ${value} } } }`,
    },
  },
};

/** A roster always has these: they are part of each row, or of the workspace's own data. */
const alwaysSeen = new Set(
  Object.entries({
    workspace: ["id", "slug", "name", "single_sign_on", "group_sync"],
    member: ["id", "username", "name"],
    "team member": ["id", "username", "name"],
    service: ["slug", "name", "description"],
    "team service": ["slug", "name", "description"],
    invite: ["id"],
    membership: ["id"],
    team: ["id", "slug", "name", "description"],
    "group mapping": ["id", "team_id", "attribute", "value"],
    "OIDC provider": ["id", "slug", "name"],
    "dynamic mapping": ["value", "service"],
    repository: ["id", "slug", "name"],
    privilege: ["kind", "slug"],
    token: ["id", "name", "repository", "repository_id"],
    access: ["repository", "repository_id", "path"],
  }).flatMap(([record, fields]) => fields.map((field) => `${record}.${field}`)),
);

const policy = policyOf("");

/** Returns values of the type: as a test writes them, and as an expression does. */
function valuesOf(type: CelType): readonly (readonly [written: string, expression: string])[] {
  switch (type.kind) {
    case "bool":
      return [
        ["true", "true"],
        ["false", "false"],
      ];
    case "string":
      return (type.values ?? ["some-text"]).map((value) => {
        const written = value === "Unknown" ? "not-recorded" : value.toLowerCase();
        return [written, JSON.stringify(value)];
      });
    case "timestamp":
      return [["2024-02-29", 'timestamp("2024-02-29T00:00:00Z")']];
    case "nullable":
      return [...valuesOf(type.of), [type.of.kind === "timestamp" ? "never" : "null", "null"]];
    case "list":
      return [["[a, b]", '["a", "b"]']];
    case "map":
      return [["{ a: b }", '{"a": "b"}']];
    default:
      throw new Error(`no values of the type ${type.kind} are known here`);
  }
}

function answer(expression: string, fragment: string): boolean | string {
  const roster = rosterWith(fragment, policy);
  return ask(expression, "workspace", roster, roster);
}

const records = Object.values({ ...accounts, ...repositories, ...workspaces }).filter(
  (exported): exported is RecordType => typeof exported === "object",
);

const fields = records.flatMap((record) =>
  [...record.fields].map(
    ([name, { type }]) => [`${record.name}.${name}`, record.name, name, type] as const,
  ),
);

test("every record that a rule can read has a place here", () => {
  expect(Object.keys(places).toSorted()).toEqual(records.map(({ name }) => name).toSorted());
});

describe.each(fields)("%s", (path, record, name, type) => {
  const {
    reach = "",
    entry = String,
    fields: written = {},
    lists = {},
    unseen = {},
  } = places[record] ?? {};
  const key = written[name];
  const write = (value: string) =>
    typeof key === "function" ? key(value) : entry(`${key}: ${value}`);
  const read = `${reach}.${name}`;

  test("can be set", () => {
    expect(key, `no policy test can set ${path}`).toBeDefined();
    if (key === null) {
      const inside = Object.values(places).map((place) => place.reach);
      expect(inside.some((other) => other.startsWith(read))).toBe(true);
      return;
    }
    const list = lists[name];
    if (list !== undefined) {
      const [fragment, condition] = list;
      expect(answer(`${read}.exists(t, ${condition})`, fragment)).toBe(true);
      return;
    }
    if (path === "access.path") {
      expect(answer(`${read} == "direct"`, write(""))).toBe(true);
      return;
    }
    if (type.kind === "list" && type.of.kind === "record") {
      expect(answer(`${read}.exists(t, t.slug == "docs")`, write("[docs]"))).toBe(true);
      return;
    }
    for (const [value, expression] of valuesOf(type)) {
      const guard = type.kind === "nullable" && expression !== "null" ? `${read} != null && ` : "";
      expect(answer(`${guard}${read} == ${expression}`, write(value)), value).toBe(true);
    }
  });

  test.skipIf(alwaysSeen.has(path))("can be not seen", () => {
    const fragment = unseen[name] ?? write("unknown");
    // A field of an account in a team that was not seen is read from the account itself.
    const own = unseen[name] === undefined ? read : read.replace(/teams\[0\]\.(?=\w+\[0\])/u, "");
    const isList = type.kind === "list";
    const expression = isList ? `${own}.size() == 0` : `${own} == ${valuesOf(type)[0]?.[1]}`;
    const guarded = type.kind === "nullable" ? `${own} != null && ${expression}` : expression;
    expect(answer(guarded, fragment)).toMatch(/^unseen: /u);
  });
});
