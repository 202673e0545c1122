/** The whole run, by what the policy was before it. */

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { baseSha, headSha, mergeSha } from "../support/github/repository-routes.ts";
import { addToRelease, pullRequest, startSequence } from "../support/sequence.ts";

const path = "access-policy.yml";
/** Sofia is in the team platform, so a policy without her there introduces one error. */
const withoutSofia = peoplePolicy.replace("kwame-mensah, sofia-rossi", "kwame-mensah");
const mergeGroup = {
  name: "merge_group",
  ref: "refs/heads/gh-readonly-queue/main/pr-7-abc",
  payload: {
    repository: { visibility: "private", default_branch: "main" },
    merge_group: { base_sha: baseSha, head_sha: mergeSha },
  },
};

test("a pull request that leaves the policy alone passes at once, without a word", async () => {
  const sequence = await startSequence({ github: { files: [path], basePolicy: peoplePolicy } });
  addToRelease(sequence, "sofia-rossi");

  const run = await sequence.run(pullRequest);

  expect(run.exitCode).toBe(0);
  expect(run.writes).toEqual([]);
  expect(run.summary).toBe("");
  expect(run.stdout.replaceAll(/^::.*\n/gmu, "").trim()).toBe(
    "verdict: clean (this change does not modify access-policy.yml, so it introduces nothing; the workspace was not read)",
  );
  expect(run.outputs).toMatchObject({
    verdict: "clean",
    introduced: "0",
    resolved: "0",
    coverage: "none",
    delivery: "complete",
    "roster-digest": "",
  });
  expect(sequence.sandbox.requests).toEqual([]);
});

test("a merge group answers for what it introduces, and for nothing else", async () => {
  const sequence = await startSequence({
    github: { basePolicy: peoplePolicy },
    policy: `${peoplePolicy}# a word more\n`,
  });
  addToRelease(sequence, "sofia-rossi");

  const harmless = await sequence.run(mergeGroup);
  sequence.policy = withoutSofia;
  const worse = await sequence.run(mergeGroup);

  expect(harmless.exitCode).toBe(0);
  expect(harmless.outputs).toMatchObject({ verdict: "clean", introduced: "0", errors: "1" });
  expect(harmless.stdout).toContain(
    "on the event merge_group, there is no comment and no tracking issue: a merge group has neither",
  );
  expect(worse.exitCode).toBe(1);
  expect(worse.outputs).toMatchObject({ verdict: "drift", introduced: "1" });
  expect(sequence.github.writes()).toEqual([]);
});

test("a policy that is moved is compared with what it was, in a pull request whose list of files is cut", async () => {
  const files = [{ filename: path, previous_filename: "old.yml" }, ...many(3_000)];
  const sequence = await startSequence({ github: { files }, policy: withoutSofia });
  sequence.github.state.files.set(`${baseSha}:old.yml`, peoplePolicy);

  const run = await sequence.run(pullRequest);

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "drift", introduced: "1" });
  expect(run.summary).toContain("The policy was old.yml before this change.");
  expect(sequence.github.comments[0]?.body).toContain("The policy was old.yml before this change.");
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `file-${at}.txt`);
}

test("a policy that was not UTF-8 is compared as Latin-1, and the report says so", async () => {
  const files = many(3_000);
  const sequence = await startSequence({ github: { files }, policy: withoutSofia });
  const before = Buffer.from(`${peoplePolicy}# gesch\u{FC}tzt\n`, "latin1");
  sequence.github.state.files.set(`${baseSha}:${path}`, before);

  const run = await sequence.run(pullRequest);

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ introduced: "1" });
  // None of the files that GitHub lists is the policy.
  expect(sequence.github.comments[0]?.body).toContain(
    "Before this change it was not UTF-8, so it was read as Latin-1 for the comparison.",
  );
});

const lfs =
  "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2945c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d10e2393\nsize 12345\n";

test("a policy that was a pointer leaves the run unknown, and the gate on", async () => {
  const sequence = await startSequence({ github: { files: [path], basePolicy: lfs } });

  const run = await sequence.run(pullRequest);

  expect(run.exitCode).toBe(2);
  expect(run.outputs).toMatchObject({ verdict: "unknown" });
  expect(run.summary.replaceAll("`", "")).toContain(
    'before it, "access-policy.yml" is a pointer of Git LFS',
  );
  expect(run.summary).toContain("an administrator can merge that one change without this check");
  expect(sequence.sandbox.requests).toEqual([]);
});

test("a checkout of the head is compared with where it left the base", async () => {
  const sequence = await startSequence({ github: { files: [path] }, policy: withoutSofia });
  const { commits, files, mergeBases } = sequence.github.state;
  const tip = "4".repeat(40);
  commits.set(mergeSha, [tip, headSha]);
  commits.set(tip, [baseSha]);
  mergeBases.set(`${tip}...${headSha}`, baseSha);
  files.set(`${baseSha}:${path}`, peoplePolicy);
  files.set(`${headSha}:${path}`, withoutSofia);
  // What the base branch changed meanwhile is in the test merge, and not on the disk.
  files.set(`${tip}:${path}`, `${withoutSofia}# meanwhile\n`);
  sequence.merged = `${withoutSofia}# meanwhile\n`;

  const run = await sequence.run(pullRequest);

  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "drift", introduced: "1" });
});
