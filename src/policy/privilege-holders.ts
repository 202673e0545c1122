/** Finds out who has a privilege, and where a repository's entry lists them. */

import { listCoverage } from "../roster/coverage.ts";
import { isUnknown, unknown, type Fact } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import type { Member, Team } from "../roster/model.ts";
import { holderKey, type Privilege, type PrivilegeHolder } from "../roster/repository.ts";
import type { Subject } from "./finding.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";
import { ofMember, ofPolicyText, ofService, ofTeam } from "./subject.ts";
import { targetsOf, type LeveledTarget } from "./target.ts";

export interface Holder {
  /** Of kind `policy`, with the slug as text, if no account and no team with it was seen. */
  readonly subject: Subject;
  /** For a person who was seen. */
  readonly member?: Member;
  /** For a team that was seen. */
  readonly team?: Team;
  /** Whether the workspace has no such person, team or service account, as far as that is known. */
  readonly isNobody: Fact<boolean>;
}

export interface HolderIndex {
  readonly holderOf: (privilege: Pick<Privilege, "kind" | "slug">) => Holder;
  /** Returns where an entry lists the holder; empty if it does not. */
  readonly listingsOf: (
    privilege: Pick<Privilege, "kind" | "slug">,
    entry: RepositoryPolicy,
  ) => Fact<readonly LeveledTarget[]>;
  /** Returns whether an entry lists the holder, as far as that is known. */
  readonly mayBeListed: (
    privilege: Pick<Privilege, "kind" | "slug">,
    entry: RepositoryPolicy,
  ) => boolean;
}

/** The list of the accounts or teams that a privilege of each kind can belong to. */
export const listOfHolder = { user: "members", team: "teams", service: "services" } as const;

/** Returns an index of everybody who can have a privilege. */
export function indexHolders({
  roster,
  teams,
  directory,
}: Pick<RuleContext<unknown>, "roster" | "teams" | "directory">): HolderIndex {
  const members = new Map(roster.members.map((member) => [fold(member.username), member]));
  const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
  const bySlug = new Map(roster.teams.map((team) => [fold(team.slug), team]));
  const nobody = (kind: PrivilegeHolder): Fact<boolean> =>
    listCoverage(roster.coverage, listOfHolder[kind]).status === "complete" ||
    unknown("not-listed");

  const holderOf: HolderIndex["holderOf"] = ({ kind, slug }) => {
    const key = fold(slug);
    const [member, team, service] = [members.get(key), bySlug.get(key), services.get(key)];
    if (kind === "user" && member !== undefined) {
      return { subject: ofMember(member), member, isNobody: false };
    }
    if (kind === "team" && team !== undefined) {
      return { subject: ofTeam(team), team, isNobody: false };
    }
    if (kind === "service" && service !== undefined) {
      return { subject: ofService(service), isNobody: false };
    }
    return { subject: ofPolicyText(slug), isNobody: nobody(kind) };
  };

  // A pattern's entry is for many repositories.
  const resolved = new Map<RepositoryPolicy, ResolvedEntry>();
  const resolve = (entry: RepositoryPolicy) => {
    const known = resolved.get(entry) ?? resolveEntry(entry, { directory, teams });
    resolved.set(entry, known);
    return known;
  };

  const listingsOf: HolderIndex["listingsOf"] = (privilege, entry) => {
    const { member, team, isNobody } = holderOf(privilege);
    // Whoever gets the name later would also get the privilege.
    if (isNobody === true) return [];
    const { listings, isListed, open } = resolve(entry);
    const named = listings.get(member ?? team ?? holderKey(privilege));
    if (named !== undefined) return named;
    if (member !== undefined) {
      const fact = isListed(member);
      return typeof fact === "boolean" ? [] : fact;
    }
    return isNobody !== false && open.has(privilege.kind) ? unknown("not-listed") : [];
  };

  const mayBeListed: HolderIndex["mayBeListed"] = (privilege, entry) => {
    const listings = listingsOf(privilege, entry);
    return isUnknown(listings) || listings.length > 0;
  };

  return { holderOf, listingsOf, mayBeListed };
}

interface ResolvedEntry {
  /** By the member, the team, or else the kind and the text of a name. */
  readonly listings: ReadonlyMap<Member | Team | string, readonly LeveledTarget[]>;
  /** Unknown if a hidden address may be another name of the member. */
  readonly isListed: (member: Member) => Fact<boolean>;
  /** The kinds with a name that matches nobody: it may be another name of somebody unseen. */
  readonly open: ReadonlySet<PrivilegeHolder>;
}

function resolveEntry(
  entry: RepositoryPolicy,
  { directory, teams }: Pick<RuleContext<unknown>, "directory" | "teams">,
): ResolvedEntry {
  const listings = new Map<Member | Team | string, LeveledTarget[]>();
  const open = new Set<PrivilegeHolder>();
  const targets = targetsOf(entry);
  for (const target of targets) {
    const { kind, name } = target;
    const member = kind === "user" ? directory.member(name) : undefined;
    const team = kind === "team" ? teams.byName(name.text) : undefined;
    for (const key of [member ?? team, holderKey({ kind, slug: name.text })]) {
      if (key === undefined) continue;
      const known = listings.get(key);
      if (known === undefined) listings.set(key, [target]);
      else known.push(target);
    }
    const isUnmatched =
      kind === "user"
        ? directory.members(name).length === 0
        : kind === "team" && team === undefined;
    if (isUnmatched) open.add(kind);
  }
  const people = targets.filter(({ kind }) => kind === "user").map(({ name }) => name);
  return { listings, isListed: directory.listed(people), open };
}

/** Returns the beginning of a sentence about somebody with a privilege, such as `team docs`. */
export function nameKind(kind: unknown): string {
  if (kind === "team") return "team ";
  return kind === "service" ? "service account " : "";
}
