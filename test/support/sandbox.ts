/** A sandbox of a test's own, and plain requests to it. */

import { afterEach } from "vitest";

import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/server.ts";

const running: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

/** Starts a sandbox that is closed after the test. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  running.push(sandbox);
  return sandbox;
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
