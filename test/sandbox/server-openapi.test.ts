/** The sandbox against the machine-readable description of the API, where that is at hand. */

import { existsSync, readFileSync } from "node:fs";

import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";

import { manyMembers } from "../support/many-members.ts";
import { routes } from "../../src/sandbox/routes.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace, fernwick } from "../../src/sandbox/workspace.ts";
import { ask, openSandbox } from "../support/sandbox.ts";

/** Beside the repository, not in it: whoever lacks it sees these tests skipped. */
const descriptionFiles = ["cloudsmith-openapi.json", "openapi-extra.json"].map(
  (name) => new URL(`../../../shared/reference/${name}`, import.meta.url),
);
const missing = !descriptionFiles.every((file) => existsSync(file));

/** Where the description is known to be wrong, and what holds instead. */
const exceptions = [
  {
    schema: "Service",
    field: "description",
    holds: { minLength: 0 },
    reason: "described as at least one character; may be empty in practice",
  },
  {
    schema: "OrganizationInvite",
    field: "user",
    holds: { nullable: true },
    reason: "described as a string; an invite by e-mail has no user yet, and unset fields are null",
  },
  ...(["user", "team", "service"] as const).map((field) => ({
    schema: "RepositoryPrivilegeDict" as const,
    field,
    holds: { nullable: true },
    reason: "described as a string; each row has all three, and two of them are null",
  })),
] as const;

/** What operations answer without the description saying so; all of them with an error's body. */
const undescribed: Readonly<Record<number, string>> = {
  401: "not described for any operation, but what a wrong key gets",
  403: "not described for any operation, but what an account without the right gets",
  404: "not described everywhere, but what is absent, or not visible, or past the end",
  405: "not described for any operation, but what another method gets",
};

interface Request {
  readonly template: string;
  readonly path: string;
  readonly as?: keyof Sandbox["keys"] | "nobody";
  readonly status?: number;
}

