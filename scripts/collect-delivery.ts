/** Runs the bundled Action on the demo's workspace and policy, and returns what it writes. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { sandboxExceptions, sandboxPolicy } from "../src/sandbox/policy.ts";
import { startSandbox } from "../src/sandbox/server.ts";
import { headSha, mergeSha } from "../test/support/github/repository-routes.ts";
import { startGitHub } from "../test/support/github/server.ts";
import { runAction } from "../test/support/process.ts";

const repository = { visibility: "private", default_branch: "main" };
const path = "access-policy.yml";
const policy = `${sandboxPolicy}${sandboxExceptions}`;

/** A change that introduces tasks, resolves findings, and adds an exception. */
const proposed = `${policy
  .replace("kwame-mensah, sofia-rossi", "kwame-mensah")
  .replace(
    "[tamas-varga, nadia-petrova, hana-kim]",
    "[tamas-varga, nadia-petrova, hana-kim, omar-siddiqui]",
  )
  .replace("read: [team:docs]", "read: [team:docs, team:mobile]")}  - rule: two-factor
    subject: jonas-lindqvist
    reason: hardware key on order
    approved-by: amara-okoye
    expires: 2026-12-31
`;

/** Returns the issue of a scheduled run and the comment of a pull request. */
export async function collectDelivery(
  folder: string,
): Promise<{ readonly title: string; readonly issue: string; readonly comment: string }> {
  const github = await startGitHub({ files: [path], basePolicy: policy });
  const sandbox = await startSandbox();
  const run = async (event: Parameters<typeof runAction>[0]["event"], text: string) => {
    await writeFile(join(folder, path), text);
    for (const sha of [mergeSha, headSha]) github.state.files.set(`${sha}:${path}`, text);
    await runAction({
      cwd: folder,
      event,
      apiUrl: github.apiUrl,
      inputs: {
        policy: path,
        c1z: "",
        "api-url": sandbox.url,
        "api-key": sandbox.keys.owner,
        token: github.token,
      },
    });
  };
  try {
    await run({ name: "schedule", payload: { repository } }, policy);
    await run(
      {
        name: "pull_request",
        payload: { repository, pull_request: { number: 7, head: { sha: headSha } } },
        ref: "refs/pull/7/merge",
      },
      proposed,
    );
    const [issue] = github.issues;
    const [comment] = github.comments;
    if (issue === undefined || comment === undefined) throw new Error("the Action wrote nothing");
    return { title: issue.title, issue: issue.body ?? "", comment: comment.body ?? "" };
  } finally {
    await Promise.all([github.close(), sandbox.close()]);
  }
}
