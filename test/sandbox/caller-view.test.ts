import { expect, test } from "vitest";

import type { WireMember } from "../../src/sandbox/wire.ts";
import { ask, askField, openSandbox } from "../support/sandbox.ts";

const everybody = "/orgs/fernwick/members/?page_size=500";
const teams = "/orgs/fernwick/teams/";

test.each(["owner", "manager", "service"] as const)("the %s key sees all of it", async (key) => {
  const sandbox = await openSandbox();

  const members = (await ask(sandbox, everybody, key)).body as WireMember[];
  expect(members).toHaveLength(40);
  expect(members.map(({ email }) => email)).toContain("amara.okoye@fernwick.example");
  expect(await askField(sandbox, teams, "slug", key)).toContain("incident-room");
  expect((await ask(sandbox, "/orgs/fernwick/services/", key)).body).toHaveLength(4);
  expect((await ask(sandbox, "/orgs/fernwick/invites/", key)).body).toHaveLength(3);
});

test("a Member sees everybody, visible teams, and no address but its own", async () => {
  const sandbox = await openSandbox();
  const { slug } = (await ask(sandbox, "/user/self/", "member")).body as { slug: string };

  const members = (await ask(sandbox, everybody, "member")).body as WireMember[];
  expect(members).toHaveLength(40);
  const clear = members.filter(({ email }) => !/^.\*{3}@/u.test(email));
  expect(clear.map(({ user }) => user)).toEqual([slug]);
  expect(members.find(({ user }) => user === "casey-doyle")?.email).toBe("c***@contractor.example");
  const seen = await askField(sandbox, teams, "slug", "member");
  expect(seen).toContain("platform");
  expect(seen).not.toContain("incident-room");
});

test("a hidden team cannot be told from the rows of its members either", async () => {
  const sandbox = await openSandbox();

  const members = (await ask(sandbox, everybody, "member")).body as WireMember[];
  const amara = members.find(({ user }) => user === "amara-okoye");
  expect(amara?.teams.map(({ slug }) => slug)).toEqual(["platform"]);
  const path = `${teams}incident-room/members`;
  expect((await ask(sandbox, path, "member")).status).toBe(404);
  expect((await ask(sandbox, path, "owner")).status).toBe(200);
});

test("a Member of a hidden team sees that one", async () => {
  const sandbox = await openSandbox();
  const { slug } = (await ask(sandbox, "/user/self/", "member")).body as { slug: string };
  sandbox.change((workspace) => {
    const self = workspace.members.find(({ user }) => user === slug);
    self?.teams.push({ name: "Incident Room", slug: "incident-room", role: "Member" });
  });

  const seen = await askField(sandbox, teams, "slug", "member");
  expect(seen).toContain("incident-room");
  expect(seen).not.toContain("skunkworks");
  expect(await askField(sandbox, `${teams}?for_user=true`, "slug", "member")).toHaveLength(2);
});

test("a Collaborator sees only the people and the teams that it shares", async () => {
  const sandbox = await openSandbox();

  const own = await askField(sandbox, teams, "slug", "collaborator");
  expect(own).toHaveLength(1);
  const members = (await ask(sandbox, everybody, "collaborator")).body as WireMember[];
  expect(members.length).toBeGreaterThan(1);
  expect(members.length).toBeLessThan(10);
  for (const { teams: shared } of members) expect(shared.map(({ slug }) => slug)).toEqual(own);
  expect((await ask(sandbox, "/orgs/fernwick/members/hugo-martin/", "collaborator")).status).toBe(
    404,
  );
});

test.each(["member", "collaborator"] as const)("the %s key gets no settings", async (key) => {
  const sandbox = await openSandbox();

  for (const path of [
    "services/",
    "services/access-audit/",
    "invites/",
    "saml-group-sync/",
    "openid-connect/",
    "saml-authentication",
  ]) {
    expect(await ask(sandbox, `/orgs/fernwick/${path}`, key), path).toMatchObject({
      status: 403,
      body: { detail: "You do not have permission to perform this action." },
    });
  }
});
