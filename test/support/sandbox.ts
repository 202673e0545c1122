/** A sandbox of a test's own, and plain requests to it. */

import { onTestFinished } from "vitest";

import { readRoster } from "../../src/cloudsmith/read-roster.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import type { RepositoriesRequest } from "../../src/roster/requested.ts";
import { silentLogger, type Logger } from "../../src/log.ts";
import type { Roster } from "../../src/roster/model.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";

/** Starts a sandbox that is closed after the test. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Returns the roster of a workspace, as it is read with one of its keys. */
export async function readSandbox(
  sandbox: Sandbox,
  {
    key = "service",
    organization = "fernwick",
    now = new Date(sandboxNow),
    repositories,
    firstBackoffMs,
    log = silentLogger,
  }: {
    readonly key?: keyof Sandbox["keys"] | undefined;
    readonly organization?: string | undefined;
    readonly now?: Date;
    readonly repositories?: RepositoriesRequest | undefined;
    readonly firstBackoffMs?: number;
    readonly log?: Logger;
  } = {},
): Promise<Roster> {
  const transport = createTransport({
    apiUrl: sandbox.url,
    organization,
    signIn: { apiKey: sandbox.keys[key] },
    userAgent: "test/0",
    deadlineMs: 20_000,
    log,
    ...(firstBackoffMs !== undefined && { firstBackoffMs }),
  });
  try {
    return await readRoster({ transport, organization, repositories, now, log });
  } finally {
    await transport.close();
  }
}

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; undefined when there is none. */
  readonly body: unknown;
}

/** Asks as the account of a key, or with headers of one's own; redirects are not followed. */
export async function ask(
  sandbox: Sandbox,
  path: string,
  as: keyof Sandbox["keys"] | { headers: Record<string, string>; method?: string } = "service",
): Promise<Heard> {
  const own = typeof as === "string" ? { headers: { "X-Api-Key": sandbox.keys[as] } } : as;
  const response = await fetch(`${sandbox.url}${path}`, { ...own, redirect: "manual" });
  const text = await response.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

/** Asks for a list, and returns one field of its rows. */
export async function askField(
  sandbox: Sandbox,
  path: string,
  field: string,
  as: keyof Sandbox["keys"] = "service",
): Promise<unknown[]> {
  const { body } = await ask(sandbox, path, as);
  return (body as Record<string, unknown>[]).map((row) => row[field]);
}
