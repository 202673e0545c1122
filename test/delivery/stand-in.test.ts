/** The stand-in itself: that it takes and says what GitHub does, and tells where it does not. */

import { Octokit } from "@octokit/rest";
import { expect, onTestFinished, test } from "vitest";

import { ownAccount, stranger } from "../support/github/account.ts";
import { operations } from "../support/github/description.ts";
import { primaryRateLimit, secondaryRateLimit } from "../support/github/faults.ts";
import { startGitHub, type GitHubOptions, type StandInGitHub } from "../support/github/server.ts";

const owner = "fernwick";
const repo = "governance";

async function open(options?: GitHubOptions): Promise<{ github: StandInGitHub; octokit: Octokit }> {
  const github = await startGitHub(options);
  onTestFinished(() => github.close());
  return { github, octokit: connect(github) };
}

function connect({ apiUrl, token }: Pick<StandInGitHub, "apiUrl" | "token">): Octokit {
  const silent = () => undefined;
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: "cloudsmith-access-audit/test",
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

/** Returns the status and the body of a refusal. */
async function refused(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  const { status, response } = error as { status?: number; response?: { data: unknown } };
  return status === undefined ? error : { status, ...(response?.data as object) };
}

test("every operation of the description is answered as described", async () => {
  const { github, octokit } = await open({ files: ["a.yml"], basePolicy: "version: 1\n" });
  const { rest } = octokit;
  const here = { owner, repo };
  const sha = "a".repeat(40);
  const { number } = github.state.addIssue({ labels: ["access"], assignees: ["amara-okoye"] });
  const comment_id = github.state.addComment({}).id;
  const artifact = github.state.addArtifact({ name: "c1z", zip: Buffer.from("PK") });
  const { id: artifact_id, runId: run_id } = artifact;

  await octokit.graphql("query { viewer { login databaseId } }");
  await rest.repos.get(here);
  await rest.repos.getCommit({ ...here, ref: sha });
  await rest.repos.getContent({ ...here, path: "access-policy.yml" });
  await rest.repos.compareCommitsWithBasehead({ ...here, basehead: `${"b".repeat(40)}...${sha}` });
  await rest.git.getCommit({ ...here, commit_sha: sha });
  const tree = await rest.git.getTree({ ...here, tree_sha: "b".repeat(40) });
  await rest.git.getBlob({ ...here, file_sha: tree.data.tree[0]?.sha ?? "" });
  await rest.pulls.get({ ...here, pull_number: 7 });
  await rest.pulls.list(here);
  await rest.git.getRef({ ...here, ref: "heads/main" });
  await rest.pulls.listFiles({ ...here, pull_number: 7 });
  await rest.issues.listForRepo({ ...here, state: "all", creator: ownAccount.login });
  await rest.issues.get({ ...here, issue_number: number });
  await rest.issues.get({ ...here, issue_number: 7 });
  await rest.issues.create({ ...here, title: "A title", labels: ["access"] });
  await rest.issues.update({ ...here, issue_number: number, state: "closed" });
  await rest.issues.listComments({ ...here, issue_number: 7 });
  await rest.issues.getComment({ ...here, comment_id });
  await rest.issues.createComment({ ...here, issue_number: number, body: "A text" });
  await rest.issues.updateComment({ ...here, comment_id, body: "Another" });
  await rest.issues.deleteComment({ ...here, comment_id });
  await rest.actions.listArtifactsForRepo({ ...here, name: "c1z" });
  await rest.actions.downloadArtifact({ ...here, artifact_id, archive_format: "zip" });
  await rest.actions.getWorkflowRun({ ...here, run_id });

  const answered = new Set(github.requests.map(({ operation }) => operation));
  expect(operations.filter(({ id }) => !answered.has(id)).map(({ id }) => id)).toEqual([]);
  expect(github.violations).toEqual([]);
});

test("texts may be as long as GitHub takes them, counted in whole characters", async () => {
  const { github, octokit } = await open();
  const { issues } = octokit.rest;
  const most = "🌈".repeat(65_536);

  await issues.create({ owner, repo, title: "t".repeat(256), body: most });
  await issues.createComment({ owner, repo, issue_number: 7, body: most });

  expect(github.writes()).toHaveLength(2);
  expect(await refused(issues.create({ owner, repo, title: "t".repeat(257) }))).toMatchObject({
    status: 422,
    errors: [{ resource: "Issue", field: "title", code: "custom" }],
  });
  expect(await refused(issues.create({ owner, repo, title: "t", body: `${most}!` }))).toMatchObject(
    {
      errors: [{ message: "body is too long (maximum is 65536 characters)" }],
    },
  );
  const comment = issues.createComment({ owner, repo, issue_number: 7, body: `${most}!` });
  expect(await refused(comment)).toMatchObject({
    errors: [{ message: "Body is too long (maximum is 65536 characters)" }],
  });
});

test("a token is told which permission it lacks, and no repository that it must not know of", async () => {
  const { github, octokit } = await open({ permissions: { pullRequests: "read" } });
  const comment = () =>
    octokit.rest.issues.createComment({ owner, repo, issue_number: 7, body: "b" });

  const error = await comment().catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    status: 403,
    response: {
      data: { message: "Resource not accessible by integration", status: "403" },
      headers: { "x-accepted-github-permissions": "pull_requests=write" },
    },
  });
  github.state.repository.hidden = true;
  expect(await refused(comment())).toMatchObject({ status: "404", message: "Not Found" });
  const nobody = connect({ apiUrl: github.apiUrl, token: "another" });
  expect(await refused(nobody.rest.repos.get({ owner, repo }))).toMatchObject({ status: "401" });
});

