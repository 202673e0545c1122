/** The one way to GitHub, and its errors in plain words. */

import { RequestError } from "@octokit/request-error";
import { Octokit } from "@octokit/rest";
import { EnvHttpProxyAgent, fetch } from "undici";

import { AuditError } from "../errors.ts";

/** A repository, and the means to talk about it. */
export interface GitHub {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

const requestTimeoutMs = 30_000;

/** Returns a client; `apiUrl` is GITHUB_API_URL, so that GitHub Enterprise Server works as well. */
export function createOctokit(settings: {
  readonly token: string;
  readonly apiUrl: string;
  readonly userAgent: string;
}): Octokit {
  const dispatcher = new EnvHttpProxyAgent();
  const silent = () => undefined;
  return new Octokit({
    auth: settings.token,
    baseUrl: settings.apiUrl.replace(/\/+$/u, ""),
    userAgent: settings.userAgent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: Parameters<typeof fetch>[1]) =>
        fetch(url, { ...init, dispatcher, signal: AbortSignal.timeout(requestTimeoutMs) }),
    },
  });
}

/**
 * Runs a request and turns its failure into an `AuditError` `DELIVERY_FAILED` that names the task, as
 * it reads after "cannot", and the permission that the task needs. The token is in neither.
 */
export async function ask<T>(
  task: string,
  permission: string,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw new AuditError("DELIVERY_FAILED", `cannot ${task}: ${explain(error, permission)}`, {
      cause: error,
    });
  }
}

function explain(error: unknown, permission: string): string {
  // Octokit gives a request that never got a reply the status 500.
  const answered = error instanceof RequestError && error.response !== undefined;
  const status = answered ? error.status : undefined;
  switch (status) {
    case 401:
      return "GitHub does not accept the token (401). Leave token at its default, or give one that has not expired.";
    case 403:
    case 404:
      return `GitHub refused it (${status}). Give the job "permissions: ${permission}".`;
    case 410:
      return "issues are turned off in this repository (410). Turn them on, or set issue: never.";
    case undefined:
      return `GitHub could not be reached (${error instanceof Error ? error.name : "unknown error"}). Try again later.`;
    default:
      return `GitHub answered ${status}. Try again later.`;
  }
}
