/** The form of a history, and histories by chance. */

import { expect, test } from "vitest";

import { generateHistory } from "../support/replay/generate.ts";
import { History, type Commit, type HistoryFile } from "../support/replay/history.ts";
import { policyText } from "../support/replay/policy-text.ts";
import { readHistory } from "../support/replay/read-history.ts";
import { expectedTasks, mustQuarantine } from "../support/replay/expected.ts";
import { small } from "../support/replay/small-history.ts";

const [start] = small.commits;
if (start === undefined) throw new Error("the small history is empty");

function messageOf(history: unknown): string {
  try {
    readHistory(typeof history === "string" ? history : JSON.stringify(history), "h.json");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

function withCommit(commit: object): unknown {
  return { version: 1, workspace: "fernwick", commits: [{ ...start, ...commit }] };
}

test.each<readonly [string, unknown, string]>([
  ["no JSON", "{", "it is not JSON"],
  ["another version", { ...small, version: 2 }, "version: "],
  ["an unknown key", { ...small, teams: {} }, '"teams"'],
  ["no commit", { ...small, commits: [] }, "commits: "],
  ["two commits with one id", { ...small, commits: [start, start] }, "commits[1].id: another"],
  [
    "a commit before the previous one",
    { ...small, commits: [start, { ...start, id: "next", date: "2025-01-01T00:00:00Z" }] },
    "commits[1].date: it is before the previous commit",
  ],
  ["a day without a time", withCommit({ date: "2026-11-02" }), "commits[0].date: "],
  [
    "no Owner",
    withCommit({ people: [{ username: "bo" }], teams: {} }),
    "commits[0].people: nobody has the role owner, and a workspace always has an Owner",
  ],
  [
    "a username twice",
    withCommit({ people: [...start.people, { username: "CY-novak", id: "other" }] }),
    'commits[0].people[3].username: "CY-novak" is used twice; upper and lower case are equal',
  ],
  [
    "a username with a space",
    withCommit({ people: [{ username: "a b", role: "owner" }], teams: {} }),
    "commits[0].people[0].username: use only letters, digits, dots, hyphens and underscores",
  ],
  [
    "somebody in a team who is not there",
    withCommit({ teams: { docs: { members: ["eve"] } } }),
    'commits[0].teams.docs.members[0]: no person of this commit has the id "eve"',
  ],
  [
    "somebody who is manager and member",
    withCommit({ teams: { docs: { managers: ["bo"], members: ["bo"] } } }),
    'commits[0].teams.docs: "bo" is in the team twice',
  ],
  [
    "two teams with one id",
    withCommit({ teams: { docs: { id: "x" }, data: { id: "x" } } }),
    "commits[0].teams.data: its id is used twice",
  ],
  [
    "too many people",
    withCommit({
      people: Array.from({ length: 5_001 }, (_, index) => ({ username: `p${index}` })),
    }),
    "commits[0].people: ",
  ],
])("%s is an error", (_, history, expected) => {
  const message = messageOf(history);
  expect(message).toMatch(/^cannot replay "h\.json": /u);
  expect(message).toContain(expected);
});

test("every mistake is reported, up to twenty", () => {
  const people = Array.from({ length: 30 }, () => ({ username: "", role: "owner" }));
  const message = messageOf(withCommit({ people, teams: {} }));
  expect(message.split("\n").filter((line) => line.includes(".username: "))).toHaveLength(20);
  expect(message).toContain("  and 10 more\n");
});

test("a policy names everybody in quotes, one on a line", () => {
  const { commits } = History.parse({
    ...small,
    commits: [{ ...start, people: [{ username: "null", role: "owner" }], teams: { "1e3": {} } }],
  });
  const [commit] = commits;
  expect(commit && policyText("fernwick", commit)).toBe(`version: 1
organization: "fernwick"
roles:
  owner:
    members:
      - "null"
  manager:
    members: []
  member:
    members: []
  collaborator:
    members: []
teams:
  "1e3":
    managers: []
    members: []
unlisted-members: error
unlisted-teams: warning
`);
});

test("the same seed gives the same history, in the size that was asked for", () => {
  const history: HistoryFile = generateHistory(7, { people: 30, commits: 9 });
  expect(generateHistory(7, { people: 30, commits: 9 })).toEqual(history);
  expect(generateHistory(8, { people: 30, commits: 9 })).not.toEqual(history);
  expect(history.commits).toHaveLength(9);
  expect(history.commits[0]?.people).toHaveLength(30);
  expect(messageOf(history)).toBe("");
});

test("the histories of the pinned seeds have every kind of change", () => {
  const seen = new Map<string, number>();
  const see = (kind: string) => seen.set(kind, (seen.get(kind) ?? 0) + 1);
  for (let seed = 1; seed <= 200; seed++) {
    const { commits } = History.parse(generateHistory(seed));
    for (const [index, after] of commits.entries()) {
      const before = commits[index - 1];
      if (before === undefined) continue;
      const tasks = expectedTasks(before, after);
      if (tasks.length === 0) see("nothing");
      for (const task of tasks) see(kindOf(task));
      if (mustQuarantine(before, after, before)) see("offboarding");
      const owners = ({ people }: Commit) =>
        new Set(people.filter(({ role }) => role === "owner").map(({ id }) => id));
      const former = owners(before);
      if ([...owners(after)].every((id) => !former.has(id))) {
        see("other Owners");
      }
      for (const { id, username } of before.people) {
        const now = after.people.find((person) => person.id === id);
        if (now !== undefined && now.username !== username) see("rename");
      }
      for (const { id, slug } of before.teams) {
        const now = after.teams.find((team) => team.id === id);
        if (now !== undefined && now.slug !== slug) see("team renamed");
      }
    }
  }
  for (const kind of [
    "nothing",
    "invite",
    "create team",
    "add",
    "make",
    "take",
    "remove",
    "delete team",
    "offboarding",
    "other Owners",
    "rename",
    "team renamed",
  ]) {
    expect(seen.get(kind), kind).toBeGreaterThan(30);
  }
});

function kindOf(task: string): string {
  return /^(?:create|delete) team|^\w+/u.exec(task)?.[0] ?? task;
}
