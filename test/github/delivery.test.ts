import { expect, test } from "vitest";

import { type Scene, resolve } from "./pull-request/changed-policy.ts";

const noIssueFor =
  /^there is no comment, because a comment is for pull requests \(event pull_request\), and no tracking issue, because it is for /u;

test.each<readonly [string, Scene, RegExp | undefined]>([
  [
    "pull_request_target",
    { event: "pull_request_target", ref: "refs/heads/main" },
    /^there is no comment, because on pull_request_target the base branch is checked out and not what the pull request proposes, and no tracking issue/u,
  ],
  [
    "push of a tag",
    { event: "push", ref: "refs/tags/v1", payload: {} },
    /main, and this run is on refs\/tags\/v1;/u,
  ],
  [
    "workflow_dispatch",
    { event: "workflow_dispatch", ref: "refs/heads/topic", payload: {} },
    /main, and this run is on branch topic;/u,
  ],
  [
    "repository_dispatch",
    { event: "repository_dispatch", ref: "refs/heads/main", payload: {} },
    /it is for the events schedule, push, workflow_dispatch, not for repository_dispatch;/u,
  ],
  ["issue_comment", { event: "issue_comment", ref: "refs/heads/main", payload: {} }, noIssueFor],
  ["schedule", { event: "schedule", ref: "refs/heads/main", payload: {} }, undefined],
  [
    "schedule without an issue, as asked",
    { event: "schedule", ref: "refs/heads/main", payload: {}, issue: "never" },
    undefined,
  ],
])(
  "on %s nothing was before, and the log says once which places do not apply",
  async (_, scene, sentence) => {
    const { result, logged } = await resolve(scene);

    expect(result).toBe("none");
    expect(logged).toEqual(
      sentence === undefined ? [] : [expect.stringMatching(sentence) as string],
    );
    if (sentence !== undefined) {
      expect(logged[0]).toContain(
        "there is no earlier policy to compare with, so every finding counts",
      );
    }
  },
);
