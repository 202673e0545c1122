/** What people and accidents do to the comment and the issue, and that the next delivery mends it. */

import { expect, test } from "vitest";

import { stranger } from "../support/github/account.ts";
import { badGateway, gather } from "../support/github/faults.ts";
import { refuse } from "../support/github/route.ts";
import { startPlace, type Place } from "../support/deliver.ts";
import { aFinding, aMember, aReport } from "../support/report.ts";
import { issueTitle } from "../support/sequence.ts";

const { changes: _, ...drift } = aReport({ resolved: [] });
const liam = aFinding({ rule: "two-factor", subject: aMember("Liam O'Brien", "liam-obrien") });
const more = { ...drift, findings: [...drift.findings, liam] };
const clean = { ...drift, verdict: "clean" as const, findings: [] };

const onPull = { on: "pull request" } as const;
const created = { operation: "issues/create-comment", number: 7 };
/** What a delivery writes when there is more drift than the issue tells. */
const brought = [
  { operation: "issues/create-comment", number: 8 },
  { operation: "issues/update", number: 8 },
];
/** A failure that nothing is tried again after. */
const refusal = refuse(403, "Resource not accessible by integration");

async function startWithIssue(): Promise<Place> {
  const place = await startPlace();
  expect(await place.writesOf(drift)).toMatchObject([{ operation: "issues/create", number: 8 }]);
  return place;
}

async function startWithComment(): Promise<Place> {
  const place = await startPlace();
  expect(await place.writesOf(drift, onPull)).toMatchObject([{ ...created, id: 1001 }]);
  return place;
}

test("a comment that somebody removed is written anew, once", async () => {
  const place = await startWithComment();
  place.github.comments.splice(0);

  expect(await place.writesOf(drift, onPull)).toMatchObject([created]);
  expect(await place.writesOf(drift, onPull)).toEqual([]);
});

test("a comment that somebody edited says again what is the case", async () => {
  const place = await startWithComment();
  const [comment] = place.github.comments;
  if (comment === undefined) throw new Error("there is no comment");
  const { id, body } = comment;
  comment.body = body.replace("Jonas Lindqvist", "Nobody");

  expect(await place.writesOf(drift, onPull)).toEqual([
    { operation: "issues/update-comment", id, body },
  ]);
});

test("a second comment that a run could not remove is removed by the next one", async () => {
  const place = await startPlace();
  place.github.before("issues/create-comment", gather(2));
  place.github.fail({ operation: "issues/delete-comment", reply: refusal, times: 100 });
  const both = await Promise.allSettled([
    place.deliver(drift, onPull),
    place.deliver(drift, onPull),
  ]);
  place.github.mend();
  expect(both.map(({ status }) => status)).toContain("rejected");
  expect(place.github.comments).toHaveLength(2);

  expect(await place.writesOf(drift, onPull)).toEqual([
    { operation: "issues/delete-comment", id: 1002 },
  ]);
  expect(await place.writesOf(drift, onPull)).toEqual([]);
});

test.each([stranger.login.toUpperCase(), String(stranger.id)])(
  "a comment of an earlier token is taken over where %s is one of previous-authors",
  async (name) => {
    const place = await startWithComment();
    const [own] = place.github.comments.splice(0);
    place.github.state.addComment({ user: stranger, body: own?.body ?? "" });
    const settings = { previousAuthors: ["nobody", name] };

    expect(await place.writesOf(more, { ...onPull, settings })).toMatchObject([
      { operation: "issues/update-comment", id: 1002 },
    ]);
  },
);

test("a pull request that moves the policy gets its comment", async () => {
  const place = await startPlace({ files: [] });
  const moved = { filename: "old/policy.yml", previous_filename: "access-policy.yml" };
  place.github.pulls[0]?.files.push(moved);

  expect(await place.writesOf(drift, onPull)).toMatchObject([created]);
});

test("an issue that somebody opened again although all is well is closed again", async () => {
  const place = await startWithIssue();
  await place.deliver(clean);
  Object.assign(place.github.issues[0] ?? {}, {
    state: "open",
    state_reason: "reopened",
    updated_at: place.github.state.now(),
  });

  expect(await place.writesOf(clean)).toMatchObject([
    {
      operation: "issues/create-comment",
      number: 8,
      body: expect.stringMatching(/^\*\*No finding is left\.\*\*/u) as string,
    },
    { operation: "issues/update", number: 8, state: "closed", state_reason: "completed" },
  ]);
  expect(await place.writesOf(clean)).toEqual([]);
});

