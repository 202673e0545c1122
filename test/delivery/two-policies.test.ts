/** Each policy of a repository has an issue and a comment of its own, and keeps them when it moves. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { startPlace } from "../support/deliver.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";
import { issueTitle } from "../support/sequence.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });
const more = { ...drift, findings: [...drift.findings, liam] };
const clean = { ...drift, verdict: "clean" as const, findings: [] };

const paths = { a: "access-policy.yml", b: "teams/build.yml" };
const by = (policyPath: string) => ({ settings: { policyPath } });

test("two policies for one workspace keep an issue each, and neither touches the other's", async () => {
  const place = await startPlace();
  place.github.state.files.set(`${mergeSha}:${paths.b}`, "# another\n");

  expect(await place.writesOf(drift, by(paths.a))).toMatchObject([
    { operation: "issues/create", number: 8 },
  ]);
  expect(await place.writesOf(more, by(paths.b))).toMatchObject([
    { operation: "issues/create", number: 9 },
  ]);
  expect(await place.writesOf(drift, by(paths.a))).toEqual([]);
  expect(await place.writesOf(more, by(paths.b))).toEqual([]);
  expect(await place.writesOf(clean, by(paths.a))).toMatchObject([
    { operation: "issues/create-comment", number: 8 },
    { operation: "issues/update", number: 8, state: "closed" },
  ]);
  expect(await place.writesOf(more, by(paths.b))).toEqual([]);
});

test("two policies keep a comment each on one pull request", async () => {
  const place = await startPlace({ files: [paths.a, paths.b] });
  place.github.state.files.set(`${mergeSha}:${paths.b}`, "# another\n");
  const onPull = (path: string) => ({ on: "pull request", ...by(path) }) as const;

  for (const path of [paths.a, paths.b]) await place.deliver(drift, onPull(path));
  for (const path of [paths.a, paths.b]) {
    expect(await place.writesOf(drift, onPull(path))).toEqual([]);
  }
  expect(place.github.comments).toHaveLength(2);
});

test("the issue that two policies shared in an earlier version becomes one's, and the other opens its own", async () => {
  const place = await startPlace();
  place.github.state.files.set(`${mergeSha}:${paths.b}`, "# another\n");
  const body = readFileSync(new URL("earlier/issue.txt", import.meta.url), "utf8");
  place.github.state.addIssue({ title: issueTitle, body });

  expect(await place.writesOf(drift, by(paths.b))).toMatchObject([
    { operation: "issues/update", number: 8 },
  ]);
  expect(await place.writesOf(drift, by(paths.a))).toMatchObject([
    { operation: "issues/create", number: 9 },
  ]);
  for (const path of [paths.a, paths.b]) {
    expect(await place.writesOf(drift, by(path))).toEqual([]);
  }
});

test("a policy that was moved keeps its issue, and nobody is notified", async () => {
  const place = await startPlace();
  await place.deliver(drift);
  place.github.state.files.delete(`${mergeSha}:${paths.a}`);
  place.github.state.files.set(`${mergeSha}:${paths.b}`, "# moved\n");

  expect(await place.writesOf(drift, by(paths.b))).toMatchObject([
    { operation: "issues/update", number: 8 },
  ]);
  expect(await place.writesOf(drift, by(paths.b))).toEqual([]);
});

test("where nobody can say that the other policy is gone, its issue is left alone", async () => {
  const place = await startPlace({ permissions: { contents: "none" } });
  await place.deliver(drift);

  expect(await place.writesOf(drift, by(paths.b))).toMatchObject([
    { operation: "issues/create", number: 9 },
  ]);
});

test("a pull request that moves the policy while it is open keeps its comment", async () => {
  const place = await startPlace();
  const onPull = { on: "pull request" } as const;
  await place.deliver(drift, onPull);
  const moved = { filename: paths.b, previous_filename: paths.a };
  place.github.pulls[0]?.files.splice(0, 1, moved);
  place.github.state.files.delete(`${mergeSha}:${paths.a}`);
  place.github.state.files.set(`${mergeSha}:${paths.b}`, "# moved\n");

  expect(await place.writesOf(drift, { ...onPull, ...by(paths.b) })).toMatchObject([
    { operation: "issues/update-comment", id: 1001 },
  ]);
  expect(await place.writesOf(drift, { ...onPull, ...by(paths.b) })).toEqual([]);
});
