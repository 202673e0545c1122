/**
 * Finds the addresses of a policy's lines on GitHub, at a commit that has the files as they were
 * read.
 */

import { setTimeout as sleep } from "node:timers/promises";

import type { PlaceLink } from "../report/markdown/place-cell.ts";
import type { Report } from "../report/report.ts";
import type { GitHub } from "./client/ask.ts";
import type { RunContext } from "./context.ts";
import { openRepositoryFolder, toBlobId } from "./pull-request/repository-folder.ts";

/** Returns a file of the checkout by its path in the repository; undefined if it cannot be read. */
export type ReadCheckout = (path: string) => Promise<Uint8Array | undefined>;

/** How long a report waits for links, in milliseconds. They are optional. */
const maxWaitMs = 10_000;

export const noLink: PlaceLink = () => undefined;

/**
 * Returns the links for the findings of a report, and for the lines of other files of the policy. A
 * file that no commit of the run has in the same form gets no link, because its lines may be others.
 */
export type FindLinks = (report: Report, otherFiles?: readonly string[]) => Promise<PlaceLink>;

/** Asks GitHub about each file at most once, and never if there is nothing to link. */
export function openPolicyLinks(
  github: GitHub,
  context: RunContext,
  readCheckout: ReadCheckout | undefined,
): FindLinks {
  const idAt = openIds(github);
  const commits = new Map<string, Promise<string | undefined>>();
  const commitOf = (path: string) => {
    const known = commits.get(path) ?? findCommit(path, context, { readCheckout, idAt });
    commits.set(path, known);
    return known;
  };
  return async ({ findings }, otherFiles = []) => {
    const paths = new Set([...findings.flatMap(({ policy }) => policy?.path ?? []), ...otherFiles]);
    const found = Promise.all(
      [...paths].map(async (path) => [path, await commitOf(path)] as const),
    );
    const known = new Map(
      await Promise.race([found.catch(() => []), sleep(maxWaitMs, [], { ref: false })]),
    );
    return ({ path, line }) => {
      const commit = known.get(path);
      return commit === undefined ? undefined : toAddress(context, { commit, path, line });
    };
  };
}

/** Returns the first commit of the run that has a file as it was read. */
async function findCommit(
  path: string,
  context: RunContext,
  given: { readonly readCheckout: ReadCheckout | undefined; readonly idAt: IdAt },
): Promise<string | undefined> {
  const isRead = await whatWasRead(path, context, given);
  if (isRead === undefined) return undefined;
  for (const commit of commitsOf(context)) {
    const id = await given.idAt(commit, path);
    if (id !== undefined && isRead(id)) return commit;
  }
  return undefined;
}

/**
 * Returns the commits that may have the files. The head of a pull request comes first, because
 * GitHub's test merge is replaced with each push.
 */
function commitsOf({ change, sha }: RunContext): readonly string[] {
  const { revisions, headSha } = change?.kind === "pull request" ? change : {};
  const known = revisions === undefined ? [headSha, sha] : [revisions.head, revisions.after];
  return [...new Set(known.filter((commit) => commit !== undefined))];
}

type IdAt = (commit: string, path: string) => Promise<string | undefined>;

/**
 * Returns a function that returns whether a Git id belongs to the file as it was read; undefined if
 * it is unknown what was read.
 */
async function whatWasRead(
  path: string,
  { change }: RunContext,
  given: { readonly readCheckout: ReadCheckout | undefined; readonly idAt: IdAt },
): Promise<((id: string) => boolean) | undefined> {
  const revisions = change?.kind === "pull request" ? change.revisions : undefined;
  if (revisions !== undefined) {
    const read = await given.idAt(revisions.after, path);
    return (id) => id === read;
  }
  const bytes = await given.readCheckout?.(path);
  if (bytes === undefined) return undefined;
  // Git may have converted line endings at checkout, which moves no line.
  const plain = Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
  const forms = [bytes, Buffer.from(plain, "latin1")];
  return (id) => forms.some((form) => toBlobId(form, id) === id);
}

function openIds(github: GitHub): IdAt {
  const folders = new Map<string, ReturnType<typeof openRepositoryFolder>>();
  const fail = () => {
    throw new Error("bug: no file is read");
  };
  const folderAt = (commit: string) => {
    const known =
      folders.get(commit) ??
      openRepositoryFolder(github, commit, { file: "", blobs: new Map(), fail });
    folders.set(commit, known);
    return known;
  };
  return async (commit, path) => {
    const end = path.lastIndexOf("/");
    // The head of a deleted fork may be gone, while the test merge is not.
    const entries = await folderAt(commit)
      .list(path.slice(0, Math.max(0, end)))
      .catch(() => []);
    const name = path.slice(end + 1);
    return entries.find((entry) => entry.name === name && entry.kind === "file")?.id;
  };
}

/** https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files */
function toAddress(
  { serverUrl, owner, repo }: RunContext,
  place: { readonly commit: string; readonly path: string; readonly line: number },
): string | undefined {
  const { commit, path, line } = place;
  // A name with half a character cannot be part of an address.
  if (!path.isWellFormed()) return undefined;
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return `${serverUrl}/${owner}/${repo}/blob/${commit}/${encoded}#L${line}`;
}
