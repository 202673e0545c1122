/** Finds our issues in a repository that may have many thousands of others, with few requests. */

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
  /** True for an issue that may be the one. */
  readonly isWanted: (issue: ListedIssue) => boolean;
  /** True for one that is: the search ends where it is open. */
  readonly isIt: (issue: ListedIssue) => boolean;
}

export interface Found {
  /** Wanted ones, the oldest first; not more than were looked at. */
  readonly issues: readonly ListedIssue[];
  /** False where our account has more issues than were looked at. */
  readonly whole: boolean;
  /** True where the list by author had anything, so that the filter is known to work. */
  readonly isFiltered: boolean;
}

const permission = "issues: write";
const pageSize = 100;
/** Pages of one search. The account and what comes after the search take the rest of ten requests. */
const maxPages = 7;
/** Numbers that may be taken by issues which the list does not show yet. */
const maxProbes = 3;
const maxUnfiltered = 3;

/**
 * Returns our own issues: by their author, the latest updated ones first, because an open one is
 * renewed every week. Never by search, whose index lags behind and so gives duplicates.
 */
export async function findIssues(github: GitHub, search: Search): Promise<Found> {
  const { accounts, labels } = search;
  const found = new Map<number, ListedIssue>();
  let left = maxPages;
  let whole = true;
  let isFiltered = false;
  const isDone = () =>
    [...found.values()].some((issue) => issue.state === "open" && search.isIt(issue));
  /** Returns whether the list was read to its end. */
  const look = async (query: Query, most: number): Promise<boolean> => {
    for (let page = 1; page <= most && left > 0; page++) {
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
    if (await look({ ...by, state: "all" }, 1)) continue;
    const [label] = labels;
    if (!isDone() && label !== undefined) await look({ ...by, labels: label, state: "all" }, 1);
    const isWhole =
      !isDone() &&
      (await look({ ...by, state: "open" }, 3)) &&
      !isDone() &&
      (await look({ ...by, state: "closed" }, 2));
    whole &&= isWhole;
  }
  return { issues: sort(found), whole: whole || isDone(), isFiltered };
}

/**
 * Returns our own issues that the list by author does not show, or not yet: among the newest of all,
 * those whose numbers follow, and, where nothing proves that GitHub filters by this author, the latest
 * updated ones. For the moment before an issue is opened, when a second one would be made.
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

/** Returns our own issues among the newest, which is where two runs at once leave theirs. */
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
      // GitHub refuses a creator whom it does not know, such as one who is gone: they have no issue.
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
