import { expect, test } from "vitest";

import { parseSettings } from "../../src/settings.ts";
import { toSource } from "../../src/sources/source.ts";

const without = { organization: "fernwick" };
const withSection = { organization: "fernwick", repositories: new Map() };

test.each([
  ["auto", undefined, "none"],
  ["auto", without, "none"],
  ["auto", { ...without, repositories: undefined }, "none"],
  ["auto", withSection, "all"],
  ["never", withSection, "none"],
  ["never", undefined, "none"],
  ["always", undefined, "all"],
  ["always", without, "all"],
  ["", withSection, "all"],
] as const)("repositories %j with the policy %j reads %s", (repositories, policy, wanted) => {
  expect(toSource(parseSettings({ repositories }), policy)).toMatchObject({ repositories: wanted });
});
