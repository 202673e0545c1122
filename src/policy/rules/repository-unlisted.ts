import { z } from "zod";

import { listCoverage, sawAllVisible } from "../../roster/coverage.ts";
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

export const repositoryUnlisted = defineRule({
  id: "repository-unlisted",
  title: "Repository that the policy does not name",
  explanation:
    "The policy does not say who may have a privilege on this repository. unlisted-repositories sets the severity. Only an Owner's list of repositories can be complete: for every other account, the rule reports the repositories that were seen and is not judged, unless of is visible.",
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
    const list = listCoverage(roster.coverage, "repositories");
    const isEnough = options.of === "visible" && sawAllVisible(list);
    if (!isEnough) needList(context, "repositories");
    for (const repository of repositories.unlisted) {
      const { broadcast } = repository;
      const facts = { broadcast: typeof broadcast === "string" ? broadcast : null };
      yield { subject: ofRepository(repository), facts };
    }
  },
  message: ({ subject, facts: { broadcast } }) =>
    `${broadcast === "Public" || broadcast === "Open-Source" ? "public " : ""}repository ${nameOf(subject)} is not in the policy`,
});
