/** Finds out who has a privilege, and which levels a repository's entry gives them. */

import { listCoverage } from "../roster/coverage.ts";
import { unknown, type Fact } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import type { Member, Team } from "../roster/model.ts";
import type { Privilege, PrivilegeHolder, PrivilegeLevel } from "../roster/repository.ts";
import type { Subject } from "./finding.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { RuleContext } from "./rule.ts";
import { ofMember, ofPolicyText, ofService, ofTeam } from "./subject.ts";
import { targetsOf } from "./target.ts";

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
  /** Returns the levels at which an entry lists the holder; empty if it does not. */
  readonly levelsOf: (
    privilege: Pick<Privilege, "kind" | "slug">,
    entry: RepositoryPolicy,
  ) => Fact<readonly PrivilegeLevel[]>;
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

  const levelsOf: HolderIndex["levelsOf"] = (privilege, entry) => {
    const { kind, slug } = privilege;
    const { member, team, isNobody } = holderOf(privilege);
    // Whoever gets the name later would also get the privilege.
    if (isNobody === true) return [];
    const targets = targetsOf(entry).filter((target) => target.kind === kind);
    const named = targets.filter(({ name }) => {
      if (member !== undefined) return directory.member(name) === member;
      if (team !== undefined) return teams.byName(name.text) === team;
      return fold(name.text) === fold(slug);
    });
    if (named.length > 0) return named.map(({ level }) => level);
    if (member !== undefined) {
      const isListed = directory.listed(targets.map(({ name }) => name))(member);
      return typeof isListed === "boolean" ? [] : isListed;
    }
    // A name that matches nobody may be another name of the holder, who was not seen.
    const isOpen = targets.some(({ name }) =>
      kind === "user"
        ? directory.members(name).length === 0
        : kind === "team" && teams.byName(name.text) === undefined,
    );
    return isNobody !== false && isOpen ? unknown("not-listed") : [];
  };

  return { holderOf, levelsOf };
}

/** Returns the beginning of a sentence about somebody with a privilege, such as `team docs`. */
export function nameKind(kind: unknown): string {
  if (kind === "team") return "team ";
  return kind === "service" ? "service account " : "";
}
