/** What happens between two commits of a generated history. */

import type { Random } from "../random.ts";
import { workspaceRoles, type WorkspaceRole } from "./history.ts";
import type { Names } from "./names.ts";

export interface DraftPerson {
  readonly id: string;
  username: string;
  role: WorkspaceRole;
}

export interface DraftTeam {
  readonly id: string;
  slug: string;
  managers: string[];
  members: string[];
}

/** The people and teams of the next commit. */
export interface Draft {
  people: DraftPerson[];
  /** People who left and may come back. */
  former: DraftPerson[];
  teams: DraftTeam[];
  nextId: number;
}

export type Event = (draft: Draft, random: Random, names: Names) => void;

const newRoles = ["member", "member", "collaborator", "manager", "owner"] as const;

/** Each changes the draft, or leaves it as it is where there is nothing to change. */
export const events = {
  hire(draft, random, names) {
    for (let count = 1 + random.below(4); count > 0; count--) {
      const role = random.pick(newRoles);
      const person = { id: `p${draft.nextId++}`, username: names.person(), role };
      draft.people.push(person);
      for (let teams = random.below(3); teams > 0; teams--) putIntoTeam(draft, random, person.id);
    }
  },
  leave(draft, random) {
    for (let count = 1 + random.below(3); count > 0; count--) {
      const person = pickPerson(draft, random);
      if (person !== undefined) remove(draft, person);
    }
  },
  comeBack(draft, random) {
    const [person] = draft.former.splice(random.below(draft.former.length), 1);
    if (person === undefined) return;
    draft.people.push({ ...person, role: "member" });
    putIntoTeam(draft, random, person.id);
  },
  changeRole(draft, random) {
    const person = pickPerson(draft, random);
    if (person === undefined || isLastOwner(draft, person)) return;
    person.role = random.pick(workspaceRoles);
  },
  /** The new Owner is there before the old one is not, and in the same commit. */
  handOverOwner(draft, random) {
    const owner = draft.people.find(({ role }) => role === "owner");
    const heir = draft.people[random.below(draft.people.length)];
    if (owner === undefined || heir === undefined || heir === owner) return;
    heir.role = "owner";
    owner.role = random.pick(["manager", "member", "collaborator"]);
  },
  /** The only Owner leaves, and somebody who is new has the role. */
  replaceOwner(draft, random, names) {
    const owner = draft.people.find(({ role }) => role === "owner");
    draft.people.push({ id: `p${draft.nextId++}`, username: names.person(), role: "owner" });
    if (owner !== undefined) remove(draft, owner);
  },
  joinTeam(draft, random) {
    const person = pickPerson(draft, random);
    if (person !== undefined) putIntoTeam(draft, random, person.id);
  },
  leaveTeam(draft, random) {
    const team = pickTeam(draft, random);
    const ids = team === undefined ? [] : [...team.managers, ...team.members];
    const id = ids[random.below(ids.length)];
    if (team !== undefined && id !== undefined) takeOut(team, id);
  },
  moveTeam(draft, random) {
    const team = pickTeam(draft, random);
    const id = team?.members[random.below(team.members.length)];
    if (team === undefined || id === undefined) return;
    takeOut(team, id);
    putIntoTeam(draft, random, id);
  },
  /** A manager becomes a member, or the other way round. */
  changeTeamRole(draft, random) {
    const team = pickTeam(draft, random);
    if (team === undefined) return;
    const isDemotion = random.below(2) === 0;
    const [from, to] = isDemotion ? [team.managers, team.members] : [team.members, team.managers];
    to.push(...from.splice(random.below(from.length), 1));
  },
  /** Somebody loses the workspace role and a team in one commit. */
  demoteAndTakeOut(draft, random) {
    const team = pickTeam(draft, random);
    const id = team?.managers[random.below(team.managers.length)];
    const person = draft.people.find((one) => one.id === id);
    if (team === undefined || person === undefined || isLastOwner(draft, person)) return;
    takeOut(team, person.id);
    person.role = "collaborator";
  },
  renamePerson(draft, random, names) {
    const person = pickPerson(draft, random);
    if (person !== undefined) person.username = names.person();
  },
  renameTeam(draft, random, names) {
    const team = pickTeam(draft, random);
    if (team !== undefined) team.slug = names.team();
  },
  createTeam(draft, random, names) {
    const team = { id: `t${draft.nextId++}`, slug: names.team(), managers: [], members: [] };
    draft.teams.push(team);
    for (let count = random.below(Math.min(13, draft.people.length + 1)); count > 0; count--) {
      const person = pickPerson(draft, random);
      if (person !== undefined) put(team, random, person.id);
    }
  },
  deleteTeam(draft, random) {
    // An empty list of teams is never believed, because it may not have been read.
    if (draft.teams.length < 2) return;
    draft.teams.splice(random.below(draft.teams.length), 1);
  },
  /** A site closes: 30 to 80 % of the people leave at once. */
  offboardMany(draft, random) {
    const share = 30 + random.below(51);
    for (let count = Math.floor((draft.people.length * share) / 100); count > 0; count--) {
      const person = pickPerson(draft, random);
      if (person !== undefined) remove(draft, person);
    }
  },
} satisfies Record<string, Event>;

function pickPerson({ people }: Draft, random: Random): DraftPerson | undefined {
  return people[random.below(people.length)];
}

function pickTeam({ teams }: Draft, random: Random): DraftTeam | undefined {
  return teams[random.below(teams.length)];
}

function isLastOwner({ people }: Draft, person: DraftPerson): boolean {
  return people.every((one) => one === person || one.role !== "owner");
}

/** A workspace never loses its last Owner. */
function remove(draft: Draft, person: DraftPerson): void {
  if (isLastOwner(draft, person)) return;
  draft.people = draft.people.filter((one) => one !== person);
  draft.former.push(person);
  for (const team of draft.teams) takeOut(team, person.id);
}

function takeOut(team: DraftTeam, id: string): void {
  team.managers = team.managers.filter((one) => one !== id);
  team.members = team.members.filter((one) => one !== id);
}

function putIntoTeam(draft: Draft, random: Random, id: string): void {
  const team = pickTeam(draft, random);
  if (team !== undefined) put(team, random, id);
}

/** One in four is a manager of the team. */
function put(team: DraftTeam, random: Random, id: string): void {
  takeOut(team, id);
  (random.below(4) === 0 ? team.managers : team.members).push(id);
}
