/**
 * A history of who is in which team, one entry per commit, in a form that belongs to no tool. People
 * and teams have an id that stays the same, so that a rename is not a removal and an addition.
 */

import { z } from "zod";

import { fold } from "../../../src/roster/fold.ts";
import { slugPattern } from "../../../src/roster/slug.ts";

/** No real roster is larger, and a file that is larger was not meant. */
export const limits = { bytes: 16 * 1024 ** 2, commits: 2_000, people: 5_000, teams: 500 } as const;

export const workspaceRoles = ["owner", "manager", "member", "collaborator"] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

const Slug = z
  .string()
  .regex(
    new RegExp(`^${slugPattern}$`, "u"),
    "use only letters, digits, dots, hyphens and underscores, at most 255",
  );

const Person = z
  .strictObject({
    username: Slug,
    id: Slug.optional().describe("stays the same when the username changes; default: the username"),
    role: z.enum(workspaceRoles).default("member"),
  })
  .transform(({ id, ...person }) => ({ ...person, id: id ?? person.username }));

const Team = z.strictObject({
  id: Slug.optional().describe("stays the same when the slug changes; default: the slug"),
  managers: z.array(Slug).max(limits.people).default([]).describe("ids of people"),
  members: z.array(Slug).max(limits.people).default([]).describe("ids of other people"),
});

const Commit = z
  .strictObject({
    id: z.string().min(1).max(200),
    date: z.iso.datetime().describe("UTC, such as 2026-11-23T06:00:00Z"),
    people: z.array(Person).max(limits.people),
    teams: z
      .record(Slug, Team)
      .default({})
      .transform((teams) =>
        Object.entries(teams).map(([slug, team]) => ({ ...team, slug, id: team.id ?? slug })),
      ),
  })
  // A transformation, unlike a refinement, runs only if everything in the commit has its form.
  .transform((commit, context) => {
    const report = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    for (const key of ["id", "username"] as const) {
      for (const index of repeated(commit.people.map((person) => person[key]))) {
        const text = commit.people[index]?.[key] ?? "";
        report(["people", index, key], `"${text}" is used twice; upper and lower case are equal`);
      }
    }
    if (commit.people.every(({ role }) => role !== "owner")) {
      report(["people"], "nobody has the role owner, and a workspace always has an Owner");
    }
    if (commit.teams.length > limits.teams) report(["teams"], `more than ${limits.teams} teams`);
    for (const key of ["slug", "id"] as const) {
      for (const index of repeated(commit.teams.map((team) => team[key]))) {
        const { slug = "" } = commit.teams[index] ?? {};
        report(["teams", slug], `its ${key} is used twice; upper and lower case are equal`);
      }
    }
    const known = new Set(commit.people.map(({ id }) => id));
    for (const { slug, managers, members } of commit.teams) {
      for (const [list, ids] of Object.entries({ managers, members })) {
        for (const [index, id] of ids.entries()) {
          if (known.has(id)) continue;
          report(["teams", slug, list, index], `no person of this commit has the id "${id}"`);
        }
      }
      for (const index of repeated([...managers, ...members])) {
        const id = [...managers, ...members][index] ?? "";
        report(["teams", slug], `"${id}" is in the team twice`);
      }
    }
    return commit;
  });

export const History = z
  .strictObject({
    version: z.literal(1),
    workspace: Slug,
    commits: z.array(Commit).min(1).max(limits.commits),
  })
  .transform((history, context) => {
    const { commits } = history;
    for (const index of repeated(commits.map(({ id }) => id))) {
      const path = ["commits", index, "id"];
      context.addIssue({ code: "custom", path, message: "another commit has this id" });
    }
    for (const [index, { date }] of commits.entries()) {
      const before = commits[index - 1]?.date;
      if (before === undefined || Date.parse(before) <= Date.parse(date)) continue;
      const path = ["commits", index, "date"];
      context.addIssue({ code: "custom", path, message: "it is before the previous commit" });
    }
    return history;
  });

/** As it is written in JSON. */
export type HistoryFile = z.input<typeof History>;
export type History = z.output<typeof History>;
export type Commit = History["commits"][number];
export type Person = Commit["people"][number];
export type Team = Commit["teams"][number];

/** Returns the places of names that an earlier one equals. */
function repeated(names: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const key = fold(name);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
