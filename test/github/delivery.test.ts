import fc from "fast-check";
import { expect, test } from "vitest";

import type { RunContext } from "../../src/github/context.ts";
import { openDelivery } from "../../src/github/delivery.ts";
import { explainChannels, mayHaveIssue } from "../../src/github/explain-channels.ts";
import { silentLogger } from "../../src/log.ts";
import { deliverySettings } from "../support/deliver.ts";
import { propertyRuns } from "../support/property.ts";
import { type Scene, resolve } from "./pull-request/changed-policy.ts";
import { aRun } from "../support/github/run.ts";

const noIssueFor =
  /^on the event issue_comment, there is no comment, because a comment is for pull requests \(event pull_request\), and no tracking issue, because it is for /u;

test.each<readonly [string, Scene, RegExp | undefined]>([
  [
    "pull_request_target",
    { event: "pull_request_target", ref: "refs/heads/main" },
    /^on the event pull_request_target, there is no comment, because on pull_request_target the base branch is checked out and not what the pull request proposes, and no tracking issue/u,
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
    /^on the event repository_dispatch, .* it is for the events schedule, push, workflow_dispatch;/u,
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
        "the report is in the job's summary, and every finding counts, because there is no earlier policy to compare with",
      );
    }
  },
);

const change = { sha: undefined, headSha: undefined, baseSha: undefined, number: 7 } as const;

/** Every kind of run that has a report: the event, where it runs, and what it proposes. */
const runs = fc.record({
  eventName: fc.constantFrom(
    "push",
    "schedule",
    "workflow_dispatch",
    "workflow_run",
    "pull_request",
    "pull_request_target",
    "merge_group",
    "repository_dispatch",
    "",
  ),
  branch: fc.constantFrom("main", "topic", undefined),
  defaultBranch: fc.constantFrom("main", undefined),
  ref: fc.constantFrom("refs/heads/main", "refs/tags/v1", ""),
  change: fc.constantFrom(
    undefined,
    { kind: "pull request", ...change } as const,
    { kind: "merge group", sha: undefined, baseSha: undefined } as const,
  ),
});

test("a run without a channel says in one sentence its event, why, and where the report is", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const context = run as unknown as RunContext;
      const sentence = explainChannels(context);
      const { kind } = run.change ?? {};

      expect(sentence === undefined).toBe(
        kind === "pull request" || (kind === undefined && mayHaveIssue(context)),
      );
      if (sentence === undefined) return;
      const opening =
        run.eventName === "" ? "in a run without an event, " : `on the event ${run.eventName}, `;
      expect(sentence.startsWith(opening)).toBe(true);
      expect(sentence).toContain("there is no comment");
      expect(sentence).toContain("no tracking issue");
      expect(sentence).toContain("; the report is in the job's summary");
      expect(sentence).not.toMatch(/[.\n]/v);
    }),
    propertyRuns(200),
  );
});

test("without a token the log says once that there is neither, and where the report is", async () => {
  const logged: string[] = [];
  const log = { ...silentLogger, info: (line: string) => void logged.push(line) };
  const run = aRun("https://api.github.example", {
    eventPayload: { repository: { visibility: "private", default_branch: "main" } },
  });

  await openDelivery(run, { ...deliverySettings, token: undefined }, log);

  expect(logged).toEqual([
    "on the event push, there is no comment and no tracking issue, because there is no token; the report is in the job's summary",
  ]);
});
