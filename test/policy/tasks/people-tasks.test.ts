/** What is to do for people who are promoted, who leave, or who are in a new team. */

import { expect, test } from "vitest";

import type { Report } from "../../../src/report/report.ts";
import {
  ada,
  bo,
  change,
  cy,
  platform,
  robot,
  roster,
  start,
} from "../../support/policy-change.ts";
import { aMember, aRoster } from "../../support/roster.ts";

function todos({ tasks = [] }: Report): readonly string[] {
  return tasks.map(({ todo }) => todo);
}

const named = `roles: { owner: { members: [ada] }, member: { members: [bo, cy] } }
teams: { platform: { managers: [cy], members: [bo], services: [robot] } }
unlisted-members: error
`;

test("a Member who becomes a Manager is not to be removed", () => {
  const after = named.replace(
    "member: { members: [bo, cy] }",
    "manager: { members: [bo] }, member: { members: [cy] }",
  );
  const { tasks = [] } = change(named, after, roster);
  expect(tasks.map(({ action, todo }) => [action, todo])).toEqual([
    ["change-role", "make Bo (bo) Manager (now Member)"],
    ["change-role", "make Bo (bo) Manager (now Member)"],
  ]);
  expect(tasks.map(({ call, doneWith }) => [call?.body, doneWith])).toEqual([
    [{ role: "Manager" }, undefined],
    [undefined, tasks[0]?.finding],
  ]);
});

test("somebody who leaves the workspace leaves its teams with the same request", () => {
  const after = `roles: { owner: { members: [ada] }, member: { members: [bo] } }
teams: { platform: { managers: [bo], services: [robot] } }
unlisted-members: error
`;
  const { tasks = [] } = change(named, after, roster);
  const removal = tasks.find(({ call }) => call?.method === "DELETE");
  expect(removal?.subject.slug).toBe("cy");
  const ofTeam = tasks.find(({ action, object }) => action === "remove" && object !== undefined);
  expect(ofTeam).toMatchObject({ call: null, doneWith: removal?.finding });
  // The list of the team, which makes Bo its manager, has nobody who leaves.
  const list = tasks.find(({ call }) => call?.method === "PUT");
  expect(list?.call?.body).toEqual({
    members: [
      { user: "bo", role: "Manager", user_kind: "User" },
      { user: "robot", role: "Member", user_kind: "Service" },
    ],
  });
});

test("the list of a team has nobody who leaves, even if anybody may be in the team", () => {
  const before = named.replace("members: [bo], services", "members: any, services");
  const after = before.replace("[cy]", "[bo]").replace("[bo, cy]", "[bo]");
  const { tasks = [] } = change(before, after, roster);
  const list = tasks.find(({ call }) => call?.method === "PUT");
  expect(list?.call?.body).toEqual({
    members: [
      { user: "bo", role: "Manager", user_kind: "User" },
      { user: "robot", role: "Member", user_kind: "Service" },
    ],
  });
});

test("a new team is created with those who are there, before the others are invited to it", () => {
  const after = start.replace(
    "teams: {",
    "teams: { release: { managers: [bo], members: [dee, cy], services: [robot] },",
  );
  const { tasks = [] } = change(start, after, roster);
  expect(tasks.slice(0, 2).map(({ todo, call, next }) => [todo, call?.path, next])).toEqual([
    [
      "create team release with bo as manager, cy, service account robot, or correct the name",
      "/orgs/{org}/teams/",
      {
        method: "POST",
        path: "/orgs/{org}/teams/{team}/members",
        parameters: { org: "fernwick", team: "release" },
        body: {
          members: [
            { user: "bo", role: "Manager", user_kind: "User" },
            { user: "cy", role: "Member", user_kind: "User" },
            { user: "robot", role: "Member", user_kind: "Service" },
          ],
        },
      },
    ],
    [
      "invite dee as Member with team release, or correct the name",
      "/orgs/{org}/invites/",
      undefined,
    ],
  ]);
  expect(tasks[1]?.call?.body).toMatchObject({ teams: [{ team: "release", role: "Member" }] });
});

test("nobody is put into a new team before their day, nor by us if the identity provider does it", () => {
  const later = start.replace(
    "teams: {",
    "teams: { release: { members: [bo, { name: cy, from: 2027-01-01 }] },",
  );
  expect(todos(change(start, later, roster))).toEqual([
    "create team release with bo, or correct the name",
  ]);
  const synced = start.replace("teams: {", "teams: { release: { members: [bo], synced: idp },");
  const [task] = change(start, synced, roster).tasks ?? [];
  expect(task?.todo).toBe("create team release, or correct the name");
  expect(task?.next).toBeUndefined();
});

test("an invitation does not name a team that is missing already and that no task creates", () => {
  const before = start.replace("teams: {", "teams: { release: { members: [bo] },");
  const after = before.replace("members: [bo] },", "members: [bo, dee] },");
  expect(todos(change(before, after, roster))).toEqual([
    "invite dee as Member, or correct the name",
  ]);
});

test("the sentence about a new team names at most ten accounts, and the request has all", () => {
  const crowd = Array.from({ length: 12 }, (_, index) => aMember({ username: `person-${index}` }));
  const all = aRoster({
    members: [ada, bo, cy, ...crowd],
    teams: [platform],
    services: [robot],
  });
  const names = crowd.map(({ username }) => username).join(", ");
  const after = start.replace("teams: {", `teams: { release: { members: [${names}] },`);
  const [task] = change(start, after, all).tasks ?? [];
  expect(task?.todo).toMatch(/^create team release with person-0, .*, person-9 and 2 more, or/u);
  expect(task?.next?.body).toHaveProperty("members.length", 12);
});
