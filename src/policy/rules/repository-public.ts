import { z } from "zod";

import { broadcastStates } from "../../roster/repository.ts";
import { findAboveLimit } from "../above-limit.ts";
import { defineRule } from "../rule.ts";
import { nameOf } from "../subject.ts";

export const repositoryPublic = defineRule({
  id: "repository-public",
  title: "Repository that is more public than the policy allows",
  explanation:
    "A repository's broadcast state decides who can download its packages without a privilege: nobody (Off), people with a link or token (Private), the workspace (Internal), or everybody on the internet (Public, Open-Source). In the policy, visibility is the most public state that is allowed.",
  remedy:
    "Change the broadcast state in the repository's settings, or change visibility in the policy and have that reviewed.",
  fixed: "It is fixed when the repository shows a broadcast state that the policy allows.",
  severity: "error",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: "the repositories that the policy names with visibility",
  evidence: "row",
  resolvedBy: "other",
  evaluate: (context) =>
    findAboveLimit(context, {
      name: "broadcast state of a repository",
      values: broadcastStates,
      actualOf: (repository) => repository.broadcast,
      allowedBy: (entry) => entry.visibility,
    }),
  message: ({ subject, facts: { actual, allowed } }) =>
    `repository ${nameOf(subject)} has the broadcast state ${actual}; allowed: at most ${allowed}`,
});
