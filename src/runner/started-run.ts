/** Parses the GitHub toolkit's context, which describes what started the run. */

import { z } from "zod";

import type { RunEnvironment } from "../github/context.ts";
import { readProxies } from "../network/proxy.ts";
import type { RunnerFiles } from "./runner-files.ts";

/** A runner sets all of them; outside of a runner, most are missing. */
const Context = z.object({
  eventName: z.string().default(""),
  ref: z.string().default(""),
  sha: z.string().default(""),
  actor: z.string().default(""),
  serverUrl: z.string(),
  apiUrl: z.string(),
  /** NaN if it is missing. */
  runId: z.int().positive().optional().catch(undefined),
  payload: z.record(z.string(), z.unknown()),
});

const Repository = z.object({ owner: z.string(), repo: z.string().default("") });

export interface StartedRun extends RunEnvironment {
  /** The login of the account that started the run. */
  readonly actor: string;
}

/**
 * Returns what started the run. The toolkit parses the event when it is loaded. If the event cannot
 * be parsed, its variable is first removed from the environment, and the run continues without it.
 */
export async function readStartedRun(
  env: NodeJS.ProcessEnv,
  files: RunnerFiles,
): Promise<StartedRun> {
  if (!(await files.hasEvent(env))) delete env["GITHUB_EVENT_PATH"];
  const { context } = await import("@actions/github");
  const { payload, runId, ...started } = Context.parse(context);
  return {
    ...started,
    eventPayload: payload,
    repository: readRepository(context),
    runId: runId === undefined ? "" : String(runId),
    proxies: readProxies(env),
  };
}

/**
 * Returns `owner/name`; "" outside of a runner, and a text without a slash for a malformed name.
 */
function readRepository(context: { readonly repo: unknown }): string {
  let named: unknown;
  try {
    named = context.repo;
  } catch {
    // The toolkit throws if neither the environment nor the event names a repository.
    return "";
  }
  const { owner, repo } = Repository.parse(named);
  return repo === "" ? owner : `${owner}/${repo}`;
}
