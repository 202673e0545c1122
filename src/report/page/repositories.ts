/** The roster's repositories in columns, and the lines of the policy that allow their privileges. */

import { directoryOf } from "../../policy/directory.ts";
import type { SharedContext } from "../../policy/shared-context.ts";
import { indexHolders, type HolderIndex } from "../../policy/privilege-holders.ts";
import {
  createRepositoryAllowances,
  type RepositoryAllowances,
} from "../../policy/repository-allowances.ts";
import { indexTeams } from "../../policy/team-index.ts";
import type { Fact } from "../../roster/fact.ts";
import type { Roster } from "../../roster/model.ts";
import type {
  BroadcastState,
  DefaultPrivilege,
  Privilege,
  PrivilegeCoverage,
  PrivilegeHolder,
  PrivilegeLevel,
  Repository,
} from "../../roster/repository.ts";
import { createLines, type PageAllowance } from "./allowances.ts";
import { packColumn, type Column } from "./column.ts";
import { packTokens, type PageTokens } from "./tokens.ts";

/** A person, a team or a service account with a privilege. */
export interface PageHolder {
  readonly kind: PrivilegeHolder;
  readonly slug: string;
  /** The kind and the id of the subject of findings about it. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** Whether the workspace has nobody with this slug. */
  readonly isNobody: Fact<boolean>;
}

/** One row for each repository in every column. */
export interface PageRepositories {
  /** Each holder once. */
  readonly holders: readonly PageHolder[];
  readonly levels: readonly Fact<PrivilegeLevel>[];
  /** Each line of the policy once; absent if they were not looked up. */
  readonly lines?: readonly PageAllowance[];
  readonly id: readonly string[];
  readonly slug: readonly string[];
  readonly name: readonly string[];
  readonly broadcast: Column<BroadcastState>;
  readonly defaultPrivilege: Column<DefaultPrivilege>;
  readonly status: Column<PrivilegeCoverage["status"]>;
  readonly reason: Column<string | null>;
  /** A flat list of pairs: a position in `holders`, then one in `levels`. */
  readonly privileges: readonly (readonly number[])[];
  /**
   * A flat list of pairs: the position of a privilege, `forBroadcast` or `forDefault`, then one in
   * `lines`.
   */
  readonly allowedBy: readonly (readonly number[])[];
  /** Absent if they were not requested. */
  readonly tokens?: PageTokens;
}

type PolicyContext = Pick<
  SharedContext,
  "roster" | "policy" | "directory" | "teams" | "repositories"
>;

export const forBroadcast = -1;
export const forDefault = -2;

/** Returns the repositories; without a policy, no lines that allow something. */
export function packRepositories(
  roster: Roster,
  context: PolicyContext | undefined,
): PageRepositories {
  const { repositories } = roster;
  const index = indexHolders(
    context ?? { roster, teams: indexTeams(roster, { teams: [] }), directory: directoryOf(roster) },
  );
  const { holders, positionOf } = createHolders(index);
  const levels: Fact<PrivilegeLevel>[] = [];
  const levelOf = (level: Fact<PrivilegeLevel>) => {
    const position = levels.indexOf(level);
    return position === -1 ? levels.push(level) - 1 : position;
  };
  const packed = context === undefined ? undefined : packLines(context, index);
  const tokens = packTokens(repositories);
  return {
    id: repositories.map(({ id }) => id),
    slug: repositories.map(({ slug }) => slug),
    name: repositories.map(({ name }) => name),
    broadcast: packColumn(repositories.map(({ broadcast }) => broadcast)),
    defaultPrivilege: packColumn(repositories.map(({ defaultPrivilege }) => defaultPrivilege)),
    status: packColumn(repositories.map(({ coverage }) => coverage.status)),
    reason: packColumn(repositories.map(({ coverage }) => coverage.reason)),
    privileges: repositories.map(({ privileges }) =>
      privileges.flatMap((privilege) => [positionOf(privilege), levelOf(privilege.level)]),
    ),
    holders,
    levels,
    allowedBy: packed?.allowedBy ?? [],
    ...(packed !== undefined && { lines: packed.lines }),
    ...(tokens !== undefined && { tokens }),
  };
}

function createHolders({ holderOf }: HolderIndex): {
  readonly holders: readonly PageHolder[];
  readonly positionOf: (privilege: Privilege) => number;
} {
  const holders: PageHolder[] = [];
  const positions = new Map<string, number>();
  const positionOf = ({ kind, slug }: Privilege): number => {
    const key = `${kind} ${slug}`;
    const known = positions.get(key);
    if (known !== undefined) return known;
    const { subject, isNobody } = holderOf({ kind, slug });
    const own = { kind: subject.kind, id: subject.id };
    const position = holders.push({ kind, slug, subject: own, isNobody }) - 1;
    positions.set(key, position);
    return position;
  };
  return { holders, positionOf };
}

function packLines(
  { roster, policy, repositories }: PolicyContext,
  index: HolderIndex,
): { readonly lines: readonly PageAllowance[]; readonly allowedBy: readonly number[][] } {
  const { lines, add } = createLines(policy);
  const lookUp = createRepositoryAllowances(repositories, index);
  const pack = ({ broadcast, defaultPrivilege, privileges }: RepositoryAllowances): number[] => [
    ...broadcast.flatMap((line) => [forBroadcast, add(line)]),
    ...defaultPrivilege.flatMap((line) => [forDefault, add(line)]),
    ...privileges.flatMap((list, index) => list.flatMap((line) => [index, add(line)])),
  ];
  return { allowedBy: roster.repositories.map((one: Repository) => pack(lookUp(one))), lines };
}
