/** Histories replayed with the Action as a process: each run has the artifact of the one before. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Report } from "../../src/report/report.ts";
import { baseSha } from "../support/github/repository-routes.ts";
import { makeFolder } from "../support/process.ts";
import { expectedTasks } from "../support/replay/expected.ts";
import { History, type Commit, type HistoryFile } from "../support/replay/history.ts";
import { policyText } from "../support/replay/policy-text.ts";
import { reportedTasks } from "../support/replay/reported.ts";
import { offboarding, small } from "../support/replay/small-history.ts";
import { wireWorkspace } from "../support/replay/wire-workspace.ts";
import { pullRequest, schedule, startSequence } from "../support/sequence.ts";

/** Returns two commits of a history, and the commit after them. */
function commitsOf(file: HistoryFile): readonly [Commit, Commit, Commit | undefined] {
  const [first, second, third] = History.parse(file).commits;
  if (first === undefined || second === undefined) throw new Error("too few commits");
  return [first, second, third];
}

/** Starts with workspace and policy of a commit. */
async function startReplay(start: Commit) {
  const store = await makeFolder();
  const sequence = await startSequence({
    workspace: wireWorkspace(start),
    policy: policyText("fernwick", start),
    github: { files: ["access-policy.yml"] },
  });
  const { github, sandbox } = sequence;
  let runs = 0;
  let baseline = "";
  return {
    workspaceIs: (commit: Commit) =>
      sandbox.change((workspace) => Object.assign(workspace, wireWorkspace(commit))),
    /** A scheduled run, or one for a pull request that changes the policy of `base`. */
    audit: async (policy: Commit, base?: Commit) => {
      const path = join(store, `${runs++}`);
      sequence.policy = policyText("fernwick", policy);
      const before = policyText("fernwick", base ?? policy);
      github.state.files.set(`${baseSha}:access-policy.yml`, before);
      const { exitCode, outputs, stdout } = await sequence.run(
        base === undefined ? schedule : pullRequest,
        {
          "fail-on": "warning",
          "pull-request-tasks": "allow",
          "report-json": `${path}.json`,
          c1z: base === undefined ? `${path}.c1z` : "",
          ...(baseline !== "" && { baseline }),
        },
      );
      if (outputs["c1z"] !== undefined && outputs["c1z"] !== "") baseline = outputs["c1z"];
      const report = JSON.parse(await readFile(`${path}.json`, "utf8")) as Report;
      return { exitCode, outputs, report, stdout };
    },
  };
}

test.each([
  ["a hire and a new team", small],
  ["an offboarding of most people", offboarding],
])("policy first, %s: the tasks, then drift until they are done", async (_, file) => {
  const [before, after] = commitsOf(file);
  const { audit, workspaceIs } = await startReplay(before);
  expect(await audit(before)).toMatchObject({ exitCode: 0 });

  const proposed = await audit(after, before);
  expect(proposed).toMatchObject({ exitCode: 0, outputs: { verdict: "clean" } });
  expect(reportedTasks(proposed.report)).toEqual(expectedTasks(before, after));
  expect(await audit(after)).toMatchObject({ exitCode: 1, outputs: { verdict: "drift" } });

  workspaceIs(after);
  expect(await audit(after)).toMatchObject({ exitCode: 0, outputs: { verdict: "clean" } });
});

test("workspace first: drift until the policy follows", async () => {
  const [, before, after] = commitsOf(small);
  if (after === undefined) throw new Error("too few commits");
  const { audit, workspaceIs } = await startReplay(before);
  expect(await audit(before)).toMatchObject({ exitCode: 0 });

  workspaceIs(after);
  expect(await audit(before)).toMatchObject({ exitCode: 1, outputs: { verdict: "drift" } });
  const proposed = await audit(after, before);
  expect(proposed).toMatchObject({ exitCode: 0, outputs: { tasks: "0" } });
  expect(proposed.report.tasks).toEqual([]);
  expect(await audit(after)).toMatchObject({ exitCode: 0, outputs: { verdict: "clean" } });
});
