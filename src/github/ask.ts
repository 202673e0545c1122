/** A request to GitHub, and its errors in plain words. */

import { RequestError } from "@octokit/request-error";
import type { Octokit } from "@octokit/rest";
import { z } from "zod";

import { AuditError } from "../errors.ts";
import type { NetworkFailure } from "../network/failure.ts";
import type { Proxies } from "../network/proxy.ts";

/** A repository, and the means to talk about it. */
export interface GitHub {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  /** Default: none. */
  readonly proxies?: Proxies | undefined;
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
    if (error instanceof AuditError) throw error;
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
    case 429:
      if (isRateLimit(error)) {
        return `GitHub's rate limit is used up (${status}). Run it again later.`;
      }
      return `GitHub refused it (${status}). Give the job "permissions: ${permission}".`;
    case 404:
      return `GitHub refused it (${status}). Give the job "permissions: ${permission}".`;
    case 410:
      return "issues are turned off in this repository (410). Turn them on, or set issue: never.";
    case 422:
      return explainInvalid(error);
    case undefined:
      return explainUnreachable(error);
    default:
      return `GitHub answered ${status}. Try again later.`;
  }
}

function explainUnreachable(error: unknown): string {
  const failure = failureOf(error);
  if (failure === undefined) {
    return `GitHub could not be reached (${error instanceof Error ? error.name : "unknown error"}). Try again later.`;
  }
  return `GitHub could not be reached: ${failure.reason}. ${failure.remedy ?? "Try again later."}`;
}

/** By its shape, because the class comes with the client, which is loaded when it is needed. */
function failureOf(error: unknown): NetworkFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { failure } = error as { failure?: NetworkFailure };
  return failure ?? failureOf(error.cause);
}

const Invalid = z.object({ errors: z.array(z.object({ field: z.string() })) });
/** The inputs that GitHub may find something wrong with, by the field that it names then. */
const inputOf = new Map([
  ["assignees", "issue-assignees"],
  ["labels", "issue-labels"],
]);

function explainInvalid(error: unknown): string {
  const parsed = Invalid.safeParse(
    error instanceof RequestError ? error.response?.data : undefined,
  );
  const fields = parsed.success ? parsed.data.errors.map(({ field }) => inputOf.get(field)) : [];
  const inputs = [...new Set(fields.filter((input) => input !== undefined))];
  return inputs.length === 0
    ? "GitHub does not accept it (422). Report this as a bug."
    : `GitHub does not accept ${inputs.join(" and ")} (422). Give what this repository has.`;
}

function isRateLimit(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  const headers = error.response?.headers ?? {};
  return (
    error.status === 429 ||
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0"
  );
}
