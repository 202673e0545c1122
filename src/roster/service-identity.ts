/** Who a service account is among all accounts, and who created it. */

import { fold } from "./fold.ts";
import { isUnknown } from "./fact.ts";
import type { Member, Roster, ServiceAccount } from "./model.ts";

export interface ServiceIdentity {
  /** The slug; with a prefix if another account has it as its id. Unique among all accounts. */
  readonly id: string;
  /** Undefined if the creator is unknown, is not exactly one member, or may be a service account. */
  readonly creator: Member | undefined;
}

/** Returns a function that identifies the service accounts of a roster. */
export function createServiceIdentities(
  roster: Pick<Roster, "members" | "services">,
): (service: ServiceAccount) => ServiceIdentity {
  const { creators, ids } = indexServices(roster);
  return ({ slug, createdBy }) => ({
    id: ids.get(slug) ?? slug,
    creator: isUnknown(createdBy) ? undefined : creators.get(fold(createdBy)),
  });
}

/** Indexes only what the service accounts refer to, because there may be many more members. */
function indexServices({ members, services }: Pick<Roster, "members" | "services">) {
  const creators = new Map<string, Member | undefined>();
  const ids = new Map<string, string>();
  if (services.length === 0) return { creators, ids };
  const slugs = new Set(services.map(({ slug }) => slug));
  const wanted = new Set<string>();
  for (const { createdBy } of services) if (!isUnknown(createdBy)) wanted.add(fold(createdBy));
  for (const slug of slugs) wanted.delete(fold(slug));
  for (const member of members) {
    const username = fold(member.username);
    // Two members with one username would both be the creator, so neither is.
    if (wanted.has(username)) creators.set(username, creators.has(username) ? undefined : member);
    if (slugs.has(member.id)) ids.set(member.id, "");
  }
  if (ids.size === 0) return { creators, ids };
  const taken = new Set([...slugs, ...members.map(({ id }) => id)]);
  for (const slug of ids.keys()) {
    let id = slug;
    while (taken.has(id)) id = `service_account:${id}`;
    taken.add(id);
    ids.set(slug, id);
  }
  return { creators, ids };
}
