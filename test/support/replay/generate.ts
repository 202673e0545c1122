/** Histories by chance: the same seed gives the same history on every machine. */

import { createRandom, type Random } from "../random.ts";
import type { HistoryFile, WorkspaceRole } from "./history.ts";
import { events, type Draft, type Event } from "./events.ts";
import { createNames, type Names } from "./names.ts";

export interface GenerateOptions {
  /** People in the first commit. Default: by chance, 5 to 25, and up to 150 for each 40th seed. */
  readonly people?: number | undefined;
  /** Default: by chance, 4 to 6, and up to 12 for each 40th seed. */
  readonly commits?: number | undefined;
}

const firstDay = Date.parse("2026-01-05T09:00:00Z");
const hourMs = 3_600_000;

/** Returns a history with additions, removals, promotions, renames, moves and mass offboarding. */
export function generateHistory(seed: number, options: GenerateOptions = {}): HistoryFile {
  const random = createRandom(seed);
  const isLarge = seed % 40 === 0;
  const people = options.people ?? (isLarge ? 60 + random.below(91) : 5 + random.below(21));
  const commits = options.commits ?? (isLarge ? 6 + random.below(4) : 3 + random.below(2));
  const names = createNames(random);
  const draft = firstDraft(random, names, people);
  let time = firstDay;
  return {
    version: 1,
    workspace: `replay-${seed}`,
    commits: Array.from({ length: commits }, (_, index) => {
      if (index > 0) change(draft, random, names);
      time += hourMs * (6 + random.below(200));
      return { id: `c${index}`, date: isoOf(time), ...snapshot(draft) };
    }),
  };
}

function firstDraft(random: Random, names: Names, people: number): Draft {
  const draft: Draft = { people: [], former: [], teams: [], nextId: 1 };
  for (let index = 0; index < Math.max(1, people); index++) {
    const role: WorkspaceRole = index === 0 ? "owner" : random.pick(startRoles);
    draft.people.push({ id: `p${draft.nextId++}`, username: names.person(), role });
  }
  const teams = 1 + random.below(Math.min(8, 1 + Math.ceil(people / 4)));
  for (let index = 0; index < teams; index++) events.createTeam(draft, random, names);
  return draft;
}

/** Most people are plain members, as in a real workspace. */
const startRoles = [
  "member",
  "member",
  "member",
  "member",
  "member",
  "member",
  "collaborator",
  "manager",
  "owner",
] as const;

/** One commit in eight changes nothing, one in eight removes up to four fifths of the people. */
function change(draft: Draft, random: Random, names: Names): void {
  const kind = random.below(8);
  if (kind === 0) return;
  if (kind === 1) events.offboardMany(draft, random);
  for (let count = 1 + random.below(4); count > 0; count--) {
    const event: Event = random.pick(kinds);
    event(draft, random, names);
  }
}

const kinds = Object.values(events) as [Event, ...Event[]];

function snapshot({
  people,
  teams,
}: Draft): Pick<HistoryFile["commits"][number], "people" | "teams"> {
  return {
    people: people.map((person) => ({ ...person })),
    teams: Object.fromEntries(
      teams.map(({ slug, id, managers, members }) => [
        slug,
        { id, managers: [...managers], members: [...members] },
      ]),
    ),
  };
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
