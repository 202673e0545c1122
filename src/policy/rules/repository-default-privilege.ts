import { z } from "zod";

import { defaultPrivileges } from "../../roster/repository.ts";
import { findAboveLimit } from "../above-limit.ts";
import { defineRule } from "../rule.ts";
import { nameOf } from "../subject.ts";

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
  evaluate: (context) =>
    findAboveLimit(context, {
      name: "default privilege of a repository",
      values: defaultPrivileges,
      actualOf: (repository) => repository.defaultPrivilege,
      allowedBy: (entry) => entry.defaultPrivilege,
    }),
  message: ({ subject, facts: { actual, allowed } }) =>
    `repository ${nameOf(subject)} gives ${actual} to every member by default; allowed: at most ${allowed}`,
});
