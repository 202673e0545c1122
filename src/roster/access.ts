/**
 * By which paths somebody reaches a repository, as far as they were seen. It is never all that
 * somebody can do there: see `repository.ts`.
 */

import { isUnknown, type Fact } from "./fact.ts";
import type { Member, Membership, Roster, ServiceAccount, Team } from "./model.ts";
import {
  holderKey,
  type BroadcastState,
  type Privilege,
  type PrivilegeLevel,
  type Repository,
} from "./repository.ts";
import type { TeamRole } from "./roles.ts";

/** One privilege that somebody has on a repository. */
export interface Access {
  readonly repository: Repository;
  readonly privilege: Privilege;
  /** The team that has the privilege, and the role in it; null: somebody's own. */
  readonly through: { readonly team: Team; readonly role: Fact<TeamRole> } | null;
}

/** Returns somebody's own privileges, and then those of the teams, as far as these are listed. */
export type AccessIndex = (
  holder: Pick<Privilege, "kind" | "slug">,
  teams: readonly Membership[],
) => readonly Access[];

/** Returns an index of all privileges that were seen. */
export function indexAccess(roster: Pick<Roster, "repositories" | "teams">): AccessIndex {
  const byHolder = Map.groupBy(
    roster.repositories.flatMap((repository) =>
      repository.privileges.map((privilege) => ({ repository, privilege, through: null })),
    ),
    ({ privilege }) => holderKey(privilege),
  );
  const teams = new Map(roster.teams.map((team) => [team.id, team]));
  const own = (holder: Pick<Privilege, "kind" | "slug">) => byHolder.get(holderKey(holder)) ?? [];
  return (holder, memberships) => [
    ...own(holder),
    ...memberships.flatMap(({ team: id, role }) => {
      const team = teams.get(id);
      if (team === undefined) return [];
      const through = { team, role };
      return own({ kind: "team", slug: team.slug }).map((row) => ({ ...row, through }));
    }),
  ];
}

/** A person or a service account. */
export type Account =
  | { readonly kind: "member"; readonly entry: Member }
  | { readonly kind: "service"; readonly entry: ServiceAccount };

export type AccessPath =
  | { readonly via: "privilege"; readonly level: Fact<PrivilegeLevel>; readonly access: Access }
  /** Every Owner has Admin on every repository, without a privilege. */
  | { readonly via: "owner"; readonly level: "Admin" }
  | {
      readonly via: "default-privilege";
      readonly level: PrivilegeLevel;
      /** False if the role was not seen: a Collaborator does not have it. */
      readonly isCertain: boolean;
    }
  /** Packages can be downloaded without a privilege. */
  | { readonly via: "broadcast"; readonly state: BroadcastState };

/**
 * Returns a function that returns the repositories that an account reaches, each with its paths:
 * privileges first. The default privilege is not a path of service accounts, because it is not
 * documented whether they have it.
 */
export function createPaths(
  roster: Pick<Roster, "repositories" | "teams">,
): (account: Account) => ReadonlyMap<Repository, readonly AccessPath[]> {
  const accessOf = indexAccess(roster);
  return (account) => {
    const { teams } = account.entry;
    const access = accessOf(holderOf(account), isUnknown(teams) ? [] : teams);
    const explicit = Map.groupBy(access, ({ repository }) => repository);
    const paths = roster.repositories.map((repository) => {
      const privileges = (explicit.get(repository) ?? []).map((row): AccessPath => ({
        via: "privilege",
        level: row.privilege.level,
        access: row,
      }));
      return [repository, [...privileges, ...implicitPaths(repository, account)]] as const;
    });
    return new Map(paths.filter(([, found]) => found.length > 0));
  };
}

/** Returns how privileges name an account. */
export function holderOf(account: Account): Pick<Privilege, "kind" | "slug"> {
  return account.kind === "member"
    ? { kind: "user", slug: account.entry.username }
    : { kind: "service", slug: account.entry.slug };
}

function implicitPaths(repository: Repository, { kind, entry: { role } }: Account): AccessPath[] {
  const { defaultPrivilege } = repository;
  const paths: AccessPath[] = [];
  if (role === "Owner") paths.push({ via: "owner", level: "Admin" });
  const hasDefault = kind === "member" && role !== "Collaborator";
  if (hasDefault && !isUnknown(defaultPrivilege) && defaultPrivilege !== "None") {
    const isCertain = !isUnknown(role);
    paths.push({ via: "default-privilege", level: defaultPrivilege, isCertain });
  }
  const broadcast = broadcastPath(repository);
  return broadcast === undefined ? paths : [...paths, broadcast];
}

/** Returns the path that every account of the workspace has; it needs no token. */
export function broadcastPath({
  broadcast,
}: Pick<Repository, "broadcast">): Extract<AccessPath, { readonly via: "broadcast" }> | undefined {
  const isOpen = broadcast === "Internal" || broadcast === "Public" || broadcast === "Open-Source";
  return isOpen ? { via: "broadcast", state: broadcast } : undefined;
}
