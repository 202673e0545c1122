/** Opens the way to GitHub, which few runs do without. */

import type { GitHub } from "./ask.ts";
import type { RunContext } from "../context.ts";
import type { OctokitSettings } from "./octokit.ts";

/** Returns the means to talk about the repository that a run belongs to. */
export async function connect(
  { apiUrl, owner, repo, proxies }: Pick<RunContext, "apiUrl" | "owner" | "repo" | "proxies">,
  { token, userAgent, log }: Pick<OctokitSettings, "token" | "userAgent" | "log">,
): Promise<GitHub> {
  const { createOctokit } = await import("./octokit.ts");
  const octokit = createOctokit({ token, apiUrl, userAgent, log, proxies });
  return { octokit, owner, repo, proxies };
}
