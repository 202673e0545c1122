import { expect, test } from "vitest";

import { alignTeamNames } from "../../src/policy/align-renames.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import { policyOf } from "../support/policy.ts";

/** Returns `KIND NAME PART VALUE` for each change that is left. */
function changes(before: string, after: string): readonly string[] {
  const next = policyOf(after);
  return comparePolicies(alignTeamNames(policyOf(before), next), next).map(
    ({ entry, part, before: was, after: is }) =>
      `${entry.kind} ${entry.name} ${part} ${is ?? `- ${was}`}`,
  );
}

const exception = (more: string) => `exceptions: [{ reason: x, ${more}, expires: 2026-12-31 }]\n`;

test.each<readonly [string, string, string, readonly string[]]>([
  [
    "the team's own entry",
    "teams: { core: { members: [a] }, docs: { members: [b] } }",
    "teams: { Platform: { formerly: [Core], members: [a] }, docs: { members: [b] } }",
    ["team Platform formerly Core"],
  ],
  [
    "service accounts",
    "teams: { core: {} }\nservices: { s: { teams: [CORE, docs] }, u: {} }",
    "teams: { platform: { formerly: [core] } }\nservices: { s: { teams: [platform, docs] }, u: {} }",
    ["team platform formerly core"],
  ],
  [
    "every list of repositories, but no person with that name",
    "teams: { core: {} }\nrepositories: { r: { admins: [team:core], write: [core] }, q: { write: [team:core] }, p: { read: [team:core] } }",
    "teams: { platform: { formerly: [core] } }\nrepositories: { r: { admins: [team:platform], write: [core] }, q: { write: [team:platform] }, p: { read: [team:platform] } }",
    ["team platform formerly core"],
  ],
  [
    "exceptions within the team",
    `teams: { core: {} }\n${exception("rule: team-role, subject: a, team: Core")}`,
    `teams: { platform: { formerly: [core] } }\n${exception("rule: team-role, subject: a, team: platform")}`,
    ["team platform formerly core"],
  ],
  [
    "exceptions of the team itself, and none of another team or of nobody's team",
    `teams: { core: {} }\nexceptions: [{ rule: team-unlisted, subject: core, expires: 2026-12-31 }, { rule: team-role, subject: a, team: docs, expires: 2026-12-31 }, { rule: dormant, subject: a, expires: 2026-12-31 }]`,
    `teams: { platform: { formerly: [core] } }\nexceptions: [{ rule: team-unlisted, subject: platform, expires: 2026-12-31 }, { rule: team-role, subject: a, team: docs, expires: 2026-12-31 }, { rule: dormant, subject: a, expires: 2026-12-31 }]`,
    ["team platform formerly core"],
  ],
  [
    "the first of two teams that become one",
    "teams: { core: { members: [a] }, base: { members: [a] } }",
    "teams: { platform: { formerly: [base, core], members: [a] } }",
    ["team core entry - true", "team platform formerly base", "team platform formerly core"],
  ],
  [
    "no team whose present name existed before",
    "teams: { core: { members: [a] }, platform: { members: [b] } }",
    "teams: { platform: { formerly: [core], members: [b] } }",
    ["team core entry - true", "team platform formerly core"],
  ],
  [
    "no team that the policy did not list",
    "teams: { docs: {} }",
    "teams: { docs: {}, platform: { formerly: [core] } }",
    ["team platform entry true", "team platform formerly core"],
  ],
])("a rename is followed in %s", (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

test("without a rename, the earlier policy is the same one", () => {
  const before = policyOf("teams: { core: { members: [a] } }");
  expect(alignTeamNames(before, policyOf("teams: { platform: {} }"))).toBe(before);
});

test("sections that are missing stay missing", () => {
  const after = policyOf("teams: { platform: { formerly: [core] } }");
  const aligned = alignTeamNames(policyOf("teams: { core: {} }"), after);
  expect(aligned).toMatchObject({ services: null, repositories: null, exceptions: [] });
});
