/** The one issue that says where the workspace stands. */

import { hasMarker, isSameBody, withMarker } from "./marker.ts";
import { ask, type GitHub } from "./octokit.ts";
import type { Kept } from "./pull-request.ts";

const permission = "issues: write";

export interface TrackedState {
  readonly account: number;
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /**
   * `hold`: not everything could be judged. What an earlier run knew must not be lost, so an issue
   * that is there stays as it is; where there is none, what was found opens one.
   */
  readonly state: "open" | "closed" | "hold";
  readonly hasFindings: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/**
 * Makes the issue say what is the case: opened when there is drift, updated in place, reopened when
 * somebody closed it while there was drift, closed when there is none. Never found by search, whose
 * index lags behind and so gives twins.
 */
export async function keepIssue(github: GitHub, wanted: TrackedState): Promise<Kept> {
  const { octokit, owner, repo } = github;
  const body = withMarker(wanted.body, wanted.marker);
  const [oldest] = await listOwn(github, wanted);
  if (oldest === undefined) {
    if (wanted.hasFindings) return create(github, wanted, body);
    return { url: undefined, written: "unchanged" };
  }
  const { state } = wanted;
  const url = oldest.html_url;
  if (state === "hold") return { url, written: "unchanged" };
  const same = oldest.title === wanted.title && isSameBody(oldest.body, body);
  if (same && oldest.state === state) return { url, written: "unchanged" };
  await ask("update the tracking issue", permission, () =>
    octokit.rest.issues.update({
      owner,
      repo,
      issue_number: oldest.number,
      title: wanted.title,
      body,
      ...(oldest.state !== state && {
        state,
        state_reason: state === "closed" ? "completed" : "reopened",
      }),
    }),
  );
  return { url, written: "updated" };
}

async function create(github: GitHub, wanted: TrackedState, body: string): Promise<Kept> {
  const { octokit, owner, repo } = github;
  const { title, labels, assignees } = wanted;
  await ask("open the tracking issue", permission, () =>
    octokit.rest.issues.create({
      owner,
      repo,
      title,
      body,
      labels: [...labels],
      assignees: [...assignees],
    }),
  );
  // Two runs at once both found none; at rest there shall be one.
  const [kept, ...twins] = await listOwn(github, wanted);
  for (const twin of twins.filter(({ state }) => state === "open")) {
    await ask("close a second tracking issue", permission, () =>
      octokit.rest.issues.update({
        owner,
        repo,
        issue_number: twin.number,
        state: "closed",
        state_reason: "not_planned",
      }),
    );
  }
  return { url: kept?.html_url, written: "created" };
}

/** Returns the account's own issues with the marker, open and closed, oldest first. */
async function listOwn({ octokit, owner, repo }: GitHub, { account, marker }: TrackedState) {
  const issues = await ask("list the issues of the repository", permission, () =>
    octokit.paginate(octokit.rest.issues.listForRepo, {
      owner,
      repo,
      state: "all",
      sort: "created",
      direction: "asc",
      per_page: 100,
    }),
  );
  return issues
    .filter(
      (issue) =>
        issue.pull_request === undefined &&
        issue.user?.id === account &&
        hasMarker(issue.body, marker),
    )
    .sort((a, b) => a.number - b.number);
}
