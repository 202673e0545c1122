/**
 * A dozen of the hostile scenarios, the quick ones, one of each kind. All of them run with
 * `npm run test:hostile`.
 */

import { expect, test } from "vitest";

import { play, type Scenario } from "./scenario.ts";
import { artifacts } from "./scenarios/artifacts.ts";
import { files } from "./scenarios/files.ts";
import { filters } from "./scenarios/filters.ts";
import { keys } from "./scenarios/keys.ts";
import { limits } from "./scenarios/limits.ts";
import { paging } from "./scenarios/paging.ts";
import { places } from "./scenarios/places.ts";
import { policies } from "./scenarios/policies.ts";
import { privileges } from "./scenarios/privileges.ts";
import { repositories } from "./scenarios/repositories.ts";
import { repositoryRules } from "./scenarios/repository-rules.ts";
import { statuses } from "./scenarios/statuses.ts";
import { texts } from "./scenarios/texts.ts";

const all: readonly Scenario[] = [
  ...statuses,
  ...filters,
  ...paging,
  ...limits,
  ...texts,
  ...artifacts,
  ...files,
  ...policies,
  ...places,
  ...repositories,
  ...privileges,
  ...repositoryRules,
  ...keys,
];

const chosen = [
  "402 on members",
  "no teams at all, where members name teams",
  "the list of the inactive, which is read beside the active, has an active row",
  "999999999 pages of members are announced where there are 3",
  "invites without a count, and an empty page after the first full one",
  "429 with a wait of an hour",
  'a team whose slug is "\\t"',
  "the claims of an OIDC provider, nested 100000 deep",
  "a Kelvin sign for a k in an Owner's name is another name",
  "an artifact with 30 of 300 users deleted",
  "a FIFO as the artifact of an audit",
  "a team called __proto__ in the policy",
  "http_proxy does not catch loopback",
  "repositories: 403 on one repository's privileges",
  "repository rules: a page of the list loses a row that a pattern may match",
  "keys: 403 on the dynamic mappings",
] as const;

test.each(chosen)("%s", async (name) => {
  const scenario = all.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario called ${name}`);
  expect(await play(scenario)).toBeDefined();
});

test("there are at least 150 scenarios, each under its own name", () => {
  expect(all.length).toBeGreaterThanOrEqual(150);
  const names = all.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
