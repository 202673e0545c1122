/** The one comment on a pull request. */

import { RequestError } from "@octokit/request-error";

import type { OwnAccounts } from "./account.ts";
import { hasMarker, isSameBody, withMarker } from "./marker.ts";
import { ask, type GitHub } from "./octokit.ts";

const permission = "pull-requests: write";

/** More twins than this are no race: they are left for the next runs, a few at a time. */
const maxTwins = 3;

export interface Kept {
  readonly url: string | undefined;
  readonly written: "created" | "updated" | "unchanged";
}

/** True when a pull request changes the file, or moves it. Reads all pages of the list of files. */
export async function touchesFile(github: GitHub, number: number, path: string): Promise<boolean> {
  const { octokit, owner, repo } = github;
  const wanted = path.replace(/^\.\//u, "");
  const files = await ask("list the files of the pull request", "pull-requests: read", () =>
    octokit.paginate(octokit.rest.pulls.listFiles, {
      owner,
      repo,
      pull_number: number,
      per_page: 100,
    }),
  );
  return files.some(({ filename, previous_filename }) =>
    [filename, previous_filename].includes(wanted),
  );
}

/**
 * Makes the comment say what `body` says: created when there is none and `create` is set, updated in
 * place when it differs, left alone otherwise.
 */
export async function keepComment(
  github: GitHub,
  comment: {
    readonly number: number;
    readonly accounts: OwnAccounts;
    readonly marker: string;
    readonly body: string;
    readonly create: boolean;
  },
): Promise<Kept> {
  const { octokit, owner, repo } = github;
  const body = withMarker(comment.body, comment.marker);
  const [oldest, ...younger] = await listOwn(github, comment);
  if (oldest !== undefined) {
    await removeTwins(github, younger);
    if (isSameBody(oldest.body, body)) return { url: oldest.html_url, written: "unchanged" };
    await ask("update the comment on the pull request", permission, () =>
      octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body }),
    );
    return { url: oldest.html_url, written: "updated" };
  }
  if (!comment.create) return { url: undefined, written: "unchanged" };
  await ask("write a comment on the pull request", permission, () =>
    octokit.rest.issues.createComment({ owner, repo, issue_number: comment.number, body }),
  );
  // GitHub has no atomic "create unless there": two runs at once both did, and both look again.
  const [kept, ...twins] = await listOwn(github, comment);
  await removeTwins(github, twins);
  return { url: kept?.html_url, written: "created" };
}

async function removeTwins(
  { octokit, owner, repo }: GitHub,
  twins: readonly { readonly id: number }[],
): Promise<void> {
  for (const { id } of twins.slice(0, maxTwins)) {
    await ask("remove a second comment from the pull request", permission, () =>
      octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }).catch(unlessGone),
    );
  }
}

/** The other run may have removed the same twin. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}

/** Returns the account's own comments with the marker, oldest first. */
async function listOwn(
  { octokit, owner, repo }: GitHub,
  {
    number,
    accounts,
    marker,
  }: { readonly number: number; readonly accounts: OwnAccounts; readonly marker: string },
) {
  const comments = await ask("list the comments of the pull request", permission, () =>
    octokit.paginate(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number: number,
      per_page: 100,
    }),
  );
  return comments
    .filter(({ user, body }) => accounts.include(user) && hasMarker(body, marker))
    .sort((a, b) => a.id - b.id);
}
