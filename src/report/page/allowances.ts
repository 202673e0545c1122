/** The lines of the policy that allow what accounts have, as numbers for the page. */

import {
  createAllowances,
  type AccountAllowances,
  type Allowance,
  type AllowedBy,
} from "../../policy/allowances.ts";
import type { SharedContext } from "../../policy/shared-context.ts";
import type { Policy } from "../../policy/policy.ts";

/** A line of the policy. */
export interface PageAllowance {
  readonly by: AllowedBy;
  readonly section: string;
  readonly text: string;
  /** Absent if the policy has no line about it. */
  readonly place?: { readonly path: string; readonly line: number };
}

export interface PageAllowances {
  /** Each line once. */
  readonly lines: readonly PageAllowance[];
  /**
   * For each account, a flat list of pairs: the position of a team in the page's teams, `forRole`
   * or `forOthers`, and the position of a line.
   */
  readonly accounts: readonly (readonly number[])[];
}

export const forRole = -1;
/** Lines that name the account for something that it does not have. */
export const forOthers = -2;

/** Returns the lines for members, then service accounts, then invites, as in the page's columns. */
export function packAllowances(
  context: Pick<SharedContext, "roster" | "policy" | "directory" | "teams">,
  teams: readonly { readonly id: string }[],
): PageAllowances {
  const { roster, policy } = context;
  const lookup = createAllowances(context);
  const teamAt = new Map(teams.map(({ id }, index) => [id, index]));
  const { lines, add } = createLines(policy);
  const pack = ({ role, teams: own, others }: AccountAllowances): readonly number[] => [
    ...role.flatMap((one) => [forRole, add(one)]),
    ...[...own].flatMap(([id, list]) =>
      list.flatMap((one) => [teamAt.get(id) ?? forOthers, add(one)]),
    ),
    ...others.flatMap((one) => [forOthers, add(one)]),
  ];
  const accounts = [
    ...roster.members.map((member) => pack(lookup.member(member))),
    ...roster.services.map((service) => pack(lookup.service(service))),
    ...roster.invites.map((invite) => pack(lookup.invite(invite))),
  ];
  return { lines, accounts };
}

/** Returns an empty list of lines, and a function that returns the position of a line in it. */
export function createLines({ path }: Pick<Policy, "path">): {
  readonly lines: readonly PageAllowance[];
  readonly add: (allowance: Allowance) => number;
} {
  const lines: PageAllowance[] = [];
  const known = new Map<string, number>();
  const add = (allowance: Allowance): number => {
    const line = toLine(allowance, path);
    const key = JSON.stringify(line);
    const at = known.get(key) ?? lines.push(line) - 1;
    known.set(key, at);
    return at;
  };
  return { lines, add };
}

function toLine({ by, section, text, position }: Allowance, path: string): PageAllowance {
  const at =
    position === undefined ? undefined : { path: position.path ?? path, line: position.line };
  return { by, section, text, ...(at !== undefined && { place: at }) };
}
