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
  readonly html_url: string;
}

export interface StandInPull {
  readonly number: number;
  readonly html_url: string;
  readonly created_at: string;
  /** Paths, or a file that was moved. */
  files: (string | { readonly filename: string; readonly previous_filename: string })[];
}

export interface StandInArtifact {
  readonly id: number;
  name: string;
  zip: Buffer;
  expired: boolean;
  runId: number;
  branch: string;
  /** False for the run of a fork. */
  ofThisRepository: boolean;
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
  /** Texts by `commit:path`. */
  readonly files: Map<string, string>;
  /** Returns a time that no earlier call returned, to the second. */
  now(): string;
  addComment(comment: Partial<StandInComment>): StandInComment;
  addIssue(issue: Partial<StandInIssue>): StandInIssue;
  addPull(pull: Partial<StandInPull>): StandInPull;
  addArtifact(artifact: Partial<StandInArtifact>): StandInArtifact;
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
    files: new Map(),
    now,
  };
  return {
    ...held,
    addComment: (comment) => add(held.comments, toComment(held, nextId(), comment)),
    addIssue: (issue) => add(held.issues, toIssue(held, nextId(), issue)),
    addPull: (pull) => add(held.pulls, toPull(held, pull)),
    addArtifact: (artifact) => add(held.artifacts, toArtifact(held, nextId(), artifact)),
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
    html_url: `${held.repository.url}/issues/${number}`,
    ...given,
  };
}

function toPull(held: Held, given: Partial<StandInPull>): StandInPull {
  const number = given.number ?? nextNumber(held);
  const html_url = `${held.repository.url}/pull/${number}`;
  return { number, html_url, created_at: held.now(), files: [], ...given };
}

/** Issues and pull requests share their numbers. */
function nextNumber({ issues, pulls }: Held): number {
  return Math.max(0, ...[...issues, ...pulls].map(({ number }) => number)) + 1;
}

function toArtifact({ now }: Held, id: number, given: Partial<StandInArtifact>): StandInArtifact {
  return {
    id,
    name: "",
    zip: Buffer.alloc(0),
    expired: false,
    runId: 4241,
    branch: "main",
    ofThisRepository: true,
    created_at: now(),
    ...given,
  };
}

function add<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
