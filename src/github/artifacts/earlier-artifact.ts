/**
 * Finds the newest workflow artifact of a name that only the default branch of this repository can
 * have created. Anyone who can open a pull request can upload an artifact of any name.
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { AuditError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import { parseContext, type RunEnvironment } from "../context.ts";
import type { StoredArtifact } from "./download-artifact.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { connect } from "../client/connect.ts";

/**
 * The path of a `.c1z` on this machine, or a sentence without a final period that says why there is
 * none.
 */
export type EarlierArtifact = { readonly path: string } | { readonly missing: string };

export type OpenArtifact = (name: string) => Promise<EarlierArtifact>;

interface Candidate extends StoredArtifact {
  readonly createdAt: string;
  readonly runId: number;
}

const permission = "actions: read";
/** 100 artifacts each. A workflow that uploads every hour has 22 pages in 90 days. */
const maxPages = 100;

/**
 * Events that run the default branch's code and that no outsider can trigger. `workflow_run` also
 * runs that code, but may use what a fork's run uploaded. Anyone can trigger the events of issues
 * and comments.
 */
const trustedEvents: ReadonlySet<string> = new Set(["schedule", "push", "workflow_dispatch"]);

const Repository = z.object({ id: z.int(), default_branch: z.string().min(1) });
const Ref = z.object({ object: z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/u) }) });
const Run = z.object({
  event: z.string(),
  head_sha: z.string().regex(/^[0-9a-f]{40,64}$/u),
  head_branch: z.string(),
  head_repository: z.object({ id: z.int() }),
});
const Comparison = z.object({ status: z.string() });
const Artifact = z.object({
  id: z.int(),
  name: z.string(),
  size_in_bytes: z.int().nonnegative(),
  expired: z.boolean(),
  created_at: z.iso.datetime({ offset: true }),
  digest: z.string().nullish(),
  workflow_run: z.object({
    id: z.int(),
    repository_id: z.int(),
    head_repository_id: z.int(),
    head_branch: z.string(),
  }),
});

/**
 * Returns a function that finds an artifact by name, downloads it and unzips it into its own folder
 * below `folder`. The caller removes that folder. The function throws `AuditError` for every
 * failure except a missing artifact.
 */
export function createArtifactOpener(
  run: RunEnvironment,
  settings: {
    readonly token: string | undefined;
    readonly userAgent: string;
    readonly folder: () => Promise<string>;
    readonly log: Logger;
    readonly now: Date;
  },
): OpenArtifact {
  const opened = new Map<string, Promise<EarlierArtifact>>();
  const open: OpenArtifact = async (name) => {
    const github = await connectFor(run, settings, name);
    const found = await findArtifact(github, name);
    if ("missing" in found) return found;
    const { id, createdAt, runId } = found;
    const hours = Math.floor((settings.now.getTime() - Date.parse(createdAt)) / 3_600_000);
    settings.log.info(
      `artifact:${name} was created at ${createdAt} (${Math.max(0, hours)} hours ago), from run ${runId} of the default branch`,
    );
    const folder = join(await settings.folder(), String(id));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const zip = join(folder, "artifact.zip");
    const target = join(folder, "earlier.c1z");
    const { downloadArtifact } = await import("./download-artifact.ts");
    await downloadArtifact(github, found, zip);
    const { unzipArtifact } = await import("./unzip-artifact.ts");
    await unzipArtifact({ zip, target, what: `workflow artifact "${name}"` });
    return { path: target };
  };
  return (name) => {
    const known = opened.get(name) ?? open(name);
    opened.set(name, known);
    return known;
  };
}

