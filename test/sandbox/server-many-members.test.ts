import { expect, test } from "vitest";

import { manyMembers } from "../support/many-members.ts";
import { ask, askField, openSandbox } from "../support/sandbox.ts";

test("the same numbers give the same workspace, and another seed another", () => {
  const size = { members: 200, teams: 20 };

  expect(manyMembers(size)).toEqual(manyMembers(size));
  expect(manyMembers({ ...size, seed: 2 })).not.toEqual(manyMembers(size));
});

test("everybody is in five different teams, or in all when there are fewer", () => {
  for (const [teams, expected] of [
    [50, 5],
    [3, 3],
    [0, 0],
  ] as const) {
    const { members } = manyMembers({ members: 300, teams });
    const counts = members.map((member) => new Set(member.teams.map(({ slug }) => slug)).size);
    expect(new Set(counts)).toEqual(new Set([expected]));
    expect(members.every((member) => member.teams.length === expected)).toBe(true);
  }
});

test("there is an account for each key", async () => {
  const sandbox = await openSandbox({ workspace: manyMembers({ members: 100, teams: 10 }) });

  for (const key of ["owner", "manager", "member", "collaborator", "service"] as const) {
    expect((await ask(sandbox, "/user/self/", key)).body).toMatchObject({ authenticated: true });
  }
});

test("twenty thousand members are read to the end, page after page, each of them once", async () => {
  const workspace = manyMembers({ members: 20_000, teams: 2_000 });
  const sandbox = await openSandbox({ workspace });
  const seen = new Set<unknown>();

  for (let page = 1; page <= 40; page++) {
    const path = `/orgs/many-members/members/?page_size=500&page=${page}`;
    for (const id of await askField(sandbox, path, "user_id")) seen.add(id);
  }

  expect(seen.size).toBe(20_000);
  const team = await ask(sandbox, "/orgs/many-members/teams/team-1999/members");
  expect((team.body as { members: unknown[] }).members.length).toBeGreaterThan(20);
});
