/**
 * Reads the policy of a pull request as data. Nothing of the pull request is checked out, so a run
 * with secrets can audit the proposal of an outsider.
 */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import { parseContext, type RunEnvironment } from "../context.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { connect } from "../client/connect.ts";
import { readRepositoryFile } from "./repository-file.ts";
import { openRepositoryFolder, type RepositoryFolder } from "./repository-folder.ts";
import { findMergeBase, type Revisions } from "./revisions.ts";

export interface PullRequestAsData {
  readonly number: number;
  /**
   * The commit before the pull request. The difference to the files of `readFile` is what merging
   * would change.
   */
  readonly baseSha: string;
  readonly revisions: Revisions;
  /** Whether its head is in another repository, so its author may be an outsider. */
  readonly isFromOutside: boolean;
  /** Returns a file as it would be merged. Throws `AuditError` if it cannot be read. */
  readonly readFile: (path: string) => Promise<Buffer>;
  /** Like `readFile`, but returns undefined for a file that does not exist. */
  readonly readFileIfAny: (path: string) => Promise<Buffer | undefined>;
  /** Returns the folder of a file as it would be merged. */
  readonly openFolder: (path: string) => RepositoryFolder;
}

const commitId = z.string().regex(/^[0-9a-f]{40,64}$/u);
/** Null if the fork was deleted. */
const Repository = z.object({ id: z.int() });
const PullRequest = z.object({
  number: z.int().positive(),
  state: z.string(),
  head: z.object({ sha: commitId, ref: z.string(), repo: Repository.nullable() }),
  base: z.object({ sha: commitId, ref: z.string(), repo: Repository }),
  merge_commit_sha: commitId.nullish().catch(undefined),
});
type PullRequest = z.infer<typeof PullRequest>;

const Commit = z.object({ parents: z.array(z.object({ sha: commitId })) });
/**
 * The only values used from the run that ended, all set by GitHub: the run's author controls
 * everything else. Branch and repository only select among pull requests at that commit.
 */
const EndedRun = z.object({
  workflow_run: z.object({
    head_sha: commitId,
    head_branch: z.string().nullish().catch(undefined),
    head_repository: Repository.nullish().catch(undefined),
  }),
});
type EndedRun = z.infer<typeof EndedRun>["workflow_run"];

/**
 * Returns the pull request with that number, or on the event `workflow_run` the open one whose head
 * is the ended run's commit; undefined on any other run. Throws `AuditError` if it cannot be
 * determined.
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
  const ended = readEndedRun(run);
  const found =
    number === undefined
      ? await findByHead(github, ended)
      : await readOne(github, number, ended?.head_sha);
  const revisions = await findCommits(github, found);
  const { before: baseSha, after: ref } = revisions;
  log.info(`the policy is from pull request ${found.number}, read at ${ref} and not checked out`);
  return {
    number: found.number,
    baseSha,
    revisions,
    isFromOutside: found.head.repo?.id !== found.base.repo.id,
    readFile: async (path) => {
      const bytes = await readFile(github, ref, path);
      if (bytes !== undefined) return bytes;
      const missing = `it has no file "${path}". Restore the policy, or set policy to its new path`;
      throw failure(missing, "BAD_POLICY");
    },
    readFileIfAny: (path) => readFile(github, ref, path),
    openFolder: (file) =>
      openRepositoryFolder(github, ref, { file, blobs: new Map(), fail: notPlain }),
  };
}

/** Returns GitHub's description of the run that triggered this one; undefined if no run did. */
function readEndedRun({ eventName, eventPayload }: RunEnvironment): EndedRun | undefined {
  if (eventName !== "workflow_run") return undefined;
  const { success, data } = EndedRun.safeParse(eventPayload);
  if (success) return data.workflow_run;
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
  // The number may come from the run that ended, and name somebody else's pull request.
  if (head !== undefined && data.head.sha !== head) {
    throw failure(
      `pull request ${number} is not at ${head}, the commit of the run that ended. A newer commit has a run of its own; leave pull-request empty to find it automatically`,
    );
  }
  return data;
}

/**
 * Searches all open pull requests. The event's own list is empty for forks, and so is GitHub's list
 * of a commit's pull requests, because the commit is only in the fork.
 */
async function findByHead(
  { octokit, owner, repo }: GitHub,
  ended: EndedRun | undefined,
): Promise<PullRequest> {
  const head = ended?.head_sha;
  const listed = await ask("list the open pull requests", "pull-requests: read", () =>
    octokit.paginate(octokit.rest.pulls.list, { owner, repo, state: "open", per_page: 100 }),
  );
  const matching = chooseByBranch(
    listed.filter((pull) => pull.head.sha === head),
    ended,
  ).map((pull) => pull.number);
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
  // `merge_commit_sha` is less reliable in the list than in this reply.
  return await readOne({ octokit, owner, repo }, number, head);
}

interface Listed {
  readonly number: number;
  readonly head: { readonly ref: string; readonly repo: { readonly id: number } | null };
}

/** Several branches, also of several forks, may be at one commit. The run was for one of them. */
function chooseByBranch(pulls: readonly Listed[], ended: EndedRun | undefined): readonly Listed[] {
  if (pulls.length < 2) return pulls;
  const chosen = pulls.filter(
    ({ head: { ref, repo } }) =>
      ref === ended?.head_branch && repo !== null && repo.id === ended.head_repository?.id,
  );
  return chosen.length === 0 ? pulls : chosen;
}

/**
 * Returns the commits to read the policy at: GitHub's test merge of this head, so that later
 * changes of the base branch do not count as the pull request's; the head if there is no such
 * merge.
 */
async function findCommits(
  github: GitHub,
  { head, base, merge_commit_sha: merge }: PullRequest,
): Promise<Revisions> {
  const { octokit, owner, repo } = github;
  if (merge !== null && merge !== undefined) {
    const reply = await ask("read the test merge of the pull request", "contents: read", () =>
      octokit.rest.git.getCommit({ owner, repo, commit_sha: merge }).catch(unlessMissing),
    );
    const { success, data } = Commit.safeParse(reply?.data);
    const [first, second, third] = success ? data.parents : [];
    if (first !== undefined && second?.sha === head.sha && third === undefined) {
      return { before: first.sha, after: merge, head: head.sha };
    }
  }
  const before = await findMergeBase(github, base.sha, head.sha);
  return { before, after: head.sha, head: undefined };
}

/**
 * Reads from this repository, which has all commits of its pull requests. A fork may not be
 * accessible.
 */
async function readFile(github: GitHub, ref: string, path: string): Promise<Buffer | undefined> {
  if (path.startsWith("/") || path.split(/[\\/]/u).includes("..")) {
    throw failure(
      `policy "${path}" is outside of the repository. Give its path in the repository`,
      "BAD_SETTINGS",
    );
  }
  const file = await readRepositoryFile(github, ref, path);
  if (file.kind === "absent") return undefined;
  if (file.kind === "file") return file.bytes;
  throw notPlain(path, file.why);
}

function notPlain(path: string, why: string): AuditError {
  const reason = `"${path}" is ${why}. Make it a plain text file in the repository`;
  return failure(reason, "BAD_POLICY");
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
