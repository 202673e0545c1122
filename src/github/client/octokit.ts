/** The one client for GitHub. It is loaded when there is a token: it takes a fifth of the time to start. */

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
/** A hundred issues of the largest size take 7 MiB. */
const maxReplyBytes = 32 * 1024 ** 2;
/** An audit that needs more than this many writes has lost its way. */
const maxWrites = 10;
/** GitHub may ask for an hour; a job that waits is paid for. */
const maxPatienceSeconds = 60;
const maxRetries = 2;

const PatientOctokit = Octokit.plugin(throttling, retry);

export interface OctokitSettings {
  readonly token: string;
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly log: Logger;
  /** Default: none. */
  readonly proxies?: Proxies | undefined;
}

/**
 * Returns a client that waits when GitHub says so, tries again what may be tried again, and stops at
 * `maxWrites`. `apiUrl` is GITHUB_API_URL, so that GitHub Enterprise Server works as well.
 */
export function createOctokit(settings: OctokitSettings): Octokit {
  const { token, apiUrl, userAgent, log, proxies = noProxies } = settings;
  const network = openNetwork({ proxies, timeoutMs: requestTimeoutMs });
  const silent = () => undefined;
  const octokit = new PatientOctokit({
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
      // One after the other, but without the seconds in between that are meant for many.
      write: new Bottleneck.Group({ maxConcurrent: 1 }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1 }),
    },
    retry: { retries: maxRetries },
  });
  guardWrites(octokit);
  redactErrors(octokit, [token, ...proxies.secrets]);
  return octokit;
}

/** Returns the same reply with its body read, unpacked, up to a limit: what is in between may be anybody. */
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
  const whole = new Response(Buffer.concat(chunks), { status, statusText, headers });
  return Object.defineProperty(whole, "url", { value: url });
}

/** A request that got no reply, and why. */
export class GitHubUnreachable extends Error {
  readonly failure: NetworkFailure;

  constructor(failure: NetworkFailure, cause: unknown) {
    super(failure.reason, { cause });
    this.failure = failure;
    // Octokit passes an error of this name on as it is, so that nothing tries it again.
    if (failure.kind === "trust") this.name = "AbortError";
  }
}

function toFailure(error: unknown, url: string, proxies: Proxies): GitHubUnreachable {
  return new GitHubUnreachable(explainFailure(error, new URL(url), proxies), error);
}

/** What GitHub says is quoted, and something in between may say what it was sent. */
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
    if (retries >= maxRetries || seconds > maxPatienceSeconds) return false;
    log.warn(`GitHub asks to wait ${seconds} s before the next request`);
    return true;
  };
}

/** What may have been done is not done again: a second POST would make a duplicate. */
function guardWrites(octokit: Octokit): void {
  let writes = 0;
  octokit.hook.before("request", (options) => {
    if (options.method === "GET" || options.url.endsWith("/graphql")) return;
    writes += 1;
    if (writes > maxWrites) {
      throw new AuditError(
        "DELIVERY_FAILED",
        `cannot write to GitHub any more: this run did so ${maxWrites} times already, and no run should have to. Look for issues or comments that were written many times over.`,
      );
    }
    if (options.method === "POST") options.request = { ...options.request, retries: 0 };
  });
}
