import { expect, test } from "vitest";

import { createMarker, withMarker } from "../../src/github/marker.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { stranger } from "../support/github/account.ts";
import { gather } from "../support/github/faults.ts";
import { pullRequest, startSequence, type Sequence } from "../support/sequence.ts";

const asked = { github: { files: ["access-policy.yml"], basePolicy: peoplePolicy } };
/** Sofia is in the team platform, so a policy without her there introduces one error. */
const withoutSofia = peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah");

/** The comment about Sofia, as a run of this file's wrote it. */
let written: string | undefined;

/**
 * A sequence in which comment 1001 tells of Sofia. The first one has it written by a run, and the
 * others begin with what that run left.
 */
async function startWithComment(): Promise<Sequence> {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  const { github } = sequence;
  if (written !== undefined) {
    github.state.addComment({ body: written });
    return sequence;
  }
  const { exitCode, writes } = await sequence.run(pullRequest);
  expect(exitCode).toBe(1);
  written = github.comments[0]?.body ?? "";
  expect(written).toContain("Sofia Rossi");
  expect(writes).toEqual([
    { operation: "issues/create-comment", number: 7, id: 1001, body: written },
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
  sequence.policy = peoplePolicy;
  expect(await writes()).toEqual([update("introduces nothing")]);
  expect(await writes()).toEqual([]);
  expect(sequence.github.comments).toHaveLength(1);
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

test("our marker is neither believed nor touched in another account's comment, or quoted inside a line of our own", async () => {
  const sequence = await startWithComment();
  const [own] = sequence.github.comments.splice(0);
  const forged = sequence.github.state.addComment({ body: own?.body ?? "", user: stranger });
  const quoted = sequence.github.state.addComment({ body: `> ${own?.body}` });
  const before = structuredClone([forged, quoted]);

  const { writes } = await sequence.run(pullRequest);
  const after = await sequence.run(pullRequest);

  expect(writes).toMatchObject([{ operation: "issues/create-comment", number: 7, id: 1004 }]);
  expect(after.writes).toEqual([]);
  expect([forged, quoted]).toEqual(before);
});

test("our comment is found behind 300 others, wherever it stands among them", async () => {
  const sequence = await startSequence({ ...asked, policy: withoutSofia });
  const talk = () => {
    for (let index = 0; index < 300; index++) sequence.github.state.addComment({ user: stranger });
  };
  talk();
  const first = await sequence.run(pullRequest);
  talk();
  sequence.policy = peoplePolicy;

  const second = await sequence.run(pullRequest);

  expect(first.writes).toMatchObject([{ operation: "issues/create-comment", id: 1301 }]);
  expect(second.writes).toMatchObject([{ operation: "issues/update-comment", id: 1301 }]);
});

test("a pull request that leaves the policy alone stays without a comment, and one from before is updated", async () => {
  const sequence = await startSequence({
    github: { files: ["README.md"], basePolicy: peoplePolicy },
  });
  expect((await sequence.run(pullRequest)).writes).toEqual([]);
  const marker = createMarker("comment", "access-policy.yml");
  sequence.github.state.addComment({ body: withMarker("stale", marker) });

  expect((await sequence.run(pullRequest)).writes).toMatchObject([
    {
      operation: "issues/update-comment",
      id: 1001,
      body: expect.stringContaining("introduces nothing") as string,
    },
  ]);
});
