/** The lists of people, filtered and ordered by the parameters of a request. */

import type { CallerView } from "./caller-view.ts";
import type { SandboxWorkspace, WireMember } from "./wire.ts";

/**
 * The possible meanings of `is_active` in the members list; no public source says which is correct.
 * `true` always means active members only. If left out, it means everyone, except where the default
 * `hides-inactive` or is `inactive-by-default`; `false` means inactive members only, except where
 * `false-is-default`.
 */
export const activeSemantics = [
  "everyone-by-default",
  "hides-inactive",
  "false-is-default",
  "inactive-by-default",
] as const;
export type ActiveSemantics = (typeof activeSemantics)[number];

interface TeamMember {
  readonly user: string;
  readonly role: "Manager" | "Member";
  readonly user_kind: "User" | "Service";
}

/** Returns the members that a request asks for, in the order that it asks for. */
export function listMembers(
  view: CallerView,
  query: URLSearchParams,
  semantics: ActiveSemantics,
): readonly WireMember[] {
  const [isActive, sort] = [query.get("is_active"), query.get("sort")];
  return view.once(`members ${isActive} ${sort}`, () =>
    order(view.members.filter(activeFilter(isActive, semantics)), sort, ["user_name", "role"]),
  );
}

/** Returns the people in each team, by the team's slug. */
export function listTeamMembers(
  view: CallerView,
  workspace: SandboxWorkspace,
  kind: TeamMember["user_kind"],
): ReadonlyMap<string, readonly TeamMember[]> {
  return view.once(`team members ${kind}`, () => {
    const accounts =
      kind === "Service"
        ? workspace.services.map(({ slug, teams }) => ({ user: slug, teams }))
        : workspace.members;
    const entries = accounts.flatMap(({ user, teams }) =>
      teams.map(({ slug, role }) => ({ slug, entry: { user, role, user_kind: kind } })),
    );
    const byTeam = Map.groupBy(entries, ({ slug }) => slug);
    return new Map(
      [...byTeam].map(([slug, inTeam]) => [slug, inTeam.map(({ entry }) => entry)] as const),
    );
  });
}

/**
 * Returns the rows ordered by a field, in descending order if `-` precedes its name; an unknown
 * field means the first one.
 */
export function order<Field extends string, Row extends Readonly<Record<Field, string>>>(
  rows: readonly Row[],
  sort: string | null,
  fields: readonly [Field, ...Field[]],
): readonly Row[] {
  const wanted = sort?.replace(/^-/u, "");
  const field = fields.find((candidate) => candidate === wanted) ?? fields[0];
  const sign = sort?.startsWith("-") === true ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (a[field] === b[field]) return 0;
    return a[field] < b[field] ? -sign : sign;
  });
}

function activeFilter(
  isActive: string | null,
  semantics: ActiveSemantics,
): (member: WireMember) => boolean {
  if (isActive === "true") return (member) => member.is_active;
  const inactiveOnly = isActive === "false" && semantics !== "false-is-default";
  if (inactiveOnly) return (member) => !member.is_active;
  if (semantics === "inactive-by-default") return (member) => !member.is_active;
  return semantics === "hides-inactive" ? (member) => member.is_active : () => true;
}
