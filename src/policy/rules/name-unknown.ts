import { z } from "zod";

import type { Roster } from "../../roster/model.ts";
import { fold } from "../../roster/fold.ts";
import type { Finding } from "../finding.ts";
import { namesOfPeople, namesOfServices } from "../names.ts";
import { createNearest, meantFact, meantHint } from "../suggest.ts";
import { defineRule } from "../rule.ts";
import { nameOf, ofPolicyText } from "../subject.ts";

export const nameUnknown = defineRule({
  id: "name-unknown",
  title: "Name in the policy that matches nobody",
  explanation:
    "A misspelled name, or the name of somebody who left, allows nothing. It also hides that a person is missing. A person with a pending invite is not reported: they are invited, not yet a member. People are named by username, permanent id or e-mail address, service accounts by slug.",
  remedy: "Correct the name in the policy, or remove it if the person has left.",
  fixed: "It is fixed when every name in the policy matches an account or a pending invite.",
  severity: "warning",
  options: z.strictObject({}),
  lists: ["members", "services"],
  evidence: "list",
  resolvedBy: "invite",
  *evaluate({ policy, roster, baseline, directory, readFact }) {
    const formerly = findFormer(roster, baseline);
    const nearestPerson = createNearest(roster.members.map(({ username }) => username));
    const nearestService = createNearest(roster.services.map(({ slug }) => slug));
    for (const { name, place } of namesOfPeople(policy)) {
      if (directory.members(name).length > 0 || directory.invite(name) !== undefined) continue;
      if (readFact(directory.mayBeHidden(name), "e-mail address") === undefined) continue;
      const subject = ofPolicyText(name.text);
      const now = formerly(name.text);
      const hint = now === undefined ? meantFact(nearestPerson(name.text)) : { now };
      yield { subject, facts: { place, kind: "person", ...hint }, position: name.position };
    }
    for (const { name, place } of namesOfServices(policy)) {
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