const org = "/orgs/fernwick";
const dynamicMappingsTemplate = "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/";
const privilegesTemplate = "/repos/{owner}/{identifier}/privileges";
const privilegesOf = (slug: string) => `/repos/fernwick/${slug}/privileges`;
const tokensTemplate = "/entitlements/{owner}/{repo}/";
const tokensOf = (slug: string) => `/entitlements/fernwick/${slug}/`;
const requests: readonly Request[] = [
  { template: "/user/self/", path: "/user/self/" },
  { template: "/user/self/", path: "/user/self/", as: "owner" },
  { template: "/user/self/", path: "/user/self/", as: "nobody" },
  { template: "/orgs/", path: "/orgs/?page=1&page_size=5" },
  { template: "/orgs/", path: "/orgs/", as: "nobody", status: 401 },
  { template: "/orgs/{org}/", path: `${org}/` },
  { template: "/orgs/{org}/", path: "/orgs/elsewhere/", status: 404 },
  ...["owner", "manager", "member", "collaborator", "service"].flatMap((as) => [
    {
      template: "/orgs/{org}/members/",
      path: `${org}/members/?page=1&page_size=500&sort=-role`,
      as: as as keyof Sandbox["keys"],
    },
    { template: "/orgs/{org}/teams/", path: `${org}/teams/`, as: as as keyof Sandbox["keys"] },
  ]),
  { template: "/orgs/{org}/members/", path: `${org}/members/?is_active=false` },
  { template: "/orgs/{org}/members/", path: `${org}/members/?page=9`, status: 404 },
  { template: "/orgs/{org}/members/", path: `${org}/members/`, as: "nobody", status: 401 },
  { template: "/orgs/{org}/members/{member}/", path: `${org}/members/casey-doyle/` },
  { template: "/orgs/{org}/members/{member}/", path: `${org}/members/nobody/`, status: 404 },
  {
    template: "/orgs/{org}/members/{member}/remove/",
    path: `${org}/members/hugo-martin/remove/`,
    status: 204,
  },
  { template: "/orgs/{org}/teams/", path: `${org}/teams/?for_user=true&sort=name`, as: "owner" },
  {
    template: "/orgs/{org}/teams/{team}/members",
    path: `${org}/teams/platform/members?user_kind=user`,
  },
  {
    template: "/orgs/{org}/teams/{team}/members",
    path: `${org}/teams/platform/members?user_kind=service`,
  },
  {
    template: "/orgs/{org}/teams/{team}/members",
    path: `${org}/teams/incident-room/members`,
    as: "member",
    status: 404,
  },
  { template: "/orgs/{org}/services/", path: `${org}/services/?sort=name&page_size=2` },
  { template: "/orgs/{org}/services/", path: `${org}/services/`, as: "member", status: 403 },
  { template: "/orgs/{org}/services/{service}/", path: `${org}/services/ci-publish-7hq2/` },
  { template: "/orgs/{org}/invites/", path: `${org}/invites/` },
  { template: "/orgs/{org}/saml-group-sync/", path: `${org}/saml-group-sync/?page=1` },
  { template: "/orgs/{org}/openid-connect/", path: `${org}/openid-connect/` },
  {
    template: dynamicMappingsTemplate,
    path: `${org}/openid-connect/oiL4bTq8Yc2w/dynamic-mappings/?page=1&page_size=500`,
  },
  {
    template: dynamicMappingsTemplate,
    path: `${org}/openid-connect/nowhere/dynamic-mappings/`,
    status: 404,
  },
  {
    template: "/orgs/{org}/saml-group-sync/status/",
    path: `${org}/saml-group-sync/status/`,
  },
  { template: "/orgs/{org}/saml-authentication", path: `${org}/saml-authentication` },
  ...(["owner", "manager", "member", "collaborator", "service"] as const).map((as) => ({
    template: "/repos/{owner}/",
    path: "/repos/fernwick/?page=1&page_size=5&sort=created_at",
    as,
  })),
  { template: "/repos/{owner}/", path: "/repos/elsewhere/", status: 404 },
  {
    template: privilegesTemplate,
    path: `${privilegesOf("firmware")}?page=1&page_size=1`,
    as: "owner",
  },
  {
    template: privilegesTemplate,
    path: `${privilegesOf("firmware")}?page=9`,
    as: "owner",
    status: 404,
  },
  { template: privilegesTemplate, path: privilegesOf("firmware"), status: 404 },
  { template: privilegesTemplate, path: privilegesOf("data-models"), status: 403 },
  { template: tokensTemplate, path: `${tokensOf("firmware")}?page=1&page_size=1`, as: "owner" },
  { template: tokensTemplate, path: `${tokensOf("firmware")}?page=9`, as: "owner", status: 404 },
  { template: tokensTemplate, path: tokensOf("firmware"), status: 404 },
  { template: tokensTemplate, path: tokensOf("data-models"), status: 403 },
];

interface Schema {
  properties?: Record<string, object>;
  required?: string[];
  additionalProperties?: boolean;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly "application/json"?: object } }>
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

test("every endpoint of the sandbox is asked here", () => {
  const asked = new Set(requests.map(({ template }) => template));
  expect(routes.map(({ template }) => template).filter((template) => !asked.has(template))).toEqual(
    [],
  );
});

test.skipIf(missing).each(requests.map((request) => ({ as: "service", status: 200, ...request })))(
  "GET $path as $as, answered $status, is as described",
  async (request) => {
    const description = describe();
    const sandbox = await openSandbox();
    const operation = description.paths[request.template]?.get;
    expect(operation, `GET ${request.template} is not described`).toBeDefined();
    expect(fits(request.template, request.path)).toBe(true);
    const described = namesOf(operation, "query");
    const sent = [...new URL(request.path, sandbox.url).searchParams.keys()];
    expect(sent.filter((name) => !described.includes(name))).toEqual([]);

    const { as } = request as Required<Request>;
    const heard = await ask(sandbox, request.path, as === "nobody" ? { headers: {} } : as);

    expect(heard.status).toBe(request.status);
    const response = operation?.responses[String(heard.status)];
    if (response === undefined) expect(Object.keys(undescribed)).toContain(String(heard.status));
    const paged = heard.headers.has("x-pagination-count");
    expect(paged && !described.includes("page")).toBe(false);
    if (response !== undefined && response.content?.["application/json"] === undefined) {
      expect(heard.body).toBeUndefined();
      return;
    }
    const location =
      response === undefined
        ? "#/components/schemas/ErrorDetail"
        : `#/paths/${escapePointer(request.template)}/get/responses/${heard.status}/content/application~1json/schema`;
    const validate = compile(description, location);
    validate(heard.body);
    expect(validate.errors ?? []).toEqual([]);
  },
);

