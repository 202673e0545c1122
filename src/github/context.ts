/** Parses the event that started this run. An outsider may control everything in an event. */

import { z } from "zod";

import { AuditError } from "../errors.ts";
import { noProxies, type Proxies } from "../network/proxy.ts";
import type { ProposedChange, Revisions } from "./pull-request/revisions.ts";

/** The runner's environment. */
export interface RunEnvironment {
  readonly eventName: string;
  /** The parsed content of the file at GITHUB_EVENT_PATH. */
  readonly eventPayload: unknown;
  /** `owner/name`. */
  readonly repository: string;
  /** For example `refs/heads/main`. */
  readonly ref: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runId: string;
  /** The commit of the run; on a pull request, GitHub's test merge. */
  readonly sha: string;
  /** Default: no proxies. */
  readonly proxies?: Proxies | undefined;
  /** A pull request whose policy is read as data; the run itself is not on it. */
  readonly pullRequest?: { readonly number: number; readonly revisions: Revisions } | undefined;
}

export type Visibility = "public" | "private" | "internal" | "unknown";

export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly eventName: string;
  readonly pullRequest: number | undefined;
  /** The branch of the run; undefined for a tag or a pull request. */
  readonly branch: string | undefined;
  /** The ref from the runner, for example `refs/tags/v1`. */
  readonly ref: string;
  readonly defaultBranch: string | undefined;
  readonly visibility: Visibility;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly proxies: Proxies;
  readonly runUrl: string | undefined;
  /** The commit of the run; undefined if the policy is read as data. */
  readonly sha: string | undefined;
  /** The change to compare; undefined if nothing is proposed. */
  readonly change: ProposedChange | undefined;
  /** The cron expression (five fields) if a schedule started the run. */
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
      head: z.object({ sha: commitId }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  merge_group: z.object({ base_sha: commitId }).optional().catch(undefined),
});

/**
 * Returns the context; undefined outside of GitHub. Throws `AuditError` `BAD_SETTINGS` if the
 * environment or the event is malformed.
 */
export function parseContext(run: RunEnvironment): RunContext | undefined {
  if (run.repository === "") return undefined;
  const match = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/u.exec(run.repository);
  const payload = Payload.safeParse(run.eventPayload);
  if (match === null || !payload.success) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot determine which repository this run belongs to: GITHUB_REPOSITORY or the event is malformed. Run this as a step of a GitHub workflow.",
    );
  }
  const [, owner = "", repo = ""] = match;
  const { repository } = payload.data;
  const change = findChange(run, payload.data);
  return {
    owner,
    repo,
    eventName: run.eventName,
    pullRequest: change?.kind === "pull request" ? change.number : undefined,
    ref: run.ref,
    branch: /^refs\/heads\/(.+)$/u.exec(run.ref)?.[1],
    defaultBranch: repository?.default_branch,
    sha: run.pullRequest === undefined ? commitId.safeParse(run.sha).data : undefined,
    change,
    schedule: run.eventName === "schedule" ? payload.data.schedule : undefined,
    visibility: repository?.visibility ?? fromPrivate(repository?.private),
    serverUrl: run.serverUrl,
    apiUrl: run.apiUrl,
    proxies: run.proxies ?? noProxies,
    runUrl: /^\d+$/u.test(run.runId)
      ? `${run.serverUrl}/${owner}/${repo}/actions/runs/${run.runId}`
      : undefined,
  };
}

/** On any other event, including `pull_request_target`, the checkout is not a proposed change. */
function findChange(
  { eventName, ref, sha: given, pullRequest }: RunEnvironment,
  { pull_request: pull, merge_group: group }: z.infer<typeof Payload>,
): ProposedChange | undefined {
  if (pullRequest !== undefined) {
    const { number, revisions } = pullRequest;
    const commits = { sha: undefined, headSha: undefined, baseSha: undefined };
    return { kind: "pull request", ...commits, number, revisions };
  }
  const sha = commitId.safeParse(given).data;
  if (eventName === "merge_group") return { kind: "merge group", sha, baseSha: group?.base_sha };
  if (eventName !== "pull_request") return undefined;
  const commits = { headSha: pull?.head?.sha, baseSha: pull?.base?.sha };
  const number = pull?.number ?? numberOf(ref);
  if (number !== undefined) return { kind: "pull request", sha, ...commits, number };
  // Without the base, all drift would count as introduced by this pull request.
  throw new AuditError(
    "BAD_SETTINGS",
    "cannot determine which pull request this run is on: neither its event nor GITHUB_REF names one. Run this as a step of a GitHub workflow.",
  );
}

/** Returns the number in `refs/pull/7/merge`. */
function numberOf(ref: string): number | undefined {
  const number = /^refs\/pull\/([1-9]\d{0,8})\/(?:merge|head)$/u.exec(ref)?.[1];
  return number === undefined ? undefined : Number(number);
}

function fromPrivate(isPrivate: boolean | undefined): Visibility {
  if (isPrivate === undefined) return "unknown";
  return isPrivate ? "private" : "public";
}
