/** A loopback server that behaves like the Cloudsmith API as far as public sources tell. */

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { methodNotAllowed } from "./answer.ts";
import { makeKeys, readCredential, type Keys } from "./callers.ts";
import type { ActiveSemantics } from "./lists.ts";
import { readTarget } from "./target.ts";
import type { SandboxWorkspace } from "./wire.ts";
import { fernwick } from "./workspace.ts";
import { createWorld, toReply, type Reply } from "./world.ts";

export interface SandboxOptions {
  /** Default: Fernwick. Served as it is, not copied: once started, change it with `change`. */
  readonly workspace?: SandboxWorkspace;
  /** Keys to use instead of the made-up ones. */
  readonly keys?: Partial<Keys>;
  readonly activeSemantics?: ActiveSemantics;
  /** Time that each reply is held back, for measurements. */
  readonly delayMs?: number;
  /** Default: a free one. */
  readonly port?: number;
}

export interface SandboxRequest {
  readonly method: string;
  /** With its query, without the `/v1`. */
  readonly path: string;
  /** For instance `/orgs/{org}/members/`; null for a path that no endpoint has. */
  readonly template: string | null;
  readonly status: number;
}

export interface Sandbox {
  /** Base URL, for instance `http://127.0.0.1:34567/v1`. */
  readonly url: string;
  /** A key of an account of each role, and the audit's own service account. */
  readonly keys: Keys;
  readonly workspace: SandboxWorkspace;
  /** Every request so far, in the order in which they came. */
  readonly requests: readonly SandboxRequest[];
  /** Changes the workspace from the next request on. */
  change(edit: (workspace: SandboxWorkspace) => void): void;
  close(): Promise<void>;
}

const hourlyLimit = 10_800;

/** Starts a sandbox on the loopback interface. Fails when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const keys = makeKeys(options.keys);
  const requests: SandboxRequest[] = [];
  const world = createWorld(
    options.workspace ?? fernwick(),
    options.activeSemantics ?? "everyone-by-default",
  );
  const server = createServer((request, response) => {
    const method = request.method ?? "";
    const target = readTarget(request);
    const credential = readCredential(request.headers, keys);
    const reply = method === "GET" ? world.reply(target, credential) : toReply(methodNotAllowed);
    const template = target.route?.template ?? null;
    requests.push({
      method,
      path: `${target.path}${target.search}`,
      template,
      status: reply.status,
    });
    sendAfter(options.delayMs ?? 0, response, reply, hourlyLimit - requests.length);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    keys,
    workspace: world.workspace,
    requests,
    change: world.change,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function sendAfter(
  delayMs: number,
  response: ServerResponse,
  { status, headers, body }: Reply,
  remaining: number,
): void {
  const send = () => {
    response.writeHead(status, {
      ...headers,
      "X-RateLimit-Limit": String(hourlyLimit),
      "X-RateLimit-Remaining": String(Math.max(0, remaining)),
      "X-RateLimit-Interval": "0.33",
      "X-RateLimit-Reset": "1795428000",
    });
    response.end(body);
  };
  if (delayMs === 0) {
    send();
    return;
  }
  const timer = setTimeout(send, delayMs);
  response.once("close", () => clearTimeout(timer));
}
