/** The only tracking issue of a policy, with the workspace's current drift. */

import { AuditError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { HeldRule } from "../../report/progress.ts";
import type { OwnAccounts } from "../client/account.ts";
import { ask, Unwritable, type GitHub } from "../client/ask.ts";
import type { Thread } from "../comment/comments.ts";
import { hasNotice } from "./failure-notice.ts";
import {
  findIssues,
  findUnlisted,
  listNewest,
  type ListedIssue,
  type Search,
} from "./find-issue.ts";
import { planIssue, type Found, type IssuePlan } from "./issue-plan.ts";
import {
  issueMarker,
  joinBody,
  readIssueKey,
  splitBody,
  withEnd,
  withMarker,
  type IssueKey,
  type SplitBody,
} from "../marker.ts";
import { isPosted, postNews, type NewsPlace } from "./news-comment.ts";
import { openIssue } from "./open-issue.ts";
import type { WriteResult } from "../pull-request/pull-request.ts";
import {
  readTrackedSet,
  toNewsId,
  toStoredRules,
  withTrackedSet,
  type TrackedSet,
} from "./tracked-set.ts";

const permission = "issues: write";

/** GitHub rejects a longer body. This counts bytes, which are never fewer than characters. */
export const maxBodyBytes = 65_536;
/** Concurrent runs leave only a few duplicates. The limit bounds the updates per run. */
const maxDuplicates = 3;
/** Cloudsmith's and GitHub's clocks may differ. */
const slackMs = 3_600_000;

export interface IssueContent {
  readonly accounts: OwnAccounts;
  readonly key: Required<{ [Part in keyof IssueKey]: string }>;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly log: Logger;
  /** Returns whether the repository no longer has a policy with that path. */
  readonly isGone: (policyPath: string) => Promise<boolean>;
  /**
   * Returns this run's findings. `recorded` is the set in the existing issue, if it is there and
   * unchanged.
   */
  found(recorded: TrackedSet | undefined): Found;
  /** Returns the text to show, at most `maxBytes` long in UTF-8. */
  render(
    shown: {
      readonly held: readonly HeldRule[];
      readonly recorded: TrackedSet | undefined;
      /** The set that the issue gets. */
      readonly set: TrackedSet;
    },
    maxBytes: number,
  ): string;
  /** Returns the text of the comment about new and cleared findings. */
  renderNews(news: NonNullable<IssuePlan["news"]>): string;
}

/**
 * Brings the issue up to date: opens it if there is drift, updates it in place if the findings
 * change, reopens it if somebody closed it during drift, and closes it if no finding is left. It
 * preserves the text that people added around our part.
 */
export async function updateIssue(github: GitHub, content: IssueContent): Promise<WriteResult> {
  const search = toSearch(content);
  const listed = await findIssues(github, search);
  const known = await choose(listed.issues, content);
  if (known.length > 0) return await updateExisting(github, content, known);
  const { title, set } = content.found(undefined);
  if (set.rules.size === 0) return { url: undefined, written: "unchanged" };
  // This is checked last because it takes more requests.
  const late = await choose(await findUnlisted(github, search, listed), content);
  if (late.length > 0) return await updateExisting(github, content, late);
  if (!listed.isComplete) {
    content.log.warn(
      "a new tracking issue is opened: none was found among the latest issues of this account, which has many more. If there is one, close it; with issue-labels it is found by its label.",
    );
  }
  const body = compose(content, noText, { set, held: [], recorded: undefined });
  const { labels, assignees, log } = content;
  const created = await openIssue(github, { title, body, labels, assignees }, log);
  return { url: await closeConcurrent(github, search, created), written: "created" };
}

/** If concurrent runs each opened an issue, this closes all but the oldest, and returns its URL. */
async function closeConcurrent(
  github: GitHub,
  search: Search,
  created: { readonly number: number; readonly state: string; readonly html_url: string },
): Promise<string> {
  const listed = (await listNewest(github, search)).filter(search.isIt);
  // The list may not show the created issue yet.
  const others = listed.filter(({ number }) => number !== created.number);
  const [oldest = created, ...duplicates] = [created, ...others].sort(
    (a, b) => a.number - b.number,
  );
  await closeDuplicates(github, duplicates);
  return oldest.html_url;
}

async function updateExisting(
  github: GitHub,
  content: IssueContent,
  [issue, ...duplicates]: readonly ListedIssue[],
): Promise<WriteResult> {
  if (issue === undefined) throw new Error("there is no issue to update");
  await closeDuplicates(github, duplicates);
  const key = keyOf(issue, content.key) ?? content.key;
  const split = splitBody(issue.body, issueMarker(key)) ?? {
    ...noText,
    own: "",
    isComplete: false,
  };
  const place = toNewsPlace(content, issue, readTrackedSet(split.own));
  const recorded = await withoutPosted(github, place, readTrackedSet(split.own));
  const state = issue.state === "closed" ? "closed" : "open";
  const isKnown = key.policyPath === content.key.policyPath && split.isComplete;
  const outdated = !isKnown || hasNotice(split.own) || recorded?.isLate === true;
  const found = content.found(recorded?.set);
  const plan = planIssue({ state, title: issue.title, recorded: recorded?.set, outdated }, found);
  const url = issue.html_url;
  if (!plan.write) return { url, written: "unchanged" };
  const { set, failure } = await postPlannedNews(github, content, {
    place,
    recorded: recorded?.set,
    plan,
  });
  // The body already contains the news that could not be posted.
  if (failure !== undefined && plan.onlyForgets) {
    if (!(failure instanceof Unwritable)) throw failure;
    content.log.warn(failure.message);
    return { url, written: "unchanged" };
  }
  const body = compose(content, split, { set, held: plan.held, recorded: recorded?.set });
  // The comment comes before the closing. The issue of a locked conversation is closed without one.
  const isHeld = failure !== undefined && !(failure instanceof Unwritable);
  const next = isHeld && plan.state === "closed" ? state : plan.state;
  await update(github, issue.number, { title: found.title, body, ...turnTo(next, state) }).catch(
    (error: unknown) => {
      throw isHeld ? failure : error;
    },
  );
  if (isHeld) throw failure;
  if (failure !== undefined) content.log.warn(failure.message);
  return { url, written: "updated" };
}

/** Posts the news, and returns the set for the body, with the news in it if posting failed. */
async function postPlannedNews(
  github: GitHub,
  content: IssueContent,
  {
    place,
    recorded,
    plan,
  }: {
    readonly place: NewsPlace;
    readonly recorded: TrackedSet | undefined;
    readonly plan: IssuePlan;
  },
): Promise<{ readonly set: TrackedSet; readonly failure: AuditError | undefined }> {
  const { news, set } = plan;
  if (recorded === undefined || news === undefined) {
    return { set: { ...set, news: recorded?.news }, failure: undefined };
  }
  const id = toNewsId(recorded, set, news.event);
  const failure = await postNews(github, place, { id, text: content.renderNews(news) });
  const rules = toStoredRules((recorded.unposted ?? recorded).rules, set);
  const unposted = failure === undefined ? undefined : { event: news.event, rules };
  return { set: { ...set, news: id, unposted }, failure };
}

/**
 * Returns the recorded set without its unposted news if the comment exists after all: GitHub may
 * have stored it and still have returned an error.
 */
async function withoutPosted(
  github: GitHub,
  place: NewsPlace,
  set: TrackedSet | undefined,
): Promise<{ readonly set: TrackedSet; readonly isLate: boolean } | undefined> {
  if (set === undefined) return undefined;
  const isLate =
    set.unposted !== undefined &&
    set.news !== undefined &&
    (await isPosted(github, place, set.news));
  return { set: isLate ? { ...set, unposted: undefined } : set, isLate };
}

/** The body and the comments were written after the sync that the body describes. */
function toNewsPlace(
  { accounts }: IssueContent,
  issue: ListedIssue,
  recorded: TrackedSet | undefined,
): NewsPlace {
  const thread: Thread = { number: issue.number, name: "tracking issue", permission };
  const times = [recorded?.completeAt ?? issue.created_at, issue.updated_at].map((at) =>
    Date.parse(at),
  );
  const since = new Date(Math.min(...times) - slackMs).toISOString();
  return { thread, accounts, since };
}

function toSearch({ accounts, labels, key }: IssueContent): Search {
  const marker = issueMarker(key);
  const workspace = key.workspace.toLowerCase();
  return {
    accounts,
    labels,
    isIt: ({ body }) => splitBody(body, marker) !== undefined,
    isWanted: ({ body }) => readIssueKey(body)?.workspace === workspace,
  };
}

/**
 * Returns the issues of this policy, oldest first: those with its path; else those of earlier
 * versions, whose marker has only the workspace; else those of a policy that no longer exists,
 * because this one may be its new path.
 */
async function choose(
  issues: readonly ListedIssue[],
  { key, isGone }: Pick<IssueContent, "key" | "isGone">,
): Promise<readonly ListedIssue[]> {
  const byPath = Map.groupBy(issues, (issue) => keyOf(issue, key)?.policyPath);
  const own = byPath.get(key.policyPath) ?? byPath.get(undefined);
  if (own !== undefined) return own;
  for (const [path, others] of [...byPath].slice(0, 3)) {
    if (path !== undefined && (await isGone(path))) return others;
  }
  return [];
}

/** Somebody may have copied the part of another issue above ours. */
function keyOf({ body }: Pick<ListedIssue, "body">, own: IssueContent["key"]) {
  return splitBody(body, issueMarker(own)) === undefined ? readIssueKey(body) : own;
}

const noText = { before: "", after: "" };

function compose(
  content: IssueContent,
  around: Pick<SplitBody, "before" | "after">,
  shown: Parameters<IssueContent["render"]>[0],
): string {
  const marker = issueMarker(content.key);
  const toBody = (text: string) =>
    joinBody(around, withEnd(withTrackedSet(withMarker(text, marker), shown.set)));
  const room = maxBodyBytes - Buffer.byteLength(toBody(""));
  const body = toBody(content.render(shown, Math.max(0, room)));
  if (Array.from(body).length <= maxBodyBytes) return body;
  throw new AuditError(
    "DELIVERY_FAILED",
    "cannot update the tracking issue: the text that people added to it leaves no room. Shorten that.",
  );
}

function turnTo(next: "open" | "closed", state: "open" | "closed") {
  if (next === state) return {};
  return { state: next, state_reason: next === "closed" ? "completed" : "reopened" } as const;
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

async function closeDuplicates(
  github: GitHub,
  duplicates: readonly { readonly number: number; readonly state: string }[],
): Promise<void> {
  for (const { number } of duplicates
    .filter(({ state }) => state === "open")
    .slice(0, maxDuplicates)) {
    await update(github, number, { state: "closed", state_reason: "not_planned" });
  }
}
