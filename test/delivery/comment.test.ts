import { expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { stranger } from "../support/github/account.ts";
import { badGateway, gather } from "../support/github/faults.ts";
import { pullRequest, startSequence, type Sequence } from "../support/sequence.ts";

const asked = { github: { files: ["access-policy.yml"], basePolicy: sandboxPolicy } };
/** Sofia is in the team platform, so a policy without her there introduces one error. */
const withoutSofia = sandboxPolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah");

/** A sequence whose first run has written comment 1001 about Sofia. */
async function startWithComment(): Promise<Sequence> {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  const { exitCode, writes } = await sequence.run(pullRequest);
  expect(exitCode).toBe(1);
  expect(writes).toEqual([
    {
      operation: "issues/create-comment",
      number: 7,
      id: 1001,
      body: expect.stringContaining("Sofia Rossi") as string,
    },
  ]);
  return sequence;
}

test("a second run without a change writes nothing", async () => {
  const sequence = await startWithComment();

  const again = await sequence.run(pullRequest);

  expect(again.exitCode).toBe(1);
  expect(again.writes).toEqual([]);
  expect(again.outputs["comment-url"]).toBe(
    "https://github.example/fernwick/governance/pull/7#issuecomment-1001",
  );
});

test("one comment follows the pull request: worse, the same again, mended, the same again", async () => {
  const sequence = await startWithComment();
  const writes = async () => (await sequence.run(pullRequest)).writes;
  const update = (text: string) => ({
    operation: "issues/update-comment",
    id: 1001,
    body: expect.stringContaining(text) as string,
  });

  sequence.policy = withoutSofia.replace("elena-vasquez, david-cohen", "elena-vasquez");
  expect(await writes()).toEqual([update("David Cohen")]);
  expect(await writes()).toEqual([]);
  sequence.policy = sandboxPolicy;
  expect(await writes()).toEqual([update("introduces nothing")]);
  expect(await writes()).toEqual([]);
  expect(sequence.github.comments).toHaveLength(1);
});

test("a comment that somebody removed is written anew, once", async () => {
  const sequence = await startWithComment();
  sequence.github.comments.splice(0);

  const anew = await sequence.run(pullRequest);
  const after = await sequence.run(pullRequest);

  expect(anew.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  expect(after.writes).toEqual([]);
});

test("a comment that somebody edited says again what is the case", async () => {
  const sequence = await startWithComment();
  const [comment] = sequence.github.comments;
  if (comment === undefined) throw new Error("there is no comment");
  const { id, body } = comment;
  comment.body = body.replace("Sofia Rossi", "Nobody");

  expect((await sequence.run(pullRequest)).writes).toEqual([
    { operation: "issues/update-comment", id, body },
  ]);
});

test("two first runs at once leave one comment, and the next run writes nothing", async () => {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  sequence.github.before("issues/create-comment", gather(2));

  await Promise.all([sequence.run(pullRequest), sequence.run(pullRequest)]);

  expect(sequence.github.writes().slice(0, 2)).toMatchObject([
    { operation: "issues/create-comment", id: 1001 },
    { operation: "issues/create-comment", id: 1002 },
  ]);
  expect(sequence.github.comments.map(({ id }) => id)).toEqual([1001]);
  expect((await sequence.run(pullRequest)).writes).toEqual([]);
});

test("a second comment that a run could not remove is removed by the next one", async () => {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  sequence.github.before("issues/create-comment", gather(2));
  sequence.github.fail({ operation: "issues/delete-comment", reply: badGateway, times: 100 });
  await Promise.all([sequence.run(pullRequest), sequence.run(pullRequest)]);
  sequence.github.mend();
  expect(sequence.github.comments).toHaveLength(2);

  const { writes } = await sequence.run(pullRequest);
  const after = await sequence.run(pullRequest);

  expect(writes).toEqual([{ operation: "issues/delete-comment", id: 1002 }]);
  expect(after.writes).toEqual([]);
});

test("a comment with our marker that another account wrote is neither believed nor touched", async () => {
  const sequence = await startWithComment();
  const [own] = sequence.github.comments.splice(0);
  const forged = sequence.github.state.addComment({ body: own?.body ?? "", user: stranger });
  const before = structuredClone(forged);

  const { writes } = await sequence.run(pullRequest);
  const after = await sequence.run(pullRequest);

  expect(writes).toMatchObject([{ operation: "issues/create-comment", number: 7, id: 1003 }]);
  expect(after.writes).toEqual([]);
  expect(forged).toEqual(before);
});

test.each([stranger.login.toUpperCase(), String(stranger.id)])(
  "a comment of an earlier token is taken over where %s is one of previous-authors",
  async (name) => {
    const sequence = await startWithComment();
    const [own] = sequence.github.comments;
    sequence.github.state.addComment({ user: stranger, body: own?.body ?? "" });
    sequence.github.comments.shift();
    sequence.policy = sandboxPolicy;

    const { writes } = await sequence.run(pullRequest, { "previous-authors": `nobody, ${name}` });

    expect(writes).toMatchObject([{ operation: "issues/update-comment", id: 1002 }]);
  },
);

test("our comment is found behind 300 others, wherever it stands among them", async () => {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  const talk = () => {
    for (let index = 0; index < 300; index++) sequence.github.state.addComment({ user: stranger });
  };
  talk();
  const first = await sequence.run(pullRequest);
  talk();
  sequence.policy = sandboxPolicy;

  const second = await sequence.run(pullRequest);

  expect(first.writes).toMatchObject([{ operation: "issues/create-comment", id: 1301 }]);
  expect(second.writes).toMatchObject([{ operation: "issues/update-comment", id: 1301 }]);
});

test("a pull request that leaves the policy alone stays without a comment", async () => {
  const sequence = await startSequence({ github: { files: ["README.md"] }, policy: withoutSofia });

  expect((await sequence.run(pullRequest)).writes).toEqual([]);
});

test("a pull request that moves the policy gets its comment", async () => {
  const sequence = await startSequence({ github: { basePolicy: sandboxPolicy } });
  const moved = { filename: "old/policy.yml", previous_filename: "access-policy.yml" };
  sequence.github.pulls[0]?.files.push(moved);

  expect((await sequence.run(pullRequest)).writes).toMatchObject([
    { operation: "issues/create-comment", number: 7 },
  ]);
});
