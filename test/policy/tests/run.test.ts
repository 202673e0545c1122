import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { formatProblems } from "../../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../../src/policy/tests/run.ts";
import { peoplePolicy } from "../../../src/sandbox/policy.ts";
import { documentedExample } from "../../support/documented-example.ts";
import { root } from "../../support/process.ts";
import { policyFrom } from "../../support/policy.ts";

const documentation = readFileSync(join(root, "docs/policy-tests.md"), "utf8");

const policy = policyFrom(`version: 1
organization: fernwick
roles:
  owner: { members: [amara, jo@fernwick.example], min: 2 }
  manager: { min: 1 }
teams:
  platform: { managers: [amara], members: [priya], services: [ci] }
exceptions:
  - { rule: dormant, subject: priya, reason: on leave, expires: 2026-12-31 }
`);

/** Returns what differs, test by test. */
function run(body: string, of = policy): string[][] {
  const parsed = parsePolicyTests(`version: 1\ntoday: 2026-11-23\ntests:\n${body}`, of);
  if ("problems" in parsed) throw new Error(formatProblems("t.yml", parsed.problems));
  return runPolicyTests(of, parsed.tests).map(({ differences }) =>
    differences.map(
      ({ position, message }) => `${position === null ? "" : `${position.line}: `}${message}`,
    ),
  );
}

function problemsOf(text: string): string[] {
  const parsed = parsePolicyTests(text, policy);
  return "problems" in parsed ? formatProblems("t.yml", parsed.problems).split("\n") : [];
}

test("the documentation's tests pass under the documentation's policy", () => {
  const parsed = parsePolicyTests(
    documentedExample("access-policy.test.yml"),
    policyFrom(documentedExample("access-policy.yml")),
  );
  if ("problems" in parsed) throw new Error(formatProblems("t.yml", parsed.problems));

  const results = runPolicyTests(policyFrom(documentedExample("access-policy.yml")), parsed.tests);

  expect(results).toHaveLength(6);
  expect(results.flatMap(({ differences }) => differences)).toEqual([]);
});

test("the documentation's output is what a wrong policy gives", () => {
  const of = policyFrom(
    documentedExample("access-policy.yml").replace(
      "members: [priya-raman]",
      "members: [priya-raman, bernard-koch]",
    ),
  );
  const parsed = parsePolicyTests(documentedExample("access-policy.test.yml"), of);
  if ("problems" in parsed) throw new Error("valid");

  const failed = runPolicyTests(of, parsed.tests).filter((one) => one.differences.length > 0);

  const lines = failed.flatMap(({ test: { name, position }, differences }) => [
    `access-policy.test.yml:${position.line}:${position.column}: this test fails: ${name}`,
    ...differences.map(
      ({ position: at, message }) =>
        `  access-policy.test.yml:${at?.line}:${at?.column}: ${message}`,
    ),
  ]);
  expect(documentation).toContain(lines.join("\n"));
});

test.each([
  ["the one here", policy],
  ["the sandbox's", policyFrom(peoplePolicy)],
])("under %s, the roster that a policy describes has no findings", (_, of) => {
  expect(run("  - name: nothing said\n", of)).toEqual([[]]);
});

const passing: readonly [string, string][] = [
  ["a name in other letters", "{ name: t, members: { PRIYA: { two-factor: false } } }"],
  [
    "a person by an address",
    "{ name: t, members: { jo: { email: jo@fernwick.example, two-factor: false } }, findings: { two-factor: [jo] } }",
  ],
  [
    "a demoted Owner",
    "{ name: t, members: { amara: { role: member } }, findings: { role-count: [fernwick], role-missing: [amara] } }",
  ],
  [
    "a person in another team",
    "{ name: t, members: { x: { teams: { platform: manager } } }, findings: { team-member-unexpected: [X in platform] } }",
  ],
  [
    "a service account that is gone",
    "{ name: t, services: { ci: absent }, findings: { name-unknown: [ci] } }",
  ],
  [
    "a team that is gone",
    "{ name: t, teams: { platform: absent }, findings: { team-missing: [platform] } }",
  ],
  ["a team of a permanent id", "{ name: t, teams: { renamed: { id: platform } } }"],
  [
    "a login long ago, which is accepted",
    "{ name: t, members: { priya: { last-login: 2026-01-01 } }, accepted: { dormant: [priya] } }",
  ],
  [
    "a login that never was, of somebody new",
    "{ name: t, members: { x: { last-login: never, joined: 2026-11-20 } } }",
  ],
  [
    "a service account in a team",
    "{ name: t, services: { bot: { teams: [platform] } }, findings: { team-member-unexpected: [bot in platform] } }",
  ],
  [
    "facts that were not seen",
    "{ name: t, members: { amara: { two-factor: unknown } }, not-judged: [two-factor] }",
  ],
  [
    "an exception's end, named",
    "{ name: t, today: 2027-01-01, findings: { exception-expired: [priya] } }",
  ],
  ["an exception's end, not named", "{ name: t, today: 2027-01-01 }"],
  [
    "an invite and single sign-on",
    "{ name: t, invites: { new@x.example: { role: manager } }, single-sign-on: { enabled: true } }",
  ],
];

