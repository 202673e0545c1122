/** Creates the GitHub client, and loads its module only when a run needs it. */

import type { GitHub } from "./ask.ts";
import type { RunContext } from "../context.ts";
import type { OctokitSettings } from "./octokit.ts";

/** Returns the client for the repository of a run. */
export async function connect(
  { apiUrl, owner, repo, proxies }: Pick<RunContext, "apiUrl" | "owner" | "repo" | "proxies">,
  { token, userAgent, log }: Pick<OctokitSettings, "token" | "userAgent" | "log">,
): Promise<GitHub> {
  const { createOctokit } = await import("./octokit.ts");
  const octokit = createOctokit({ token, apiUrl, userAgent, log, proxies });
  return { octokit, owner, repo, proxies };
}
