/** What findings about group mappings have in common. */

import { isUnknown } from "../roster/fact.ts";
import type { GroupMapping } from "../roster/model.ts";
import type { Finding, Subject } from "./finding.ts";
import type { RuleContext } from "./rule.ts";
import { nameOf, ofPolicyText, ofTeam } from "./subject.ts";

type Context = Pick<RuleContext<unknown>, "roster" | "teams">;

/** Returns the team that a mapping fills; its id if no list shows the team. */
export function teamOfMapping({ team: id }: GroupMapping, { teams }: Context): Subject {
  const team = teams.byId(id);
  return team === undefined ? ofPolicyText(id) : ofTeam(team);
}

/** Returns the facts of a mapping. `off`: group sync is off, so the mapping does nothing today. */
export function mappingFacts(
  { attribute, role }: GroupMapping,
  { roster }: Context,
): Finding["facts"] {
  return {
    attribute,
    role: isUnknown(role) ? null : role,
    ...(roster.groupSync.enabled === false && { off: true }),
  };
}

/** Returns what a mapping does, without the end of the sentence. */
export function mappingMessage({
  subject,
  object,
  facts: { attribute, role, off },
}: Pick<Finding, "subject" | "object" | "facts">): string {
  const group = `group ${nameOf(subject)} (${attribute})`;
  const team = `team ${object === undefined ? "" : nameOf(object)}`;
  return `${group} ${off === true ? "would fill" : "fills"} ${team}${role === null ? "" : ` as ${role}`}${off === true ? " if group sync were on" : ""}`;
}
