/** The one client for GitHub. It is loaded when there is a token: it takes a fifth of the time to start. */

import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import Bottleneck from "bottleneck";
import { EnvHttpProxyAgent, fetch } from "undici";

import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";

const requestTimeoutMs = 30_000;
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
}

/**
 * Returns a client that waits when GitHub says so, tries again what may be tried again, and stops at
 * `maxWrites`. `apiUrl` is GITHUB_API_URL, so that GitHub Enterprise Server works as well.
 */
export function createOctokit({ token, apiUrl, userAgent, log }: OctokitSettings): Octokit {
  const dispatcher = new EnvHttpProxyAgent({ allowH2: false });
  const silent = () => undefined;
  const octokit = new PatientOctokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/u, ""),
    userAgent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: Parameters<typeof fetch>[1]) =>
        fetch(url, { ...init, dispatcher, signal: AbortSignal.timeout(requestTimeoutMs) }),
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
  return octokit;
}

function waitFor(log: Logger) {
  return (seconds: number, _: unknown, __: unknown, retries: number): boolean => {
    if (retries >= maxRetries || seconds > maxPatienceSeconds) return false;
    log.warn(`GitHub asks to wait ${seconds} s before the next request`);
    return true;
  };
}

/** What may have been done is not done again: a second POST would make a twin. */
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
