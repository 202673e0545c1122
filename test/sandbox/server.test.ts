import { expect, test } from "vitest";

import { fernwick } from "../../src/sandbox/workspace.ts";
import { ask, askField, openSandbox } from "../support/sandbox.ts";

const members = "/orgs/fernwick/members/";

test("user/self answers 200 to anybody, and says who is behind a key", async () => {
  const sandbox = await openSandbox();

  for (const headers of [{}, { "X-Api-Key": "wrong" }, { Authorization: "Bearer wrong" }]) {
    const { status, body } = await ask(sandbox, "/user/self/", { headers });
    expect(status).toBe(200);
    expect(body).toMatchObject({ authenticated: false, slug: null, email: null });
  }
  expect((await ask(sandbox, "/user/self/", "service")).body).toMatchObject({
    authenticated: true,
    slug: "access-audit",
    email: null,
  });
  expect((await ask(sandbox, "/user/self/", "owner")).body).toMatchObject({
    authenticated: true,
    slug: "amara-okoye",
    slug_perm: "k3VtQ9mZbW2x",
    email: "amara.okoye@fernwick.example",
  });
});

test.each([
  ["a wrong key", { "X-Api-Key": "wrong" }, "Invalid token."],
  ["a wrong token", { Authorization: "token wrong" }, "Invalid token."],
  ["no key", {}, "Authentication credentials were not provided."],
  // An unknown bearer is dropped without a word, so the caller is anonymous, not wrong.
  ["a bearer", { Authorization: "Bearer x" }, "Authentication credentials were not provided."],
])("%s is refused where a key is needed", async (_, headers, detail) => {
  const { status, body, headers: answered } = await ask(await openSandbox(), members, { headers });

  expect({ status, body }).toEqual({ status: 401, body: { detail } });
  expect(answered.get("www-authenticate")).toContain("Basic");
});

test("a key works in X-Api-Key and as a token, and may be chosen", async () => {
  const sandbox = await openSandbox({ keys: { service: "a-chosen-key" } });

  expect(sandbox.keys.service).toBe("a-chosen-key");
  for (const headers of [
    { "X-Api-Key": "a-chosen-key" },
    { Authorization: "token a-chosen-key" },
  ]) {
    expect((await ask(sandbox, members, { headers })).status).toBe(200);
  }
});

test("the workspace goes by slug and by permanent slug, and another is not found", async () => {
  const sandbox = await openSandbox();

  expect((await ask(sandbox, "/orgs/fernwick/")).body).toMatchObject({ slug: "fernwick" });
  expect((await ask(sandbox, "/orgs/wsT6kDq0Rm8u/")).status).toBe(200);
  expect(await ask(sandbox, "/orgs/somewhere/")).toMatchObject({
    status: 404,
    body: { detail: "Not found." },
  });
  expect(await askField(sandbox, "/orgs/", "slug")).toEqual(["fernwick"]);
});

test("a list comes in pages of 30 that say how many there are", async () => {
  const sandbox = await openSandbox();

  const first = await ask(sandbox, members);
  const second = await ask(sandbox, `${members}?page=2`);

  expect(first.body).toHaveLength(30);
  expect(second.body).toHaveLength(10);
  const names = ["count", "page", "pagetotal", "pagesize"];
  const told = names.map((name) => second.headers.get(`x-pagination-${name}`));
  expect(told).toEqual(["40", "2", "2", "30"]);
  const all = [...(first.body as { user: string }[]), ...(second.body as { user: string }[])];
  expect(new Set(all.map(({ user }) => user)).size).toBe(40);
});

test.each([
  ["page_size=7&page=6", 5, "7"],
  ["page_size=1000", 40, "500"],
  ["page_size=0", 1, "1"],
  ["page=-1", 30, "30"],
  ["page_size=many", 30, "30"],
])("a page asked for with %s has %i rows", async (query, length, size) => {
  const { body, headers } = await ask(await openSandbox(), `${members}?${query}`);

  expect(body).toHaveLength(length);
  expect(headers.get("x-pagination-pagesize")).toBe(size);
});

