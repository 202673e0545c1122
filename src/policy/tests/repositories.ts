/** The repositories of a policy test's roster, and who has which privilege on them. */

import { compareIds, type Member, type ServiceAccount, type Team } from "../../roster/model.ts";
import {
  holderKey,
  privilegeHolders,
  type Privilege,
  type PrivilegeHolder,
  type Repository,
} from "../../roster/repository.ts";
import { fold } from "../../roster/fold.ts";
import { entryNamedOneOf, indexEntries } from "../entry-index.ts";
import type { Policy, RepositoryPolicy } from "../policy.ts";
import { targetsOf, toTarget, type Target } from "../target.ts";
import { isWildcard } from "../wildcard.ts";
import type { RepositoryEntry, RosterFragment } from "./format-roster.ts";
import { toGap, toTokens } from "./tokens.ts";
import { absentIn, capitalize, presentIn, toFact, usernamesOf } from "./fragment.ts";

/** Returns the names of one kind that have a privilege: in the policy, or in the fragment. */
export function holdersOf(
  kind: PrivilegeHolder,
  policy: Policy,
  fragment: RosterFragment,
): readonly string[] {
  const targets: readonly Target[] = [
    ...(policy.repositories ?? []).flatMap(targetsOf),
    ...presentIn<RepositoryEntry>(fragment.repositories).flatMap(([, { privileges }]) =>
      [...(privileges?.keys() ?? [])].map(readTarget),
    ),
  ];
  return targets.flatMap((target) => (target.kind === kind ? [target.name.text] : []));
}

/**
 * Returns the repositories that the policy lists, one for each pattern that would match none, and
 * those of the fragment. Each has what the policy says of it, changed by the fragment.
 */
export function toRepositories(
  policy: Policy,
  fragment: RosterFragment,
  given: {
    readonly teams: readonly Team[];
    readonly members: readonly Member[];
    readonly services: readonly ServiceAccount[];
  },
  now: Date,
): readonly Repository[] {
  const entries = policy.repositories ?? [];
  const { patterns, fitting, patternFor } = indexEntries(entries);
  const absent = absentIn(fragment.repositories);
  const usernameOf = usernamesOf(given.members);
  const slugs = new Map(
    // Of two teams with one name, the first one has it.
    given.teams
      .toReversed()
      .flatMap(({ id, slug }) => [id, slug].map((name) => [fold(name), slug] as const)),
  );
  const slugOfTeam = (name: string) => slugs.get(fold(name)) ?? name;
  const toSlug = ({ kind, name: { text } }: Target) => {
    if (kind === "service") return text;
    return kind === "team" ? slugOfTeam(text) : usernameOf(text);
  };
  const repositories = new Map<string, Repository>();
  const names = new Set<string>();
  const add = (slug: string, changes: Partial<RepositoryEntry>) => {
    const id = changes.id ?? `repository-${slug}`;
    const entry = entryNamedOneOf(entries, [slug, id]) ?? patternFor(slug);
    repositories.set(fold(slug), {
      ...toRepository({ id, slug }, entry, changes, toSlug),
      tokens: toTokens(slug, changes, { ...given, now, usernameOf }),
    });
    for (const name of [slug, id]) names.add(fold(name));
  };
  for (const [slug, changes] of presentIn<RepositoryEntry>(fragment.repositories)) {
    add(slug, changes);
  }
  for (const { name } of entries) {
    const key = fold(name.text);
    if (!isWildcard(name.text) && !names.has(key) && !absent.has(key)) add(name.text, {});
  }
  const matched = new Set([...repositories.values()].flatMap(({ slug }) => fitting(slug)));
  for (const pattern of patterns) {
    const { text } = pattern.name;
    if (matched.has(pattern) || absent.has(fold(text))) continue;
    const example = text.replaceAll("*", "example");
    add(example, {});
    for (const other of fitting(example)) matched.add(other);
  }
  return [...repositories.values()].sort((a, b) => compareIds(a.id, b.id));
}

function toRepository(
  { id, slug }: { readonly id: string; readonly slug: string },
  entry: RepositoryPolicy | undefined,
  { name, broadcast, gap, privileges, ...changes }: Partial<RepositoryEntry>,
  toSlug: (target: Target) => string,
): Repository {
  const defaultPrivilege = changes["default-privilege"];
  const listed = entry === undefined || gap !== undefined ? [] : targetsOf(entry);
  const rows = privileges === undefined ? listed : [...privileges].map(readPrivilege);
  const byHolder = new Map<string, Privilege>();
  for (const { level, ...target } of rows) {
    const holder = { kind: target.kind, slug: toSlug(target) };
    const key = holderKey(holder);
    // Of two names of one holder, the first one has the higher level.
    if (!byHolder.has(key)) byHolder.set(key, { ...holder, level });
  }
  return {
    id,
    slug,
    name: name ?? slug,
    broadcast:
      broadcast === undefined
        ? (entry?.visibility ?? "Private")
        : broadcast === "open-source"
          ? "Open-Source"
          : toFact(capitalize(broadcast)),
    defaultPrivilege:
      defaultPrivilege === undefined
        ? (entry?.defaultPrivilege ?? "None")
        : toFact(capitalize(defaultPrivilege)),
    privileges: [...byHolder.values()].sort(
      (a, b) =>
        privilegeHolders.indexOf(a.kind) - privilegeHolders.indexOf(b.kind) ||
        compareIds(a.slug, b.slug),
    ),
    coverage: toGap(gap),
  };
}

function readTarget(text: string): Target {
  return toTarget({ text, position: { line: 1, column: 1 } });
}

function readPrivilege([text, level]: readonly [string, "read" | "write" | "admin" | "unknown"]) {
  return { ...readTarget(text), level: toFact(capitalize(level)) };
}
