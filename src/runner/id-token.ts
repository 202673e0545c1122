/** Requests GitHub's ID token for a job from the service in the runner's environment. */

import { setTimeout as sleep } from "node:timers/promises";

import { z } from "zod";

import { AuditError } from "../errors.ts";
import { explainFailure } from "../network/failure.ts";
import type { Network } from "../network/network.ts";
import { readProxies, type Environment } from "../network/proxy.ts";

/** A token and its claims have about 2 KB. */
const maxBytes = 64 * 1024;
const attemptTimeoutMs = 30_000;
const maxAttempts = 3;
const firstBackoffMs = 500;

const Reply = z.object({ value: z.string().min(1) });

/** Returns whether the job may request a token: without `id-token: write`, the URL is not set. */
export function mayRequestIdToken(env: Environment): boolean {
  return (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "";
}

/**
 * Returns the token. Throws `AuditError` `BAD_SETTINGS` if the job may not request one or the
 * service refuses, and `NETWORK_FAILED` if no token arrived before `deadline` aborts.
 * Source: GitHub's documentation, "OpenID Connect reference", on the two environment variables.
 */
export async function requestIdToken(
  env: Environment,
  audience: string | undefined,
  deadline: AbortSignal,
): Promise<string> {
  const { url, token } = readRequest(env, audience);
  const proxies = readProxies(env);
  const { openNetwork } = await import("../network/network.ts");
  const network = openNetwork({ proxies, timeoutMs: attemptTimeoutMs });
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await requestOnce(network, { url, token, deadline });
      if ("value" in outcome) return outcome.value;
      if (deadline.aborted) throw late(url);
      if ("error" in outcome) {
        const failure = explainFailure(outcome.error, url, proxies);
        if (failure.kind === "trust" || attempt === maxAttempts) {
          throw refused(failure.reason, failure.remedy ?? "Try again.");
        }
      } else if (!outcome.isTemporary || attempt === maxAttempts) {
        throw refused(outcome.problem, "Try again, and check oidc-audience.");
      }
      await sleep(firstBackoffMs * attempt, undefined, { signal: deadline }).catch(() => {});
      if (deadline.aborted) throw late(url);
    }
  } finally {
    await network.close();
  }
}

function readRequest(
  env: Environment,
  audience: string | undefined,
): { readonly url: URL; readonly token: string } {
  if (!mayRequestIdToken(env)) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot sign in to Cloudsmith with oidc-service: this job may not ask GitHub for an ID token. Give it the permission id-token: write; a pull request from a fork never has it.",
    );
  }
  const url = URL.parse(env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "");
  if (url === null) {
    throw refused("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL", "Leave it as the runner sets it.");
  }
  const token = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "";
  if (token === "") {
    throw refused(
      "ACTIONS_ID_TOKEN_REQUEST_TOKEN is not set, although ACTIONS_ID_TOKEN_REQUEST_URL is",
      "Pass both on to the step, as the runner sets them in a job with the permission id-token: write.",
    );
  }
  if (audience !== undefined) url.searchParams.set("audience", audience);
  return { url, token };
}

type Outcome =
  | { readonly value: string }
  | { readonly error: unknown }
  | { readonly problem: string; readonly isTemporary: boolean };

async function requestOnce(
  network: Network,
  request: { readonly url: URL; readonly token: string; readonly deadline: AbortSignal },
): Promise<Outcome> {
  const { url, token, deadline } = request;
  try {
    const { statusCode, body } = await network.request(url, {
      method: "GET",
      signal: AbortSignal.any([deadline, AbortSignal.timeout(attemptTimeoutMs)]),
      headers: { accept: "application/json", authorization: `Bearer ${token}` },
    });
    const text = await readText(body);
    // A late token is useless: it would be exchanged after the deadline.
    deadline.throwIfAborted();
    if (statusCode !== 200) {
      const isTemporary = statusCode >= 500 || statusCode === 429;
      return { problem: `${url.host} answered ${statusCode}`, isTemporary };
    }
    const parsed = Reply.safeParse(parseJson(text));
    if (parsed.success) return { value: parsed.data.value };
    return { problem: `the reply of ${url.host} contains no token`, isTemporary: false };
  } catch (error) {
    return { error };
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "") as unknown;
  } catch {
    return undefined;
  }
}

function refused(reason: string, remedy: string): AuditError {
  return new AuditError("BAD_SETTINGS", `cannot get an ID token from GitHub: ${reason}. ${remedy}`);
}

function late(url: URL): AuditError {
  return new AuditError(
    "NETWORK_FAILED",
    `cannot get an ID token from GitHub: ${url.host} did not answer before the deadline. Try again later, or raise deadline.`,
  );
}
