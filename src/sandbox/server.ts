/** A loopback server that behaves like the Cloudsmith API as far as public sources tell. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { methodNotAllowed, notFound, refuse, type Answer } from "./answer.ts";
import {
  chooseAccounts,
  findCaller,
  makeKeys,
  readCredential,
  type Credential,
  type Keys,
} from "./callers.ts";
import type { IsActiveSemantics } from "./lists.ts";
import { routes, type Route } from "./routes.ts";
import { lookAs, type Sight } from "./sight.ts";
import type { SandboxWorkspace } from "./wire.ts";
import { fernwick } from "./workspace.ts";

export interface SandboxOptions {
  /** Default: Fernwick. Served as it is, not copied: once started, change it with `change`. */
  readonly workspace?: SandboxWorkspace;
  /** Keys to use instead of the made-up ones. */
  readonly keys?: Partial<Keys>;
  readonly isActiveSemantics?: IsActiveSemantics;
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

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Starts a sandbox on the loopback interface. Fails when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const keys = makeKeys(options.keys);
  const requests: SandboxRequest[] = [];
  const world = createWorld(options);
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

interface World {
  readonly workspace: SandboxWorkspace;
  readonly change: Sandbox["change"];
  readonly reply: (target: Target, credential: Credential) => Reply;
}

/** A workspace, what each key sees of it, and every reply so far, made once until it changes. */
function createWorld(options: SandboxOptions): World {
  const workspace = options.workspace ?? fernwick();
  const { isActiveSemantics = "all" } = options;
  const accounts = chooseAccounts(workspace);
  const sights = new Map<Credential, Sight | undefined>();
  const replies = new Map<string, Reply>();

  const change: Sandbox["change"] = (edit) => {
    edit(workspace);
    sights.clear();
    replies.clear();
  };
  const see = (credential: Credential): Sight | undefined => {
    if (credential === "none" || credential === "wrong") return undefined;
    if (!sights.has(credential)) {
      const caller = findCaller(workspace, credential, accounts.get(credential));
      sights.set(credential, caller === undefined ? undefined : lookAs(caller, workspace));
    }
    return sights.get(credential);
  };
  const reply = ({ route, path, search, segments }: Target, credential: Credential): Reply => {
    if (route === undefined) return toReply(redirectToOtherForm(path, search) ?? notFound);
    if (segments === undefined) return toReply(refuse(400, "The path is not encoded properly."));
    const name = `${credential} ${path}${search}`;
    const known = replies.get(name);
    if (known !== undefined) return known;
    const query = new URLSearchParams(search);
    const sight = see(credential);
    const made = toReply(
      route.answer({ workspace, credential, sight, query, segments, isActiveSemantics, change }),
    );
    // What has no body was done, not told: it is done anew each time.
    if (made.body !== undefined) replies.set(name, made);
    return made;
  };
  return { workspace, change, reply };
}

interface CompiledRoute extends Route {
  readonly pattern: RegExp;
}

const compiled = routes.map((route): CompiledRoute => ({
  ...route,
  pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/gu, "(?<$1>[^/]+)")}$`, "u"),
}));

interface Target {
  readonly path: string;
  readonly search: string;
  readonly route: Route | undefined;
  /** Decoded; undefined when they cannot be. */
  readonly segments: Readonly<Record<string, string>> | undefined;
}

/** Paths without the version work too, as they do at Cloudsmith. */
function readTarget(request: IncomingMessage): Target {
  const [, rawPath = "/", search = ""] = /^([^?]*)(\?.*)?$/su.exec(request.url ?? "/") ?? [];
  const path = rawPath.replace(/^\/v1(?=\/)/u, "");
  const route = compiled.find(({ pattern }) => pattern.test(path));
  return { path, search, route, segments: decode(route?.pattern.exec(path)?.groups ?? {}) };
}

function decode(groups: Readonly<Record<string, string>>): Target["segments"] {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]),
    );
  } catch {
    return undefined;
  }
}

/** With or without the slash at the end: one form is right, and the other is sent there. */
function redirectToOtherForm(path: string, search: string): Answer | undefined {
  const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  if (!compiled.some(({ pattern }) => pattern.test(other))) return undefined;
  return { status: 301, headers: { Location: `/v1${other}${search}` } };
}

function toReply({ status, body, headers = {} }: Answer): Reply {
  if (body === undefined) return { status, headers, body: undefined };
  return {
    status,
    headers: { ...headers, "Content-Type": "application/json" },
    body: Buffer.from(JSON.stringify(body)),
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
