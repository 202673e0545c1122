import { expect, test } from "vitest";

import { requireAskedWorkspace } from "../../src/sources/agreed-workspace.ts";
import { aRoster } from "../support/roster.ts";

const roster = aRoster();

test.each([undefined, "fernwick", "FERNWICK", roster.workspace.id])(
  "an artifact may be asked for %s, which it holds",
  (requested) => {
    expect(() => requireAskedWorkspace(requested, roster, "a.c1z")).not.toThrow();
  },
);

test("an artifact of another workspace than was asked for is no answer", () => {
  expect(() => requireAskedWorkspace("elsewhere", roster, "a.c1z")).toThrow(
    'cannot read workspace "elsewhere" from a.c1z: it holds "fernwick". Give that workspace as organization, or leave it out.',
  );
});
