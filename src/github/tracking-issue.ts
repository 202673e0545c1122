/** The one issue that says where the workspace stands. */

import type { HeldRule } from "../report/progress.ts";
import type { OwnAccounts } from "./account.ts";
import { addComment, listOwnComments, removeTwins, type Thread } from "./comments.ts";
import { planIssue, type Found, type IssuePlan } from "./issue-plan.ts";
import { hasMarker, isSameBody, withMarker } from "./marker.ts";
import { ask, type GitHub } from "./ask.ts";
import type { Kept } from "./pull-request.ts";
import { readTrackedSet, withTrackedSet, type TrackedSet } from "./tracked-set.ts";

const permission = "issues: write";

/** GitHub refuses a longer body; counted in bytes here, which is never fewer than its characters. */
const maxBodyBytes = 65_536;
/** More twins than this are no race: they are left for the next runs, a few at a time. */
const maxTwins = 3;

export interface IssueContent {
  readonly accounts: OwnAccounts;
  readonly marker: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** What this run found; `told` is what the issue told before, if it is there and whole. */
  found(told: TrackedSet | undefined): Found;
  /** Returns the text to show, at most `maxBytes` long in UTF-8. */
  render(
    shown: {
      readonly held: readonly HeldRule[];
      readonly told: TrackedSet | undefined;
      /** What the issue is to tell. */
      readonly set: TrackedSet;
    },
    maxBytes: number,
  ): string;
  /** Returns the comment that tells what came and went. */
  tell(news: NonNullable<IssuePlan["news"]>): string;
}

/**
 * Makes the issue say what is the case: opened when there is drift, updated in place when the set of
 * findings changes, reopened when somebody closed it while there was drift, closed when nothing is
 * left. Never found by search, whose index lags behind and so gives twins.
 */
export async function keepIssue(github: GitHub, content: IssueContent): Promise<Kept> {
  const [issue, ...twins] = await listOwn(github, content);
  if (issue === undefined) return await open(github, content);
  await closeTwins(github, twins);
  const told = readTrackedSet(issue.body);
  const state = issue.state === "closed" ? "closed" : "open";
  const found = content.found(told);
  const plan = planIssue({ state, title: issue.title, told }, found);
  const url = issue.html_url;
  if (!plan.write) return { url, written: "unchanged" };
  const body = compose(content, plan.set, plan.held, told);
  await update(github, issue.number, {
    title: found.title,
    body,
    ...(plan.state !== state && {
      state: plan.state,
      state_reason: plan.state === "closed" ? "completed" : "reopened",
    }),
  });
  // After the body: should this fail, the next run does not tell it twice.
  if (plan.news !== undefined) await tellOnce(github, content, issue, content.tell(plan.news));
  return { url, written: "updated" };
}

async function open(github: GitHub, content: IssueContent): Promise<Kept> {
  const { octokit, owner, repo } = github;
  const { labels, assignees } = content;
  const { title, set } = content.found(undefined);
  if (set.rules.size === 0) return { url: undefined, written: "unchanged" };
  const body = compose(content, set, [], undefined);
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
  const [kept, ...twins] = await listOwn(github, content);
  await closeTwins(github, twins);
  return { url: kept?.html_url, written: "created" };
}

function compose(
  content: IssueContent,
  set: TrackedSet,
  held: readonly HeldRule[],
  told: TrackedSet | undefined,
): string {
  const around = withTrackedSet(withMarker("", content.marker), set);
  const room = maxBodyBytes - Buffer.byteLength(around);
  const text = content.render({ held, told, set }, room);
  return withTrackedSet(withMarker(text, content.marker), set);
}

async function update(
  { octokit, owner, repo }: GitHub,
  issue_number: number,
  change: {
    readonly title?: string;
    readonly body?: string;
    readonly state?: "open" | "closed";
    readonly state_reason?: "completed" | "reopened" | "not_planned";
  },
): Promise<void> {
  await ask("update the tracking issue", permission, () =>
    octokit.rest.issues.update({ owner, repo, issue_number, ...change }),
  );
}

/**
 * Comments on the issue. Two runs at once bring the same news, of the issue as it was before both; at
 * rest they shall be there once.
 */
async function tellOnce(
  github: GitHub,
  { accounts }: Pick<IssueContent, "accounts">,
  before: { readonly number: number; readonly updated_at: string },
  news: string,
): Promise<void> {
  const thread: Thread = { number: before.number, name: "tracking issue", permission };
  await addComment(github, thread, news);
  const matches = (body: string) => isSameBody(body, news);
  const wanted = { accounts, matches, since: before.updated_at };
  const [, ...twins] = await listOwnComments(github, thread, wanted);
  await removeTwins(github, thread, twins);
}

async function closeTwins(
  github: GitHub,
  twins: readonly { readonly number: number; readonly state: string }[],
): Promise<void> {
  for (const { number } of twins.filter(({ state }) => state === "open").slice(0, maxTwins)) {
    await update(github, number, { state: "closed", state_reason: "not_planned" });
  }
}

/** Returns the account's own issues with the marker, open and closed, oldest first. */
async function listOwn(
  { octokit, owner, repo }: GitHub,
  { accounts, marker }: Pick<IssueContent, "accounts" | "marker">,
) {
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
        accounts.include(issue.user) &&
        hasMarker(issue.body, marker),
    )
    .sort((a, b) => a.number - b.number);
}