test.each(["page=3", "page=99999999999"])("%s is past the end", async (query) => {
  expect(await ask(await openSandbox(), `${members}?${query}`)).toMatchObject({
    status: 404,
    body: { detail: "Invalid page." },
  });
});

test("an empty list has no pagination headers", async () => {
  const workspace = fernwick();
  workspace.oidc = [];
  workspace.groupSync.mappings = [];
  const sandbox = await openSandbox({ workspace });

  for (const list of ["saml-group-sync", "openid-connect"]) {
    const { status, body, headers } = await ask(sandbox, `/orgs/fernwick/${list}/`);
    expect({ status, body }).toEqual({ status: 200, body: [] });
    expect(headers.has("x-pagination-count")).toBe(false);
  }
});

test("every reply tells the rate limit, and what remains grows less", async () => {
  const sandbox = await openSandbox();
  const remaining = async () =>
    Number((await ask(sandbox, "/user/self/")).headers.get("x-ratelimit-remaining"));

  const first = await ask(sandbox, "/nowhere/");

  expect(first.headers.get("x-ratelimit-limit")).toBe("10800");
  expect(first.headers.get("x-ratelimit-interval")).toBe("0.33");
  expect(first.headers.get("x-ratelimit-reset")).toMatch(/^\d{10}$/u);
  expect([await remaining(), await remaining()]).toEqual([10_798, 10_797]);
});

test.each([
  // Everyone, active only, inactive only; then what the other readings of the API make of it.
  ["everyone-by-default", { left: 40, true: 38, false: 2 }],
  ["hides-inactive", { left: 38, true: 38, false: 2 }],
  ["false-is-default", { left: 40, true: 38, false: 40 }],
] as const)("is_active can be taken as %s", async (activeSemantics, counts) => {
  const sandbox = await openSandbox({ activeSemantics });
  const count = async (query: string) =>
    Number((await ask(sandbox, `${members}?${query}`)).headers.get("x-pagination-count"));

  expect({
    left: await count(""),
    true: await count("is_active=true"),
    false: await count("is_active=false"),
  }).toEqual(counts);
});

test("members are sorted by name or role, either way round", async () => {
  const sandbox = await openSandbox();
  const sorted = (sort: string, field: string) =>
    askField(sandbox, `${members}?page_size=500&sort=${sort}`, field);

  const names = (await sorted("user_name", "user_name")) as string[];
  expect(names).toEqual(names.toSorted());
  expect(await sorted("-user_name", "user_name")).toEqual(names.toReversed());
  expect(new Set(await sorted("role", "role"))).toEqual(
    new Set(["Collaborator", "Manager", "Member", "Owner"]),
  );
  expect((await sorted("-role", "role")).slice(0, 4)).toEqual([
    "Owner",
    "Owner",
    "Owner",
    "Member",
  ]);
});

test("a member is found by username and by e-mail", async () => {
  const sandbox = await openSandbox();

  for (const name of ["priya-raman", "priya.raman%40fernwick.example"]) {
    expect((await ask(sandbox, `${members}${name}/`)).body).toMatchObject({ user: "priya-raman" });
  }
  expect((await ask(sandbox, `${members}nobody/`)).status).toBe(404);
  expect((await ask(sandbox, `${members}%ff/`)).status).toBe(400);
});

test("a team tells its people only, unless asked for its services", async () => {
  const sandbox = await openSandbox();
  const team = async (query: string) =>
    (await ask(sandbox, `/orgs/fernwick/teams/platform/members${query}`)).body;

  const people = await team("");
  expect(people).toMatchObject({
    members: expect.arrayContaining([
      { user: "amara-okoye", role: "Manager", user_kind: "User" },
      { user: "priya-raman", role: "Member", user_kind: "User" },
    ]),
  });
  expect(await team("?user_kind=user")).toEqual(people);
  expect(await team("?user_kind=service")).toEqual({
    members: [
      { user: "ci-publish-7hq2", role: "Member", user_kind: "Service" },
      { user: "legacy-deployer-x9", role: "Manager", user_kind: "Service" },
    ],
  });
  expect((await ask(sandbox, "/orgs/fernwick/teams/nowhere/members")).status).toBe(404);
});

