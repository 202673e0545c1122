/** What started this run, parsed: everything in an event may come from a stranger. */

import { z } from "zod";

import { AuditError } from "../errors.ts";
import { noProxies, type Proxies } from "../network/proxy.ts";

/** What a runner tells in its environment. */
export interface RunEnvironment {
  readonly eventName: string;
  /** The parsed file that GITHUB_EVENT_PATH names. */
  readonly eventPayload: unknown;
  /** `owner/name`. */
  readonly repository: string;
  /** For instance `refs/heads/main`. */
  readonly ref: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runId: string;
  /** The commit that the run is about; on a pull request the one that GitHub merged to test it. */
  readonly sha: string;
  /** Default: none. */
  readonly proxies?: Proxies | undefined;
  /** One whose policy was fetched as data, so that the run itself is not on it. */
  readonly pullRequest?: { readonly number: number; readonly baseSha: string } | undefined;
}

export type Visibility = "public" | "private" | "internal" | "unknown";

export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly eventName: string;
  readonly pullRequest: number | undefined;
  /** Branch that the run is on; undefined for a tag or a pull request. */
  readonly branch: string | undefined;
  readonly defaultBranch: string | undefined;
  readonly visibility: Visibility;
  readonly apiUrl: string;
  readonly proxies: Proxies;
  readonly runUrl: string | undefined;
  readonly sha: string | undefined;
  /** Tip of the branch that a pull request is for, when the event was made. */
  readonly baseSha: string | undefined;
  /** In cron's five fields, where a schedule started the run. */
  readonly schedule: string | undefined;
}

const commitId = z.string().regex(/^[0-9a-f]{40,64}$/u);

const Payload = z.object({
  schedule: z.string().max(100).optional().catch(undefined),
  repository: z
    .object({
      visibility: z.enum(["public", "private", "internal"]).optional().catch(undefined),
      private: z.boolean().optional().catch(undefined),
      default_branch: z.string().min(1).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  pull_request: z
    .object({
      number: z.int().positive(),
      base: z.object({ sha: commitId }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Returns the context; undefined outside of GitHub. Throws `AuditError` for a malformed one. */
export function parseContext(run: RunEnvironment): RunContext | undefined {
  if (run.repository === "") return undefined;
  const match = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/u.exec(run.repository);
  const payload = Payload.safeParse(run.eventPayload);
  if (match === null || !payload.success) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot tell which repository this run belongs to: GITHUB_REPOSITORY or the event is malformed. Run this as a step of a GitHub workflow.",
    );
  }
  const [, owner = "", repo = ""] = match;
  const { repository, pull_request } = payload.data;
  return {
    owner,
    repo,
    eventName: run.eventName,
    pullRequest:
      run.pullRequest?.number ??
      (run.eventName === "pull_request" ? pull_request?.number : undefined),
    branch: /^refs\/heads\/(.+)$/u.exec(run.ref)?.[1],
    defaultBranch: repository?.default_branch,
    sha: run.pullRequest === undefined ? commitId.safeParse(run.sha).data : undefined,
    baseSha: run.pullRequest?.baseSha ?? pull_request?.base?.sha,
    schedule: run.eventName === "schedule" ? payload.data.schedule : undefined,
    visibility: repository?.visibility ?? fromPrivate(repository?.private),
    apiUrl: run.apiUrl,
    proxies: run.proxies ?? noProxies,
    runUrl: /^\d+$/u.test(run.runId)
      ? `${run.serverUrl}/${owner}/${repo}/actions/runs/${run.runId}`
      : undefined,
  };
}

function fromPrivate(isPrivate: boolean | undefined): Visibility {
  if (isPrivate === undefined) return "unknown";
  return isPrivate ? "private" : "public";
}