test("an issue that somebody deleted is opened anew, once", async () => {
  const place = await startWithIssue();
  place.github.issues.splice(0);

  expect(await place.writesOf(drift)).toMatchObject([
    { operation: "issues/create", title: issueTitle },
  ]);
  expect(await place.writesOf(drift)).toEqual([]);
});

test("line ends that GitHub's own editor makes are no change", async () => {
  const place = await startWithIssue();
  const [kept] = place.github.issues;
  if (kept === undefined) throw new Error("there is no issue");
  kept.body = `${kept.body.replaceAll("\n", "\r\n")}\r\n`;

  expect(await place.writesOf(drift)).toEqual([]);
});

test("a second issue that a run could not close is closed by the next one", async () => {
  const place = await startPlace();
  place.github.before("issues/create", gather(2));
  place.github.fail({ operation: "issues/update", reply: refusal, times: 100 });
  await Promise.allSettled([place.deliver(drift), place.deliver(drift)]);
  place.github.mend();
  expect(place.github.issues.map(({ state }) => state)).toEqual(["open", "open"]);

  expect(await place.writesOf(drift)).toEqual([
    { operation: "issues/update", number: 9, state: "closed", state_reason: "not_planned" },
  ]);
  expect(await place.writesOf(drift)).toEqual([]);
});

test("a permission that was taken away leaves the issue as it was, and given back brings it up to date", async () => {
  const place = await startWithIssue();
  place.github.permissions.issues = "read";

  await expect(place.deliver(more)).rejects.toThrow(
    'cannot write a comment on the tracking issue: GitHub refused it (403). Give the job "permissions: issues: write".',
  );
  place.github.permissions.issues = "write";
  expect(await place.writesOf(more)).toMatchObject(brought);
});

test("a token without any permission for issues is told which one it needs", async () => {
  const place = await startPlace({ permissions: { issues: "none" } });

  await expect(place.deliver(drift)).rejects.toThrow(
    'cannot list the issues of the repository: GitHub refused it (403). Give the job "permissions: issues: write".',
  );
});

test("a private repository that the token cannot see is told as a refusal, too", async () => {
  const place = await startPlace();
  place.github.state.repository.hidden = true;

  await expect(place.deliver(drift)).rejects.toThrow(
    "cannot list the issues of the repository: GitHub refused it (404).",
  );
});

test("issues that were turned off keep what they said until they are turned on again", async () => {
  const place = await startWithIssue();
  place.github.state.repository.issuesEnabled = false;

  await place.deliver(more);
  expect(place.warnings).toEqual([
    expect.stringContaining("issues are turned off in this repository (410)"),
  ]);
  place.github.state.repository.issuesEnabled = true;
  expect(await place.writesOf(more)).toMatchObject(brought);
});

test("an issue that was opened although GitHub said 502 is found again, not opened twice", async () => {
  const place = await startPlace();
  place.github.fail({ operation: "issues/create", reply: badGateway, applied: true });

  await expect(place.deliver(drift)).rejects.toThrow(
    "cannot open the tracking issue: GitHub answered 502. Try again later.",
  );
  expect(place.github.writes()).toMatchObject([{ operation: "issues/create", number: 8 }]);
  const { urls } = await place.deliver(drift);
  expect(urls.issue).toContain("/issues/8");
  expect(place.github.writes()).toHaveLength(1);
});

test("news that arrived although GitHub said 502 are not told twice", async () => {
  const place = await startWithIssue();
  const reply = badGateway;
  place.github.fail({ operation: "issues/create-comment", reply, applied: true });

  expect(await place.writesOf(more)).toMatchObject(brought);
  expect(await place.writesOf(more)).toEqual([]);
});

test("a connection that breaks is told as one", async () => {
  const place = await startPlace();
  place.github.fail({ operation: "issues/list-for-repo", reply: "reset", times: 100 });

  await expect(place.deliver(drift)).rejects.toThrow(
    "cannot list the issues of the repository: GitHub could not be reached",
  );
});
