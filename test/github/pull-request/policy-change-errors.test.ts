import { expect, test } from "vitest";

import { badGateway } from "../../support/github/faults.ts";
import { refuse } from "../../support/github/route.ts";
import {
  type Scene,
  crowd,
  elsewhere,
  lfs,
  list,
  mergeGroup,
  movedSha,
  old,
  proposed,
  resolve,
} from "./changed-policy.ts";

const refusal = refuse(403, "Resource not accessible by integration");

test.each<readonly [string, Scene, RegExp]>([
  [
    "GitHub has trouble",
    {
      change: (github) =>
        github.fail({ operation: "repos/get-content", reply: badGateway, times: 20 }),
    },
    /cannot read the policy of this pull request: GitHub answered 502/u,
  ],
  [
    "the token may not read",
    {
      change: (github) =>
        github.fail({ operation: "repos/get-content", reply: refusal, times: 20 }),
    },
    /cannot read the policy of this pull request: GitHub refused it \(403\)/u,
  ],
  [
    "a merge group's base is gone",
    {
      ...mergeGroup,
      files: { merge: proposed },
      change: ({ state }) => void state.commits.delete(movedSha),
    },
    /cannot list the files of the merge group: GitHub refused it \(404\)/u,
  ],
  [
    "the policy on disk is neither the merge's nor the head's",
    { onDisk: old },
    /"access-policy.yml" on disk is not the file at the commit of this run, nor at the head/u,
  ],
  [
    "a list of 3,000 files may leave out where it came from",
    { files: { head: proposed, merge: proposed }, change: list(...crowd(3_000), elsewhere) },
    /cannot determine whether this pull request moves "access-policy.yml" or adds a new policy/u,
  ],
  [
    "a merge group's list of 300 files may do so",
    { ...mergeGroup, files: { merge: proposed }, change: list(...crowd(300), elsewhere) },
    /cannot determine whether this merge group moves "access-policy.yml"/u,
  ],
  [
    "a merge group names no base",
    { ...mergeGroup, payload: {} },
    /cannot determine what the policy was before this merge group/u,
  ],
  [
    "the policy becomes a pointer",
    { files: { base: old, moved: old, head: lfs, merge: lfs }, onDisk: proposed },
    /after it, "access-policy.yml" is a pointer of Git LFS.+Keep the policy as plain text in Git/u,
  ],
  [
    "the path is not the repository's",
    { files: {} },
    /the repository has no file "access-policy.yml", before or after it/u,
  ],
])("what was before is an error where %s", async (_, scene, sentence) => {
  expect((await resolve(scene)).result).toMatch(sentence);
});
