import { expect, test } from "vitest";

import { requireRequestedWorkspace } from "../../src/sources/requested-workspace.ts";
import { aRoster } from "../support/roster.ts";

const roster = aRoster();

test.each([undefined, "fernwick", "FERNWICK", roster.workspace.id])(
  "an artifact may be asked for %s, which it holds",
  (requested) => {
    expect(() => requireRequestedWorkspace(requested, roster, "a.c1z")).not.toThrow();
  },
);

test("an artifact of another workspace than was asked for is no answer", () => {
  expect(() => requireRequestedWorkspace("elsewhere", roster, "a.c1z")).toThrow(
    'cannot read workspace "elsewhere" from a.c1z: it contains "fernwick". Give that workspace as organization, or leave it out.',
  );
});
