/** A loopback server that behaves like the Cloudsmith API as far as public sources describe it. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { methodNotAllowed } from "./answer.ts";
import { chooseAccounts, makeKeys, readCredential, type Credential, type Keys } from "./callers.ts";
import { createExchange, type ExchangeOptions } from "./exchange.ts";
import { createFaults, type Fault } from "./faults.ts";
import { afterDelay, readText, send } from "./respond.ts";
import type { ActiveSemantics } from "./lists.ts";
import { readTarget, type Target } from "./target.ts";
import type { SandboxWorkspace } from "./wire.ts";
import { fernwick, sandboxNow } from "./workspace.ts";
import { createServedWorkspace, toReply, type Reply } from "./served-workspace.ts";

export interface SandboxOptions {
  /**
   * Default: Fernwick. It is served without a copy: after the start, change it only with `change`.
   */
  readonly workspace?: SandboxWorkspace;
  /** Keys to use instead of the generated ones. */
  readonly keys?: Partial<Keys>;
  readonly activeSemantics?: ActiveSemantics;
  /** Default: 500. */
  readonly maxPageSize?: number;
  /** Delay of each reply in milliseconds, for measurements. */
  readonly delayMs?: number;
  /** Default: a free one. */
  readonly port?: number;
  /** The faults from the start; `setFaults` replaces them. */
  readonly faults?: readonly Fault[];
  /** The exchange of ID tokens. Default: `sandboxIdToken`, for 90 minutes. */
  readonly exchange?: Partial<ExchangeOptions>;
}

/** The ID token that the sandbox accepts as signed by GitHub. */
export const sandboxIdToken = "sandbox-github-id-token-0000000000000000";

export interface SandboxRequest {
  readonly method: string;
  /** With the query, without the `/v1`. */
  readonly path: string;
  /** For example `/orgs/{org}/members/`; null for a path that no endpoint has. */
  readonly template: string | null;
  /** Null where no reply was sent. */
  readonly status: number | null;
  /** In milliseconds of `performance.now()`. */
  readonly arrivedAtMs: number;
  /** When the reply was sent; null until then. In milliseconds of `performance.now()`. */
  answeredAtMs: number | null;
}

export interface Sandbox {
  /** Base URL, for example `http://127.0.0.1:34567/v1`. */
  readonly url: string;
  /** One key for an account of each role, and one for the audit's own service account. */
  readonly keys: Keys;
  readonly workspace: SandboxWorkspace;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly SandboxRequest[];
  /** Changes the workspace, from the next request on. */
  change(edit: (workspace: SandboxWorkspace) => void): void;
  /** Replaces the faults, from the next request on. */
  setFaults(faults: readonly Fault[]): void;
  /** Refuses, from now on, every token that was exchanged so far. */
  revokeTokens(): void;
  close(): Promise<void>;
}

const hourlyLimit = 10_800;

/** Starts a sandbox on the loopback interface. Rejects if the port is in use. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const keys = makeKeys(options.keys);
  const requests: SandboxRequest[] = [];
  const world = createServedWorkspace(options.workspace ?? fernwick(), {
    activeSemantics: options.activeSemantics ?? "everyone-by-default",
    maxPageSize: options.maxPageSize ?? 500,
  });
  const exchange = createExchange(
    () => world.workspace,
    chooseAccounts(world.workspace).get("service"),
    {
      idToken: sandboxIdToken,
      lifetimeSeconds: 90 * 60,
      now: () => Date.parse(sandboxNow) / 1_000,
      ...options.exchange,
    },
  );
  let faults = createFaults(options.faults ?? []);

  async function answer(request: IncomingMessage): Promise<Answered> {
    const method = request.method ?? "";
    const target = readTarget(request);
    const key = request.headers["x-api-key"];
    if (method === "POST" && target.rawPath.startsWith("/openid/")) {
      const made = exchange.answer(target.rawPath, await readText(request), key?.toString());
      return { target, template: exchangeTemplate, reply: toReply(made) };
    }
    const credential: Credential = exchange.isToken(String(key))
      ? "service"
      : readCredential(request.headers, keys);
    const reply = method === "GET" ? world.reply(target, credential) : toReply(methodNotAllowed);
    return { target, template: target.route?.template ?? null, reply };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAtMs = performance.now();
    const { target, template, reply } = await answer(request);
    const spoilt = faults.apply(template, target.search, reply);
    const entry: SandboxRequest = {
      method: request.method ?? "",
      path: `${target.path}${target.search}`,
      template,
      status: typeof spoilt === "string" ? null : spoilt.status,
      arrivedAtMs,
      answeredAtMs: null,
    };
    requests.push(entry);
    afterDelay(options.delayMs ?? 0, response, () => {
      entry.answeredAtMs = performance.now();
      send(response, spoilt, reply, rateLimit(requests.length));
    });
  }

  const server = createServer((request, response) => void respond(request, response));
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
    setFaults: (next) => {
      faults = createFaults(next);
    },
    revokeTokens: exchange.revoke,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

const exchangeTemplate = "/openid/{org}/";

/**
 * Returns the headers after this number of requests; the hour had ended before the first of them.
 */
function rateLimit(requests: number): Readonly<Record<string, string>> {
  return {
    "X-RateLimit-Limit": String(hourlyLimit),
    "X-RateLimit-Remaining": String(Math.max(0, hourlyLimit - requests)),
    "X-RateLimit-Interval": "0.33",
    "X-RateLimit-Reset": "1795428000",
  };
}

interface Answered {
  readonly target: Target;
  readonly template: string | null;
  readonly reply: Reply;
}
