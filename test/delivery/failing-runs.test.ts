/** The open issue says since when no audit has succeeded: readers must not take it for today's. */

import { readFileSync } from "node:fs";

import { expect, onTestFinished, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { refuse, type Fault } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { startPlace, type Place } from "../support/deliver.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";
import { issueTitle, schedule, startWithIssue } from "../support/sequence.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });

const expired = (requestId: string) =>
  new AuditError(
    "CLOUDSMITH_REFUSED",
    `cannot sign in to Cloudsmith: it does not recognize the credential (401, request id "${requestId}"). Check that the key is complete.`,
  );
const unreachable = (seconds: number) =>
  new AuditError(
    "CLOUDSMITH_UNREACHABLE",
    `cannot read /orgs/{org}/ from Cloudsmith: Cloudsmith returned a server error (503). It asks to wait ${seconds} s. Try again later.`,
  );

function day(number: number): Date {
  return new Date(`2026-12-${String(number).padStart(2, "0")}T05:17:00.000Z`);
}

async function startWithOpenIssue(): Promise<Place> {
  const place = await startPlace();
  await place.deliver(drift);
  return place;
}

async function failing(place: Place, error: AuditError, at: Date, run = {}) {
  const before = place.github.writes().length;
  await place.fail(error, at, run);
  return place.github.writes().slice(before);
}

const updated = [{ operation: "issues/update", number: 8 }];
const bodyOf = ({ github }: Place) => github.issues[0]?.body ?? "";

test("a broken key is in the issue once, with its first day, and a report takes it out", async () => {
  const place = await startWithOpenIssue();
  const before = bodyOf(place);

  expect(await failing(place, expired("a1"), day(1))).toMatchObject(updated);
  expect(bodyOf(place)).toContain(
    "> [!WARNING]\n> **No audit has succeeded since 2026-12-01 05:17 UTC**, so what follows may be out of date.\n> The reason: cannot sign in to Cloudsmith: it does not recognize the credential (401, request id",
  );
  expect(bodyOf(place)).toContain("Jonas Lindqvist");
  for (const number of [2, 3, 4]) {
    expect(await failing(place, expired(`b${number}`), day(number))).toEqual([]);
  }
  expect(await place.writesOf(drift)).toMatchObject(updated);
  expect(bodyOf(place)).toBe(before);
  expect(place.github.comments).toEqual([]);
});

test("another reason takes the place of the one before, and the first day stays", async () => {
  const place = await startWithOpenIssue();

  await failing(place, expired("a1"), day(1));
  expect(await failing(place, unreachable(4), day(2))).toMatchObject(updated);
  expect(await failing(place, unreachable(7), day(3))).toEqual([]);

  expect(bodyOf(place)).toContain("**No audit has succeeded since 2026-12-01 05:17 UTC**");
  expect(bodyOf(place)).toContain("Cloudsmith returned a server error");
  expect(bodyOf(place).match(/\[!WARNING\]/gu)).toHaveLength(1);
  expect(bodyOf(place)).not.toContain("does not recognize");
});

test("news that came while runs failed is told by the first report after them", async () => {
  const place = await startWithOpenIssue();
  await failing(place, expired("a1"), day(1));

  const more = { ...drift, findings: [...drift.findings, liam] };
  expect(await place.writesOf(more)).toMatchObject([
    {
      operation: "issues/create-comment",
      body: expect.stringContaining("**1 finding appeared**") as string,
    },
    ...updated,
  ]);
});

test("without an open issue there is nothing to say it in", async () => {
  const place = await startPlace();
  expect(await failing(place, expired("a1"), day(1))).toEqual([]);

  await place.deliver(drift);
  await place.deliver({ ...drift, verdict: "clean", findings: [] });
  expect(place.github.issues).toMatchObject([{ state: "closed" }]);
  expect(await failing(place, expired("a2"), day(2))).toEqual([]);
});

test.each([
  ["of a pull request", { on: "pull request" }],
  ["that keeps no issue", { settings: { issue: "never" } }],
  ["of another policy", { settings: { policyPath: "teams/build.yml" } }],
])("a run %s leaves the issue alone", async (_, run) => {
  const place = await startWithOpenIssue();
  expect(await failing(place, expired("a1"), day(1), run)).toEqual([]);
});

test("on a public repository the reason quotes nothing", async () => {
  const place = await startPlace();
  const counts = { settings: { personalData: "counts" } } as const;
  await place.deliver(drift, counts);
  const error = new AuditError("BAD_POLICY", 'cannot use policy: "jonas-lindqvist" is there twice');

  await failing(place, error, day(1), counts);

  expect(bodyOf(place)).toContain("> The reason: the policy cannot be used.\n");
  expect(bodyOf(place)).not.toContain("jonas");
});

test("a reason is cut, and says what it says and nothing else", async () => {
  const place = await startWithOpenIssue();
  const hostile = `cannot use <!-- policy\n\n# @everyone "${"x".repeat(5_000)}`;

  await failing(place, new AuditError("BAD_POLICY", hostile), day(1));

  const [, reason = ""] = /^> The reason: (.*)$/mu.exec(bodyOf(place)) ?? [];
  expect(reason).toMatch(/^cannot use \\?&?(?:lt;|<)/u);
  expect(reason.length).toBeLessThan(600);
  expect(bodyOf(place)).not.toMatch(/^# /mu);
  expect(await place.writesOf(drift)).toMatchObject(updated);
  expect(bodyOf(place)).not.toContain("WARNING");
});

test("an issue of an earlier version is told by its title, and taken over afterwards", async () => {
  const place = await startPlace();
  const body = readFileSync(new URL("earlier/issue.txt", import.meta.url), "utf8");
  place.github.state.addIssue({ body, title: issueTitle });
  place.github.state.addIssue({ body, title: `${issueTitle}-2` });

  expect(await failing(place, expired("a1"), day(1))).toMatchObject(updated);
  expect(await failing(place, expired("a2"), day(2))).toEqual([]);
});

test("an issue that somebody edited is not made ours by the notice", async () => {
  const place = await startWithOpenIssue();
  const [issue] = place.github.issues;
  if (issue === undefined) throw new Error("there is no issue");
  const { body } = issue;
  issue.body = body.replace("Jonas Lindqvist", "Nobody");

  expect(await failing(place, expired("a1"), day(1))).toMatchObject(updated);
  expect(await failing(place, expired("a2"), day(2))).toEqual([]);
  expect(await place.writesOf(drift)).toMatchObject(updated);
  expect(issue.body).toBe(body);
});

test("where there is no room for the notice, whole lines of the report make it", async () => {
  const place = await startPlace();
  const findings = Array.from({ length: 900 }, (_, at) =>
    aFinding({ rule: "two-factor", subject: aMember(`Ada ${at}`, `ada-${at}`) }),
  );
  const full = { ...drift, findings };
  await place.deliver(full);
  expect(bodyOf(place).length).toBeGreaterThan(65_000);

  expect(await failing(place, expired("a1"), day(1))).toMatchObject(updated);

  expect(bodyOf(place).length).toBeLessThanOrEqual(65_536);
  expect(bodyOf(place)).toContain("**The rest is left out here** to make room");
  expect(bodyOf(place).match(/<details>/gu)?.length).toBe(
    bodyOf(place).match(/<\/details>/gu)?.length,
  );
  expect(await place.writesOf(full)).toMatchObject(updated);
});

test("the Action says it: a key that expired and an API that repeats it, and no secret", async () => {
  const sequence = await startWithIssue();
  const key = "plantedApiKey-Zm9vYmFy-0123456789";
  const says = (status: number): Fault => ({
    template: "/user/self/",
    strike: refuse(status, {}, { detail: `the key ${key} is not one` }),
  });
  const talkative = await startSandbox({ faults: [says(401)] });
  onTestFinished(() => talkative.close());
  const inputs = { "api-key": key, "api-url": talkative.url };

  const broken = await sequence.run(schedule, inputs);
  const again = await sequence.run(schedule, inputs);

  expect([broken.exitCode, again.exitCode]).toEqual([2, 2]);
  expect(broken.outputs).toMatchObject({ verdict: "unknown", delivery: "partial" });
  expect(broken.outputs["issue-url"]).toMatch(/\/issues\/8$/u);
  expect(broken.writes).toMatchObject([
    {
      operation: "issues/update",
      number: 8,
      body: expect.stringContaining(
        "**No audit has succeeded since 2026-11-23 09:00 UTC**",
      ) as string,
    },
  ]);
  expect(JSON.stringify(broken.writes)).toContain("is not one");
  expect(again.writes).toEqual([]);
  expect(JSON.stringify(sequence.github.requests)).not.toContain(key);
});