test.skipIf(missing)("the made-up workspaces are described just as well", async () => {
  const description = describe();
  const lists = { members: "OrganizationMembership", teams: "OrganizationTeam" } as const;
  for (const workspace of [
    fernwick(),
    cleanWorkspace(),
    manyMembers({ members: 100, teams: 30, repositories: 20 }),
  ]) {
    for (const [list, schema] of Object.entries(lists)) {
      const validate = compile(description, `#/components/schemas/${schema}`);
      for (const row of workspace[list as keyof typeof lists]) {
        validate(row);
        expect(validate.errors ?? []).toEqual([]);
      }
    }
    const validate = compile(description, "#/components/schemas/Repository");
    for (const { row } of workspace.repositories) {
      validate(row);
      expect(validate.errors ?? []).toEqual([]);
    }
  }
});

test.skipIf(missing).each(exceptions)(
  "the exception for field $field of $schema is still needed: $reason",
  ({ schema, field }) => {
    const others = exceptions.filter((entry) => entry.schema !== schema || entry.field !== field);
    const rows = {
      Service: fernwick().services,
      OrganizationInvite: fernwick().invites,
      RepositoryPrivilegeDict: fernwick().repositories.flatMap(({ privileges }) => privileges),
    }[schema];
    const valid = (description: Description) => {
      const validate = compile(description, `#/components/schemas/${schema}`);
      return rows.every((row) => validate(row));
    };

    expect(valid(describe())).toBe(true);
    expect(valid(describe(others))).toBe(false);
  },
);

test.skipIf(missing)("a reply with a field too many, too few or of a wrong kind is noticed", () => {
  const validate = compile(describe(), "#/components/schemas/OrganizationMembership");
  const [row] = fernwick().members;
  const { visibility: _, ...without } = row ?? { visibility: "" };

  expect(validate(row)).toBe(true);
  expect(validate(without)).toBe(false);
  expect(validate({ ...row, is_actve: true })).toBe(false);
  expect(validate({ ...row, last_login_method: "Magic" })).toBe(false);
});

/**
 * Returns the description, tightened: it allows any field and requires hardly one, but the API is
 * known to send unset fields as null, so that a reply has all of them and no others.
 */
function describe(
  held: readonly {
    readonly schema: string;
    readonly field: string;
    readonly holds: object;
  }[] = exceptions,
): Description {
  const [description, extra] = descriptionFiles.map(
    (file) => JSON.parse(readFileSync(file, "utf8")) as Description,
  );
  if (description === undefined || extra === undefined) throw new Error("no description");
  Object.assign(description.paths, { ...extra.paths, ...description.paths });
  const { schemas } = description.components;
  Object.assign(schemas, { ...extra.components.schemas, ...schemas });
  for (const [name, schema] of Object.entries(description.components.schemas)) {
    if (schema.properties === undefined) continue;
    schema.additionalProperties = false;
    // An error's fields are told for mistakes in a request's body only.
    if (name !== "ErrorDetail") schema.required = Object.keys(schema.properties);
  }
  for (const { schema, field, holds } of held) {
    Object.assign(description.components.schemas[schema]?.properties?.[field] ?? {}, holds);
  }
  return description;
}

function compile(description: Description, location: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("slug", /^[-a-zA-Z0-9_]+$/u);
  ajv.addSchema({ $id: "cloudsmith", ...description });
  return ajv.compile({ $ref: `cloudsmith${location}` });
}

function namesOf(operation: Operation | undefined, place: string): string[] {
  const parameters = operation?.parameters ?? [];
  return parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
}

function fits(template: string, path: string): boolean {
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/gu, "[^/]+")}(?:\\?|$)`, "u");
  return pattern.test(path);
}

function escapePointer(text: string): string {
  return encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
}
