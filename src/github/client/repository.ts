/** What the event did not say about the repository. */

import { z } from "zod";

import type { RunContext, Visibility } from "../context.ts";
import type { GitHub } from "./ask.ts";

const Repository = z.object({
  visibility: z.enum(["public", "private", "internal"]).catch("public"),
  default_branch: z.string().optional().catch(undefined),
});

/** Returns the context with visibility and default branch filled in, as far as the token can see. */
export async function completeContext(github: GitHub, context: RunContext): Promise<RunContext> {
  if (context.visibility !== "unknown" && context.defaultBranch !== undefined) return context;
  const { octokit, owner, repo } = github;
  // A failure leaves them unknown, which is the careful reading of both.
  const reply = await octokit.rest.repos.get({ owner, repo }).catch(() => undefined);
  const parsed = Repository.safeParse(reply?.data);
  if (!parsed.success) return context;
  const visibility: Visibility =
    context.visibility === "unknown" ? parsed.data.visibility : context.visibility;
  return {
    ...context,
    visibility,
    defaultBranch: context.defaultBranch ?? parsed.data.default_branch,
  };
}
