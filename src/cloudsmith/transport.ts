/** Sends requests to Cloudsmith: allow-list, credential, retries and clear errors. */

import { setTimeout as sleep } from "node:timers/promises";

import type { Logger } from "../log.ts";
import { apiKeyCredential, type Credential } from "./credential.ts";
import { endpoint, isAllowed, mayQuoteErrors, type Endpoint, type Query } from "./endpoints.ts";
import type { Proxies } from "../network/proxy.ts";
import { createRedactor } from "../network/redact.ts";
import { createHttp, parseApiUrl, type HttpRequest } from "./http.ts";
import { oidcCredential, type OidcSettings } from "./oidc.ts";
import { createRateLimiter, maxConcurrent, DeadlinePassed, WaitTooLong } from "./rate-limiter.ts";
import type { Reply } from "./reply.ts";
import { createRequestErrors, transientProblem, type Problem } from "./request-errors.ts";

export interface Transport {
  /**
   * Returns the reply to a read, after retries of temporary errors; its status is below 500 and not
   * 429. A reply that `isRefusal` matches (by default a 401) is retried once with a new credential,
   * if there is one.
   * Throws `AuditError` `CLOUDSMITH_UNREACHABLE` if no such reply arrives before the deadline.
   */
  get(from: Endpoint, query?: Query, isRefusal?: (reply: Reply) => boolean): Promise<Reply>;
  /**
   * Call it with the number of planned reads, before the first of them. Returns why the rate limit
   * does not allow them before the deadline, as a sentence without a final period, or null if it
   * does.
   */
  forecast(calls: number): string | null;
  /** Aborts pending requests. Until then, sockets are kept for reuse. */
  close(): Promise<void>;
}

/** How to sign in: with a key, or as a service account with GitHub's ID token. */
export type SignIn =
  | { readonly apiKey: string }
  | { readonly oidc: Pick<OidcSettings, "service" | "getIdToken" | "onSecret"> };

export interface TransportSettings {
  /** For instance `https://api.cloudsmith.io/v1`: https, or http on loopback. */
  readonly apiUrl: string;
  readonly organization: string;
  readonly signIn: SignIn;
  readonly userAgent: string;
  /** Total time for all requests together. */
  readonly deadlineMs: number;
  readonly log: Logger;
  /** Default true: messages quote Cloudsmith's error texts. */
  readonly quoteReplies?: boolean | undefined;
  /** Default: none. */
  readonly proxies?: Proxies | undefined;
  /** Default 300. It grows with each attempt. */
  readonly firstBackoffMs?: number;
}

const maxAttempts = 5;
/** If a host never answered, its name is more likely wrong than its service is down. */
const maxFirstAttempts = 3;
const maxBackoffMs = 10_000;
/** From this number on, the log says how many requests follow. */
const longReadCalls = 50;
/** Concurrent requests often fail for the same reason, so log it only once in this time. */
const sameLineEveryMs = 5_000;

