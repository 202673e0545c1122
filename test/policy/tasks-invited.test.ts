/** Tasks about people who are invited, or may be. */

import { expect, test } from "vitest";

import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { change, roster, start } from "../support/policy-change.ts";
import { anInvite, aRoster } from "../support/roster.ts";
import { gapIn } from "./rules/rule-case.ts";

const named = start.replace("[ada] }", "[ada, new.hire@fernwick.example] }");

/** Returns the tasks after these people are added to the Owners, or to the emergency accounts. */
function todos(after: string, changes: Partial<Roster>): readonly string[] {
  const { tasks = [] } = change(start, after, aRoster({ ...roster, ...changes }));
  return tasks.map(({ action, todo }) => `${action}: ${todo}`);
}

test("nobody is invited twice", () => {
  expect(todos(named, { invites: [anInvite()] })).toEqual([]);
  expect(todos(named, { invites: [anInvite({ email: "other@fernwick.example" })] })).toEqual([
    "invite: invite new.hire@fernwick.example as Owner, or correct the name",
  ]);
});

test("where an invite may be hidden, the task says so", () => {
  const careful = [
    "invite: invite new.hire@fernwick.example as Owner, unless an invite is pending, or correct the name",
  ];

  expect(todos(named, { coverage: gapIn("invites") })).toEqual(careful);
  expect(todos(named, { invites: [anInvite({ email: unknown("redacted") })] })).toEqual(careful);
  expect(
    todos(named, { invites: [anInvite({ email: "x@y.example", username: unknown("missing") })] }),
  ).toEqual(careful);
});

test("an emergency account that is only invited is a task of its own", () => {
  const emergency = start.replace("[ada] }", "[ada], break-glass: [new.hire@fernwick.example] }");

  expect(todos(emergency, { invites: [anInvite()] })).toEqual([
    "other: have the invite of emergency account new.hire@fernwick.example accepted",
  ]);
});
