/** The tests of a policy belong to it: a change of them alone is judged, too. */

import { expect, test } from "vitest";

import { toTestPath } from "../../../src/sources/policy-file.ts";
import { baseSha, headSha, mergeSha } from "../../support/github/repository-routes.ts";
import type { StandInGitHub } from "../../support/github/server.ts";
import {
  elsewhere,
  lfs,
  list,
  mergeGroup,
  movedSha,
  old,
  path,
  proposed,
  resolve,
  type Scene,
} from "./changed-policy.ts";

const testPath = toTestPath(path);
const commits = { base: baseSha, moved: movedSha, head: headSha, merge: mergeSha };

const testsOf = (name: string, found = "") =>
  `version: 1\ntoday: 2026-11-23\ntests:\n  - { name: ${name}, findings: { ${found} } }\n`;
const passing = testsOf("all is well");
const other = testsOf("all is as well");
const failing = testsOf("nobody is found", "two-factor: [nobody]");
const invalid = "version: 3\n";

/** Puts the test file into the commits. */
const tests =
  (files: Partial<Record<keyof typeof commits, string>>) =>
  ({ state }: StandInGitHub) => {
    for (const [name, text] of Object.entries(files)) {
      state.files.set(`${commits[name as keyof typeof commits]}:${testPath}`, text);
    }
  };

const unchanged = { base: old, moved: old, head: old, merge: old };

test.each<readonly [string, Scene]>([
  [
    "another test file",
    {
      change: tests({ base: passing, moved: passing, head: failing, merge: failing }),
      testsOnDisk: failing,
    },
  ],
  [
    "a test file that was not there",
    { change: tests({ head: passing, merge: passing }), testsOnDisk: passing },
  ],
  ["a test file that is gone", { change: tests({ base: passing, moved: passing }) }],
  [
    "another test file, in a merge group",
    {
      ...mergeGroup,
      change: tests({ moved: passing, merge: failing }),
      testsOnDisk: failing,
    },
  ],
  [
    "another test file, by a checkout of the head",
    {
      change: tests({ base: passing, moved: other, head: failing, merge: failing + "# merged\n" }),
      testsOnDisk: failing,
    },
  ],
])("an unchanged policy with %s is judged", async (_, scene) => {
  const { result } = await resolve({ files: unchanged, ...scene });

  expect(result).toMatchObject({ policy: expect.any(String), invalid: false });
});

test.each<readonly [string, Scene]>([
  [
    "the same test file",
    {
      change: tests({ base: passing, moved: passing, head: passing, merge: passing }),
      testsOnDisk: passing.replaceAll("\n", "\r\n"),
    },
  ],
  [
    "a test file that another change has moved",
    {
      change: tests({ base: passing, moved: other, head: passing, merge: other }),
      testsOnDisk: other,
    },
  ],
  [
    "the test file of the head, where another change has moved it",
    {
      change: tests({ base: passing, moved: other, head: passing, merge: other }),
      testsOnDisk: passing,
    },
  ],
  [
    "the same test file, which Git LFS checked out",
    { change: tests({ moved: lfs, head: lfs, merge: lfs }), testsOnDisk: passing },
  ],
])("an unchanged policy with %s is not judged", async (_, scene) => {
  const { result } = await resolve({ files: unchanged, ...scene });

  expect(result).toEqual({ untouched: true, invalid: undefined });
});

test("an unchanged test file that is not valid is named, and a changed one is an error with a comment", async () => {
  const same = await resolve({
    files: unchanged,
    change: tests({ moved: invalid, head: invalid, merge: invalid }),
    testsOnDisk: invalid,
  });
  const changed = await resolve({
    files: unchanged,
    change: tests({ moved: passing, head: invalid, merge: invalid }),
    testsOnDisk: invalid,
  });

  expect(same.result).toEqual({ untouched: true, invalid: testPath });
  expect(same.github.comments).toEqual([]);
  expect(changed.result).toContain(`${testPath}:1:10: `);
  const [comment] = changed.github.comments;
  expect(comment?.body).toContain("the policy cannot be used");
  expect(comment?.body).toContain(testPath);
});

test("the policy before has the outcome of its own tests, also where it was moved", async () => {
  const here = await resolve({
    change: tests({ base: failing, moved: failing, head: passing, merge: passing }),
    testsOnDisk: passing,
  });
  const moved = await resolve({
    files: { merge: proposed, head: proposed },
    change: (github) => {
      github.state.files.set(`${movedSha}:policies/old.yml`, old);
      github.state.files.set(`${movedSha}:policies/old.test.yml`, failing);
      list(elsewhere)(github);
    },
  });

  expect(here.failedBefore).toEqual(["nobody is found"]);
  expect(moved.failedBefore).toEqual(["nobody is found"]);
});

test.each<readonly [string, Scene]>([
  ["is not checked out", { change: tests({ moved: passing, head: passing, merge: passing }) }],
  ["is in no commit", { testsOnDisk: passing }],
  [
    "is that of no commit",
    { change: tests({ moved: passing, head: passing, merge: passing }), testsOnDisk: other },
  ],
])("a test file that %s is an error, because it is not known what is tested", async (_, scene) => {
  const { result } = await resolve(scene);

  expect(result).toContain(
    `cannot determine what this change does to the policy: "${testPath}" on disk is not the file at the commit`,
  );
});

test("changed tests of a policy that cannot be read are an error", async () => {
  const { result } = await resolve({
    files: { moved: lfs, head: lfs, merge: lfs },
    onDisk: old,
    change: tests({ moved: passing, head: failing, merge: failing }),
    testsOnDisk: failing,
  });

  expect(result).toContain('before it, "access-policy.yml" is a pointer of Git LFS');
});
