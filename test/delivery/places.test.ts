import { expect, test } from "vitest";

import { manyMembers } from "../../src/sandbox/many-members.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { addToRelease, pullRequest, schedule, startSequence } from "../support/sequence.ts";

const maxCharacters = 65_536;

test("an Enterprise Server is talked to below its own addresses", async () => {
  const sequence = await startSequence({
    github: { enterprise: true, files: ["access-policy.yml"] },
  });
  addToRelease(sequence, "sofia-rossi");
  for (let index = 0; index < 150; index++) sequence.github.state.addIssue({});

  const first = await sequence.run(schedule);
  const second = await sequence.run(schedule);
  const comment = await sequence.run(pullRequest);

  expect(sequence.github.apiUrl).toMatch(/\/api\/v3$/u);
  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 158 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
});

test("on a public repository every write has counts only", async () => {
  const publicly = { repository: { visibility: "public", default_branch: "main" } };
  const sequence = await startSequence({
    github: { visibility: "public", files: ["access-policy.yml"], basePolicy: sandboxPolicy },
  });
  addToRelease(sequence, "sofia-rossi");
  sequence.policy = sandboxPolicy.replace("elena-vasquez, david-cohen", "elena-vasquez");

  const first = await sequence.run({ ...schedule, payload: publicly });
  const second = await sequence.run({ ...schedule, payload: publicly });
  const comment = await sequence.run({
    ...pullRequest,
    payload: { ...publicly, pull_request: { number: 7 } },
  });

  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 8 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  const everything = JSON.stringify(sequence.github.requests);
  expect(everything).toContain("team-member-unexpected");
  for (const { user, user_name, email } of sequence.sandbox.workspace.members) {
    for (const text of [user, user_name, email]) expect(everything).not.toContain(text);
  }
});

test("3 000 findings fit into one issue, which says how many there are, and into one comment", async () => {
  const policy = "version: 1\norganization: many-members\nroles: { member: { members: [] } }\n";
  const sequence = await startSequence({
    workspace: manyMembers({ members: 3_016, teams: 20 }),
    github: {
      files: ["access-policy.yml"],
      basePolicy: "version: 1\norganization: many-members\n",
    },
    policy,
  });

  const first = await sequence.run(schedule);
  const second = await sequence.run(schedule);
  const comment = await sequence.run(pullRequest);

  expect(Number(first.outputs["errors"])).toBeGreaterThanOrEqual(3_000);
  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 8 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  const bodies = [sequence.github.issues[0]?.body ?? "", sequence.github.comments[0]?.body ?? ""];
  expect(bodies.map((body) => body.split("\n")[1])).toEqual([
    expect.stringContaining(`${Number(first.outputs["errors"]).toLocaleString("en")} errors`),
    expect.stringMatching(/introduces \d,\d{3} errors/u),
  ]);
  for (const { length } of bodies) {
    expect(length).toBeGreaterThan(maxCharacters / 2);
    expect(length).toBeLessThanOrEqual(maxCharacters);
  }
});
