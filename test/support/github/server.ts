/**
 * A stand-in for GitHub over loopback. What it takes and what it answers is checked against GitHub's
 * own description; a difference is a violation, and `close` throws when there was one.
 */

import type { Fault, Hook } from "./faults.ts";
import { listen } from "./listen.ts";
import type { Permissions } from "./permissions.ts";
import { baseSha, headSha, mergeSha } from "./repository-routes.ts";
import { createResponder, token, type GitHubRequest, type Write } from "./responder.ts";
import type { World } from "./router.ts";
import { createState, type StandInDiff, type State } from "./state.ts";
import { startStorage } from "./storage.ts";

export interface GitHubOptions {
  readonly visibility?: "public" | "private" | "internal";
  /** Default: everything that a run needs. */
  readonly permissions?: Partial<Permissions>;
  readonly issuesEnabled?: boolean;
  /** Who can be assigned to an issue. Default: anybody. */
  readonly assignable?: readonly string[];
  /** Files of pull request 7. */
  readonly files?: readonly StandInDiff[];
  /** What `access-policy.yml` was before pull request 7; absent: there was none. */
  readonly basePolicy?: string;
  /** An Enterprise Server, whose interfaces lie below `/api`. */
  readonly enterprise?: boolean;
  /** Default: a clock that stands still. No two times that it gives are the same. */
  readonly clock?: () => Date;
}

export interface StandInGitHub extends Pick<State, "comments" | "issues" | "pulls" | "artifacts"> {
  readonly apiUrl: string;
  /** Where artifacts are kept. */
  readonly storageUrl: string;
  readonly token: string;
  /** The whole repository, to change it between runs. */
  readonly state: State;
  readonly permissions: Permissions;
  /** Every request so far, in the order in which they came. */
  readonly requests: readonly GitHubRequest[];
  readonly violations: readonly string[];
  /** Returns the writes that were done, in their order. */
  writes(): readonly Write[];
  /** Makes the next requests of an operation fail. */
  fail(fault: Fault): void;
  /** Ends all failures. */
  mend(): void;
  /** Runs a hook before each request of an operation is answered. */
  before(operation: string, hook: Hook): void;
  /** Throws when a request or a reply was none of GitHub's. */
  close(): Promise<void>;
}

const policyPath = "access-policy.yml";

/** Starts it, with pull request 7 in the repository `fernwick/governance`. */
export async function startGitHub(options: GitHubOptions = {}): Promise<StandInGitHub> {
  const state = seed(options);
  const violations: string[] = [];
  const storage = await startStorage(state, violations);
  const permissions = grant(options.permissions);
  const world: World = { state, permissions, violations, storageUrl: storage.origin };
  const isEnterprise = options.enterprise === true;
  const { respond, requests, writes, faults } = createResponder(world, isEnterprise);
  const server = await listen((request, response) => {
    respond(request, response).catch((error: unknown) => {
      violations.push(String(error));
      request.socket.destroy();
    });
  });
  const { comments, issues, pulls, artifacts } = state;
  return {
    token,
    state,
    comments,
    issues,
    pulls,
    artifacts,
    permissions,
    requests,
    violations,
    storageUrl: storage.origin,
    apiUrl: `${server.origin}${isEnterprise ? "/api/v3" : ""}`,
    writes: () => writes,
    fail: faults.add,
    mend: faults.mend,
    before: faults.before,
    close: async () => {
      await Promise.all([storage.close(), server.close()]);
      if (violations.length > 0) throw new Error(`not GitHub's: ${violations.join("\n")}`);
    },
  };
}

function grant(given: Partial<Permissions> = {}): Permissions {
  return { actions: "read", contents: "read", issues: "write", pullRequests: "write", ...given };
}

function seed(options: GitHubOptions): State {
  const repository = {
    id: 424_242,
    owner: "fernwick",
    name: "governance",
    url: "https://github.example/fernwick/governance",
    visibility: options.visibility ?? "private",
    issuesEnabled: options.issuesEnabled ?? true,
    assignable: options.assignable,
    archived: false,
    mayLabel: true,
    lag: 0,
    hidden: false,
  };
  const state = createState(
    repository,
    options.clock ?? (() => new Date("2026-11-23T09:00:00.000Z")),
  );
  state.addPull({ number: 7, files: [...(options.files ?? [])] });
  state.commits.set(mergeSha, [baseSha, headSha]);
  state.commits.set(headSha, [baseSha]);
  state.commits.set(baseSha, []);
  state.files.set(`${mergeSha}:${policyPath}`, "# whatever is checked out\n");
  if (options.basePolicy !== undefined) {
    state.files.set(`${baseSha}:${policyPath}`, options.basePolicy);
  }
  return state;
}
