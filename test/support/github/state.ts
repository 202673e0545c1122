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
  const state = {
    repository,
    comments: [] as StandInComment[],
    issues: [] as StandInIssue[],
    pulls: [] as StandInPull[],
    artifacts: [] as StandInArtifact[],
    commits: new Map<string, readonly string[]>(),
    files: new Map<string, string>(),
    now,
  };
  // Issues and pull requests share their numbers.
  const nextNumber = () =>
    Math.max(0, ...[...state.issues, ...state.pulls].map(({ number }) => number)) + 1;
  const place = (on: number) =>
    `${repository.url}/${state.pulls.some(({ number }) => number === on) ? "pull" : "issues"}/${on}`;
  return {
    ...state,
    addComment: (comment) => {
      const [id, time, on] = [++lastId, now(), comment.on ?? state.pulls[0]?.number ?? 1];
      const html_url = `${place(on)}#issuecomment-${id}`;
      const times = { created_at: time, updated_at: time };
      return add(state.comments, {
        id,
        on,
        body: "",
        user: ownAccount,
        html_url,
        ...times,
        ...comment,
      });
    },
    addIssue: (issue) => {
      const [id, time, number] = [++lastId, now(), issue.number ?? nextNumber()];
      const html_url = `${repository.url}/issues/${number}`;
      return add(state.issues, { ...emptyIssue(time), id, number, html_url, ...issue });
    },
    addPull: (pull) => {
      const number = pull.number ?? nextNumber();
      const html_url = `${repository.url}/pull/${number}`;
      return add(state.pulls, { number, html_url, created_at: now(), files: [], ...pull });
    },
    addArtifact: (artifact) =>
      add(state.artifacts, { ...emptyArtifact(now()), id: ++lastId, ...artifact }),
  };
}

function createTicks(clock: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.floor(clock().getTime() / 1_000));
    return `${new Date(last * 1_000).toISOString().slice(0, 19)}Z`;
  };
}

function emptyIssue(time: string): Omit<StandInIssue, "id" | "number" | "html_url"> {
  return {
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
  };
}

function emptyArtifact(time: string): Omit<StandInArtifact, "id"> {
  return {
    name: "",
    zip: Buffer.alloc(0),
    expired: false,
    runId: 4241,
    branch: "main",
    ofThisRepository: true,
    created_at: time,
  };
}

function add<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
