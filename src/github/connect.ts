/** Opens the way to GitHub, which few runs do without. */

import type { GitHub } from "./ask.ts";
import type { RunContext } from "./context.ts";
import type { OctokitSettings } from "./octokit.ts";

/** Returns the means to talk about the repository that a run belongs to. */
export async function connect(
  { apiUrl, owner, repo }: Pick<RunContext, "apiUrl" | "owner" | "repo">,
  { token, userAgent, log }: Omit<OctokitSettings, "apiUrl">,
): Promise<GitHub> {
  const { createOctokit } = await import("./octokit.ts");
  return { octokit: createOctokit({ token, apiUrl, userAgent, log }), owner, repo };
}
