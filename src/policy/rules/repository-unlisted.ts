import { z } from "zod";

import { listCoverage, type Coverage } from "../../roster/coverage.ts";
import { unlistedScopes } from "../file/repository-schema.ts";
import { needList } from "../need-list.ts";
import type { Policy } from "../policy.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofRepository } from "../subject.ts";

/** Returns whether the policy says that only the repositories that were seen are checked. */
export function checksOnlyVisible({ rules }: Policy): boolean {
  const setting = rules.get(repositoryUnlisted.id);
  const { of } = Object(setting?.options) as { readonly of?: string };
  return setting !== undefined && setting.severity !== "off" && of === "visible";
}

/**
 * Returns whether a list has a gap only because the account does not see every repository: as many
 * rows were announced to it as were read.
 */
function sawAllVisible(coverage: Coverage): boolean {
  const { status, count, expected } = listCoverage(coverage, "repositories");
  return status === "partial" && coverage.readAs.role !== "Owner" && count === expected;
}

export const repositoryUnlisted = defineRule({
  id: "repository-unlisted",
  title: "Repository that the policy does not name",
  explanation:
    "The policy does not say who may have a privilege on this repository. unlisted-repositories sets the severity. Only an Owner's list of repositories can be complete: for every other account, the rule reports the repositories that were seen and is not judged, unless of is visible and the account's own list was read completely.",
  remedy: "List the repository in the policy, with privileges: any if everything is allowed there.",
  fixed: "It is fixed when the policy lists the repository, or the workspace no longer shows it.",
  severity: "warning",
  section: "repositories",
  options: z.strictObject({
    of: z
      .enum(unlistedScopes)
      .default("all")
      .describe("visible: only the repositories that the audit's account sees are checked"),
  }),
  lists: [],
  needs: "repositories, unless of is visible",
  evidence: "row",
  resolvedBy: "other",
  *evaluate(context) {
    const { roster, repositories, options } = context;
    const isSeen = options.of === "visible" && sawAllVisible(roster.coverage);
    if (!isSeen) needList(context, "repositories");
    for (const repository of repositories.unlisted) {
      const { broadcast } = repository;
      const facts = { broadcast: typeof broadcast === "string" ? broadcast : null };
      yield { subject: ofRepository(repository), facts };
    }
  },
  message: ({ subject, facts: { broadcast } }) =>
    `${broadcast === "Public" || broadcast === "Open-Source" ? "public " : ""}repository ${nameOf(subject)} is not in the policy`,
});
