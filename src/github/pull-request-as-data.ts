/**
 * A pull request whose policy is fetched as data: nothing of it is checked out, so that a run with
 * secrets can audit what a stranger proposes.
 */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { parseContext, type RunEnvironment } from "./context.ts";
import { ask, type GitHub } from "./ask.ts";
import { connect } from "./connect.ts";

export interface PullRequestAsData {
  readonly number: number;
  /** Before it; together with `readFile` this is what merging would change. */
  readonly baseSha: string;
  /** Returns a file's text as it would be merged. Throws `AuditError` where that cannot be had. */
  readonly readFile: (path: string) => Promise<string>;
}

const commitId = z.string().regex(/^[0-9a-f]{40,64}$/u);
const PullRequest = z.object({
  number: z.int().positive(),
  state: z.string(),
  head: z.object({ sha: commitId }),
  base: z.object({ sha: commitId, ref: z.string() }),
  merge_commit_sha: commitId.nullish().catch(undefined),
});
type PullRequest = z.infer<typeof PullRequest>;

const Commit = z.object({ parents: z.array(z.object({ sha: commitId })) });
const File = z.object({
  type: z.literal("file"),
  size: z.int().nonnegative(),
  encoding: z.string(),
  content: z.string(),
});
/** All that is taken from the run that ended: what else it tells is its author's. */
const EndedRun = z.object({ workflow_run: z.object({ head_sha: commitId }) });

/** The parser's own limit. */
const maxPolicyBytes = 512 * 1024;

/**
 * Returns the pull request of that number, or on the event `workflow_run` the open one whose head is
 * the ended run's commit; undefined on any other run. Throws `AuditError` where it cannot be told.
 */
export async function findPullRequest(
  run: RunEnvironment,
  settings: {
    readonly number: number | undefined;
    readonly token: string | undefined;
    readonly userAgent: string;
    readonly log: Logger;
  },
): Promise<PullRequestAsData | undefined> {
  const { number, token, userAgent, log } = settings;
  if (number === undefined && run.eventName !== "workflow_run") return undefined;
  const context = parseContext(run);
  if (context === undefined || token === undefined) {
    throw failure("there is no token. Leave token at its default", "BAD_SETTINGS");
  }
  const github = await connect(context, { token, userAgent, log });
  const head = readEndedHead(run);
  const found =
    number === undefined ? await findByHead(github, head) : await readOne(github, number, head);
  const { ref, baseSha } = await findCommits(github, found);
  log.info(
    `the policy is that of pull request ${found.number}, read at ${ref} and not checked out`,
  );
  return { number: found.number, baseSha, readFile: (path) => readFile(github, ref, path) };
}

/** Returns the commit of the run that started this one; undefined where no run did. */
function readEndedHead({ eventName, eventPayload }: RunEnvironment): string | undefined {
  if (eventName !== "workflow_run") return undefined;
  const { success, data } = EndedRun.safeParse(eventPayload);
  if (success) return data.workflow_run.head_sha;
  throw failure("the event names no commit. Run this on the event workflow_run", "BAD_SETTINGS");
}

async function readOne(
  { octokit, owner, repo }: GitHub,
  number: number,
  head: string | undefined,
): Promise<PullRequest> {
  const reply = await ask(`read pull request ${number}`, "pull-requests: read", () =>
    octokit.rest.pulls.get({ owner, repo, pull_number: number }),
  );
  const { success, data } = PullRequest.safeParse(reply.data);
  if (!success) throw failure("GitHub's reply is not understood. Try again later");
  // A number may have come from the run that ended, and name somebody else's pull request.
  if (head !== undefined && data.head.sha !== head) {
    throw failure(
      `pull request ${number} is not at ${head}, the commit of the run that ended. A newer commit has a run of its own; leave pull-request empty to have it found`,
    );
  }
  return data;
}

/**
 * Among all that are open: the event's own list is empty for forks, and so is GitHub's list of a
 * commit's pull requests, because the commit is in the fork only.
 */
async function findByHead(
  { octokit, owner, repo }: GitHub,
  head: string | undefined,
): Promise<PullRequest> {
  const listed = await ask("list the open pull requests", "pull-requests: read", () =>
    octokit.paginate(octokit.rest.pulls.list, { owner, repo, state: "open", per_page: 100 }),
  );
  const matching = listed.filter((pull) => pull.head.sha === head).map(({ number }) => number);
  const [number, other] = matching;
  if (number === undefined) {
    throw failure(
      `no open pull request is at ${head}, the commit of the run that ended. A newer commit has a run of its own`,
    );
  }
  if (other !== undefined) {
    throw failure(
      `pull requests ${matching.join(", ")} are all at ${head}. Give one of them as pull-request`,
    );
  }
  // The list does not tell the commit that GitHub merged to test it as reliably as this does.
  return await readOne({ octokit, owner, repo }, number, head);
}

/**
 * Where the policy is read: at GitHub's test merge of just this head, so that what the base branch
 * changed since does not count as the pull request's; at the head where there is none.
 */
async function findCommits(
  { octokit, owner, repo }: GitHub,
  { head, base, merge_commit_sha: merge }: PullRequest,
): Promise<{ ref: string; baseSha: string }> {
  const without = { ref: head.sha, baseSha: base.sha };
  if (merge === null || merge === undefined) return without;
  const reply = await ask("read the test merge of the pull request", "contents: read", () =>
    octokit.rest.git.getCommit({ owner, repo, commit_sha: merge }).catch(unlessMissing),
  );
  const { success, data } = Commit.safeParse(reply?.data);
  const [first, second, third] = success ? data.parents : [];
  if (first === undefined || second?.sha !== head.sha || third !== undefined) return without;
  return { ref: merge, baseSha: first.sha };
}

/** By this repository, which has every commit of its pull requests: a fork may be out of reach. */
async function readFile(
  { octokit, owner, repo }: GitHub,
  ref: string,
  path: string,
): Promise<string> {
  if (path.startsWith("/") || path.split(/[\\/]/u).includes("..")) {
    throw failure(
      `policy "${path}" is outside of the repository. Give its path in it`,
      "BAD_SETTINGS",
    );
  }
  const reply = await ask("read the policy of the pull request", "contents: read", () =>
    octokit.rest.repos.getContent({ owner, repo, ref, path }).catch(unlessMissing),
  );
  if (reply === undefined) {
    throw failure(`it has no file "${path}". Keep the policy, or name its new place`, "BAD_POLICY");
  }
  const { success, data } = File.safeParse(reply.data);
  if (!success) throw failure(`"${path}" is no plain file in it. Make it one`, "BAD_POLICY");
  if (data.size > maxPolicyBytes || data.encoding !== "base64") {
    throw failure(
      `"${path}" has ${data.size} bytes, and ${maxPolicyBytes} may be. Make it smaller`,
      "BAD_POLICY",
    );
  }
  return Buffer.from(data.content, "base64").toString("utf8");
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}

function failure(
  reason: string,
  code: "BAD_SETTINGS" | "BAD_POLICY" | "DELIVERY_FAILED" = "DELIVERY_FAILED",
): AuditError {
  return new AuditError(code, `cannot audit the pull request's policy: ${reason}.`);
}
