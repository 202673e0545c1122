/** The subject of a change. */

import type { Invite, Member, Roster, ServiceAccount, Team } from "./model.ts";
import { isUnknown } from "./fact.ts";

/** The subject of a change, with its current or last known name. */
export interface Party {
  readonly kind: "member" | "service" | "team" | "invite" | "workspace" | "repository";
  readonly id: string;
  readonly slug: string;
  /** Display name. Untrusted text: escape it before output. */
  readonly name: string;
}

export type TeamParty = Party & { readonly kind: "team" };

/** Returns a function that returns a team with its current or last known name. */
export function teamFinder(before: Roster, after: Roster): (id: string) => TeamParty {
  const teams = new Map<string, Team>();
  for (const team of [...before.teams, ...after.teams]) teams.set(team.id, team);
  return (id) => partyOf("team", teams.get(id) ?? { id, slug: id, name: id });
}

export function partyOf<Kind extends Party["kind"]>(
  kind: Kind,
  entry: Pick<Team, "id" | "slug" | "name">,
): Party & { readonly kind: Kind } {
  return { kind, id: entry.id, slug: entry.slug, name: entry.name };
}

export function partyOfMember({ id, username, name }: Member): Party {
  return { kind: "member", id, slug: username, name };
}

export function partyOfService({ slug, name }: ServiceAccount): Party {
  return { kind: "service", id: slug, slug, name };
}

export function partyOfInvite({ id, email }: Invite): Party {
  const slug = isUnknown(email) ? id : email;
  return { kind: "invite", id, slug, name: slug };
}
