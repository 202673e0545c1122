/** HTTP to Cloudsmith: the key, the allow-list, time-outs, retries and errors in plain words. */

import { isIPv4 } from "node:net";

import { EnvHttpProxyAgent, request, type Dispatcher } from "undici";

import { AuditError, describeError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { isAllowed, type Endpoint, type Query } from "./endpoints.ts";

export interface Reply {
  readonly status: number;
  /** The parsed body; undefined when it was not JSON. */
  readonly body: unknown;
  /** Lower-case names; the first value where a header came twice. */
  header(name: string): string | undefined;
}

export interface Transport {
  /**
   * Returns the reply to a read, whatever its status below 500 but 429, after retrying what passes.
   * Throws `AuditError` `CLOUDSMITH_UNREACHABLE` when no such reply came before the deadline.
   */
  get(endpoint: Endpoint, query?: Query): Promise<Reply>;
  /** Sockets are kept for reuse until then. */
  close(): Promise<void>;
}

export interface TransportSettings {
  /** For instance `https://api.cloudsmith.io/v1`: https, or http on loopback. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
  /** Total time for all requests together. */
  readonly deadlineMs: number;
  readonly log: Logger;
}

const attemptTimeoutMs = 30_000;
const maxAttempts = 5;
const firstBackoffMs = 300;
const maxBackoffMs = 10_000;
/** Cloudsmith allows 1.5 to 3 requests a second over an hour; a short burst is well within that. */
const maxConcurrent = 8;
/** 500 members take about 250 KB; nothing legitimate comes near this. */
const maxBodyBytes = 64 * 1024 * 1024;

export function createTransport(settings: TransportSettings): Transport {
  const base = parseApiUrl(settings.apiUrl);
  const agent = new EnvHttpProxyAgent({
    connections: maxConcurrent,
    headersTimeout: attemptTimeoutMs,
    bodyTimeout: attemptTimeoutMs,
    connectTimeout: attemptTimeoutMs,
  });
  const deadline = AbortSignal.timeout(settings.deadlineMs);
  const endsAtMs = performance.now() + settings.deadlineMs;
  const gate = createGate(maxConcurrent);

  async function get(endpoint: Endpoint, query: Query = {}): Promise<Reply> {
    const url = toUrl(base, endpoint, query);
    for (let attempt = 1; ; attempt++) {
      const outcome = await gate(() => send(url));
      if ("reply" in outcome) return outcome.reply;
      const waitMs = outcome.waitMs ?? backoffMs(attempt);
      if (attempt === maxAttempts || performance.now() + waitMs >= endsAtMs) {
        throw unreachable(endpoint, outcome.problem, outcome.waitMs);
      }
      settings.log.info(
        `${endpoint.template}: ${outcome.problem}; trying again in ${(waitMs / 1000).toFixed(1)} s`,
      );
      await sleep(waitMs, deadline);
    }
  }

  async function send(url: URL): Promise<Outcome> {
    try {
      // undici.request follows no redirect by itself: the key must not travel to another host.
      const response = await request(url, {
        method: "GET",
        dispatcher: agent,
        signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
        headers: {
          accept: "application/json",
          "user-agent": settings.userAgent,
          "x-api-key": settings.apiKey,
        },
      });
      const body = await readBody(response.body);
      const header = headerReader(response.headers);
      const passing = passingProblem(response.statusCode, header, body);
      if (passing !== undefined) return passing;
      return { reply: { status: response.statusCode, body: body.json, header } };
    } catch (error) {
      if (error instanceof AuditError) throw error;
      if (deadline.aborted) return { problem: "the deadline has passed", waitMs: Infinity };
      return { problem: networkProblem(error) };
    }
  }

  return { get, close: () => agent.close() };
}

type Outcome = { reply: Reply } | { problem: string; waitMs?: number };

/** Loopback is the one place where plain http gives the key to nobody. */
function parseApiUrl(apiUrl: string): URL {
  const url = URL.parse(apiUrl);
  if (
    url === null ||
    !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
  ) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use api-url ${JSON.stringify(apiUrl)}: the key may travel over https only. Use an https URL, or http on loopback.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot use api-url: it must hold no credentials, query or fragment. Give the key as api-key.",
    );
  }
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  if (hostname === "localhost" || hostname === "[::1]") return true;
  // Not by its beginning alone: 127.0.0.1.example is a host like any other.
  return isIPv4(hostname) && hostname.startsWith("127.");
}

function toUrl(base: URL, endpoint: Endpoint, query: Query): URL {
  if (!isAllowed(endpoint.method, endpoint.path)) {
    throw new Error(`bug: ${endpoint.method} ${endpoint.path} is not on the allow-list`);
  }
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/u, "") + endpoint.path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url;
}

interface Body {
  readonly json: unknown;
  readonly isJson: boolean;
}

async function readBody(stream: Dispatcher.ResponseData["body"]): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) {
      stream.destroy();
      throw new AuditError(
        "CLOUDSMITH_UNEXPECTED",
        `cannot read Cloudsmith's reply: it is larger than ${maxBodyBytes / 1024 / 1024} MiB. Check api-url.`,
      );
    }
    chunks.push(chunk);
  }
  try {
    return { json: JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown, isJson: true };
  } catch {
    return { json: undefined, isJson: false };
  }
}

/** Replies worth another try: throttling, trouble on the other side, and a 200 whose body was cut. */
function passingProblem(
  status: number,
  header: Reply["header"],
  body: Body,
): { problem: string; waitMs?: number } | undefined {
  const requestId = header("x-request-id");
  const suffix = requestId === undefined ? "" : ` (request id ${JSON.stringify(requestId)})`;
  if (status === 429) {
    const seconds = Number(header("retry-after"));
    const problem = `Cloudsmith throttles this credential (429)${suffix}`;
    return Number.isFinite(seconds) && seconds > 0
      ? { problem, waitMs: seconds * 1000 }
      : { problem };
  }
  if (status >= 500) return { problem: `Cloudsmith has trouble (${status})${suffix}` };
  if (status === 200 && !body.isJson) return { problem: `Cloudsmith's reply is not JSON${suffix}` };
  return undefined;
}

function networkProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "TimeoutError") return `no reply within ${attemptTimeoutMs / 1000} s`;
  return describeError(error);
}

function unreachable(endpoint: Endpoint, problem: string, waitMs?: number): AuditError {
  const wait =
    waitMs !== undefined && Number.isFinite(waitMs)
      ? ` It asks to wait ${Math.ceil(waitMs / 1000)} s.`
      : "";
  return new AuditError(
    "CLOUDSMITH_UNREACHABLE",
    `cannot read ${endpoint.template} from Cloudsmith: ${problem}.${wait} Try again later, or raise "deadline".`,
  );
}

function headerReader(headers: Record<string, string | string[] | undefined>): Reply["header"] {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

/** Full jitter, so that many jobs that were throttled together do not return together. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(maxBackoffMs, firstBackoffMs * 2 ** attempt);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

/** Returns a function that runs at most `width` tasks at once, first come, first served. */
function createGate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
