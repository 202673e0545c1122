/** A run over a repository whose policy a change touches, and what it takes for the policy before. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { onTestFinished } from "vitest";

import { openDelivery } from "../../../src/github/delivery.ts";
import { silentLogger } from "../../../src/log.ts";
import { readPolicies } from "../../../src/runner/policies.ts";
import { toTestPath } from "../../../src/sources/policy-file.ts";
import { baseSha, headSha, mergeSha } from "../../support/github/repository-routes.ts";
import { aRun } from "../../support/github/run.ts";
import { startGitHub, type StandInGitHub } from "../../support/github/server.ts";
import { makeFolder } from "../../support/process.ts";
import { deliverySettings } from "../../support/deliver.ts";

export const path = "access-policy.yml";
/** Where the base branch has moved to since the pull request was made. */
export const movedSha = "4".repeat(40);
export const policyOf = (rest: string) => `version: 1\norganization: fernwick\n${rest}`;
export const old = policyOf("roles: { owner: { max: 4 } }\n");
export const proposed = policyOf("roles: { owner: { max: 5 } }\n");

export interface Scene {
  /** What the stand-in's commits have of the policy; `moved` is the test merge's first parent. */
  readonly files?: Partial<Record<"base" | "moved" | "head" | "merge", string | Buffer>>;
  readonly onDisk?: string | Buffer;
  /** The test file that is checked out; default: none. */
  readonly testsOnDisk?: string;
  readonly event?: string;
  readonly payload?: object;
  readonly ref?: string;
  readonly sha?: string;
  readonly issue?: "never";
  readonly change?: (github: StandInGitHub) => void;
}

const commits = { base: baseSha, moved: movedSha, head: headSha, merge: mergeSha };

const repository = { id: 424_242, visibility: "private", default_branch: "main" };

export const pull_request = {
  number: 7,
  base: { sha: baseSha },
  head: { sha: headSha, repo: { id: 424_242 } },
};

/** Returns what a run with this policy on its disk takes for the one before, and what it logs. */
export async function resolve(scene: Scene) {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const { state } = github;
  state.commits.set(mergeSha, [movedSha, headSha]);
  state.commits.set(movedSha, [baseSha]);
  state.mergeBases.set(`${movedSha}...${headSha}`, baseSha);
  state.files.clear();
  const files = scene.files ?? { base: old, moved: old, head: proposed, merge: proposed };
  for (const [name, text] of Object.entries(files)) {
    state.files.set(`${commits[name as keyof typeof commits]}:${path}`, text);
  }
  scene.change?.(github);
  const logged: string[] = [];
  const note = (text: string) => void logged.push(text);
  const log = { ...silentLogger, info: note, warn: note, error: note };
  const delivery = await openDelivery(
    aRun(github.apiUrl, {
      eventName: scene.event ?? "pull_request",
      eventPayload: { repository, ...(scene.payload ?? { pull_request }) },
      ref: scene.ref ?? "refs/pull/7/merge",
      sha: scene.sha ?? mergeSha,
    }),
    {
      token: github.token,
      ...deliverySettings,
      policyPath: path,
      issue: scene.issue ?? "auto",
      personalData: "full",
    },
    log,
  );
  const onDisk = join(await makeFolder(), path);
  await writeFile(onDisk, scene.onDisk ?? scene.files?.merge ?? proposed);
  if (scene.testsOnDisk !== undefined) await writeFile(toTestPath(onDisk), scene.testsOnDisk);
  const policies = readPolicies({
    file: onDisk,
    requested: undefined,
    policyPath: path,
    pull: undefined,
    github: delivery,
    log,
  });
  const failedBefore = policies.then(
    (found) => ("base" in found ? found.base?.policy?.tests?.failing : undefined),
    () => undefined,
  );
  return {
    github,
    logged,
    /** The names of the tests that the policy before fails. */
    failedBefore: (await failedBefore)?.map(({ name }) => name),
    result: await policies.then(
      (found) => {
        if ("untouched" in found) return found;
        const { base } = found;
        return base === undefined ? "none" : { ...base, policy: base.policy?.sha256 ?? null };
      },
      (error: unknown) => (error as Error).message,
    ),
  };
}

export const elsewhere = { filename: path, previous_filename: "policies/old.yml" };

export const mergeGroup = {
  event: "merge_group",
  ref: "refs/heads/gh-readonly-queue/main/pr-7",
  payload: { merge_group: { base_sha: movedSha, head_sha: mergeSha } },
} as const;

export const put = (key: string, text: string) => (github: StandInGitHub) =>
  void github.state.files.set(key, text);

export const list =
  (...files: StandInGitHub["pulls"][number]["files"]) =>
  ({ pulls }: StandInGitHub) =>
    void pulls[0]?.files.push(...files);

export const crowd = (count: number) => Array.from({ length: count }, (_, at) => `file-${at}.txt`);

export const lfs =
  "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2945c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d10e2393\nsize 12345\n";
