/** Requests to Cloudsmith: the allow-list, the credential, retries and errors in plain words. */

import { setTimeout as sleep } from "node:timers/promises";

import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { apiKeyCredential, type Credential } from "./credential.ts";
import { endpoint, isAllowed, type Endpoint, type Query } from "./endpoints.ts";
import { createHttp, parseApiUrl, type HttpRequest } from "./http.ts";
import { oidcCredential, type OidcSettings } from "./oidc.ts";
import { createPace, maxConcurrent, TooLong } from "./pace.ts";
import { describeReply, type Reply } from "./reply.ts";

export interface Transport {
  /**
   * Returns the reply to a read, whatever its status below 500 but 429, after retrying what passes.
   * One that `isRefusal` (by default a 401) is asked once more with another credential, if there is one.
   * Throws `AuditError` `CLOUDSMITH_UNREACHABLE` when no such reply came before the deadline.
   */
  get(from: Endpoint, query?: Query, isRefusal?: (reply: Reply) => boolean): Promise<Reply>;
  /**
   * Takes how many reads are to come, before the first of them. Returns why the rate limit does not
   * allow them before the deadline, as a sentence without a final stop; null when it does.
   */
  forecast(calls: number): string | null;
  /** Gives up on what is under way. Sockets are kept for reuse until then. */
  close(): Promise<void>;
}

/** How to sign in: with a key, or as a service account by GitHub's ID token. */
export type SignIn =
  | { readonly apiKey: string }
  | { readonly oidc: Omit<OidcSettings, "exchange" | "organization"> };

export interface TransportSettings {
  /** For instance `https://api.cloudsmith.io/v1`: https, or http on loopback. */
  readonly apiUrl: string;
  readonly organization: string;
  readonly signIn: SignIn;
  readonly userAgent: string;
  /** Total time for all requests together. */
  readonly deadlineMs: number;
  readonly log: Logger;
  /** Default true: messages quote what Cloudsmith says of an error. */
  readonly quoteReplies?: boolean | undefined;
  /** Default 300; grows with each try. */
  readonly firstBackoffMs?: number;
}

const maxAttempts = 5;
const maxBackoffMs = 10_000;
/** From so many on, somebody who waits would like to know. */
const longReadCalls = 50;

/** Returns the transport. Throws `AuditError` `BAD_SETTINGS` for an unsafe URL. */
export function createTransport(settings: TransportSettings): Transport {
  const base = parseApiUrl(settings.apiUrl);
  const closing = new AbortController();
  const deadline = AbortSignal.any([AbortSignal.timeout(settings.deadlineMs), closing.signal]);
  const endsAtMs = performance.now() + settings.deadlineMs;
  const leftMs = () => endsAtMs - performance.now();
  const pace = createPace(leftMs);
  const { userAgent, log, quoteReplies = true } = settings;
  const http = createHttp({ userAgent, connections: maxConcurrent, deadline, quoteReplies });
  const secrets: string[] = [];
  const keep = (secret: string) => {
    if (!secrets.includes(secret)) secrets.push(secret);
  };
  const credential = toCredential(settings, keep, (from, body) =>
    sendUntilAnswered(from, () => ({
      method: "POST",
      // The exchange lives at the host's root, beside the version of the API.
      url: toUrl(withoutVersion(base), from),
      headers: { "content-type": "application/json" },
      body,
      secrets,
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
      keep(secret);
      const reply = await sendUntilAnswered(from, () => ({
        method: "GET",
        url,
        // A bearer that Cloudsmith does not recognise would pass as anonymous without a word.
        headers: { "x-api-key": secret },
        secrets,
      }));
      if (!isRefusal(reply) || !(await credential.renew(secret))) return reply;
    }
  }

  async function sendUntilAnswered(from: Endpoint, make: () => HttpRequest): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await attemptOnce(from, make());
      if ("reply" in outcome) return outcome.reply;
      const waitMs = outcome.waitMs ?? backoffMs(attempt);
      if (deadline.aborted) throw unreachable(from, "the deadline has passed");
      if (attempt === maxAttempts || waitMs >= leftMs()) {
        throw unreachable(from, outcome.problem, outcome.waitMs);
      }
      const seconds = (waitMs / 1000).toFixed(1);
      log.info(`${from.template}: ${outcome.problem}; trying again in ${seconds} s`);
      await sleep(waitMs, undefined, { signal: deadline }).catch(() => {});
      if (deadline.aborted) throw unreachable(from, "the deadline has passed");
    }
  }

  async function attemptOnce(from: Endpoint, request: HttpRequest): Promise<Attempt> {
    try {
      const outcome = await pace.run(() => http.send(request));
      if (!("reply" in outcome)) return outcome;
      pace.learn(outcome.reply);
      const passing = passingProblem(outcome.reply);
      if (passing === undefined) return outcome;
      if (outcome.reply.status === 429) pace.slowDown(passing.waitMs ?? 0);
      return passing;
    } catch (error) {
      if (error instanceof TooLong) throw unreachable(from, error.message, error.waitMs);
      throw error;
    }
  }

  /** Full jitter, so that many jobs that were throttled together do not return together. */
  function backoffMs(attempt: number): number {
    return Math.random() * Math.min(maxBackoffMs, (settings.firstBackoffMs ?? 300) * 2 ** attempt);
  }

  return {
    get,
    forecast: (calls) => {
      if (calls >= longReadCalls) log.info(`about ${calls} more requests to Cloudsmith`);
      return pace.whyNot(calls);
    },
    close: () => {
      closing.abort();
      return http.close();
    },
  };
}

type Attempt = { readonly reply: Reply } | { readonly problem: string; readonly waitMs?: number };

function toCredential(
  { signIn, organization }: TransportSettings,
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

/** Returns what makes a reply worth another try: throttling, trouble over there, a 200 that was cut. */
function passingProblem(reply: Reply): { problem: string; waitMs?: number } | undefined {
  if (reply.status === 429) {
    const seconds = Number(reply.header("retry-after"));
    const problem = `Cloudsmith throttles this credential (${describeReply(reply)})`;
    return Number.isFinite(seconds) && seconds > 0
      ? { problem, waitMs: seconds * 1000 }
      : { problem };
  }
  if (reply.status >= 500) return { problem: `Cloudsmith has trouble (${describeReply(reply)})` };
  if (reply.status === 200 && reply.body === undefined) {
    return { problem: `Cloudsmith's reply is not JSON (${describeReply(reply)})` };
  }
  return undefined;
}

function unreachable({ template }: Endpoint, problem: string, waitMs?: number): AuditError {
  const wait =
    waitMs !== undefined && Number.isFinite(waitMs)
      ? ` It asks to wait ${Math.ceil(waitMs / 1000)} s.`
      : "";
  return new AuditError(
    "CLOUDSMITH_UNREACHABLE",
    `cannot read ${template} from Cloudsmith: ${problem}.${wait} Try again later, or raise "deadline".`,
  );
}