test.each(passing)("%s: the test passes", (_, entry) => {
  expect(run(`  - ${entry}\n`)).toEqual([[]]);
});

const failing: readonly [string, string, readonly string[]][] = [
  [
    "what is expected and not there",
    "{ name: t, findings: { two-factor: [amara] } }",
    ["4: not found: two-factor amara"],
  ],
  [
    "what is there and not expected",
    "{ name: t, members: { amara: { two-factor: false } } }",
    [
      "found, but not expected: two-factor amara: amara is an Owner without two-factor authentication",
    ],
  ],
  [
    "what is accepted and was expected to be open",
    "{ name: t, members: { priya: { last-login: 2026-01-01 } }, findings: { dormant: [priya] } }",
    [
      "4: not found: dormant priya (it is found, but an exception accepts it)",
      expect.stringMatching(/^accepted, but not expected: dormant priya: .+ \(policy line 9\)$/u),
    ],
  ],
  [
    "what is open and was expected to be accepted",
    "{ name: t, members: { amara: { two-factor: false } }, findings: {}, accepted: { two-factor: [amara] } }",
    [
      expect.stringContaining("found, but not expected: two-factor amara"),
      "4: not accepted: two-factor amara (it is found, but no exception accepts it)",
    ],
  ],
  [
    "a rule that was judged, and one that was not",
    "{ name: t, members: { amara: { two-factor: unknown } }, not-judged: [dormant] }",
    [
      "4: judged: dormant",
      "not judged, but should have been: two-factor: the two-factor state was not seen for every account: the reply did not contain it",
    ],
  ],
];

test.each(failing)("%s: the test fails and says so", (_, entry, expected) => {
  expect(run(`  - ${entry}\n`)).toEqual([expected]);
});

const start = "version: 1\ntoday: 2026-11-23\ntests:\n";

const bad: readonly [string, string, readonly string[]][] = [
  [
    "an empty file",
    "",
    ['t.yml:1:1: the file is empty: it needs at least "version: 1", "today" and "tests"'],
  ],
  [
    "no day",
    "version: 1\ntests: [{ name: t }]\n",
    ['t.yml:1:1: "today" is missing at the top of the file'],
  ],
  [
    "mistakes everywhere, all of them told",
    `${start}  - { name: t, member: {} }
  - name: u
    members: { jo: { twofactor: true }, ada: gone, bo: { role: ownr, last-login: often } }
    findings: { two-facter: [jo] }
`,
    [
      't.yml:4:16: "member" is not known in entry 1 of tests: did you mean "members"?',
      't.yml:6:22: "twofactor" is not known in members.jo of entry 2 of tests: did you mean "two-factor"?',
      't.yml:6:46: "gone" is not absent',
      't.yml:6:64: "ownr" is not one of owner, manager, member, collaborator, unknown: did you mean "owner"?',
      't.yml:6:82: "often" is not a day, such as "2026-12-31", or never, or unknown',
    ],
  ],
  [
    "a text that is no YAML, of which no more is said",
    "a: [\n",
    ["t.yml:2:1: flow sequence in block collection must be sufficiently indented and end with a ]"],
  ],
  [
    "rules that are not there, in the file's order",
    `${start}  - { name: t, not-judged: [y, x] }\n  - { name: u, accepted: { w: [jo] }, findings: { v: [jo] } }\n`,
    [
      't.yml:4:29: "y" is not a rule of the policy',
      't.yml:4:32: "x" is not a rule of the policy',
      't.yml:5:32: "w" is not a rule of the policy',
      't.yml:5:55: "v" is not a rule of the policy',
    ],
  ],
  [
    "days that the calendar does not have",
    `version: 1\ntoday: 2026-02-29\ntests:\n  - { name: t, members: { jo: { joined: 2026-04-31 } } }\n`,
    [
      't.yml:2:8: "2026-02-29" is not in the calendar',
      't.yml:4:41: "2026-04-31" is not in the calendar',
    ],
  ],
  [
    "a rule that is not there",
    `${start}  - { name: t, findings: { two-facter: [jo] }, not-judged: [x] }\n`,
    [
      't.yml:4:41: "two-facter" is not a rule of the policy: did you mean "two-factor"?',
      't.yml:4:61: "x" is not a rule of the policy',
    ],
  ],
];

test.each(bad)("%s: the file is refused at its lines", (_, text, expected) => {
  expect(problemsOf(text)).toEqual(expected);
});
