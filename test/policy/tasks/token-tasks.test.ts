/** What is to do about entitlement tokens after a policy is merged. */

import { expect, test } from "vitest";

import { change } from "../../support/policy-change.ts";
import { aRepository, aToken, aTokenList, repositoryCoverage } from "../../support/repository.ts";
import { aMember, aRoster } from "../../support/roster.ts";

test("each finding about a token is a task, and no defect of the policy", () => {
  const roster = aRoster({
    members: [aMember({ username: "amara-okoye", role: "Owner" })],
    repositories: [
      aRepository({
        tokens: aTokenList([
          aToken({ name: "stray" }),
          aToken({ name: "ci-a", endsAt: null }),
          aToken({ name: "ci-b", createdBy: "gone" }),
          aToken({ name: "ci-c", privateBroadcasts: true }),
        ]),
      }),
    ],
    coverage: repositoryCoverage(),
  });
  const report = change("", "tokens: ['ci-*']\n", roster);

  expect(report.tasks?.map(({ action, todo, call }) => [action, todo, call])).toEqual([
    [
      "remove",
      "replace and delete token ci-b of repository Production (production) (gone has left)",
      null,
    ],
    ["remove", "delete token stray of repository Production (production)", null],
    [
      "other",
      "set an end for token ci-a of repository Production (production), or deactivate it",
      null,
    ],
    [
      "other",
      "turn off the access of token ci-c of repository Production (production) to private broadcasts",
      null,
    ],
  ]);
});
