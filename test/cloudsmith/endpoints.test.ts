import fc from "fast-check";
import { expect, test } from "vitest";

import { endpoint, isAllowed, isPathSegment } from "../../src/cloudsmith/endpoints.ts";

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
  );
});

test.each([
  ["GET", "/orgs/fernwick/members/alice/remove/"],
  ["GET", "/orgs/fernwick/members/remove/"],
  ["DELETE", "/orgs/fernwick/members/alice/"],
  ["POST", "/orgs/fernwick/members/alice/"],
  ["GET", "/orgs/fernwick/../elsewhere/"],
  ["GET", "/orgs/fernwick/members/alice/?x=/remove/"],
  ["GET", "/repos/fernwick/"],
  ["GET", "//evil.example/user/self/"],
])("%s %s is not allowed", (method, path) => {
  expect(isAllowed(method, path)).toBe(false);
});

test("what the roster needs is allowed", () => {
  expect(isAllowed("GET", "/user/self/")).toBe(true);
  expect(
    isAllowed(
      "GET",
      endpoint("/orgs/{org}/teams/{team}/members", { org: "a", team: "b.c_d-1" }).path,
    ),
  ).toBe(true);
});
