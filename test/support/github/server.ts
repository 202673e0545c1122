/**
 * A stand-in for GitHub over loopback. What it takes and what it answers is checked against GitHub's
 * own description; a difference is a violation, and `close` throws when there was one.
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { createFaults, type Fault, type Hook } from "./faults.ts";
import { toPage } from "./pages.ts";
import type { Permissions } from "./permissions.ts";
import { baseSha, headSha, mergeSha } from "./repository-routes.ts";
import { refuse, type Reply } from "./route.ts";
import { answer, findOperation, type Asked, type Match, type World } from "./router.ts";
import { createState, type State } from "./state.ts";
import { startStorage } from "./storage.ts";
import { checkReply } from "./validation.ts";

export interface GitHubOptions {
  readonly visibility?: "public" | "private" | "internal";
  /** Default: everything that a run needs. */
  readonly permissions?: Partial<Permissions>;
  readonly issuesEnabled?: boolean;
  /** Files of pull request 7. */
  readonly files?: readonly string[];
  /** What `access-policy.yml` was before pull request 7; absent: there was none. */
  readonly basePolicy?: string;
  /** An Enterprise Server, whose interfaces lie below `/api`. */
  readonly enterprise?: boolean;
  /** Default: a clock that stands still. No two times that it gives are the same. */
  readonly clock?: () => Date;
}

export interface GitHubRequest {
  /** GitHub's id of the operation; null for none of those that we use. */
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  /** Null where no reply was sent. */
  status: number | null;
  /** Of `performance.now()`. */
  readonly arrivedAtMs: number;
}

/** One write that was done: its operation, what it was done to, and the body that was sent. */
export type Write = Readonly<Record<string, unknown>> & { readonly operation: string };

export interface StandInGitHub extends Pick<State, "comments" | "issues" | "pulls" | "artifacts"> {
  readonly apiUrl: string;
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

const token = "ghs_standInTokenThatMustNeverBeSeen00000";
const policyPath = "access-policy.yml";

/** Starts it, with pull request 7 in the repository `fernwick/governance`. */
export async function startGitHub(options: GitHubOptions = {}): Promise<StandInGitHub> {
  const state = seed(options);
  const violations: string[] = [];
  const storage = await startStorage(state, violations);
  const permissions: Permissions = {
    actions: "read",
    contents: "read",
    issues: "write",
    pullRequests: "write",
    ...options.permissions,
  };
  const world: World = { state, permissions, violations, storageUrl: storage.url };
  const requests: GitHubRequest[] = [];
  const writes: Write[] = [];
  const faults = createFaults();
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      violations.push(String(error));
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const base = options.enterprise === true ? `${origin}/api/v3` : origin;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAtMs = performance.now();
    const asked = await readAsked(request, options.enterprise === true);
    const match = findOperation(asked, world);
    const entry: GitHubRequest = {
      operation: match?.id ?? null,
      method: asked.method,
      path: asked.path,
      query: asked.query.toString(),
      body: asked.body,
      status: null,
      arrivedAtMs,
    };
    requests.push(entry);
    const reply = refuseCaller(request, violations) ?? (await react(match, asked));
    if (reply === "reset") {
      request.socket.destroy();
      return;
    }
    entry.status = reply.status;
    send(response, reply, { asked, match, world, base });
  }

  async function react(match: Match | undefined, asked: Asked): Promise<Reply | "reset"> {
    if (match === undefined) {
      violations.push(`no operation that we use: ${asked.method} ${asked.path}`);
      return refuse(404, "Not Found");
    }
    const fault = await faults.meet(match.id);
    if (fault !== undefined && fault.applied !== true) return fault.reply;
    const reply = answer(match, asked, world);
    if (reply.written !== undefined) {
      writes.push({ operation: match.id, ...reply.written, ...(asked.body as object | undefined) });
    }
    return fault?.reply ?? reply;
  }

  async function close(): Promise<void> {
    await storage.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    if (violations.length > 0) throw new Error(`not GitHub's: ${violations.join("\n")}`);
  }

  const { comments, issues, pulls, artifacts } = state;
  return {
    apiUrl: base,
    token,
    state,
    comments,
    issues,
    pulls,
    artifacts,
    permissions,
    requests,
    violations,
    writes: () => writes,
    fail: faults.add,
    mend: faults.mend,
    before: faults.before,
    close,
  };
}

function seed(options: GitHubOptions): State {
  const repository = {
    id: 424_242,
    owner: "fernwick",
    name: "governance",
    url: "https://github.example/fernwick/governance",
    visibility: options.visibility ?? "private",
    issuesEnabled: options.issuesEnabled ?? true,
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
  if (options.basePolicy !== undefined) {
    state.files.set(`${baseSha}:${policyPath}`, options.basePolicy);
  }
  return state;
}

async function readAsked(request: IncomingMessage, isEnterprise: boolean): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const url = new URL(request.url ?? "/", "http://stand-in");
  return {
    method: request.method ?? "",
    path: isEnterprise ? fromEnterprise(url.pathname) : url.pathname,
    query: url.searchParams,
    accept: request.headers.accept ?? "",
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
}

/** Returns the path as it is on github.com, or one that no operation has. */
function fromEnterprise(path: string): string {
  if (path === "/api/graphql") return "/graphql";
  return path.startsWith("/api/v3/") ? path.slice("/api/v3".length) : `/outside-of-api${path}`;
}

function refuseCaller({ headers }: IncomingMessage, violations: string[]): Reply | undefined {
  if (!(headers["user-agent"] ?? "").startsWith("cloudsmith-access-audit/")) {
    violations.push(`not our user agent: ${headers["user-agent"]}`);
  }
  const accepted = [`token ${token}`, `bearer ${token}`];
  const given = headers.authorization?.replace(/^\S+/u, (scheme) => scheme.toLowerCase());
  return accepted.includes(given ?? "") ? undefined : refuse(401, "Bad credentials");
}

interface Sending {
  readonly asked: Asked;
  readonly match: Match | undefined;
  readonly world: World;
  readonly base: string;
}

function send(response: ServerResponse, reply: Reply, sending: Sending): void {
  const { match, world } = sending;
  response.statusCode = reply.status;
  response.setHeader("x-github-request-id", "0000:0000");
  response.setHeader("x-ratelimit-remaining", "4999");
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.text !== undefined) {
    response.setHeader("Content-Type", "application/vnd.github.raw; charset=utf-8");
    response.end(reply.text);
    return;
  }
  const body = reply.list === undefined ? reply.body : toList(response, reply, sending);
  if (match?.operation !== undefined) {
    world.violations.push(...checkReply(match.operation, reply.status, body));
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(body === undefined ? "" : JSON.stringify(body));
}

/** The links name the repository by its id, as GitHub's do. */
function toList(response: ServerResponse, reply: Reply, { asked, world, base }: Sending): unknown {
  const { list = [], wrap } = reply;
  const place = `/repositories/${world.state.repository.id}`;
  const path = asked.path.replace(/^\/(?:repos\/[^/]+\/[^/]+|repositories\/\d+)/u, place);
  const { items, link } = toPage(list, asked.query, `${base}${path}`);
  if (link !== undefined) response.setHeader("Link", link);
  return wrap === undefined ? items : { total_count: list.length, [wrap]: items };
}
