/** A loopback server that behaves like the Cloudsmith API as far as public sources tell. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { notFound, routes, type ActiveSemantics, type Answer, type Route } from "./routes.ts";
import type { Caller } from "./sight.ts";
import type { SandboxWorkspace } from "./wire.ts";
import { fernwick } from "./workspace.ts";

export interface SandboxOptions {
  /** Default: Fernwick. */
  readonly workspace?: SandboxWorkspace;
  readonly activeSemantics?: ActiveSemantics;
  /** Time that each reply is held back, for measurements. */
  readonly delayMs?: number;
}

export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  /** For instance `/orgs/{org}/members/`; null for a path that no endpoint has. */
  readonly template: string | null;
  readonly status: number;
}

export interface Sandbox {
  /** Base URL, for instance `http://127.0.0.1:34567/v1`. */
  readonly url: string;
  /** A key of an account of each role, and the audit's own service account. */
  readonly keys: Readonly<Record<KeyName, string>>;
  readonly workspace: SandboxWorkspace;
  readonly requests: readonly SandboxRequest[];
  close(): Promise<void>;
}

const keyNames = ["owner", "manager", "member", "collaborator", "service"] as const;
type KeyName = (typeof keyNames)[number];

const defaultPageSize = 30;
const maxPageSize = 500;
const hourlyLimit = 10_800;

interface Compiled extends Route {
  readonly pattern: RegExp;
}

/** Starts a sandbox on a free port of the loopback interface. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const workspace = options.workspace ?? fernwick();
  const callers = findCallers(workspace);
  const requests: SandboxRequest[] = [];
  const compiled = routes.map((route): Compiled => ({
    ...route,
    pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/gu, "(?<$1>[^/]+)")}$`, "u"),
  }));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://sandbox.invalid");
    const path = url.pathname.replace(/^\/v1(?=\/)/u, "");
    const route = compiled.find(({ pattern }) => pattern.test(path));
    const answer = answerTo(request, path, route, url.searchParams);
    requests.push({
      method: request.method ?? "",
      path: `${path}${url.search}`,
      template: route?.template ?? null,
      status: answer.status,
    });
    setTimeout(
      () => send(response, answer, url, hourlyLimit - requests.length),
      options.delayMs ?? 0,
    );
  });

  function answerTo(
    request: IncomingMessage,
    path: string,
    route: Compiled | undefined,
    query: URLSearchParams,
  ): Answer {
    if (request.method !== "GET") {
      return { status: 405, body: { detail: `Method "${request.method}" not allowed.` } };
    }
    if (route === undefined) return redirectToOtherForm(path, compiled) ?? notFound;
    const segments = Object.fromEntries(
      Object.entries(route.pattern.exec(path)?.groups ?? {}).map(([name, text]) => [
        name,
        decodeURIComponent(text),
      ]),
    );
    // Only this header: a bearer token that is not recognised makes a caller anonymous, silently.
    const key = request.headers["x-api-key"];
    const caller = typeof key === "string" ? callers.get(key) : undefined;
    return route.answer({
      workspace,
      caller,
      query,
      segments,
      activeSemantics: options.activeSemantics ?? "everyone-by-default",
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    keys: Object.fromEntries(keyNames.map((name) => [name, toKey(name)])) as Record<
      KeyName,
      string
    >,
    workspace,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Plainly no real key, and no two alike. */
function toKey(name: KeyName): string {
  return `sandbox-${name}-key-0000000000000000`;
}

/** A workspace that lacks an account of some role has no key for it. */
function findCallers({ members, services }: SandboxWorkspace): ReadonlyMap<string, Caller> {
  const callers = new Map<string, Caller>();
  const addMember = (name: KeyName, role: string, teamed: boolean) => {
    const member = members.find(
      (candidate) =>
        candidate.role === role && candidate.is_active && candidate.teams.length > 0 === teamed,
    );
    if (member !== undefined) callers.set(toKey(name), { kind: "user", member });
  };
  addMember("owner", "Owner", true);
  addMember("manager", "Manager", true);
  addMember("member", "Member", true);
  addMember("collaborator", "Collaborator", true);
  const service = services.find((candidate) => candidate.role === "Manager");
  if (service !== undefined) callers.set(toKey("service"), { kind: "service", service });
  return callers;
}

/** With or without the slash at the end: one form is right, and the other is sent there. */
function redirectToOtherForm(path: string, compiled: readonly Compiled[]): Answer | undefined {
  const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  if (!compiled.some(({ pattern }) => pattern.test(other))) return undefined;
  return { status: 301, body: { location: `/v1${other}` } };
}

function send(response: ServerResponse, answer: Answer, url: URL, remaining: number): void {
  response.setHeader("X-RateLimit-Limit", String(hourlyLimit));
  response.setHeader("X-RateLimit-Remaining", String(Math.max(0, remaining)));
  response.setHeader("X-RateLimit-Interval", "0.33");
  response.setHeader("X-RateLimit-Reset", "1795428000");
  const { status, body } = answer.list === undefined ? answer : page(response, answer.list, url);
  response.statusCode = status;
  if (status === 301) response.setHeader("Location", (body as { location: string }).location);
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(body));
}

/** Cuts a list as the API does: an empty one has no pagination headers, past the end is a 404. */
function page(response: ServerResponse, list: readonly unknown[], url: URL): Answer {
  const number = Math.max(1, wholeNumber(url.searchParams.get("page"), 1));
  const asked = wholeNumber(url.searchParams.get("page_size"), defaultPageSize);
  const size = Math.min(maxPageSize, Math.max(1, asked));
  const total = Math.max(1, Math.ceil(list.length / size));
  if (number > total) return { status: 404, body: { detail: "Invalid page." } };
  if (list.length > 0) {
    response.setHeader("X-Pagination-Count", String(list.length));
    response.setHeader("X-Pagination-Page", String(number));
    response.setHeader("X-Pagination-PageTotal", String(total));
    response.setHeader("X-Pagination-PageSize", String(size));
  }
  return { status: 200, body: list.slice((number - 1) * size, number * size) };
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : otherwise;
}
