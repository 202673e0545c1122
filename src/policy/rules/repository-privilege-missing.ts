import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { hasBegun, inEntry } from "../begun.ts";
import type { Subject } from "../finding.ts";
import { needList } from "../need-list.ts";
import { holderKey } from "../../roster/repository.ts";
import { listOfHolder, nameKind } from "../privilege-holders.ts";
import { judgePrivileges } from "../judge-repositories.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { nameOf, ofMember, ofPolicyText, ofRepository, ofService, ofTeam } from "../subject.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";
import { managesPrivileges, needsPrivileges, targetsOf, type Target } from "../target.ts";

export const repositoryPrivilegeMissing = defineRule({
  id: "repository-privilege-missing",
  title: "Privilege that the policy lists but the repository does not have",
  explanation:
    "The policy says that this team, person or service account has a privilege on the repository. Either the policy is out of date, or access that others rely on was removed. Only explicit privileges count, so an Owner who is listed needs one as well.",
  remedy:
    "Give the privilege in the repository's settings (API: PATCH /repos/{owner}/{identifier}/privileges), or remove the name from the policy.",
  fixed: "It is fixed when the repository's privileges show it, or the policy no longer lists it.",
  severity: "warning",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs: needsPrivileges,
  evidence: "row",
  resolvedBy: "grant",
  *evaluate(context) {
    const { roster, now } = context;
    const nearestTeam = createNearest(roster.teams.map(({ slug }) => slug));
    for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) {
      if (repository.coverage.status !== "complete") continue;
      const holders = new Set(repository.privileges.map(holderKey));
      for (const { level, ...target } of targetsOf(policy)) {
        const { kind, name } = target;
        if (
          !hasBegun(inEntry(name, policy), now) ||
          holders.has(holderKey({ kind, slug: name.text }))
        )
          continue;
        const subject = subjectOf(target, context);
        if (subject === undefined || holders.has(holderKey({ kind, slug: subject.slug }))) continue;
        // Two names of one person ask for one privilege.
        holders.add(holderKey({ kind, slug: subject.slug }));
        const isAbsent = subject.kind === "policy";
        yield {
          subject,
          object: ofRepository(repository),
          facts: {
            kind,
            expected: level,
            ...(isAbsent && { exists: false, ...meantFact(nearestTeam(name.text)) }),
          },
          position: name.position,
          key: kind,
        };
      }
    }
  },
  message: ({ subject, object, facts }) => {
    const { kind, expected, exists } = facts;
    const absent = exists === false ? `: the workspace has no such team${meantHint(facts)}` : "";
    return `${nameKind(kind)}${nameOf(subject)} should have ${expected} on repository ${object === undefined ? "" : nameOf(object)} but has no privilege there${absent}`;
  },
});

/**
 * Returns whom a target refers to. People and service accounts that do not exist are reported by
 * name-unknown; if they were not seen, the rule is not judged.
 */
function subjectOf({ kind, name }: Target, context: RuleContext<unknown>): Subject | undefined {
  const { directory, teams, readFact } = context;
  if (kind === "user") {
    const member = directory.member(name);
    if (member !== undefined) return ofMember(member);
    const mayBeHidden = directory.mayBeHidden(name);
    if (isUnknown(mayBeHidden)) readFact(mayBeHidden, "e-mail address");
  } else if (kind === "service") {
    const service = directory.service(name);
    if (service !== undefined) return ofService(service);
  } else {
    const team = teams.byName(name.text);
    if (team !== undefined) return ofTeam(team);
  }
  const isAbsent = needList(context, listOfHolder[kind]);
  return isAbsent && kind === "team" ? ofPolicyText(name.text) : undefined;
}
