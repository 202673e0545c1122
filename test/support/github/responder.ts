/** What happens to each request, and the record of it. */

import type { IncomingMessage, ServerResponse } from "node:http";

import { createFaults, type Faults } from "./faults.ts";
import { refuse, type Reply } from "./route.ts";
import { answer, findOperation, type Asked, type Match, type World } from "./router.ts";
import { send } from "./send.ts";

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

export interface Responder {
  readonly requests: readonly GitHubRequest[];
  readonly writes: readonly Write[];
  readonly faults: Faults;
  readonly respond: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export const token = "ghs_standInTokenThatMustNeverBeSeen00000";

/** `isEnterprise`: the interfaces lie below `/api`. */
export function createResponder(world: World, isEnterprise: boolean): Responder {
  const requests: GitHubRequest[] = [];
  const writes: Write[] = [];
  const faults = createFaults();

  async function react(match: Match | undefined, asked: Asked): Promise<Reply | "reset"> {
    if (match === undefined) {
      world.violations.push(`no operation that we use: ${asked.method} ${asked.path}`);
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

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAtMs = performance.now();
    const asked = await readAsked(request, isEnterprise);
    const match = findOperation(asked, world);
    const entry = toEntry(asked, match, arrivedAtMs);
    requests.push(entry);
    const reply = refuseCaller(request, world.violations) ?? (await react(match, asked));
    if (reply === "reset") {
      request.socket.destroy();
      return;
    }
    entry.status = reply.status;
    const base = `http://${request.headers.host}${isEnterprise ? "/api/v3" : ""}`;
    send(response, reply, { asked, match, world, base });
  }

  return { requests, writes, faults, respond };
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

function toEntry(asked: Asked, match: Match | undefined, arrivedAtMs: number): GitHubRequest {
  const { method, path, query, body } = asked;
  const operation = match?.id ?? null;
  return { operation, method, path, query: query.toString(), body, status: null, arrivedAtMs };
}

function refuseCaller({ headers }: IncomingMessage, violations: string[]): Reply | undefined {
  if (!(headers["user-agent"] ?? "").startsWith("cloudsmith-access-audit/")) {
    violations.push(`not our user agent: ${headers["user-agent"]}`);
  }
  const [scheme = "", given] = (headers.authorization ?? "").split(" ");
  const isAccepted = ["token", "bearer"].includes(scheme.toLowerCase()) && given === token;
  return isAccepted ? undefined : refuse(401, "Bad credentials");
}
