/** The bundle over one issue and one comment: too many processes for `npm test`. */

import { expect, test } from "vitest";
import { listen } from "../support/github/listen.ts";
import {
  closing,
  comment,
  including,
  newPath,
  note,
  notice,
  update,
} from "../support/long-life.ts";
import { baseSha, mergeSha } from "../support/github/repository-routes.ts";
import {
  addToRelease,
  mergeGroup,
  pullRequest,
  removeFromRelease,
  schedule,
  startSequence,
  type Step,
} from "../support/sequence.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";

test("the bundle does the same: fourteen runs over one issue and one comment", async () => {
  const sequence = await startSequence({
    github: { files: ["access-policy.yml"], basePolicy: peoplePolicy },
  });
  const { github } = sequence;
  const gone = await listen(() => undefined);
  await gone.close();
  const runs: Step[] = [];
  const run = async (event: typeof schedule, inputs = {}) => {
    const step = await sequence.run(event, inputs);
    runs.push(step);
    return step.writes;
  };
  const outageOf = { "api-url": gone.origin, deadline: "1s" };

  expect(await run(schedule)).toEqual([]);
  addToRelease(sequence, "sofia-rossi");
  expect(await run(schedule)).toMatchObject([{ operation: "issues/create", number: 8 }]);
  for (const issue of github.issues) issue.body += note;
  expect(await run(schedule)).toEqual([]);
  expect(await run(schedule, outageOf)).toEqual([notice("Cloudsmith")]);
  expect(await run(schedule, outageOf)).toEqual([]);
  expect(await run(schedule, { "api-key": "expired" })).toEqual([notice("does not recognize")]);
  expect(await run(schedule)).toEqual([update(note)]);
  sequence.policy = peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah");
  expect(await run(pullRequest)).toEqual([
    { operation: "issues/create-comment", number: 7, id: 1002, body: including("Sofia Rossi") },
  ]);
  for (const comment of github.comments) comment.body += note;
  expect(await run(pullRequest)).toEqual([]);
  // The queue merges it: that run says so by its exit code, and writes nothing.
  github.state.commits.set(mergeSha, [baseSha]);
  expect(await run(mergeGroup)).toEqual([]);
  sequence.policy = peoplePolicy;
  sequence.policyPath = newPath;
  expect(await run(schedule)).toEqual([update(note)]);
  addToRelease(sequence, "liam-obrien");
  expect(await run(schedule)).toEqual([
    comment("**1 finding appeared**; 2 in all."),
    update("Liam O'Brien"),
  ]);
  expect(await run(schedule)).toEqual([]);
  for (const name of ["sofia-rossi", "liam-obrien"]) removeFromRelease(sequence, name);
  expect(await run(schedule)).toEqual([comment("**No finding is left.**"), update(note, closing)]);

  expect(runs.map(({ exitCode }) => exitCode)).toMatchObject([
    0, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 0,
  ]);
  expect(github.issues).toHaveLength(1);
});
