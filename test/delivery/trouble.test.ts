import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { badGateway, primaryRateLimit, secondaryRateLimit } from "../support/github/faults.ts";
import {
  addToRelease,
  pullRequest,
  schedule,
  startSequence,
  startWithIssue,
  type Sequence,
  type Step,
} from "../support/sequence.ts";

/** What every failed delivery has in common: the verdict stands, and the run says that it failed. */
function expectPartial(step: Step, sentence: string): void {
  expect(step.exitCode).toBe(2);
  expect(step.outputs).toMatchObject({ verdict: "drift", delivery: "partial" });
  expect(step.stdout).toContain(sentence);
}

/** What a run writes when there is more drift than the issue tells. */
const brought = [
  { operation: "issues/create-comment", number: 8 },
  { operation: "issues/update", number: 8 },
];

async function startDrifting(options?: Parameters<typeof startSequence>[0]): Promise<Sequence> {
  const sequence = await startSequence(options);
  addToRelease(sequence, "sofia-rossi");
  return sequence;
}

test("a token that may only read issues writes none, and the permission is named", async () => {
  const sequence = await startDrifting({ github: { permissions: { issues: "read" } } });

  const step = await sequence.run(schedule);

  expectPartial(
    step,
    'cannot open the tracking issue: GitHub refused it (403). Give the job "permissions: issues: write".',
  );
  expect(step.summary).toContain("### Access audit of fernwick: 1 error");
  expect(step.writes).toEqual([]);
});

test("a token that may only read pull requests, as a fork's, writes no comment", async () => {
  const sequence = await startSequence({
    github: {
      files: ["access-policy.yml"],
      basePolicy: peoplePolicy,
      permissions: { pullRequests: "read", issues: "read" },
    },
    policy: peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah"),
  });

  const step = await sequence.run(pullRequest);

  expectPartial(
    step,
    'cannot write a comment on the pull request: GitHub refused it (403). Give the job "permissions: pull-requests: write".',
  );
  expect(step.writes).toEqual([]);
});

test("issues that are turned off are logged, and the result stands", async () => {
  const sequence = await startDrifting({ github: { issuesEnabled: false } });

  const step = await sequence.run(schedule);

  expect(step.exitCode).toBe(1);
  expect(step.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(step.stdout).toContain("issues are turned off in this repository (410)");
  expect(step.writes).toEqual([]);
});

test("an update that GitHub fails for good is made by the next run", async () => {
  const sequence = await startWithIssue();
  addToRelease(sequence, "liam-obrien");
  sequence.github.fail({ operation: "issues/update", reply: badGateway, times: 100 });

  const failed = await sequence.run(schedule);
  sequence.github.mend();
  const after = await sequence.run(schedule);

  expectPartial(failed, "cannot update the tracking issue: GitHub answered 502. Try again later.");
  // The comment comes first, and is not written again.
  expect(failed.writes).toMatchObject(brought.slice(0, 1));
  expect(after.writes).toMatchObject(brought.slice(1));
});

test("a 502 on an update is tried again, and the run succeeds", async () => {
  const sequence = await startWithIssue();
  addToRelease(sequence, "liam-obrien");
  sequence.github.fail({ operation: "issues/update", reply: badGateway });

  const step = await sequence.run(schedule);

  expect(step.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
  expect(step.writes).toMatchObject(brought);
});

for (const status of [403, 429] as const) {
  test(`a plea to go slower (${status}) is heard for as long as it says`, async () => {
    const sequence = await startDrifting();
    const reply = secondaryRateLimit(status, 1);
    sequence.github.fail({ operation: "issues/create", reply });

    const step = await sequence.run(schedule);

    const [first, second] = sequence.github.requests.filter(
      ({ operation }) => operation === "issues/create",
    );
    expect(step.outputs).toMatchObject({ verdict: "drift", delivery: "complete" });
    expect(step.writes).toMatchObject([{ operation: "issues/create", number: 8 }]);
    // What GitHub asked for, less what two clocks may differ by.
    expect((second?.arrivedAtMs ?? 0) - (first?.arrivedAtMs ?? 0)).toBeGreaterThan(990);
  });
}

test("the end of the hour's requests is told as that, and not waited for", async () => {
  const sequence = await startDrifting();
  const reply = primaryRateLimit(1_795_424_400 + 3_600);
  sequence.github.fail({ operation: "issues/list-for-repo", reply, times: 100 });

  const step = await sequence.run(schedule);

  expectPartial(step, "cannot list the issues of the repository");
  expect(step.stdout).not.toContain("permissions:");
  expect(step.writes).toEqual([]);
});
