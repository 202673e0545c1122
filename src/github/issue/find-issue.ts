/** Finds our issues with few requests, even in a repository with many thousands of issues. */

import { RequestError } from "@octokit/request-error";
import type { RestEndpointMethodTypes } from "@octokit/rest";

import type { OwnAccounts } from "../client/account.ts";
import { ask, type GitHub } from "../client/ask.ts";

export type ListedIssue =
  RestEndpointMethodTypes["issues"]["listForRepo"]["response"]["data"][number];
interface Query {
  readonly state: "open" | "closed" | "all";
  readonly sort: "created" | "updated";
  readonly direction: "desc";
  readonly creator?: string;
  readonly labels?: string;
}

export interface Search {
  readonly accounts: OwnAccounts;
  readonly labels: readonly string[];
  /** Returns true for an issue that may be the right one. */
  readonly isWanted: (issue: ListedIssue) => boolean;
  /** Returns true for the right issue. The search ends if it is open. */
  readonly isIt: (issue: ListedIssue) => boolean;
}

export interface Found {
  /** The issues that `isWanted` accepts, oldest first, among those that were read. */
  readonly issues: readonly ListedIssue[];
  /** False if our account has more issues than were read. */
  readonly isComplete: boolean;
  /** True if the list by author was not empty, which proves that GitHub's filter works. */
  readonly isFiltered: boolean;
}

const permission = "issues: write";
const pageSize = 100;
/** Pages per search. The account and the later steps use the rest of ten requests. */
const maxPages = 7;
/** Numbers to try, because the list may not show the newest issues yet. */
const maxProbes = 3;
const maxUnfiltered = 3;

/**
 * Returns our own issues by their author, most recently updated first, because an open one is
 * renewed every week. It does not use GitHub's search, whose index is updated late and would cause
 * duplicates.
 */
export async function findIssues(github: GitHub, search: Search): Promise<Found> {
  const { accounts, labels } = search;
  const found = new Map<number, ListedIssue>();
  let left = maxPages;
  let isComplete = true;
  let isFiltered = false;
  const isDone = () =>
    [...found.values()].some((issue) => issue.state === "open" && search.isIt(issue));
  /** Returns whether the list was read to its end. */
  const readPages = async (query: Query, limit: number): Promise<boolean> => {
    for (let page = 1; page <= limit && left > 0; page++) {
      left -= 1;
      const issues = await list(github, { ...query, page });
      isFiltered ||= query.creator !== undefined && issues.length > 0;
      for (const issue of issues) {
        if (isOurs(issue, search)) found.set(issue.number, issue);
      }
      if (issues.length < pageSize) return true;
      if (isDone()) return false;
    }
    return false;
  };
  for (const creator of accounts.logins ?? [undefined]) {
    const by = { ...(creator !== undefined && { creator }), ...latest };
    if (await readPages({ ...by, state: "all" }, 1)) continue;
    const [label] = labels;
    if (!isDone() && label !== undefined)
      await readPages({ ...by, labels: label, state: "all" }, 1);
    const isListComplete =
      !isDone() &&
      (await readPages({ ...by, state: "open" }, 3)) &&
      !isDone() &&
      (await readPages({ ...by, state: "closed" }, 2));
    isComplete &&= isListComplete;
  }
  return { issues: sort(found), isComplete: isComplete || isDone(), isFiltered };
}

/**
 * Returns our own issues that the list by author does not show, or not yet. It looks at the newest
 * issues of all authors and at the next numbers. If nothing proves that GitHub can filter by this
 * author, it also looks at the most recently updated open issues. Call it before opening an issue,
 * to prevent a duplicate.
 */
export async function findUnlisted(
  github: GitHub,
  search: Search,
  { isFiltered }: Pick<Found, "isFiltered">,
): Promise<readonly ListedIssue[]> {
  const newest = await list(github, { state: "all", sort: "created", direction: "desc", page: 1 });
  const found = newest.filter((issue) => isOurs(issue, search));
  const most = isFiltered || newest.length < pageSize ? 0 : maxUnfiltered;
  for (let page = 1; page <= most; page++) {
    const issues = await list(github, { ...latest, state: "open", page });
    found.push(...issues.filter((issue) => isOurs(issue, search)));
    if (found.length > 0 || issues.length < pageSize) break;
  }
  const last = newest[0]?.number ?? 0;
  for (let number = last + 1; number <= last + maxProbes; number++) {
    const issue = await get(github, number);
    if (issue === undefined) break;
    if (isOurs(issue, search)) found.push(issue);
  }
  return sort(new Map(found.map((issue) => [issue.number, issue])));
}

/** Returns our own issues among the newest, where concurrent runs have created theirs. */
export async function listNewest(github: GitHub, search: Search): Promise<readonly ListedIssue[]> {
  const creator = search.accounts.logins?.[0];
  const newest = await list(github, {
    ...(creator !== undefined && { creator }),
    state: "all",
    sort: "created",
    direction: "desc",
    page: 1,
  });
  return newest.filter((issue) => isOurs(issue, search));
}

const latest = { sort: "updated", direction: "desc" } as const;

function isOurs(issue: ListedIssue, { accounts, isWanted }: Search): boolean {
  return issue.pull_request === undefined && accounts.include(issue.user) && isWanted(issue);
}

function sort(found: ReadonlyMap<number, ListedIssue>): readonly ListedIssue[] {
  return [...found.values()].sort((a, b) => a.number - b.number);
}

async function list(
  { octokit, owner, repo }: GitHub,
  query: Query & { readonly page: number },
): Promise<readonly ListedIssue[]> {
  const reply = await ask("list the issues of the repository", permission, () =>
    octokit.rest.issues
      .listForRepo({ owner, repo, ...query, per_page: pageSize })
      // GitHub rejects an unknown creator, such as a deleted account, which has no issues.
      .catch(unless(422, query.creator !== undefined)),
  );
  return reply?.data ?? [];
}

async function get(
  { octokit, owner, repo }: GitHub,
  issue_number: number,
): Promise<ListedIssue | undefined> {
  const reply = await ask("look for an issue that was opened just now", permission, () =>
    octokit.rest.issues
      .get({ owner, repo, issue_number })
      .catch(unless(404, true))
      .catch(unless(410, true)),
  );
  return reply?.data;
}

function unless(status: number, applies: boolean): (error: unknown) => undefined {
  return (error) => {
    if (!(applies && error instanceof RequestError && error.status === status)) throw error;
    return undefined;
  };
}
