import { expect, test } from "vitest";

import { stranger } from "../support/github/account.ts";
import { gather } from "../support/github/faults.ts";
import type { StandInGitHub } from "../support/github/server.ts";
import {
  addToRelease,
  issueTitle,
  removeFromRelease,
  schedule,
  startSequence,
  startWithIssue,
} from "../support/sequence.ts";

function including(text: string): unknown {
  return expect.stringContaining(text);
}

/** The comment by which people hear of a change. */
function news(text: string, number = 8): unknown {
  return {
    operation: "issues/create-comment",
    number,
    id: expect.any(Number),
    body: including(text),
  };
}

function issue(github: StandInGitHub, number: number) {
  const found = github.issues.find((one) => one.number === number);
  if (found === undefined) throw new Error(`there is no issue ${number}`);
  return found;
}

test("a second run without a change writes nothing", async () => {
  const sequence = await startWithIssue();

  const again = await sequence.run(schedule);

  expect(again.exitCode).toBe(1);
  expect(again.writes).toEqual([]);
  expect(again.outputs["issue-url"]).toBe(issue(sequence.github, 8).html_url);
});

test("one issue lives through drift that appears, grows, clears, and comes back", async () => {
  const sequence = await startSequence();
  const writes = async () => (await sequence.run(schedule)).writes;

  const clean = await sequence.run(schedule);
  expect(clean.exitCode).toBe(0);
  expect(clean.outputs["issue-url"]).toBe("");
  expect(clean.writes).toEqual([]);
  addToRelease(sequence, "sofia-rossi");
  expect(await writes()).toMatchObject([{ operation: "issues/create", number: 8 }]);
  addToRelease(sequence, "liam-obrien");
  expect(await writes()).toEqual([
    news("**1 finding appeared**; 2 in all."),
    { operation: "issues/update", number: 8, title: issueTitle, body: including("Liam O'Brien") },
  ]);
  expect(await writes()).toEqual([]);
  removeFromRelease(sequence, "sofia-rossi");
  expect(await writes()).toEqual([
    news("**1 finding resolved**"),
    { operation: "issues/update", number: 8, title: issueTitle, body: including("Liam O'Brien") },
  ]);
  expect(issue(sequence.github, 8).body).not.toContain("Sofia Rossi");
  removeFromRelease(sequence, "liam-obrien");
  expect(await writes()).toEqual([
    news("**No finding is left.**"),
    {
      operation: "issues/update",
      number: 8,
      title: issueTitle,
      body: including("no drift"),
      state: "closed",
      state_reason: "completed",
    },
  ]);
  expect(await writes()).toEqual([]);
  addToRelease(sequence, "sofia-rossi");
  expect(await writes()).toEqual([
    news("**1 finding appeared**"),
    {
      operation: "issues/update",
      number: 8,
      title: issueTitle,
      body: including("Sofia Rossi"),
      state: "open",
      state_reason: "reopened",
    },
  ]);
  expect(sequence.github.issues).toHaveLength(1);
});

test("an issue that somebody closed while there is drift is reopened in place", async () => {
  const sequence = await startWithIssue();
  Object.assign(issue(sequence.github, 8), { state: "closed", state_reason: "completed" });

  const reopened = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(reopened.writes).toMatchObject([
    news("Reopened: the drift is still there."),
    { operation: "issues/update", number: 8, state: "open", state_reason: "reopened" },
  ]);
  expect(after.writes).toEqual([]);
  expect(sequence.github.issues).toHaveLength(1);
});

test("a run that could not judge the rule closes nothing", async () => {
  const sequence = await startWithIssue();
  const before = structuredClone(sequence.github.issues);
  removeFromRelease(sequence, "sofia-rossi");

  const blind = await sequence.run(schedule, { "api-key": sequence.sandbox.keys.member });

  expect(blind.exitCode).toBe(2);
  expect(blind.outputs).toMatchObject({ verdict: "unknown", coverage: "partial", c1z: "" });
  expect(blind.writes).toEqual([]);
  expect(sequence.github.issues).toEqual(before);
});

test("a title or a body that somebody changed is put right, and nothing else is touched", async () => {
  const sequence = await startWithIssue();
  const { body } = issue(sequence.github, 8);
  Object.assign(issue(sequence.github, 8), {
    title: "Nothing to see here",
    body: body.replace("Sofia Rossi", "Nobody"),
    labels: ["triaged"],
    assignees: ["amara-okoye"],
  });

  const { writes } = await sequence.run(schedule);

  expect(writes).toEqual([{ operation: "issues/update", number: 8, title: issueTitle, body }]);
  expect(issue(sequence.github, 8)).toMatchObject({
    labels: ["triaged"],
    assignees: ["amara-okoye"],
  });
});

test("two first runs at once leave one open issue, and the next run writes nothing", async () => {
  const sequence = await startSequence();
  addToRelease(sequence, "sofia-rossi");
  sequence.github.before("issues/create", gather(2));

  const runs = await Promise.all([sequence.run(schedule), sequence.run(schedule)]);

  expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
  expect(sequence.github.issues.map(({ number, state }) => ({ number, state }))).toEqual([
    { number: 8, state: "open" },
    { number: 9, state: "closed" },
  ]);
  expect(issue(sequence.github, 9).state_reason).toBe("not_planned");
  expect((await sequence.run(schedule)).writes).toEqual([]);
});

test("an issue with our marker that another account wrote is neither believed nor touched", async () => {
  const sequence = await startWithIssue();
  const [own] = sequence.github.issues.splice(0);
  for (const state of ["open", "closed"] as const) {
    sequence.github.state.addIssue({
      title: issueTitle,
      body: own?.body ?? "",
      state,
      user: stranger,
    });
  }
  const forged = structuredClone(sequence.github.issues);

  const { writes } = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(writes).toMatchObject([{ operation: "issues/create", number: 10 }]);
  expect(after.writes).toEqual([]);
  expect(sequence.github.issues.slice(0, 2)).toEqual(forged);
});

test("our issue is found behind 300 newer ones and 300 older ones", async () => {
  const sequence = await startSequence();
  for (let index = 0; index < 300; index++) sequence.github.state.addIssue({ user: stranger });
  addToRelease(sequence, "sofia-rossi");
  const first = await sequence.run(schedule);
  for (let index = 0; index < 300; index++) sequence.github.state.addIssue({ user: stranger });
  addToRelease(sequence, "liam-obrien");

  const second = await sequence.run(schedule);

  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 308 }]);
  expect(second.writes).toMatchObject([
    news("Liam O'Brien", 308),
    { operation: "issues/update", number: 308 },
  ]);
});
