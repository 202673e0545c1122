/** Who a service account is among all accounts, and who created it. */

import { fold } from "./fold.ts";
import { isUnknown } from "./fact.ts";
import type { Member, Roster, ServiceAccount } from "./model.ts";

export interface ServiceIdentity {
  /** The slug; with a prefix if another account has it as its id. Unique among all accounts. */
  readonly id: string;
  /** Undefined if the creator is unknown, or is not exactly one member. */
  readonly creator: Member | undefined;
}

/** Returns a function that identifies the service accounts of a roster. */
export function createServiceIdentities(
  roster: Pick<Roster, "members" | "services">,
): (service: ServiceAccount) => ServiceIdentity {
  // Most rosters with many members have few service accounts, or none.
  let index: ReturnType<typeof indexAccounts> | undefined;
  return ({ slug, createdBy }) => {
    index ??= indexAccounts(roster);
    return {
      id: index.ids.get(slug) ?? slug,
      creator: isUnknown(createdBy) ? undefined : index.byUsername.get(fold(createdBy)),
    };
  };
}

function indexAccounts({ members, services }: Pick<Roster, "members" | "services">) {
  const byUsername = new Map<string, Member | undefined>();
  for (const member of members) {
    const username = fold(member.username);
    byUsername.set(username, byUsername.has(username) ? undefined : member);
  }
  const memberIds = new Set(members.map(({ id }) => id));
  const taken = new Set([...memberIds, ...services.map(({ slug }) => slug)]);
  const ids = new Map<string, string>();
  for (const { slug } of services) {
    if (!memberIds.has(slug)) continue;
    let id = slug;
    while (taken.has(id)) id = `service_account:${id}`;
    taken.add(id);
    ids.set(slug, id);
  }
  return { byUsername, ids };
}
