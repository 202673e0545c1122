/** The issue is found with few requests, however many others there are, and where lists lag behind. */

import { expect, test } from "vitest";

import { startPlace, type Place } from "../support/deliver.ts";
import { ownAccount, stranger, type Account } from "../support/github/account.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });
const more = { ...drift, findings: [...drift.findings, liam] };
const clean = { ...drift, verdict: "clean" as const, findings: [] };

function fill({ github }: Place, count: number, user: Account, issue = {}): void {
  for (let index = 0; index < count; index++) github.state.addIssue({ user, ...issue });
}

/** Returns how many requests a delivery needs before it writes, or in all. */
async function requestsOf(place: Place, report: typeof drift, run = {}): Promise<number> {
  const before = place.github.requests.length;
  await place.deliver(report, run);
  const made = place.github.requests.slice(before);
  const first = made.findIndex(
    ({ method, operation }) => method !== "GET" && operation !== "graphql",
  );
  return first < 0 ? made.length : first;
}

const numbers = ({ github }: Place) =>
  github.issues.filter(({ body }) => body !== "").map(({ number }) => number);

test("among 20,000 issues of others it is found with two requests", async () => {
  const place = await startPlace();
  fill(place, 10_000, stranger);
  await place.deliver(drift);
  fill(place, 10_000, stranger);

  expect(await requestsOf(place, drift)).toBe(2);
  expect(await place.writesOf(more)).toMatchObject([
    { operation: "issues/create-comment", number: 10_008 },
    { operation: "issues/update", number: 10_008 },
  ]);
});

test("among 20,000 issues of the same account it is found with at most ten", async () => {
  const place = await startPlace();
  fill(place, 10_000, ownAccount, { state: "closed" });
  await place.deliver(drift);
  // It was updated within a week, while others were opened.
  fill(place, 9_750, ownAccount, { state: "closed" });
  fill(place, 250, ownAccount);

  expect(await requestsOf(place, drift)).toBeLessThanOrEqual(10);
  expect(await place.writesOf(drift)).toEqual([]);
  expect(numbers(place)).toEqual([10_008]);
});

test("it is opened with at most ten requests in such a repository, and a label finds a closed one", async () => {
  const place = await startPlace();
  const labelled = { settings: { issueLabels: ["access"] } };
  fill(place, 500, ownAccount);
  expect(await requestsOf(place, drift, labelled)).toBeLessThanOrEqual(10);
  expect(place.warnings).toEqual([expect.stringContaining("a new tracking issue is opened")]);
  await place.deliver(clean, labelled);
  fill(place, 1_000, ownAccount, { state: "closed" });

  expect(await requestsOf(place, drift, labelled)).toBeLessThanOrEqual(10);
  expect(numbers(place)).toEqual([508]);
  expect(place.github.issues.find(({ number }) => number === 508)).toMatchObject({ state: "open" });
});

test("previous authors are looked for as well, and one that GitHub does not know is none", async () => {
  const place = await startPlace();
  await place.deliver(drift);
  const [issue] = place.github.issues;
  if (issue !== undefined) issue.user = stranger;
  fill(place, 300, { id: 1, login: "somebody", type: "User" });

  for (const name of [stranger.login, String(stranger.id)]) {
    const settings = { previousAuthors: ["gone-for-good", name] };
    expect(await requestsOf(place, drift, { settings })).toBeLessThanOrEqual(10);
    expect(await place.writesOf(drift, { settings })).toEqual([]);
  }
});

test("where the list by author shows nothing of ours, a second issue is not opened for that", async () => {
  const place = await startPlace();
  await place.deliver(drift);
  fill(place, 150, stranger);
  const empty = { status: 200, body: [] };
  place.github.fail({ operation: "issues/list-for-repo", reply: empty });

  expect(await place.writesOf(drift)).toEqual([]);
  expect(numbers(place)).toEqual([8]);
});

test("where lists lag behind, GitHub's own reply has the address", async () => {
  const place = await startPlace();
  place.github.state.repository.lag = 100;

  expect((await place.deliver(drift)).urls.issue).toMatch(/\/issues\/8$/u);
  expect((await place.deliver(drift, { on: "pull request" })).urls.comment).toMatch(
    /#issuecomment-1002$/u,
  );
});

test("a run right after does not open a second issue, although no list shows the first", async () => {
  const place = await startPlace();
  fill(place, 3, stranger);
  place.github.state.repository.lag = 100;
  await place.deliver(drift);

  expect(await place.writesOf(drift)).toEqual([]);
  expect(await place.writesOf(more)).toMatchObject([
    { operation: "issues/create-comment", number: 11 },
    { operation: "issues/update", number: 11 },
  ]);
  expect(numbers(place)).toEqual([11]);
});
