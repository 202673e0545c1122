/** Which policy was before a change, by every way in which a run can come to be. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { connect } from "../../../src/github/client/connect.ts";
import { openDelivery } from "../../../src/github/delivery.ts";
import { openPolicyChange } from "../../../src/github/pull-request/policy-change.ts";
import { silentLogger } from "../../../src/log.ts";
import { noProxies } from "../../../src/network/proxy.ts";
import { readPolicies } from "../../../src/runner/policies.ts";
import { baseSha, headSha, mergeSha } from "../../support/github/repository-routes.ts";
import { badGateway } from "../../support/github/faults.ts";
import { refuse } from "../../support/github/route.ts";
import { startGitHub, type StandInGitHub } from "../../support/github/server.ts";
import { makeFolder } from "../../support/process.ts";

const path = "access-policy.yml";
/** Where the base branch has moved to since the pull request was made. */
const movedSha = "4".repeat(40);
const policyOf = (rest: string) => `version: 1\norganization: fernwick\n${rest}`;
const old = policyOf("roles: { owner: { max: 4 } }\n");
const proposed = policyOf("roles: { owner: { max: 5 } }\n");

interface Scene {
  /** What the stand-in's commits have of the policy; `moved` is the test merge's first parent. */
  readonly files?: Partial<Record<"base" | "moved" | "head" | "merge", string | Buffer>>;
  readonly onDisk?: string | Buffer;
  readonly event?: string;
  readonly payload?: object;
  readonly ref?: string;
  readonly sha?: string;
  readonly issue?: "never";
  readonly change?: (github: StandInGitHub) => void;
}

const commits = { base: baseSha, moved: movedSha, head: headSha, merge: mergeSha };
const repository = { id: 424_242, visibility: "private", default_branch: "main" };
const pull_request = {
  number: 7,
  base: { sha: baseSha },
  head: { sha: headSha, repo: { id: 424_242 } },
};

