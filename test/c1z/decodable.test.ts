import { expect, test } from "vitest";

import { summarize, toBatches, type SummarizedBatch } from "../../src/c1z/batches.ts";
import type { Contents } from "../../src/c1z/contents.ts";
import { findUndecodable } from "../../src/c1z/decodable.ts";
import { createSync } from "../../src/c1z/sync.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const roster = aRoster({
  members: ["ada", "bo"].map((username) => aMember({ username })),
  services: [aService()],
  teams: [aTeam()],
});

function undecodable(contents: Contents, added: readonly SummarizedBatch[]): string | undefined {
  const startedAt = new Date(contents.roster.readAt);
  const digest = rosterDigest(contents.roster);
  return findUndecodable(contents, createSync({ startedAt, endedAt: startedAt, digest }), added);
}

test("rows that decode to the roster have no difference", () => {
  expect(undecodable({ roster }, [...toBatches({ roster })].map(summarize))).toBeUndefined();
});

test("of a small roster, the rows that were written must be the decoded ones", () => {
  const [ada, bo] = roster.members;
  const bob = { ...aMember({ username: "bob" }), id: bo?.id ?? "" };
  const other = { ...roster, members: [ada ?? bob, bob] };

  const added = [...toBatches({ roster: other })].map(summarize);

  expect(undecodable({ roster }, added)).toBe("its encoded rows");
  expect(undecodable({ roster }, added.slice(0, -1))).toBe("its encoded rows");
});

test("what is lost among many members is found", () => {
  const members = Array.from({ length: 300 }, (_, at) =>
    aMember({ username: `member-${String(at).padStart(3, "0")}` }),
  );
  const many = aRoster({ members });
  const fewer = aRoster({ members: members.toSpliced(200, 1) });

  const added = [...toBatches({ roster: fewer })].map(summarize);

  expect(undecodable({ roster: many }, added)).toBe("the number of rows of user");
});

test("rows that cannot be decoded are a difference, and not a bad place for the file", () => {
  const same = { ...roster, members: [aMember({ id: "same" }), aMember({ id: "same" })] };

  const added = [...toBatches({ roster: same })].map(summarize);

  expect(undecodable({ roster: same }, added)).toBe("a record that cannot be decoded");
});
