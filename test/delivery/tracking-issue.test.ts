import { expect, test } from "vitest";

import { stranger } from "../support/github/account.ts";
import { badGateway, gather } from "../support/github/faults.ts";
import type { StandInGitHub } from "../support/github/server.ts";
import {
  addToRelease,
  removeFromRelease,
  schedule,
  startSequence,
  type Sequence,
} from "../support/sequence.ts";

const title = "Access drift in the Cloudsmith workspace fernwick";

/** A sequence whose first run has opened issue 8 about Sofia. */
async function startWithIssue(options?: Parameters<typeof startSequence>[0]): Promise<Sequence> {
  const sequence = await startSequence(options);
  addToRelease(sequence, "sofia-rossi");
  const { exitCode, writes } = await sequence.run(schedule);
  expect(exitCode).toBe(1);
  expect(writes).toEqual([
    {
      operation: "issues/create",
      number: 8,
      title,
      body: including("Sofia Rossi"),
      labels: [],
      assignees: [],
    },
  ]);
  return sequence;
}

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

  expect(await writes()).toEqual([]);
  addToRelease(sequence, "sofia-rossi");
  expect(await writes()).toMatchObject([{ operation: "issues/create", number: 8 }]);
  addToRelease(sequence, "liam-obrien");
  expect(await writes()).toEqual([
    { operation: "issues/update", number: 8, title, body: including("Liam O'Brien") },
    news("**1 finding appeared**; 2 in all."),
  ]);
  expect(await writes()).toEqual([]);
  removeFromRelease(sequence, "sofia-rossi");
  expect(await writes()).toEqual([
    { operation: "issues/update", number: 8, title, body: including("Liam O'Brien") },
    news("**1 finding cleared**"),
  ]);
  expect(issue(sequence.github, 8).body).not.toContain("Sofia Rossi");
  removeFromRelease(sequence, "liam-obrien");
  expect(await writes()).toEqual([
    {
      operation: "issues/update",
      number: 8,
      title,
      body: including("no drift"),
      state: "closed",
      state_reason: "completed",
    },
    news("**Nothing is left.**"),
  ]);
  expect(await writes()).toEqual([]);
  addToRelease(sequence, "sofia-rossi");
  expect(await writes()).toEqual([
    {
      operation: "issues/update",
      number: 8,
      title,
      body: including("Sofia Rossi"),
      state: "open",
      state_reason: "reopened",
    },
    news("**1 finding appeared**"),
  ]);
  expect(sequence.github.issues).toHaveLength(1);
});

test("an issue that somebody closed while there is drift is reopened in place", async () => {
  const sequence = await startWithIssue();
  Object.assign(issue(sequence.github, 8), { state: "closed", state_reason: "completed" });

  const reopened = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(reopened.writes).toMatchObject([
    { operation: "issues/update", number: 8, state: "open", state_reason: "reopened" },
    news("Reopened: the drift is still there."),
  ]);
  expect(after.writes).toEqual([]);
  expect(sequence.github.issues).toHaveLength(1);
});

test("an issue that somebody opened again although all is well is closed again", async () => {
  const sequence = await startWithIssue();
  removeFromRelease(sequence, "sofia-rossi");
  await sequence.run(schedule);
  Object.assign(issue(sequence.github, 8), { state: "open", state_reason: "reopened" });

  const closed = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(closed.exitCode).toBe(0);
  expect(closed.writes).toMatchObject([
    { operation: "issues/update", number: 8, state: "closed", state_reason: "completed" },
    news("**Nothing is left.**"),
  ]);
  expect(after.writes).toEqual([]);
});

test("an issue that somebody deleted is opened anew, once", async () => {
  const sequence = await startWithIssue();
  sequence.github.issues.splice(0);

  const anew = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(anew.writes).toMatchObject([{ operation: "issues/create", title }]);
  expect(after.writes).toEqual([]);
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

  expect(writes).toEqual([{ operation: "issues/update", number: 8, title, body }]);
  expect(issue(sequence.github, 8)).toMatchObject({
    labels: ["triaged"],
    assignees: ["amara-okoye"],
  });
});

test("line ends that GitHub's own editor makes are no change", async () => {
  const sequence = await startWithIssue();
  const kept = issue(sequence.github, 8);
  kept.body = `${kept.body.replaceAll("\n", "\r\n")}\r\n`;

  expect((await sequence.run(schedule)).writes).toEqual([]);
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

test("a second issue that a run could not close is closed by the next one", async () => {
  const sequence = await startSequence();
  addToRelease(sequence, "sofia-rossi");
  sequence.github.before("issues/create", gather(2));
  sequence.github.fail({ operation: "issues/update", reply: badGateway, times: 100 });
  await Promise.all([sequence.run(schedule), sequence.run(schedule)]);
  sequence.github.mend();
  expect(sequence.github.issues.map(({ state }) => state)).toEqual(["open", "open"]);

  const { writes } = await sequence.run(schedule);
  const after = await sequence.run(schedule);

  expect(writes).toEqual([
    { operation: "issues/update", number: 9, state: "closed", state_reason: "not_planned" },
  ]);
  expect(after.writes).toEqual([]);
});

test("an issue with our marker that another account wrote is neither believed nor touched", async () => {
  const sequence = await startWithIssue();
  const [own] = sequence.github.issues.splice(0);
  for (const state of ["open", "closed"] as const) {
    sequence.github.state.addIssue({ title, body: own?.body ?? "", state, user: stranger });
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
    { operation: "issues/update", number: 308 },
    news("Liam O'Brien", 308),
  ]);
});
