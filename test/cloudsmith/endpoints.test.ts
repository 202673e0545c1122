import fc from "fast-check";
import { expect, test } from "vitest";

import { endpoint, isAllowed, isPathSegment } from "../../src/cloudsmith/endpoints.ts";
import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";
import { editText } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { propertyRuns } from "../support/property.ts";

const hostileSegments = [
  "",
  ".",
  "..",
  "alice/remove",
  "alice/remove/",
  "..%2fremove",
  "alice%2Fremove",
  "remove",
  "REMOVE",
  "refresh",
  "update-role",
  "alice?x=1",
  "alice#x",
  "alice\\remove",
  "alice\u0000",
  "alice bob",
  "ａlice",
  "a".repeat(256),
];

test.each(hostileSegments)("%j reaches no path", (segment) => {
  expect(isPathSegment(segment)).toBe(false);
  expect(() =>
    endpoint("/orgs/{org}/members/{member}/", { org: "fernwick", member: segment }),
  ).toThrow(/that is not a slug/u);
  expect(() => endpoint("/orgs/{org}/", { org: segment })).toThrow(/that is not a slug/u);
});

test("whatever text enters a path, what leaves is on the allow-list and removes nobody", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (org, member) => {
      try {
        const { method, path } = endpoint("/orgs/{org}/members/{member}/", { org, member });
        expect(isAllowed(method, path)).toBe(true);
        expect(path.split("/")).toHaveLength(6);
        expect(path).not.toMatch(/remove/iu);
      } catch (error) {
        expect(String(error)).toContain("that is not a slug");
      }
    }),
    propertyRuns(100),
  );
});

test.each([
  ["GET", "/orgs/fernwick/members/alice/remove/"],
  ["GET", "/orgs/fernwick/members/remove/"],
  ["DELETE", "/orgs/fernwick/members/alice/"],
  ["POST", "/orgs/fernwick/members/alice/"],
  ["GET", "/orgs/fernwick/../elsewhere/"],
  ["GET", "/orgs/fernwick/members/alice/?x=/remove/"],
  ["GET", "/repos/"],
  ["GET", "/repos/fernwick"],
  ["GET", "/repos/fernwick/firmware/"],
  ["GET", "/repos/fernwick/firmware/privileges/"],
  ["GET", "/repos/fernwick/remove/privileges"],
  ["GET", "/repos/fernwick/../privileges"],
  ["GET", "/repos/fernwick/a/b/privileges"],
  ["PUT", "/repos/fernwick/firmware/privileges"],
  ["PATCH", "/repos/fernwick/firmware/privileges"],
  ["DELETE", "/repos/fernwick/firmware/"],
  ["POST", "/repos/fernwick/"],
  ["GET", "/entitlements/fernwick/firmware/tkC1vHm8Fy5d/"],
  ["GET", "/entitlements/fernwick/firmware"],
  ["POST", "/entitlements/fernwick/firmware/"],
  ["GET", "/entitlements/fernwick/refresh/"],
  ["GET", "/orgs/fernwick/openid-connect/oiG9rVn3Hz6b/"],
  ["GET", "/orgs/fernwick/openid-connect/remove/dynamic-mappings/"],
  ["GET", "/orgs/fernwick/openid-connect/a/b/dynamic-mappings/"],
  ["POST", "/orgs/fernwick/openid-connect/oiG9rVn3Hz6b/dynamic-mappings/"],
  ["GET", "//evil.example/user/self/"],
])("%s %s is not allowed", (method, path) => {
  expect(isAllowed(method, path)).toBe(false);
});

test("what the roster needs is allowed", () => {
  expect(isAllowed("GET", "/user/self/")).toBe(true);
  expect(isAllowed("GET", endpoint("/repos/{owner}/", { owner: "fernwick" }).path)).toBe(true);
  const one = { owner: "fernwick", identifier: "a.b_c-1" };
  expect(isAllowed("GET", endpoint("/repos/{owner}/{identifier}/privileges", one).path)).toBe(true);
  expect(
    isAllowed(
      "GET",
      endpoint("/orgs/{org}/teams/{team}/members", { org: "a", team: "b.c_d-1" }).path,
    ),
  ).toBe(true);
});

/** A slug that the workspace itself calls an entry by, in every place whose text enters a path. */
function nameEverything(slug: string) {
  const workspace = fernwick();
  for (const team of workspace.teams) team.slug = slug;
  for (const member of workspace.members) member.user = slug;
  for (const service of workspace.services) service.slug = slug;
  return workspace;
}

function withoutTeams(text: string): string {
  return text.replaceAll('"teams":', '"formerly":');
}

test.each(hostileSegments.filter((segment) => segment !== ""))(
  "no request leaves for anything that calls itself %j, wherever that comes from",
  async (slug) => {
    for (const organization of ["fernwick", slug]) {
      const sandbox = await startSandbox({
        workspace: nameEverything(slug),
        // Rows that do not tell their teams have every team asked by its slug.
        faults: [{ template: "/orgs/{org}/members/", strike: editText(withoutTeams) }],
      });
      const people = sandbox.workspace.members.length;
      const transport = createTransport({
        apiUrl: sandbox.url,
        organization,
        signIn: { apiKey: sandbox.keys.owner },
        userAgent: "test/0",
        deadlineMs: 5_000,
        log: silentLogger,
      });
      try {
        await readRoster({ transport, organization, now: new Date(0), log: silentLogger });
      } catch (error) {
        expect(String(error)).toMatch(/that is not a slug|not found|does not recognize/u);
      }
      await transport.close();
      await sandbox.close();

      const paths = sandbox.requests.map(({ path }) => path.split("?")[0] ?? "");
      expect(paths.filter((path) => !isAllowed("GET", path))).toEqual([]);
      expect(paths.filter((path) => path.includes("remove"))).toEqual([]);
      expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
      expect(sandbox.workspace.members).toHaveLength(people);
    }
  },
);
