import { fold } from "./fold.ts";
import type { Invite, Member, Roster } from "./model.ts";
import { isUnknown } from "./fact.ts";

/** Returns a function that finds the new member for an invite, by address or name. */
export function newcomerFinder(
  before: Roster,
  after: Roster,
): (invite: Invite) => Member | undefined {
  const earlierIds = new Set(before.members.map(({ id }) => id));
  const newcomers = new Map<string, Member>();
  for (const member of after.members) {
    if (earlierIds.has(member.id)) continue;
    newcomers.set(`name ${member.username}`, member);
    if (!isUnknown(member.email)) newcomers.set(`address ${fold(member.email)}`, member);
  }
  return ({ email, username }) =>
    (isUnknown(email) ? undefined : newcomers.get(`address ${fold(email)}`)) ??
    (typeof username === "string" ? newcomers.get(`name ${username}`) : undefined);
}
