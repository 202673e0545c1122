/** What the policy says about a path by which somebody reaches a repository. */

import { isUnknown, unknownReasons } from "../roster/fact.ts";
import type { AccessPath } from "../roster/access.ts";
import type { Privilege, Repository } from "../roster/repository.ts";
import type { SharedContext } from "./shared-context.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import { indexHolders } from "./privilege-holders.ts";
import { managesPrivileges } from "./target.ts";

export interface AccessLine {
  /** The name that lists the holder, or the entry's own name. */
  readonly name: WrittenName;
  /** What the line says, such as `lists Read`. */
  readonly says: string;
}

/**
 * Returns a function that returns the policy's lines about a path; empty if the policy says nothing
 * about it.
 */
export function createAccessLines(
  context: Pick<SharedContext, "roster" | "teams" | "directory" | "repositories">,
): (repository: Repository, path: AccessPath) => readonly AccessLine[] {
  const { listingsOf } = indexHolders(context);
  const entries = new Map(
    context.repositories.managed.map(({ repository, policy }) => [repository.id, policy]),
  );
  const ofPrivilege = (privilege: Privilege, entry: RepositoryPolicy): readonly AccessLine[] => {
    const at = (says: string) => [{ name: entry.name, says }];
    if (!managesPrivileges(entry)) return at("allows any privilege");
    const listings = listingsOf(privilege, entry);
    if (isUnknown(listings)) {
      return at(`may list it, which is unknown (${unknownReasons[listings.unknown]})`);
    }
    if (listings.length === 0) return at("does not list it");
    return listings.map(({ name, level }) => ({ name, says: `lists ${level}` }));
  };
  const ofLimit = (entry: RepositoryPolicy, limit: string | null): readonly AccessLine[] =>
    limit === null ? [] : [{ name: entry.name, says: `allows at most ${limit}` }];
  return ({ id }, path) => {
    const entry = entries.get(id);
    if (entry === undefined || path.via === "owner") return [];
    if (path.via === "privilege") return ofPrivilege(path.access.privilege, entry);
    return ofLimit(entry, path.via === "broadcast" ? entry.visibility : entry.defaultPrivilege);
  };
}
