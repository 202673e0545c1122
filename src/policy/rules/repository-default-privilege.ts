import { z } from "zod";

import { defaultPrivileges } from "../../roster/repository.ts";
import type { RepositoryPolicy } from "../policy.ts";
import { reportUnseen } from "../repository-gaps.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository } from "../subject.ts";

const isAbout = ({ defaultPrivilege }: RepositoryPolicy) => defaultPrivilege !== null;

export const repositoryDefaultPrivilege = defineRule({
  id: "repository-default-privilege",
  title: "Repository whose default privilege is higher than the policy allows",
  explanation:
    "Every member of the workspace has a repository's default privilege, whatever the role, except Collaborators. No list of teams or people limits it. The workspace can have a default privilege as well, which the API does not report.",
  remedy:
    "Lower the default privilege in the repository's settings, or change default-privilege in the policy and have that reviewed.",
  fixed: "It is fixed when the repository shows a default privilege that the policy allows.",
  severity: "error",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: "the repositories that the policy names with default-privilege",
  evidence: "row",
  resolvedBy: "other",
  *evaluate(context) {
    reportUnseen(context, isAbout);
    for (const { repository, policy } of context.repositories.managed) {
      const { defaultPrivilege: allowed } = policy;
      if (allowed === null) continue;
      const actual = context.readFact(
        repository.defaultPrivilege,
        "default privilege of a repository",
      );
      if (actual === undefined) continue;
      if (defaultPrivileges.indexOf(actual) <= defaultPrivileges.indexOf(allowed)) continue;
      yield {
        subject: ofRepository(repository),
        facts: { actual, allowed },
        position: policy.name.position,
      };
    }
  },
  message: ({ subject, facts: { actual, allowed } }) =>
    `repository ${nameOf(subject)} gives ${actual} to every member by default; allowed: at most ${allowed}`,
});
