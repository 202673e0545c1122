/** What the stand-in's one repository holds; tests read it and write to it directly. */

import { ownAccount, type Account } from "./account.ts";

export interface StandInComment {
  readonly id: number;
  /** Number of the issue or pull request that it is on. */
  readonly on: number;
  body: string;
  user: Account;
  created_at: string;
  updated_at: string;
  /** How many more lists do not show it. */
  unlisted: number;
  readonly html_url: string;
}

export interface StandInIssue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  labels: string[];
  assignees: string[];
  user: Account;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  /** Nobody but people with write access may comment. */
  locked: boolean;
  /** How many more lists do not show it. */
  unlisted: number;
  readonly html_url: string;
}

export interface StandInPull {
  readonly number: number;
  headSha: string;
  /** The commit that GitHub merged to test it; null: there is none yet. */
  mergeSha: string | null;
  readonly html_url: string;
  readonly created_at: string;
  locked: boolean;
  /** Paths, or a file that was moved, or removed. */
  files: StandInDiff[];
  /** Of the repository that its head is in; null: that is gone. */
  headRepositoryId: number | null;
  headRef: string;
  baseRef: string;
}

export type StandInDiff =
  | string
  | { readonly filename: string; readonly previous_filename: string }
  | { readonly filename: string; readonly status: "added" | "removed" };

/** A text, bytes, a link that leads out of the repository, or a submodule. */
export type StandInFile =
  | string
  | Buffer
  | { readonly target: string }
  | { readonly submodule: true };

export interface StandInArtifact {
  readonly id: number;
  name: string;
  zip: Buffer;
  expired: boolean;
  runId: number;
  branch: string;
  /** What started its run. */
  event: string;
  /** The commit of its run. */
  sha: string;
  /** False for the run of a fork. */
  ofThisRepository: boolean;
  /** What GitHub says of the zip, where that is not the truth. */
  told: { readonly digest?: string | null; readonly size?: number };
  created_at: string;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly url: string;
  visibility: "public" | "private" | "internal";
  issuesEnabled: boolean;
  /** Who can be assigned to an issue; undefined: anybody. */
  readonly assignable: readonly string[] | undefined;
  /** Everybody may read it and nobody write. */
  archived: boolean;
  /** False: labels and assignees are left out without a word, as for who may only read. */
  mayLabel: boolean;
  /** How many lists do not show what was just made. */
  lag: number;
  /** The token was never given this repository: everything in it is 404. */
  hidden: boolean;
}

export interface State {
  readonly repository: Repository;
  readonly comments: StandInComment[];
  readonly issues: StandInIssue[];
  readonly pulls: StandInPull[];
  readonly artifacts: StandInArtifact[];
  /** Ids of the parents, first one first. */
  readonly commits: Map<string, readonly string[]>;
  /** Those that are not on the default branch. */
  readonly astray: Set<string>;
  /** By `commit:path`. */
  readonly files: Map<string, StandInFile>;
  /** Where two commits of `base...head` parted, where that is not the base itself. */
  readonly mergeBases: Map<string, string>;
  /** Where artifacts are kept. */
  readonly storage: {
    /** Where GitHub says that one is, given its address there. */
    redirect: (address: string) => string;
    /** Whether the storage itself sends on to somewhere else. */
    sendsOn: boolean;
    /** How many it gave out. */
    downloads: number;
  };
  /** Returns a time that no earlier call returned, to the second. */
  now(): string;
  addComment(comment: Partial<StandInComment>): StandInComment;
  addIssue(issue: Partial<StandInIssue>): StandInIssue;
  addPull(pull: Partial<StandInPull>): StandInPull;
  addArtifact(artifact: Partial<StandInArtifact>): StandInArtifact;
}

/** Returns what a list shows: GitHub's lists lag behind what was just made. */
export function listed<T extends { unlisted: number }>(items: readonly T[]): T[] {
  const shown = items.filter(({ unlisted }) => unlisted === 0);
  for (const item of items) item.unlisted = Math.max(0, item.unlisted - 1);
  return shown;
}

/** Returns a repository with nothing in it. */
export function createState(repository: Repository, clock: () => Date): State {
  const now = createTicks(clock);
  let lastId = 1000;
  const nextId = () => ++lastId;
  const held: Held = {
    repository,
    comments: [],
    issues: [],
    pulls: [],
    artifacts: [],
    commits: new Map(),
    astray: new Set(),
    files: new Map(),
    mergeBases: new Map(),
    storage: { redirect: (address) => address, sendsOn: false, downloads: 0 },
    now,
  };
  return {
    ...held,
    addComment: (comment) => add(held.comments, toComment(held, nextId(), comment)),
    addIssue: (issue) => add(held.issues, toIssue(held, nextId(), issue)),
    addPull: (pull) => add(held.pulls, toPull(held, pull)),
    addArtifact: (artifact) => {
      const added = add(held.artifacts, toArtifact(held, nextId(), artifact));
      if (!held.commits.has(added.sha)) held.commits.set(added.sha, []);
      return added;
    },
  };
}

type Held = Omit<State, `add${string}`>;

function createTicks(clock: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.floor(clock().getTime() / 1_000));
    return `${new Date(last * 1_000).toISOString().slice(0, 19)}Z`;
  };
}

function toComment(
  { repository, pulls, now }: Held,
  id: number,
  given: Partial<StandInComment>,
): StandInComment {
  const [time, on] = [now(), given.on ?? pulls[0]?.number ?? 1];
  const kind = pulls.some(({ number }) => number === on) ? "pull" : "issues";
  return {
    id,
    on,
    body: "",
    user: ownAccount,
    html_url: `${repository.url}/${kind}/${on}#issuecomment-${id}`,
    created_at: time,
    updated_at: time,
    unlisted: 0,
    ...given,
  };
}

function toIssue(held: Held, id: number, given: Partial<StandInIssue>): StandInIssue {
  const [time, number] = [held.now(), given.number ?? nextNumber(held)];
  return {
    id,
    number,
    title: "",
    body: "",
    state: "open",
    state_reason: null,
    labels: [],
    assignees: [],
    user: ownAccount,
    created_at: time,
    updated_at: time,
    closed_at: null,
    locked: false,
    unlisted: 0,
    html_url: `${held.repository.url}/issues/${number}`,
    ...given,
  };
}

function toPull(held: Held, given: Partial<StandInPull>): StandInPull {
  const number = given.number ?? nextNumber(held);
  const html_url = `${held.repository.url}/pull/${number}`;
  const locked = false;
  const commits = { headSha: "c".repeat(40), mergeSha: "a".repeat(40) };
  const sides = { headRepositoryId: held.repository.id, headRef: "change", baseRef: "main" };
  const made = { number, html_url, created_at: held.now(), locked, files: [] };
  return { ...made, ...commits, ...sides, ...given };
}

/** Issues and pull requests share their numbers. */
function nextNumber({ issues, pulls }: Held): number {
  let last = 0;
  for (const { number } of issues) if (number > last) last = number;
  for (const { number } of pulls) if (number > last) last = number;
  return last + 1;
}

function toArtifact({ now }: Held, id: number, given: Partial<StandInArtifact>): StandInArtifact {
  return {
    id,
    name: "",
    zip: Buffer.alloc(0),
    expired: false,
    // Its own, as a workflow leaves one artifact of a name.
    runId: id + 3_000,
    branch: "main",
    event: "schedule",
    sha: "9".repeat(40),
    ofThisRepository: true,
    told: {},
    created_at: now(),
    ...given,
  };
}

function add<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
