import { z } from "zod";

import { broadcastStates } from "../../roster/repository.ts";
import type { RepositoryPolicy } from "../policy.ts";
import { reportUnseen } from "../repository-gaps.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository } from "../subject.ts";

const isAbout = ({ visibility }: RepositoryPolicy) => visibility !== null;

export const repositoryPublic = defineRule({
  id: "repository-public",
  title: "Repository that is more public than the policy allows",
  explanation:
    "A repository's broadcast state decides who can download its packages without a privilege: nobody (Off), people with a link or token (Private), the workspace (Internal), or everybody on the internet (Public, Open-Source). The policy says with visibility what is the most that is allowed.",
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
  *evaluate(context) {
    reportUnseen(context, isAbout);
    for (const { repository, policy } of context.repositories.managed) {
      const { visibility: allowed } = policy;
      if (allowed === null) continue;
      const actual = context.readFact(repository.broadcast, "broadcast state of a repository");
      if (actual === undefined) continue;
      if (broadcastStates.indexOf(actual) <= broadcastStates.indexOf(allowed)) continue;
      yield {
        subject: ofRepository(repository),
        facts: { actual, allowed },
        position: policy.name.position,
      };
    }
  },
  message: ({ subject, facts: { actual, allowed } }) =>
    `repository ${nameOf(subject)} has the broadcast state ${actual}; allowed: at most ${allowed}`,
});
