import { z } from "zod";

import type { Roster } from "../../roster/model.ts";
import { fold } from "../../roster/fold.ts";
import type { Finding } from "../finding.ts";
import { expectedPeople, expectedServices } from "../names.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const nameUnknown = defineRule({
  id: "name-unknown",
  title: "Name in the policy that matches nobody",
  explanation:
    "A misspelled name, or the name of somebody who left, allows nothing. It also hides that a person is missing. People are named by username, permanent id or e-mail address, service accounts by slug.",
  remedy: "Correct the name in the policy, or remove it if the person has left.",
  fixed: "It is fixed when every name in the policy matches an account.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "services"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ policy, roster, baseline, directory, now, readFact }) {
    const formerly = findFormer(roster, baseline);
    const nearestPerson = createNearest(roster.members.map(({ username }) => username));
    const nearestService = createNearest(roster.services.map(({ slug }) => slug));
    for (const { name, place } of expectedPeople(policy, now)) {
      if (directory.members(name).length > 0) continue;
      if (readFact(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
      const subject = ofPolicyText(name.text);
      const renamed = formerly(name.text);
      const hint = renamed === undefined ? meantFact(nearestPerson(name.text)) : { now: renamed };
      yield { subject, facts: { place, kind: "person", ...hint }, position: name.position };
    }
    for (const { name, place } of expectedServices(policy, now)) {
      if (directory.service(name) !== undefined) continue;
      const subject = ofPolicyText(name.text);
      yield {
        subject,
        facts: { place, kind: "service account", ...meantFact(nearestService(name.text)) },
        position: name.position,
        key: "service",
      };
    }
  },
  message: ({ subject, facts }) => {
    const kind = facts["kind"] === "person" ? "member" : "service account";
    return `"${nameOf(subject)}" (${facts["place"]}) matches no ${kind} of the workspace${hintOf(facts)}`;
  },
});

function hintOf(facts: Finding["facts"]): string {
  const { now } = facts;
  return now === undefined ? meantHint(facts) : `: the person with that name is now called ${now}`;
}

/**
 * Returns a function that takes a username of the baseline and returns that person's present
 * username; undefined if it is the same, if the person is not a member any more, and without a
 * baseline.
 */
function findFormer(
  { members }: Roster,
  baseline: Roster | undefined,
): (username: string) => string | undefined {
  if (baseline === undefined) return () => undefined;
  const present = new Map(members.map(({ id, username }) => [id, username]));
  const former = new Map(
    baseline.members.flatMap(({ id, username }) => {
      const now = present.get(id);
      return now === undefined || now === username ? [] : [[fold(username), now] as const];
    }),
  );
  return (username) => former.get(fold(username));
}