test("lists come in pages whose links name the repository by its id", async () => {
  const { github, octokit } = await open();
  for (let index = 0; index < 250; index++) github.state.addComment({ user: stranger });
  const list = { owner, repo, issue_number: 7, per_page: 200 };

  const first = await octokit.rest.issues.listComments(list);
  const all = await octokit.paginate(octokit.rest.issues.listComments, list);

  expect(first.data).toHaveLength(100);
  expect(first.headers.link).toMatch(
    /\/repositories\/\d+\/issues\/7\/comments\?per_page=200&page=2>; rel="next", .*page=3>; rel="last"$/u,
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(250);
});

test("issues are listed as they are asked for, pull requests among them", async () => {
  const { github, octokit } = await open();
  github.state.addIssue({ state: "closed" });
  github.state.addIssue({ labels: ["access"], user: stranger });
  const list = async (query: object) =>
    (await octokit.rest.issues.listForRepo({ owner, repo, ...query })).data.map(
      ({ number }) => number,
    );

  expect(await list({})).toEqual([9, 7]);
  expect(await list({ state: "all", direction: "asc" })).toEqual([7, 8, 9]);
  expect(await list({ state: "all", creator: ownAccount.login })).toEqual([8]);
  expect(await list({ labels: "access" })).toEqual([9]);
  expect(await list({ state: "all", since: github.issues[1]?.updated_at })).toEqual([9]);
  expect(await refused(list({ creator: "nobody-at-all" }))).toMatchObject({ status: 422 });
});

test("an artifact comes from another origin, to which the token must not go", async () => {
  const { github, octokit } = await open();
  const zip = Buffer.from("PK and more");
  const { id: artifact_id } = github.state.addArtifact({ name: "c1z", zip });
  const expired = github.state.addArtifact({ name: "c1z", expired: true }).id;
  const download = (artifact_id: number) =>
    octokit.rest.actions.downloadArtifact({ owner, repo, artifact_id, archive_format: "zip" });

  const { data, url } = await download(artifact_id);

  expect(Buffer.from(data as ArrayBuffer)).toEqual(zip);
  expect(new URL(url).origin).not.toBe(new URL(github.apiUrl).origin);
  expect(await refused(download(expired))).toMatchObject({ status: "410" });

  const careless = await startGitHub();
  const { id } = careless.state.addArtifact({ zip });
  const reply = await fetch(
    `${careless.apiUrl}/repos/${owner}/${repo}/actions/artifacts/${id}/zip`,
    {
      redirect: "manual",
      headers: {
        authorization: `token ${careless.token}`,
        "user-agent": "cloudsmith-access-audit/0",
      },
    },
  );
  await fetch(reply.headers.get("location") ?? "", {
    headers: { authorization: `token ${careless.token}` },
  });
  await expect(careless.close()).rejects.toThrow("the token was sent to the storage");
});

test("limits of the rate are told as GitHub tells them, and faults end", async () => {
  const { github, octokit } = await open();
  const get = () => octokit.rest.repos.get({ owner, repo }).catch((error: unknown) => error);
  github.fail({ operation: "repos/get", reply: secondaryRateLimit(429, 1) });
  github.fail({ operation: "repos/get", reply: primaryRateLimit(1_795_424_400) });

  expect(await get()).toMatchObject({
    status: 429,
    message: expect.stringContaining("You have exceeded a secondary rate limit") as string,
    response: { headers: { "retry-after": "1" } },
  });
  expect(await get()).toMatchObject({
    status: 403,
    response: { headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795424400" } },
  });
  expect(await get()).toMatchObject({ status: 200 });
});

test("times are those of the clock that it is given, and never twice the same", async () => {
  const { github } = await open({ clock: () => new Date("2026-12-24T18:00:00.500Z") });

  const times = [github.state.addIssue({}), github.state.addIssue({})].map(
    ({ created_at }) => created_at,
  );

  // The pull request that is there from the start has the first second.
  expect(times).toEqual(["2026-12-24T18:00:01Z", "2026-12-24T18:00:02Z"]);
});

test("nobody writes where the conversation is locked, the repository archived, or issues are off", async () => {
  const { github, octokit } = await open();
  const { issues } = octokit.rest;
  const here = { owner, repo };
  const issue = github.state.addIssue({ locked: true });
  const on = (issue_number: number) => issues.createComment({ ...here, issue_number, body: "b" });

  expect(await refused(on(issue.number))).toMatchObject({
    status: "403",
    message: "Unable to create comment because issue is locked.",
  });
  issue.locked = false;
  github.state.repository.issuesEnabled = false;
  expect(await refused(on(issue.number))).toMatchObject({ status: "410" });
  expect(await refused(issues.create({ ...here, title: "t" }))).toMatchObject({ status: "410" });
  await on(7);
  github.state.repository.archived = true;
  for (const write of [
    on(7),
    issues.create({ ...here, title: "t" }),
    issues.update({ ...here, issue_number: issue.number, title: "t" }),
  ]) {
    expect(await refused(write)).toMatchObject({
      status: "403",
      message: "Repository was archived so is read-only.",
    });
  }
  expect((await issues.listForRepo(here)).status).toBe(200);
  expect(github.writes()).toHaveLength(1);
});

test("labels and assignees are those that GitHub takes, or that the token may give", async () => {
  const { github, octokit } = await open({ assignable: ["amara-okoye"] });
  const create = (given: object) =>
    octokit.rest.issues.create({ owner, repo, title: "t", ...given });

  expect(await refused(create({ assignees: ["amara-okoye", "gone"] }))).toMatchObject({
    status: 422,
    errors: [{ resource: "Issue", field: "assignees", code: "invalid", value: "gone" }],
  });
  expect(await refused(create({ labels: ["l".repeat(51)] }))).toMatchObject({
    errors: [{ resource: "Label", field: "name", code: "invalid" }],
  });
  const many = Array.from({ length: 11 }, () => "amara-okoye");
  expect(await refused(create({ assignees: many }))).toMatchObject({ status: 422 });
  github.state.repository.mayLabel = false;
  const { data } = await create({ labels: ["access"], assignees: ["amara-okoye"] });
  expect(data).toMatchObject({ labels: [], assignees: [] });
});

test("lists may lag behind what was just made, and single reads do not", async () => {
  const { github, octokit } = await open();
  const { issues } = octokit.rest;
  github.state.repository.lag = 2;
  const { data } = await issues.create({ owner, repo, title: "t" });
  await issues.createComment({ owner, repo, issue_number: 7, body: "b" });
  const listed = async () => (await issues.listForRepo({ owner, repo })).data.length;
  const commented = async () =>
    (await issues.listComments({ owner, repo, issue_number: 7 })).data.length;

  expect([await listed(), await listed(), await listed()]).toEqual([1, 1, 2]);
  expect([await commented(), await commented(), await commented()]).toEqual([0, 0, 1]);
  expect((await issues.get({ owner, repo, issue_number: data.number })).status).toBe(200);
});

test("what is written is the token's account's", async () => {
  const { github, octokit } = await open();

  const { data: issue } = await octokit.rest.issues.create({ owner, repo, title: "t" });
  const { data: comment } = await octokit.rest.issues.createComment({
    owner,
    repo,
    issue_number: issue.number,
    body: "b",
  });

  for (const { user } of [issue, comment]) {
    expect(user).toMatchObject({ id: ownAccount.id, login: ownAccount.login });
  }
  expect(github.violations).toEqual([]);
});