/** Returns what a run with this policy on its disk takes for the one before, and what it logs. */
async function resolve(scene: Scene) {
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
    {
      eventName: scene.event ?? "pull_request",
      eventPayload: { repository, ...(scene.payload ?? { pull_request }) },
      repository: "fernwick/governance",
      ref: scene.ref ?? "refs/pull/7/merge",
      serverUrl: "https://github.example",
      apiUrl: github.apiUrl,
      runId: "4242",
      sha: scene.sha ?? mergeSha,
    },
    {
      token: github.token,
      userAgent: "cloudsmith-access-audit/test",
      policyPath: path,
      comment: "auto",
      issue: scene.issue ?? "auto",
      issueLabels: [],
      issueAssignees: [],
      previousAuthors: [],
      personalData: "full",
    },
    log,
  );
  const onDisk = join(await makeFolder(), path);
  await writeFile(onDisk, scene.onDisk ?? scene.files?.merge ?? proposed);
  const policies = readPolicies({
    file: onDisk,
    requested: undefined,
    policyPath: path,
    pull: undefined,
    github: delivery,
    log,
  });
  return {
    github,
    logged,
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

const sha256 = async (text: string) => {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(text).digest("hex");
};

const newer = policyOf("roles: { owner: { max: 4 }, manager: { max: 9 } }\n");
const newerProposed = policyOf("roles: { owner: { max: 5 }, manager: { max: 9 } }\n");
const elsewhere = { filename: path, previous_filename: "policies/old.yml" };
const mergeGroup = {
  event: "merge_group",
  ref: "refs/heads/gh-readonly-queue/main/pr-7",
  payload: { merge_group: { base_sha: movedSha, head_sha: mergeSha } },
} as const;
const put = (key: string, text: string) => (github: StandInGitHub) =>
  void github.state.files.set(key, text);
const list =
  (...files: StandInGitHub["pulls"][number]["files"]) =>
  ({ pulls }: StandInGitHub) =>
    void pulls[0]?.files.push(...files);
const both =
  (...changes: readonly ((github: StandInGitHub) => void)[]) =>
  (github: StandInGitHub) =>
    changes.forEach((change) => change(github));
const crowd = (count: number) => Array.from({ length: count }, (_, at) => `file-${at}.txt`);

test.each<readonly [string, Scene, string, object]>([
  [
    "a pull request: at the first parent of the test merge, not at the event's base",
    { files: { base: old, moved: newer, head: proposed, merge: newerProposed } },
    newer,
    {},
  ],
  [
    "an event without commits: the same",
    {
      files: { base: old, moved: newer, head: proposed, merge: newerProposed },
      payload: { pull_request: { number: 7 } },
    },
    newer,
    {},
  ],
  [
    "a checkout of the head: where that left the base branch",
    { files: { base: old, moved: newer, head: proposed, merge: newerProposed }, onDisk: proposed },
    old,
    {},
  ],
  [
    "a run on the head itself: the same",
    {
      files: { base: old, moved: newer, head: proposed },
      sha: headSha,
      payload: { pull_request: { ...pull_request, base: { sha: movedSha } } },
    },
    old,
    {},
  ],
  [
    "a checkout with other ends of lines: as if it had not",
    { onDisk: proposed.replaceAll("\n", "\r\n") },
    old,
    {},
  ],
  [
    "a policy that is moved: at its path before",
    {
      files: { merge: proposed, head: proposed },
      change: both(put(`${movedSha}:policies/old.yml`, old), list(elsewhere)),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
  [
    "a policy that is moved and rewritten: at the path of the one that is removed",
    {
      files: { merge: proposed, head: proposed },
      change: both(
        put(`${movedSha}:policies/other.yml`, old.replace("fernwick", "elsewhere")),
        put(`${movedSha}:policies/old.yml`, old),
        list(
          { filename: "policies/other.yml", status: "removed" },
          { filename: "policies/old.yml", status: "removed" },
          { filename: path, status: "added" },
        ),
      ),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
  [
    "a pull request of 3,001 files, whose list is cut: by the two texts",
    { change: list(...crowd(3_000), path) },
    old,
    {},
  ],
  ["a merge group: at its base", { ...mergeGroup }, old, {}],
  [
    "a merge group that moves the policy: at its path before",
    {
      ...mergeGroup,
      files: { merge: proposed },
      change: both(put(`${movedSha}:policies/old.yml`, old), list(elsewhere)),
    },
    old,
    { movedFrom: "policies/old.yml" },
  ],
])("the policy before is, for %s", async (_, scene, before, more) => {
  const { result } = await resolve(scene);

  expect(result).toEqual({ policy: await sha256(before), invalid: false, ...more });
});

test("a policy that was nowhere is new, and one that was not valid is of no use, which is said", async () => {
  const first = await resolve({ files: { head: proposed, merge: proposed } });
  const invalid = await resolve({
    files: { base: "version: 3\n", moved: "version: 3\n", merge: proposed },
  });

  expect(first.result).toEqual({ policy: null, invalid: false });
  expect(invalid.result).toEqual({ policy: null, invalid: true });
  expect(invalid.logged.join("\n")).toContain(
    "access-policy.yml was not valid before this change, so there is nothing to compare with",
  );
});

test("a policy that was not UTF-8 is read as Latin-1 to be compared, which is said", async () => {
  const written = `${old}# gesch\u{FC}tzt\n`;
  const { result, logged } = await resolve({
    files: { moved: Buffer.from(written, "latin1"), head: proposed, merge: proposed },
  });

  expect(result).toEqual({ policy: await sha256(written), invalid: false, latin1: true });
  expect(logged.join("\n")).toContain("was not UTF-8 before this change");
});

const lfs =
  "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2945c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d10e2393\nsize 12345\n";
const crypt = Buffer.concat([Buffer.from("\0GITCRYPT\0"), Buffer.from("974a35e5fb7d84d6", "hex")]);
const before = (
  file: string | Buffer | { readonly target: string } | { readonly submodule: true },
) => ({
  files: { head: proposed, merge: proposed },
  change: ({ state }: StandInGitHub) => void state.files.set(`${movedSha}:${path}`, file),
});
const refusal = refuse(403, "Resource not accessible by integration");

test.each<readonly [string, Scene, RegExp]>([
  ["a pointer of Git LFS", before(lfs), /is a pointer of Git LFS/u],
  ["a file of git-crypt", before(crypt), /is encrypted by git-crypt/u],
  ["a file of age", before("age-encryption.org/v1\n-> X25519 x\n"), /is encrypted by age/u],
  ["an armored message", before("-----BEGIN PGP MESSAGE-----\n\nhQ\n"), /is encrypted by PGP/u],
  ["a vault", before("$ANSIBLE_VAULT;1.1;AES256\n6638\n"), /is encrypted by Ansible Vault/u],
  ["a file of transcrypt", before("U2FsdGVkX1+abc\n"), /is encrypted by OpenSSL or transcrypt/u],
  [
    "values of SOPS",
    before(
      policyOf("roles: ENC[AES256_GCM,data:x,type:str]\n").replace(
        "fernwick",
        "ENC[AES256_GCM,data:x,type:str]",
      ),
    ),
    /is encrypted by SOPS/u,
  ],
  ["UTF-16", before(Buffer.from(old, "utf16le")), /is binary, not text/u],
  ["a link that leads outside", before({ target: "/etc/passwd" }), /is a symbolic link/u],
  ["a submodule", before({ submodule: true }), /is a submodule/u],
  ["more than a policy may have", before("#".repeat(600_000)), /is 600000 bytes long/u],
  [
    "more than GitHub returns with its content",
    before("#".repeat(1_100_000)),
    /is 1100000 bytes long/u,
  ],
  ["a folder", { ...before(""), change: put(`${movedSha}:${path}/a.yml`, "") }, /is a folder/u],
])(
  "what was before is never taken for wrong where it cannot be read: %s",
  async (_, scene, why) => {
    const { result } = await resolve(scene);

    expect(result).toMatch(why);
    expect(result).toMatch(
      /^cannot tell what this pull request changes: before it, "access-policy.yml" is /u,
    );
    expect(result).toContain("an administrator can merge that one change without this check");
  },
);

test.each<readonly [string, Scene, RegExp]>([
  [
    "GitHub has trouble",
    {
      change: (github) =>
        github.fail({ operation: "repos/get-content", reply: badGateway, times: 20 }),
    },
    /cannot read the policy of this pull request: GitHub answered 502/u,
  ],
  [
    "the token may not read",
    {
      change: (github) =>
        github.fail({ operation: "repos/get-content", reply: refusal, times: 20 }),
    },
    /cannot read the policy of this pull request: GitHub refused it \(403\)/u,
  ],
  [
    "a merge group's base is gone",
    {
      ...mergeGroup,
      files: { merge: proposed },
      change: ({ state }) => void state.commits.delete(movedSha),
    },
    /cannot list the files of the merge group: GitHub refused it \(404\)/u,
  ],
  [
    "the policy on disk is neither the merge's nor the head's",
    { onDisk: old },
    /"access-policy.yml" on disk is not the file at the commit of this run, nor at the head/u,
  ],
  [
    "a list of 3,000 files may leave out where it came from",
    { files: { head: proposed, merge: proposed }, change: list(...crowd(3_000), elsewhere) },
    /cannot tell whether this pull request moves "access-policy.yml" or brings a new policy/u,
  ],
  [
    "a merge group's list of 300 files may do so",
    { ...mergeGroup, files: { merge: proposed }, change: list(...crowd(300), elsewhere) },
    /cannot tell whether this merge group moves "access-policy.yml"/u,
  ],
  [
    "a merge group names no base",
    { ...mergeGroup, payload: {} },
    /cannot tell what the policy was before this merge group/u,
  ],
  [
    "the policy becomes a pointer",
    { files: { base: old, moved: old, head: lfs, merge: lfs }, onDisk: proposed },
    /after it, "access-policy.yml" is a pointer of Git LFS.+Keep the policy as plain text in Git/u,
  ],
  [
    "the path is not the repository's",
    { files: {} },
    /the repository has no file "access-policy.yml", before or after it/u,
  ],
])("what was before is an error where %s", async (_, scene, sentence) => {
  expect((await resolve(scene)).result).toMatch(sentence);
});

test.each<readonly [string, Scene, boolean]>([
  [
    "as it was, on a branch that another change has moved",
    { files: { base: old, moved: newer, head: old, merge: newer } },
    false,
  ],
  [
    "as it was, by a checkout of the head",
    { files: { base: old, moved: newer, head: old, merge: newer }, onDisk: old },
    false,
  ],
  ["as it was, in a merge group", { ...mergeGroup, files: { moved: old, merge: old } }, false],
  [
    "as it was, which Git LFS checked out",
    { files: { moved: lfs, head: lfs, merge: lfs }, onDisk: old },
    false,
  ],
  ["as it was, and not valid", { files: { moved: "version: 3\n", merge: "version: 3\n" } }, true],
])(
  "a change that leaves the policy %s is not judged, and asks for no list of files",
  async (_, scene, invalid) => {
    const { result, github } = await resolve({ ...scene, change: list(path) });

    expect(result).toEqual({ untouched: true, invalid });
    const operations = github.requests.map(({ operation }) => operation);
    expect(operations).not.toContain("pulls/list-files");
  },
);

const noIssueFor =
  /^there is no comment, because a comment is for pull requests \(event pull_request\), and no tracking issue, because it is for /u;

test.each<readonly [string, Scene, RegExp | undefined]>([
  [
    "pull_request_target",
    { event: "pull_request_target", ref: "refs/heads/main" },
    /^there is no comment, because on pull_request_target the base branch is checked out and not what the pull request proposes, and no tracking issue/u,
  ],
  [
    "push of a tag",
    { event: "push", ref: "refs/tags/v1", payload: {} },
    /main, and this run is on refs\/tags\/v1;/u,
  ],
  [
    "workflow_dispatch",
    { event: "workflow_dispatch", ref: "refs/heads/topic", payload: {} },
    /main, and this run is on branch topic;/u,
  ],
  [
    "repository_dispatch",
    { event: "repository_dispatch", ref: "refs/heads/main", payload: {} },
    /it is for the events schedule, push, workflow_dispatch, not for repository_dispatch;/u,
  ],
  ["issue_comment", { event: "issue_comment", ref: "refs/heads/main", payload: {} }, noIssueFor],
  ["schedule", { event: "schedule", ref: "refs/heads/main", payload: {} }, undefined],
  [
    "schedule without an issue, as asked",
    { event: "schedule", ref: "refs/heads/main", payload: {}, issue: "never" },
    undefined,
  ],
])(
  "on %s nothing was before, and the log says once which places do not apply",
  async (_, scene, sentence) => {
    const { result, logged } = await resolve(scene);

    expect(result).toBe("none");
    expect(logged).toEqual(
      sentence === undefined ? [] : [expect.stringMatching(sentence) as string],
    );
    if (sentence !== undefined) {
      expect(logged[0]).toContain(
        "nothing is compared with a policy before, so every finding counts",
      );
    }
  },
);

test("for its comment a moved policy says where it was, and a new one that it was nowhere", async () => {
  const github = await startGitHub({ files: [elsewhere] });
  onTestFinished(() => github.close());
  github.state.files.set(`${mergeSha}:${path}`, proposed);
  const settings = {
    token: github.token,
    userAgent: "cloudsmith-access-audit/test",
    log: silentLogger,
  };
  const { apiUrl } = github;
  const place = await connect(
    { apiUrl, owner: "fernwick", repo: "governance", proxies: noProxies },
    settings,
  );
  const change = { kind: "pull request", number: 7, sha: mergeSha } as const;
  const read = () =>
    openPolicyChange(
      place,
      { ...change, headSha: undefined, baseSha: undefined },
      path,
    ).readTouch();

  expect(await read()).toEqual({ isTouched: true, formerPath: "policies/old.yml" });
  github.pulls[0]?.files.splice(0);
  expect(await read()).toEqual({ isTouched: true, formerPath: undefined });
});
