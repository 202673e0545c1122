/** Which policy was before a change, by every way in which a run can come to be. */

import { expect, onTestFinished, test } from "vitest";

import { connect } from "../../../src/github/client/connect.ts";
import { openPolicyChange } from "../../../src/github/pull-request/policy-change.ts";
import { findIncluded, toTestPath } from "../../../src/sources/policy-file.ts";
import { silentLogger } from "../../../src/log.ts";
import { noProxies } from "../../../src/network/proxy.ts";
import { headSha, mergeSha } from "../../support/github/repository-routes.ts";
import { startGitHub, type StandInGitHub } from "../../support/github/server.ts";
import {
  type Scene,
  crowd,
  elsewhere,
  lfs,
  list,
  mergeGroup,
  movedSha,
  old,
  path,
  policyOf,
  proposed,
  pull_request,
  put,
  resolve,
} from "./changed-policy.ts";

const sha256 = async (text: string) => {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(text).digest("hex");
};

const newer = policyOf("roles: { owner: { max: 4 }, manager: { max: 9 } }\n");

const newerProposed = policyOf("roles: { owner: { max: 5 }, manager: { max: 9 } }\n");

const both =
  (...changes: readonly ((github: StandInGitHub) => void)[]) =>
  (github: StandInGitHub) =>
    changes.forEach((change) => change(github));

test.each<readonly [string, Scene, string, object]>([
  [
    "a pull request: at the first parent of the test merge, not at the event's base",
    { files: { base: old, moved: newer, head: proposed, merge: newerProposed } },
    newer,
    {},
  ],
  [
    "an event without commits: the same",
    {
      files: { base: old, moved: newer, head: proposed, merge: newerProposed },
      payload: { pull_request: { number: 7 } },
    },
    newer,
    {},
  ],
  [
    "a checkout of the head: where that left the base branch",
    { files: { base: old, moved: newer, head: proposed, merge: newerProposed }, onDisk: proposed },
    old,
    {},
  ],
  [
    "a run on the head itself: the same",
    {
      files: { base: old, moved: newer, head: proposed },
      sha: headSha,
      payload: { pull_request: { ...pull_request, base: { sha: movedSha } } },
    },
    old,
    {},
  ],
  [
    "a checkout with other ends of lines: as if it had not",
    { onDisk: proposed.replaceAll("\n", "\r\n") },
    old,
    {},
  ],
  [
    "a policy that is moved: at its path before",
    {
      files: { merge: proposed, head: proposed },
      change: both(put(`${movedSha}:policies/old.yml`, old), list(elsewhere)),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
  [
    "a policy that is moved and rewritten: at the path of the one that is removed",
    {
      files: { merge: proposed, head: proposed },
      change: both(
        put(`${movedSha}:policies/other.yml`, old.replace("fernwick", "elsewhere")),
        put(`${movedSha}:policies/old.yml`, old),
        list(
          { filename: "policies/other.yml", status: "removed" },
          { filename: "policies/old.yml", status: "removed" },
          { filename: path, status: "added" },
        ),
      ),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
  [
    "a pull request of 3,001 files, whose list is cut: by the two texts",
    { change: list(...crowd(3_000), path) },
    old,
    {},
  ],
  ["a merge group: at its base", { ...mergeGroup }, old, {}],
  [
    "a merge group that moves the policy: at its path before",
    {
      ...mergeGroup,
      files: { merge: proposed },
      change: both(put(`${movedSha}:policies/old.yml`, old), list(elsewhere)),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
])("the policy before is, for %s", async (_, scene, before, more) => {
  const { result } = await resolve(scene);

  expect(result).toEqual({ policy: await sha256(before), invalid: false, ...more });
});

test("a policy that was nowhere is new, and one that was not valid is of no use, which is said", async () => {
  const first = await resolve({ files: { head: proposed, merge: proposed } });
  const invalid = await resolve({
    files: { base: "version: 3\n", moved: "version: 3\n", merge: proposed },
  });

  expect(first.result).toEqual({ policy: null, invalid: false });
  expect(invalid.result).toEqual({ policy: null, invalid: true });
  expect(invalid.logged.join("\n")).toContain(
    "access-policy.yml was not valid before this change, so there is nothing to compare with",
  );
});

test("a policy that was not UTF-8 is read as Latin-1 to be compared, which is said", async () => {
  const written = `${old}# gesch\u{FC}tzt\n`;
  const { result, logged } = await resolve({
    files: { moved: Buffer.from(written, "latin1"), head: proposed, merge: proposed },
  });

  expect(result).toEqual({ policy: await sha256(written), invalid: false, latin1: true });
  expect(logged.join("\n")).toContain("was not UTF-8 before this change");
});

test.each<readonly [string, Scene, string | undefined]>([
  [
    "as it was, on a branch that another change has moved",
    { files: { base: old, moved: newer, head: old, merge: newer } },
    undefined,
  ],
  [
    "as it was, by a checkout of the head",
    { files: { base: old, moved: newer, head: old, merge: newer }, onDisk: old },
    undefined,
  ],
  ["as it was, in a merge group", { ...mergeGroup, files: { moved: old, merge: old } }, undefined],
  [
    "as it was, which Git LFS checked out",
    { files: { moved: lfs, head: lfs, merge: lfs }, onDisk: old },
    undefined,
  ],
  ["as it was, and not valid", { files: { moved: "version: 3\n", merge: "version: 3\n" } }, path],
])(
  "a change that leaves the policy %s is not judged, and asks for no list of files",
  async (_, scene, invalid) => {
    const { result, github } = await resolve({ ...scene, change: list(path) });

    expect(result).toEqual({ untouched: true, invalid });
    const operations = github.requests.map(({ operation }) => operation);
    expect(operations).not.toContain("pulls/list-files");
  },
);

test("for its comment a moved policy says where it was, and a new one that it was nowhere", async () => {
  const github = await startGitHub({ files: [elsewhere] });
  onTestFinished(() => github.close());
  github.state.files.set(`${mergeSha}:${path}`, proposed);
  const settings = {
    token: github.token,
    userAgent: "cloudsmith-access-audit/test",
    log: silentLogger,
  };
  const { apiUrl } = github;
  const place = await connect(
    { apiUrl, owner: "fernwick", repo: "governance", proxies: noProxies },
    settings,
  );
  const change = { kind: "pull request", number: 7, sha: mergeSha } as const;
  const read = () =>
    openPolicyChange(
      place,
      { ...change, headSha: undefined, baseSha: undefined },
      { path, toTestPath, findIncluded },
    ).readTouch();

  expect(await read()).toEqual({ isTouched: true, formerPath: "policies/old.yml" });
  github.pulls[0]?.files.splice(0);
  expect(await read()).toEqual({ isTouched: true, formerPath: undefined });
});