async function connectFor(
  run: RunEnvironment,
  settings: {
    readonly token: string | undefined;
    readonly userAgent: string;
    readonly log: Logger;
  },
  name: string,
): Promise<GitHub> {
  const { token, userAgent, log } = settings;
  const context = parseContext(run);
  if (context !== undefined && token !== undefined) {
    return await connect(context, { token, userAgent, log });
  }
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot look for artifact:${name}: there is no token. Leave token at its default, and give the job "permissions: ${permission}".`,
  );
}

async function findArtifact(
  github: GitHub,
  name: string,
): Promise<Candidate | { readonly missing: string }> {
  const { octokit, owner, repo } = github;
  const repository = Repository.safeParse(
    (
      await ask("determine the default branch", "contents: read", () =>
        octokit.rest.repos.get({ owner, repo }),
      )
    ).data,
  );
  if (!repository.success) throw unexpected(name, "the repository");
  const listed = await listArtifacts(github, name);
  const candidates = listed.flatMap((artifact) => toCandidate(artifact, name, repository.data));
  candidates.sort(byNewest);
  const tip = candidates.length === 0 ? "" : await readTip(github, name, repository.data);
  for (const candidate of candidates) {
    if (await isTrusted(github, candidate, { ...repository.data, tip })) return candidate;
  }
  const passed =
    listed.length === 0
      ? ""
      : ` (skipped ${listed.length} with that name: expired, or not from a scheduled, push or manual run of ${repository.data.default_branch})`;
  return { missing: `there is no workflow artifact with the name "${name}"${passed}` };
}

async function listArtifacts({ octokit, owner, repo }: GitHub, name: string): Promise<unknown[]> {
  const listed: unknown[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const { data } = await ask("list the workflow artifacts", permission, () =>
      octokit.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: 100, page }),
    );
    listed.push(...data.artifacts);
    if (data.artifacts.length === 0 || listed.length >= data.total_count) return listed;
  }
  throw new AuditError(
    "ARTIFACT_FAILED",
    `cannot determine which workflow artifact "${name}" is the newest: there are more than ${maxPages * 100}. Use a separate name for it.`,
  );
}

/** The branch name alone is not enough: a fork can have a branch with the default branch's name. */
function toCandidate(
  listed: unknown,
  name: string,
  repository: z.infer<typeof Repository>,
): Candidate[] {
  const { success, data } = Artifact.safeParse(listed);
  if (!success || data.expired || data.name !== name) return [];
  const { id, size_in_bytes: sizeBytes, created_at: createdAt, workflow_run: run } = data;
  const isOwn = [run.repository_id, run.head_repository_id].every((id) => id === repository.id);
  if (!isOwn || run.head_branch !== repository.default_branch) return [];
  const [, sha256] = /^sha256:([0-9a-f]{64})$/u.exec(data.digest ?? "") ?? [];
  return [{ id, name, sizeBytes, sha256, createdAt, runId: run.id }];
}

function byNewest(a: Candidate, b: Candidate): number {
  return Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id;
}

async function readTip(
  { octokit, owner, repo }: GitHub,
  name: string,
  { default_branch: branch }: z.infer<typeof Repository>,
): Promise<string> {
  const reply = await ask("read the default branch", "contents: read", () =>
    octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }),
  );
  const parsed = Ref.safeParse(reply.data);
  if (!parsed.success) throw unexpected(name, "the default branch");
  return parsed.data.object.sha;
}

/**
 * Returns true if no outsider can have started the run and its commit is on the default branch. A
 * tag can have the branch's name, and then its runs seem to be of that branch.
 */
async function isTrusted(
  { octokit, owner, repo }: GitHub,
  { runId }: Candidate,
  repository: z.infer<typeof Repository> & { readonly tip: string },
): Promise<boolean> {
  const reply = await ask("read the run that uploaded a workflow artifact", permission, () =>
    octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: runId }).catch(unlessMissing),
  );
  const { success, data: run } = Run.safeParse(reply?.data);
  if (!success || !trustedEvents.has(run.event)) return false;
  if (run.head_repository.id !== repository.id) return false;
  if (run.head_branch !== repository.default_branch) return false;
  const compared = await ask(
    "determine which commits the default branch has",
    "contents: read",
    () =>
      octokit.rest.repos
        .compareCommitsWithBasehead({
          owner,
          repo,
          basehead: `${run.head_sha}...${repository.tip}`,
          // The files are only on the first page, and are not needed.
          per_page: 1,
          page: 2,
        })
        .catch(unlessMissing),
  );
  const comparison = Comparison.safeParse(compared?.data);
  return comparison.success && ["ahead", "identical"].includes(comparison.data.status);
}

/** Returns undefined for 404. The list was readable, so 404 does not mean a missing permission. */
function unlessMissing(error: unknown): undefined {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}

function unexpected(name: string, what: string): AuditError {
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot look for artifact:${name}: GitHub's reply about ${what} is not understood. Try again later.`,
  );
}
