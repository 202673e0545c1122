import { expect, test } from "vitest";

import { parseSettings } from "../../src/settings.ts";
import { toSource } from "../../src/sources/source.ts";
import { wantsOf } from "../../src/policy/wants.ts";
import { policyOf } from "../support/policy.ts";

const without = policyOf("");
const withSection = policyOf("repositories: { production: { read: [team:release] } }\n");
const withCondition = policyOf(
  "custom: [{ id: a, for: member, violates: member.privileges.size() > 3, message: m, severity: note }]\n",
);

test.each([
  ["auto", undefined, "none"],
  ["auto", without, "none"],
  ["auto", withCondition, "all"],
  ["auto", withSection, "all"],
  ["never", withSection, "none"],
  ["never", undefined, "none"],
  ["always", undefined, "all"],
  ["always", without, "all"],
  ["", withSection, "all"],
] as const)(
  "repositories %j with policy %# reads what is wanted",
  (repositories, policy, wanted) => {
    expect(toSource(parseSettings({ repositories }), policy && wantsOf(policy))).toMatchObject({
      repositories: wanted,
    });
  },
);
