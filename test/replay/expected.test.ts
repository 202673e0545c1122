/** The replay itself: it knows what is to do, and it notices what is not as it must be. */

import { expect, test } from "vitest";

import { shelfInMemory, type Shelf } from "../support/replay/audits.ts";
import { expectedTasks, mustQuarantine } from "../support/replay/expected.ts";
import { History, type HistoryFile } from "../support/replay/history.ts";
import { problemsOf } from "../support/replay/problems.ts";
import { offboarding, small } from "../support/replay/small-history.ts";

test("the tasks between the commits of a small history", () => {
  const { commits } = History.parse(small);
  const steps = commits.flatMap((after, index) => {
    const before = commits[index - 1];
    return before === undefined ? [] : [[after.id, expectedTasks(before, after)]];
  });
  expect(Object.fromEntries(steps)).toEqual({
    hire: [
      "create team release with bo-ito=Member, cy-novak=Manager",
      "invite dee-kim as member with platform=Member, release=Member",
    ],
    promote: [
      "make bo-ito Member of platform",
      "make cy-novak Manager of platform",
      "make cy-novak manager",
      "take dee-kim out of platform",
    ],
    nothing: [],
    // A policy names people and teams, so a new name is a new person or a new team.
    rename: [
      "create team shipping with bo-ito=Member, cy-novak=Manager",
      "delete team release",
      "invite dee-berg as member with shipping=Member",
      "remove dee-kim from the workspace",
    ],
    leave: [
      "delete team shipping",
      "make bo-ito Manager of platform",
      "remove cy-novak from the workspace",
    ],
  });
});

test("people may be gone whom the policy no longer names, and not those whom it names", () => {
  const [before, after] = History.parse(offboarding).commits;
  if (before === undefined || after === undefined) throw new Error("too few commits");
  expect(mustQuarantine(before, after, after)).toBe(false);
  expect(mustQuarantine(before, after, before)).toBe(true);
  expect(mustQuarantine(after, before, before)).toBe(false);
});

/** A shelf on which every workspace is changed before it is audited. */
function spoilt(change: (text: string) => string): Shelf {
  const shelf = shelfInMemory();
  return {
    ...shelf,
    load: (workspace, baseline, context) =>
      shelf.load(
        JSON.parse(change(JSON.stringify(workspace))) as typeof workspace,
        baseline,
        context,
      ),
  };
}

const first: HistoryFile = { ...small, commits: small.commits.slice(0, 2) };

test.each<readonly [string, (text: string) => string, readonly RegExp[]]>([
  [
    "a person has another role",
    (text) => text.replaceAll('"role":"Owner"', '"role":"Manager"'),
    [/^start, asIs: the audit exits 1, not 0: /u],
  ],
  [
    "a list was not read",
    (text) =>
      text.replace('"name":"teams","status":"complete"', '"name":"teams","status":"refused"'),
    [/^start, asIs: the audit exits 2, not 0: /u, /^hire, policyFirst: the pull request exits 2/u],
  ],
  [
    "a person is missing in a team",
    (text) => text.replace('[{"team":"team:platform","role":"Member"}]', "[]"),
    [
      /^start, asIs: the audit exits 1, not 0: cy-novak is listed in team platform but is not in it$/u,
    ],
  ],
])("if %s, the replay says so", async (_, change, expected) => {
  const problems = await problemsOf(first, spoilt(change));
  for (const pattern of expected) {
    expect(problems).toContainEqual(expect.stringMatching(pattern));
  }
});
