/** Long lives of one issue and one comment: what each run writes, exactly. */

import { expect, test } from "vitest";
import { startPlace, type Place } from "../support/deliver.ts";
import { refuse } from "../support/github/route.ts";
import { badGateway } from "../support/github/faults.ts";
import {
  brokenKey,
  clean,
  closing,
  comment,
  drift,
  including,
  more,
  most,
  moved,
  newPath,
  note,
  notice,
  outage,
  reopening,
  update,
} from "../support/long-life.ts";
import { mergeSha } from "../support/github/repository-routes.ts";
import { issueTitle } from "../support/sequence.ts";

type Act = readonly [name: string, act: () => Promise<unknown>, writes: readonly object[]];

async function playOut({ github }: Place, acts: readonly Act[]): Promise<void> {
  expect(acts.length).toBeGreaterThanOrEqual(12);
  for (const [name, act, writes] of acts) {
    const before = github.writes().length;
    await act();
    expect(github.writes().slice(before), name).toEqual(writes);
  }
}

test("one issue through an outage, a broken key, a moved policy, a note and a merge queue", async () => {
  const place = await startPlace();
  const { github } = place;
  const issue = () => github.issues[0] ?? github.state.addIssue({});
  const day = (number: number) => new Date(Date.UTC(2026, 11, number));

  await playOut(place, [
    ["all is well", () => place.deliver(clean), []],
    [
      "drift",
      () => place.deliver(drift),
      [
        {
          operation: "issues/create",
          number: 8,
          title: issueTitle,
          body: including("Sofia"),
          labels: [],
          assignees: [],
        },
      ],
    ],
    ["the same", () => place.deliver(drift), []],
    [
      "more, below a note of somebody's",
      async () => {
        issue().body += note;
        await place.deliver(more);
      },
      [comment("**1 finding appeared**; 2 in all."), update(note)],
    ],
    ["an outage", () => place.fail(outage, day(1)), [notice("since 2026-12-01 00:00 UTC")]],
    ["the outage goes on", () => place.fail(outage, day(2)), []],
    ["a broken key", () => place.fail(brokenKey, day(3)), [notice("it has expired")]],
    ["it is still broken", () => place.fail(brokenKey, day(4)), []],
    ["the key is renewed", () => place.deliver(more), [update(note)]],
    ["a merge queue", () => place.deliver(most, { on: "merge group" }), []],
    [
      "a merge queue whose key is broken",
      () => place.fail(brokenKey, day(5), { on: "merge group" }),
      [],
    ],
    [
      "the policy was moved",
      async () => {
        github.state.files.delete(`${mergeSha}:access-policy.yml`);
        github.state.files.set(`${mergeSha}:${newPath}`, "# moved\n");
        await place.deliver(more, moved);
      },
      [update(note)],
    ],
    ["the same at its new place", () => place.deliver(more, moved), []],
    [
      "more, while GitHub takes no comment",
      async () => {
        github.fail({ operation: "issues/create-comment", reply: badGateway, times: 9 });
        await expect(place.deliver(most, moved)).rejects.toThrow("502");
        github.mend();
      },
      [update("Ada")],
    ],
    [
      "the comment is made up for",
      () => place.deliver(most, moved),
      [comment("**1 finding appeared**; 3 in all."), update("Ada")],
    ],
    [
      "somebody closes it",
      async () => {
        Object.assign(issue(), { state: "closed", state_reason: "completed" });
        await place.deliver(most, moved);
      },
      [comment("Reopened: "), update("Ada", reopening)],
    ],
    [
      "all is well again",
      () => place.deliver(clean, moved),
      [comment("**No finding is left.**"), update("no drift", closing)],
    ],
    ["it stays well", () => place.deliver(clean, moved), []],
    ["a broken key while it is closed", () => place.fail(brokenKey, day(6), moved), []],
    [
      "drift again",
      () => place.deliver(drift, moved),
      [comment("**1 finding appeared**; 1 in all."), update("Sofia", reopening)],
    ],
  ]);

  expect(github.issues).toHaveLength(1);
  expect(issue().body.endsWith(note)).toBe(true);
  expect(github.comments).toHaveLength(5);
});

test("one comment through an outage, a broken key, a moved policy, a note and a merge queue", async () => {
  const place = await startPlace();
  const { github } = place;
  const onPull = { on: "pull request" } as const;
  const movedOnPull = { ...onPull, ...moved };
  const written = (text: string) => [
    { operation: "issues/update-comment", id: 1001, body: including(text) },
  ];

  await playOut(place, [
    [
      "drift",
      () => place.deliver(drift, onPull),
      [{ operation: "issues/create-comment", number: 7, id: 1001, body: including("Sofia") }],
    ],
    ["the same", () => place.deliver(drift, onPull), []],
    [
      "a note below it",
      async () => {
        const [comment] = github.comments;
        if (comment !== undefined) comment.body += note;
        await place.deliver(drift, onPull);
      },
      [],
    ],
    ["more", () => place.deliver(more, onPull), written(note)],
    ["an outage", () => place.fail(outage, new Date(), onPull), []],
    ["a broken key", () => place.fail(brokenKey, new Date(), onPull), []],
    [
      "an outage of GitHub's",
      async () => {
        const reply = refuse(403, "Sorry, something is down");
        github.fail({ operation: "issues/list-comments", reply });
        await expect(place.deliver(most, onPull)).rejects.toThrow("Sorry, something is down");
      },
      [],
    ],
    ["more after it", () => place.deliver(most, onPull), written("Ada")],
    ["a policy that cannot be read", () => place.problem("line 3: no", onPull), written("line 3")],
    ["the same policy", () => place.problem("line 3: no", onPull), []],
    ["it is corrected", () => place.deliver(most, onPull), written(note)],
    [
      "the policy is moved",
      async () => {
        const [pull] = github.pulls;
        pull?.files.splice(0, 1, { filename: newPath, previous_filename: "access-policy.yml" });
        github.state.files.delete(`${mergeSha}:access-policy.yml`);
        github.state.files.set(`${mergeSha}:${newPath}`, "# moved\n");
        await place.deliver(most, movedOnPull);
      },
      written(note),
    ],
    ["the same at its new place", () => place.deliver(most, movedOnPull), []],
    ["a merge queue", () => place.deliver(most, { on: "merge group", ...moved }), []],
    ["less", () => place.deliver(drift, movedOnPull), written("Sofia")],
    ["nothing", () => place.deliver(clean, movedOnPull), written(note)],
    ["nothing new", () => place.deliver(clean, movedOnPull), []],
  ]);

  expect(github.comments).toMatchObject([{ id: 1001 }]);
});