/** Returns the transport. Throws `AuditError` `BAD_SETTINGS` for an unsafe URL. */
export function createTransport(settings: TransportSettings): Transport {
  const base = parseApiUrl(settings.apiUrl);
  const closing = new AbortController();
  const deadline = AbortSignal.any([AbortSignal.timeout(settings.deadlineMs), closing.signal]);
  const endsAtMs = performance.now() + settings.deadlineMs;
  const leftMs = () => endsAtMs - performance.now();
  const isOver = () => deadline.aborted || leftMs() <= 0;
  const { userAgent, log, quoteReplies = true, proxies } = settings;
  const rateLimiter = createRateLimiter({ leftMs, signal: deadline, announce: log.info });
  const [credentials, quotes] = [createRedactor(), createRedactor(proxies?.secrets)];
  const connections = maxConcurrent;
  const http = createHttp({
    userAgent,
    connections,
    deadline,
    isOver,
    quoteReplies,
    credentials,
    quotes,
    proxies,
  });
  const keep = (secret: string) => {
    credentials.add(secret);
    quotes.add(secret);
  };
  const { name, over, unreachable, unusable, offline } = createRequestErrors(
    base.host,
    quoteReplies,
  );
  const loggedAtMs = new Map<string, number>();
  let answered = false;
  const credential = toCredential({ ...settings, base, deadline }, keep, (from, body) =>
    sendUntilAnswered(from, () => ({
      method: "POST",
      // The exchange is at the host's root, not under the API's version.
      url: toUrl(withoutVersion(base), from),
      headers: { "content-type": "application/json" },
      body,
    })),
  );

  async function get(
    from: Endpoint,
    query: Query = {},
    isRefusal: (reply: Reply) => boolean = ({ status }) => status === 401,
  ): Promise<Reply> {
    const url = toUrl(base, from, query);
    for (;;) {
      const secret = await credential.secret();
      // Do not send a credential that arrived after the deadline.
      if (isOver()) throw over(from);
      keep(secret);
      const reply = await sendUntilAnswered(from, () => ({
        method: "GET",
        url,
        // Not as a bearer token: Cloudsmith silently treats an unrecognized one as anonymous.
        headers: { "x-api-key": secret },
      }));
      if (!isRefusal(reply) || !(await credential.renew(secret))) return reply;
    }
  }

  async function sendUntilAnswered(from: Endpoint, make: () => HttpRequest): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      if (isOver()) throw over(from);
      const outcome = await attemptOnce(from, make());
      if ("reply" in outcome) return outcome.reply;
      if (isOver()) throw over(from);
      const { problem, waitMs = backoffMs(attempt), failure } = outcome;
      if (failure !== undefined && !answered && failure.kind !== "other") {
        // This does not concern one list: every other request would fail too.
        const last = attempt >= maxFirstAttempts || waitMs >= leftMs();
        if (failure.kind === "trust" || last) throw offline(failure);
      } else if (failure?.kind === "trust" || attempt === maxAttempts || waitMs >= leftMs()) {
        throw unreachable(from, problem, outcome);
      } else if (outcome.waitMs === undefined) logRetry(from, problem, waitMs);
      // A wait that Cloudsmith asked for delays all requests. The rate limiter waits and announces
      // it.
      if (outcome.waitMs !== undefined) continue;
      await sleep(waitMs, undefined, { signal: deadline }).catch(() => {});
    }
  }

  async function attemptOnce(from: Endpoint, request: HttpRequest): Promise<Attempt> {
    try {
      const outcome = await rateLimiter.run(() => http.send(request));
      const { failure, impossible } = outcome;
      if (impossible !== undefined) throw unusable(from, impossible);
      if (failure !== undefined) {
        const { reason, remedy } = failure;
        return { problem: reason, failure, ...(remedy !== undefined && { remedy }) };
      }
      if (outcome.reply === undefined) throw new Error("bug: a request had no outcome");
      answered = true;
      const mayQuote = outcome.reply.mayQuote && mayQuoteErrors(from);
      const reply = { ...outcome.reply, mayQuote };
      const transient = transientProblem(reply, request.method);
      if (transient === undefined) return { reply };
      if (reply.status === 429) rateLimiter.slowDown(transient.waitMs ?? 0);
      return transient;
    } catch (error) {
      if (error instanceof DeadlinePassed) throw over(from);
      if (error instanceof WaitTooLong)
        throw unreachable(from, error.message, { waitMs: error.waitMs });
      throw error;
    }
  }

  function logRetry(from: Endpoint, problem: string, waitMs: number): void {
    // Ignore request ids: they differ for the same problem.
    const kind = problem.replace(/, request id ".*"/u, "");
    const nowMs = performance.now();
    if (nowMs - (loggedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < sameLineEveryMs) return;
    loggedAtMs.set(kind, nowMs);
    log.info(`${name(from)}: ${problem}; trying again in ${(waitMs / 1000).toFixed(1)} s`);
  }

  /** Full jitter, so that many jobs throttled together do not retry together. */
  function backoffMs(attempt: number): number {
    return Math.random() * Math.min(maxBackoffMs, (settings.firstBackoffMs ?? 300) * 2 ** attempt);
  }

  return {
    get,
    forecast: (calls) => {
      if (calls >= longReadCalls) log.info(`about ${calls} more requests to Cloudsmith`);
      return rateLimiter.whyNot(calls);
    },
    close: () => {
      closing.abort();
      return http.close();
    },
  };
}

type Attempt = { readonly reply: Reply } | Problem;

function toCredential(
  {
    signIn,
    organization,
    base,
    deadline,
  }: TransportSettings & { readonly base: URL; readonly deadline: AbortSignal },
  keep: (secret: string) => void,
  exchange: (from: Endpoint, body: string) => Promise<Reply>,
): Credential {
  if ("apiKey" in signIn) return apiKeyCredential(signIn.apiKey);
  return oidcCredential({
    ...signIn.oidc,
    onSecret: (secret) => {
      keep(secret);
      signIn.oidc.onSecret(secret);
    },
    organization,
    host: base.host,
    deadline,
    exchange: (body) => exchange(endpoint("/openid/{org}/", { org: organization }), body),
  });
}

function toUrl(base: URL, { method, path }: Endpoint, query: Query = {}): URL {
  if (!isAllowed(method, path)) {
    throw new Error(`bug: ${method} ${path} is not on the allow-list`);
  }
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/u, "") + path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url;
}

function withoutVersion(base: URL): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/v1$/u, "");
  return url;
}
