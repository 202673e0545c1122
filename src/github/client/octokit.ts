/**
 * The only client for GitHub. It is loaded only if there is a token, because it takes a fifth of
 * the start-up time.
 */

import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { RequestError } from "@octokit/request-error";
import { Octokit } from "@octokit/rest";
import Bottleneck from "bottleneck";

import { AuditError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import { explainFailure, type NetworkFailure } from "../../network/failure.ts";
import { openNetwork } from "../../network/network.ts";
import { noProxies, type Proxies } from "../../network/proxy.ts";
import { createRedactor } from "../../network/redact.ts";

const requestTimeoutMs = 30_000;
/** 100 issues of the maximum size take 7 MiB. */
const maxReplyBytes = 32 * 1024 ** 2;
/** No correct audit needs more writes than this. */
const maxWrites = 10;
/** In seconds. GitHub may ask for an hour, but every minute of a waiting job costs money. */
const maxWaitSeconds = 60;
const maxRetries = 2;

const RetryingOctokit = Octokit.plugin(throttling, retry);

export interface OctokitSettings {
  readonly token: string;
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly log: Logger;
  /** Default: no proxies. */
  readonly proxies?: Proxies | undefined;
}

/**
 * Returns a client that waits if GitHub asks for it, retries requests that are safe to repeat, and
 * stops after `maxWrites` writes. `apiUrl` is GITHUB_API_URL, so GitHub Enterprise Server works
 * too.
 */
export function createOctokit(settings: OctokitSettings): Octokit {
  const { token, apiUrl, userAgent, log, proxies = noProxies } = settings;
  const network = openNetwork({ proxies, timeoutMs: requestTimeoutMs });
  const silent = () => undefined;
  const octokit = new RetryingOctokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/u, ""),
    userAgent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: Parameters<typeof network.fetch>[1]) =>
        network
          .fetch(url, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) })
          .then(readBounded)
          .catch((error: unknown) => {
            throw toFailure(error, url, proxies);
          }),
    },
    throttle: {
      onRateLimit: waitFor(log),
      onSecondaryRateLimit: waitFor(log),
      // Writes run one at a time, but without the plugin's default delay, which is meant for many
      // writes.
      write: new Bottleneck.Group({ maxConcurrent: 1 }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1 }),
    },
    retry: { retries: maxRetries },
  });
  guardWrites(octokit);
  redactErrors(octokit, [token, ...proxies.secrets]);
  return octokit;
}

/**
 * Returns the reply with its body read and decompressed, up to a limit: a proxy may send anything.
 */
async function readBounded(response: Response): Promise<Response> {
  if (response.body === null) return response;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    // Leaving the loop ends the request.
    if (bytes > maxReplyBytes) {
      throw new Error(`its reply is larger than ${maxReplyBytes / 1024 ** 2} MiB`);
    }
    chunks.push(chunk);
  }
  const { status, statusText, headers, url } = response;
  const buffered = new Response(Buffer.concat(chunks), { status, statusText, headers });
  return Object.defineProperty(buffered, "url", { value: url });
}

/** A request without a reply, and the reason. */
export class GitHubUnreachable extends Error {
  readonly failure: NetworkFailure;

  constructor(failure: NetworkFailure, cause: unknown) {
    super(failure.reason, { cause });
    this.failure = failure;
    // Octokit does not wrap or retry an error with this name.
    if (failure.kind === "trust") this.name = "AbortError";
  }
}

function toFailure(error: unknown, url: string, proxies: Proxies): GitHubUnreachable {
  return new GitHubUnreachable(explainFailure(error, new URL(url), proxies), error);
}

/** Messages quote replies, and a proxy's reply may repeat the secrets in the request. */
function redactErrors(octokit: Octokit, secrets: readonly string[]): void {
  const redactor = createRedactor(secrets);
  octokit.hook.error("request", (error) => {
    error.message = redactor.blank(error.message);
    if (error instanceof RequestError && error.response !== undefined) {
      const data = JSON.stringify(error.response.data ?? null);
      const left = redactor.blank(data);
      if (left !== data) error.response.data = JSON.parse(left) as unknown;
    }
    throw error;
  });
}

function waitFor(log: Logger) {
  return (seconds: number, _: unknown, __: unknown, retries: number): boolean => {
    if (retries >= maxRetries || seconds > maxWaitSeconds) return false;
    log.warn(`GitHub asks to wait ${seconds} s before the next request`);
    return true;
  };
}

/**
 * Limits writes and never retries a POST: it may have succeeded, and a second one would create a
 * duplicate.
 */
function guardWrites(octokit: Octokit): void {
  let writes = 0;
  octokit.hook.before("request", (options) => {
    if (options.method === "GET" || options.url.endsWith("/graphql")) return;
    writes += 1;
    if (writes > maxWrites) {
      throw new AuditError(
        "DELIVERY_FAILED",
        `cannot write to GitHub again: this run already did so ${maxWrites} times, which is the limit. Look for issues or comments that were written repeatedly.`,
      );
    }
    if (options.method === "POST") options.request = { ...options.request, retries: 0 };
  });
}
