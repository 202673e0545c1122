/** The one issue of a policy, which says where the workspace stands. */

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
import { isTold, tellNews, type NewsPlace } from "./news-comment.ts";
import { openIssue } from "./open-issue.ts";
import type { Kept } from "../pull-request/pull-request.ts";
import {
  readTrackedSet,
  toNewsId,
  toRemembered,
  withTrackedSet,
  type TrackedSet,
} from "./tracked-set.ts";

const permission = "issues: write";

/** GitHub refuses a longer body; counted in bytes here, which is never fewer than its characters. */
export const maxBodyBytes = 65_536;
/** More duplicates than this are no race: they are left for the next runs, a few at a time. */
const maxDuplicates = 3;
/** Cloudsmith's clock and GitHub's may differ. */
const slackMs = 3_600_000;

export interface IssueContent {
  readonly accounts: OwnAccounts;
  readonly key: Required<{ [Part in keyof IssueKey]: string }>;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly log: Logger;
  /** Whether the repository has no policy of that path any more. */
  readonly isGone: (policyPath: string) => Promise<boolean>;
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
 * left. What people wrote around our part of it stays.
 */
export async function keepIssue(github: GitHub, content: IssueContent): Promise<Kept> {
  const search = toSearch(content);
  const listed = await findIssues(github, search);
  const known = await choose(listed.issues, content);
  if (known.length > 0) return await keep(github, content, known);
  const { title, set } = content.found(undefined);
  if (set.rules.size === 0) return { url: undefined, written: "unchanged" };
  // Only now, because this takes more requests.
  const late = await choose(await findUnlisted(github, search, listed), content);
  if (late.length > 0) return await keep(github, content, late);
  if (!listed.whole) {
    content.log.warn(
      "a new tracking issue is opened: none was found among the latest issues of this account, which has many more. If there is one, close it; with issue-labels it is found by its label.",
    );
  }
  const body = compose(content, noText, { set, held: [], told: undefined });
  const { labels, assignees, log } = content;
  const created = await openIssue(github, { title, body, labels, assignees }, log);
  return { url: await settleRace(github, search, created), written: "created" };
}

/** Two runs at once both found none; at rest there shall be one. */
async function settleRace(
  github: GitHub,
  search: Search,
  created: { readonly number: number; readonly state: string; readonly html_url: string },
): Promise<string> {
  const listed = (await listNewest(github, search)).filter(search.isIt);
  // The list may not show yet what the reply does.
  const others = listed.filter(({ number }) => number !== created.number);
  const [kept = created, ...duplicates] = [created, ...others].sort((a, b) => a.number - b.number);
  await closeDuplicates(github, duplicates);
  return kept.html_url;
}

async function keep(
  github: GitHub,
  content: IssueContent,
  [issue, ...duplicates]: readonly ListedIssue[],
): Promise<Kept> {
  if (issue === undefined) throw new Error("there is no issue to keep");
  await closeDuplicates(github, duplicates);
  const key = keyOf(issue, content.key) ?? content.key;
  const split = splitBody(issue.body, issueMarker(key)) ?? { ...noText, own: "", isWhole: false };
  const place = toNewsPlace(content, issue, readTrackedSet(split.own));
  const told = await withoutTold(github, place, readTrackedSet(split.own));
  const state = issue.state === "closed" ? "closed" : "open";
  const isKnown = key.policyPath === content.key.policyPath && split.isWhole;
  const outdated = !isKnown || hasNotice(split.own) || told?.isLate === true;
  const found = content.found(told?.set);
  const plan = planIssue({ state, title: issue.title, told: told?.set, outdated }, found);
  const url = issue.html_url;
  if (!plan.write) return { url, written: "unchanged" };
  const { set, failure } = await bringNews(github, content, { place, told: told?.set, plan });
  // What could not be told is remembered already.
  if (failure !== undefined && plan.onlyForgets) {
    if (!(failure instanceof Unwritable)) throw failure;
    content.log.warn(failure.message);
    return { url, written: "unchanged" };
  }
  const body = compose(content, split, { set, held: plan.held, told: told?.set });
  // People hear why an issue is closed before it is; a locked one is closed in silence.
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

/** Tells the news, and returns the set for the body; with the news in it that could not be told. */
async function bringNews(
  github: GitHub,
  content: IssueContent,
  {
    place,
    told,
    plan,
  }: {
    readonly place: NewsPlace;
    readonly told: TrackedSet | undefined;
    readonly plan: IssuePlan;
  },
): Promise<{ readonly set: TrackedSet; readonly failure: AuditError | undefined }> {
  const { news, set } = plan;
  if (told === undefined || news === undefined) {
    return { set: { ...set, news: told?.news }, failure: undefined };
  }
  const id = toNewsId(told, set, news.event);
  const failure = await tellNews(github, place, { id, text: content.tell(news) });
  const rules = toRemembered((told.untold ?? told).rules, set);
  const untold = failure === undefined ? undefined : { event: news.event, rules };
  return { set: { ...set, news: id, untold }, failure };
}

/**
 * Returns what was told, without the news that was to be told later and is there all the same: GitHub
 * may have taken a comment and have failed to say so.
 */
async function withoutTold(
  github: GitHub,
  place: NewsPlace,
  set: TrackedSet | undefined,
): Promise<{ readonly set: TrackedSet; readonly isLate: boolean } | undefined> {
  if (set === undefined) return undefined;
  const isLate =
    set.untold !== undefined && set.news !== undefined && (await isTold(github, place, set.news));
  return { set: isLate ? { ...set, untold: undefined } : set, isLate };
}

/** The body was last written after the sync that it describes, and so were the comments on it. */
function toNewsPlace(
  { accounts }: IssueContent,
  issue: ListedIssue,
  told: TrackedSet | undefined,
): NewsPlace {
  const thread: Thread = { number: issue.number, name: "tracking issue", permission };
  const times = [told?.completeAt ?? issue.created_at, issue.updated_at].map((at) =>
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
 * Returns the issues of this policy, the oldest first: those with its path; else those of earlier
 * versions, which knew the workspace only; else those of a policy that is gone, because then this one
 * has another path now.
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

/** Somebody may have put the part of another issue above ours. */
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
