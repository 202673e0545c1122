import { z } from "zod";

import { count } from "../../roster/count.ts";
import { fold } from "../../roster/fold.ts";
import type { Member } from "../../roster/model.ts";
import { hasBegun } from "../begun.ts";
import type { RolePolicy } from "../policy.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { ofWorkspace } from "../subject.ts";

export const roleCount = defineRule({
  id: "role-count",
  title: "Too few or too many people have a workspace role",
  explanation:
    "With too few Owners, one lost laptop locks the workspace; with too many, nobody is responsible for it. Only active members count.",
  remedy:
    "Raise or lower roles on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/), or change the policy's min or max for the role.",
  fixed:
    "It is fixed when the number of active people with the role is within the policy's limits.",
  severity: "error",
  options: z.strictObject({}),
  lists: ["members"],
  evidence: "list",
  resolvedBy: "change-role",
  *evaluate({ roster, policy, directory, now, readFact }) {
    for (const entry of policy.roles) {
      const { role, min, max, position } = entry;
      if (min === null && max === null) continue;
      let found = 0;
      let seen = true;
      for (const member of roster.members) {
        const actual = readFact(member.role, "workspace role");
        if (actual !== undefined && actual !== role) continue;
        const active = readFact(member.active, "activity");
        if (actual === undefined || active === undefined) seen = false;
        else if (active) found += 1;
      }
      if (!seen) continue;
      const facts = { role, count: found, min, max };
      const subject = ofWorkspace(roster.workspace);
      const listed = countListed(entry, { directory, now, readFact });
      // A list that is too long or too short is a defect of the policy, whatever the workspace
      // contains.
      const isListTooLong = max !== null && listed.people !== null && listed.people > max;
      const isListTooShort =
        min !== null && listed.isClosed && listed.people !== null && listed.people < min;
      if (min !== null && found < min) {
        const resolvedBy = isListTooShort ? "policy" : "change-role";
        yield { subject, facts, position, key: `${role} min`, resolvedBy };
      }
      if (max !== null && found > max) {
        const resolvedBy = isListTooLong ? "policy" : "change-role";
        yield { subject, facts, position, key: `${role} max`, resolvedBy };
      } else if (isListTooLong) {
        const own = { ...facts, listed: listed.people };
        yield { subject, facts: own, position, key: `${role} listed`, resolvedBy: "policy" };
      }
    }
  },
  message: ({ facts }) => {
    const { role, count: found, min, max, listed } = facts;
    if (typeof listed === "number") {
      return `the policy lists ${count(listed, "person", "people")} for role ${role}; allowed: at most ${max}`;
    }
    const allowed =
      typeof min === "number" && Number(found) < min ? `at least ${min}` : `at most ${max}`;
    return `${count(Number(found), "active member has", "active members have")} role ${role}; allowed: ${allowed}`;
  },
});

/** Returns how many different people a role lists; null if two names may belong to one person. */
function countListed(
  { members, allow, breakGlass, max, min }: RolePolicy,
  { directory, now, readFact }: Pick<RuleContext<unknown>, "directory" | "now" | "readFact">,
): { readonly people: number | null; readonly isClosed: boolean } {
  // Of two people who follow each other, only one is listed at a time.
  const names = [...(members ?? []), ...breakGlass].filter((name) => hasBegun(name, now));
  const isClosed = members !== null && allow.length === 0;
  // Most lists are within the limits; then the names need not be resolved to people.
  if (names.length <= (max ?? Infinity) && !(isClosed && names.length < (min ?? 0))) {
    return { people: names.length, isClosed };
  }
  const people = new Set<Member | string>();
  for (const name of names) {
    const member = directory.member(name);
    if (member?.active === false) continue;
    if (member === undefined) {
      const mayBeHidden = readFact(directory.mayBeHidden(name), "e-mail address");
      if (mayBeHidden === undefined) return { people: null, isClosed };
    }
    people.add(member ?? fold(name.text));
  }
  return { people: people.size, isClosed };
}
