/** The privileges of a repository, which Cloudsmith replaces completely. */

import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import type { Roster } from "../../roster/model.ts";
import { holderKey, type PrivilegeHolder, type PrivilegeLevel } from "../../roster/repository.ts";
import { memoize } from "../../roster/memoize.ts";
import type { Finding, SubjectKind } from "../finding.ts";

/** As the API writes a privilege. */
export type PrivilegeEntry = { readonly privilege: PrivilegeLevel } & {
  readonly [Kind in PrivilegeHolder]?: string;
};

/**
 * Returns a function that takes a repository's id and returns its privileges after these findings
 * are resolved; undefined if a privilege was not seen, because somebody could lose access.
 */
export function privilegeLists(
  { repositories }: Roster,
  findings: readonly Finding[],
  newTeams: ReadonlySet<string>,
): (repository: string) => readonly PrivilegeEntry[] | undefined {
  const byRepository = Map.groupBy(findings.filter(isAboutPrivilege), ({ object }) => object?.id);
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  const leaving = findings.flatMap(({ subject, object, resolvedBy }) => {
    const kind = holderKinds[subject.kind];
    const leaves = resolvedBy === "remove" && object === undefined;
    return leaves && kind !== undefined ? [holderKey({ kind, slug: subject.slug })] : [];
  });
  const gone = new Set(leaving);
  const listOf = (id: string) => {
    const repository = byId.get(id);
    if (repository?.coverage.status !== "complete") return undefined;
    const left = new Map<string, PrivilegeEntry>();
    const set = (kind: PrivilegeHolder, slug: string, privilege: PrivilegeLevel) =>
      left.set(holderKey({ kind, slug }), { privilege, [kind]: slug });
    for (const { kind, slug, level } of repository.privileges) {
      if (isUnknown(level)) return undefined;
      set(kind, slug, level);
    }
    for (const { subject, facts, resolvedBy } of byRepository.get(id) ?? []) {
      const kind = (facts["kind"] ?? "user") as PrivilegeHolder;
      if (resolvedBy === "remove") left.delete(holderKey({ kind, slug: subject.slug }));
      else if (!isNobody({ subject, facts }, { newTeams }))
        set(kind, subject.slug, facts["expected"] as PrivilegeLevel);
    }
    for (const key of left.keys()) if (gone.has(key)) left.delete(key);
    return [...left.values()];
  };
  // Each of a repository's findings asks.
  return memoize(new Map<string, ReturnType<typeof listOf>>(), listOf);
}

/**
 * Returns whether a finding is about a team that does not exist, and that no task creates: a request
 * with it would be refused.
 */
export function isNobody(
  { subject, facts }: Pick<Finding, "subject" | "facts">,
  { newTeams }: { readonly newTeams: ReadonlySet<string> },
): boolean {
  return facts["exists"] === false && !newTeams.has(fold(subject.slug));
}

/** A team's privilege stays if one of its people should lose the access. */
function isAboutPrivilege({ object, facts }: Finding): boolean {
  return object?.kind === "repository" && typeof facts["team"] !== "string";
}

/** An invite is not here: whoever has one may be a member, whose privileges stay. */
const holderKinds: Readonly<Partial<Record<SubjectKind, PrivilegeHolder>>> = {
  member: "user",
  team: "team",
  service: "service",
};
