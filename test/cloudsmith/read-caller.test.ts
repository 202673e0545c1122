import { expect, test } from "vitest";

import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import { editBody } from "../../src/sandbox/faults.ts";
import { read } from "./read-fernwick.ts";

test("an Owner's key reads as a user", async () => {
  expect((await read({ key: "owner" })).coverage.readAs).toEqual({
    kind: "user",
    slug: "amara-okoye",
    role: "Owner",
  });
});

test.each(["member", "collaborator"] as const)(
  "a %s's key makes every list partial, and its word on second factors and logins unknown",
  async (key) => {
    const roster = await read({ key });

    expect(coverageStatus(roster.coverage)).toBe("partial");
    expect(listCoverage(roster.coverage, "members")).toMatchObject({
      status: "partial",
      reason: expect.stringContaining(
        "only an Owner or a Manager sees the complete workspace",
      ) as string,
    });
    expect(listCoverage(roster.coverage, "services").status).toBe("refused");
    expect(roster.members.every((member) => typeof member.twoFactor === "object")).toBe(true);
    expect(
      roster.members.some(
        (member) => JSON.stringify(member.email) === JSON.stringify(unknown("redacted")),
      ),
    ).toBe(true);
  },
);

test("the row of another account says nothing of the caller's role", async () => {
  const strike = editBody((body: object) => ({ ...body, slug: "nightly-scan-2" }));
  const faults = [{ template: "/orgs/{org}/services/{service}/", strike }];
  const { coverage } = await read({ faults });

  expect(coverage.readAs).toMatchObject({ kind: "service", role: unknown("malformed") });
  expect(coverageStatus(coverage)).toBe("partial");
});
