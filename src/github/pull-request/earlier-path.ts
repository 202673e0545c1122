/**
 * Finds the path of a file before the pull request that adds it: a moved policy is not a new one.
 */

import { z } from "zod";

import { AuditError } from "../../errors.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { readRepositoryFile } from "./repository-file.ts";
import type { ProposedChange, Revisions } from "./revisions.ts";

const ChangedFile = z.object({
  filename: z.string(),
  status: z.string(),
  previous_filename: z.string().optional(),
});
const Comparison = z.object({ files: z.array(ChangedFile).optional() });
type ChangedFile = z.infer<typeof ChangedFile>;

/**
 * GitHub's limits for the files of a pull request and of a comparison. The lists do not say if they
 * are cut.
 */
const maxListed = { "pull request": 3_000, "merge group": 300 } as const;
/** The number of removed YAML files to read. */
const maxCandidates = 20;

/**
 * Returns the earlier path of a file; undefined for a new file. GitHub reports a file as renamed if
 * most of its content is the same. If not, a removed policy of the same workspace counts as the
 * earlier file. Throws `AuditError` `DELIVERY_FAILED` if the list of files is cut, so that this is
 * unknown.
 */
export async function findEarlierPath(
  github: GitHub,
  change: ProposedChange,
  file: { readonly revisions: Revisions; readonly path: string; readonly text: string },
): Promise<string | undefined> {
  const { revisions, path, text } = file;
  const files = await listChangedFiles(github, change, revisions);
  const own = files.find(({ filename }) => filename === path);
  if (own?.status === "renamed" && own.previous_filename !== undefined) {
    return own.previous_filename;
  }
  const removed = await findRemovedPolicy(github, files, revisions.before, text);
  if (removed !== undefined) return removed;
  const most = maxListed[change.kind];
  if (files.length < most) return undefined;
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot determine whether this ${change.kind} moves "${path}" or adds a new policy: it changes ${most} files or more, and GitHub lists no more. Add or move the policy in a separate pull request.`,
  );
}

async function listChangedFiles(
  { octokit, owner, repo }: GitHub,
  change: ProposedChange,
  { before, after }: Revisions,
): Promise<readonly ChangedFile[]> {
  if (change.kind === "pull request") {
    const listed = await ask("list the files of the pull request", "pull-requests: read", () =>
      octokit.paginate(octokit.rest.pulls.listFiles, {
        owner,
        repo,
        pull_number: change.number,
        per_page: 100,
      }),
    );
    return z.array(ChangedFile).parse(listed);
  }
  const basehead = `${before}...${after}`;
  const reply = await ask("list the files of the merge group", "contents: read", () =>
    octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 }),
  );
  return Comparison.parse(reply.data).files ?? [];
}

async function findRemovedPolicy(
  github: GitHub,
  files: readonly ChangedFile[],
  before: string,
  text: string,
): Promise<string | undefined> {
  const workspace = workspaceOf(text);
  if (workspace === undefined) return undefined;
  const candidates = files
    .filter(({ status, filename }) => status === "removed" && /\.ya?ml$/iu.test(filename))
    .slice(0, maxCandidates);
  for (const { filename } of candidates) {
    const file = await readRepositoryFile(github, before, filename);
    if (file.kind === "file" && workspaceOf(file.bytes.toString("latin1")) === workspace) {
      return filename;
    }
  }
  return undefined;
}

/**
 * Returns the workspace that a policy names, without parsing the rest; undefined for other files.
 */
function workspaceOf(text: string): string | undefined {
  if (!/^version\s*:/mu.test(text)) return undefined;
  return /^organization\s*:\s*["']?([\w.-]+)/mu.exec(text)?.[1]?.toLowerCase();
}