test("what the plan lacks is a 402", async () => {
  const workspace = fernwick();
  workspace.saml = null;
  const sandbox = await openSandbox({ workspace });
  const { status } = await ask(sandbox, "/orgs/fernwick/saml-authentication");
  expect(status).toBe(402);
});

test.each([
  ["/orgs/fernwick/members?page=2", "/v1/orgs/fernwick/members/?page=2"],
  ["/orgs/fernwick/teams/platform/members/", "/v1/orgs/fernwick/teams/platform/members"],
  ["/orgs/fernwick/saml-authentication/", "/v1/orgs/fernwick/saml-authentication"],
  ["/user/self", "/v1/user/self/"],
])("%s is sent to the form that is right", async (path, location) => {
  const { status, headers } = await ask(await openSandbox(), path);
  expect({ status, location: headers.get("location") }).toEqual({ status: 301, location });
});

test.each(["HEAD", "POST", "PUT", "PATCH", "DELETE"])(
  "%s is not allowed anywhere",
  async (method) => {
    const sandbox = await openSandbox();
    const headers = { "X-Api-Key": sandbox.keys.owner };

    for (const path of [
      "/orgs/fernwick/",
      `${members}priya-raman/`,
      `${members}priya-raman/remove/`,
    ]) {
      expect((await ask(sandbox, path, { headers, method })).status).toBe(405);
    }
    expect(sandbox.workspace.members).toHaveLength(40);
  },
);

test("the one GET that removes a member really does", async () => {
  const sandbox = await openSandbox();
  expect(await askField(sandbox, `${members}?page_size=500`, "user")).toContain("priya-raman");

  expect((await ask(sandbox, `${members}priya-raman/remove/`, "member")).status).toBe(403);
  expect(sandbox.workspace.members).toHaveLength(40);
  expect((await ask(sandbox, `${members}priya-raman/remove/`, "owner")).status).toBe(204);

  expect(sandbox.workspace.members.map(({ user }) => user)).not.toContain("priya-raman");
  expect(await askField(sandbox, `${members}?page_size=500`, "user")).not.toContain("priya-raman");
  expect((await ask(sandbox, `${members}priya-raman/remove/`, "owner")).status).toBe(404);
});

test("a change of the workspace shows from the next request on, the keys included", async () => {
  const sandbox = await openSandbox();
  const names = () => askField(sandbox, "/orgs/fernwick/services/", "slug");
  expect(await names()).toContain("mobile-builds-k4");
  expect((await ask(sandbox, members, "owner")).status).toBe(200);

  sandbox.change((workspace) => {
    workspace.services = workspace.services.filter(({ slug }) => slug !== "mobile-builds-k4");
    workspace.members = workspace.members.filter(({ user }) => user !== "amara-okoye");
  });

  expect(await names()).not.toContain("mobile-builds-k4");
  expect((await ask(sandbox, members, "owner")).status).toBe(401);
});

test("every request is recorded with its template", async () => {
  const sandbox = await openSandbox();

  await ask(sandbox, `${members}?page=2`);
  await ask(sandbox, "/orgs/fernwick/teams/platform/members");
  await ask(sandbox, "/nowhere/");
  await ask(sandbox, "/orgs/fernwick/", { headers: {}, method: "POST" });

  expect(sandbox.requests).toMatchObject([
    { method: "GET", path: `${members}?page=2`, template: "/orgs/{org}/members/", status: 200 },
    {
      method: "GET",
      path: "/orgs/fernwick/teams/platform/members",
      template: "/orgs/{org}/teams/{team}/members",
      status: 200,
    },
    { method: "GET", path: "/nowhere/", template: null, status: 404 },
    { method: "POST", path: "/orgs/fernwick/", template: "/orgs/{org}/", status: 405 },
  ]);
});

test("a sandbox listens on loopback only, and answers late when told to", async () => {
  const sandbox = await openSandbox({ delayMs: 5 });

  expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/u);
  expect((await ask(sandbox, "/user/self/")).status).toBe(200);
});

test("a port that is taken is an error, not a hang", async () => {
  const { url } = await openSandbox();

  await expect(openSandbox({ port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
});
