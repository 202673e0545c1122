/** A name from outside is a key like any other, whatever JavaScript calls its own. */

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { acceptInto } from "../../src/policy/exceptions/accept.ts";
import { toEntries } from "../../src/policy/exceptions/to-entries.ts";
import { writeFirstPolicy } from "../../src/policy/draft/first-policy.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { parsePolicyTests } from "../../src/policy/tests/parse.ts";
import { runPolicyTests } from "../../src/policy/tests/run.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderJson } from "../../src/report/json.ts";
import { collect, mergeReports, type Collected } from "../../src/report/merge/merge-reports.ts";
import { Report } from "../../src/report/report.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../support/roster.ts";
import { policyOf } from "../support/policy.ts";

const names = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "__defineGetter__",
  "isPrototypeOf",
  "length",
  "0",
] as const;
const now = new Date("2026-11-23T12:00:00Z");
const head = "version: 1\norganization: fernwick\n";

/** Returns the open findings as `rule subject`, or `rule subject in team`. */
function find(policy: string, roster: Partial<Roster>): string[] {
  return evaluate(aRoster(roster), policyOf(policy), now)
    .findings.filter(({ state }) => state !== "accepted")
    .map(({ rule, subject, object }) =>
      object === undefined
        ? `${rule} ${subject.slug}`
        : `${rule} ${subject.slug} in ${object.slug}`,
    );
}

function testsOf(policy: string, fragment: string): readonly string[] {
  const parsed = policyOf(policy);
  const tests = parsePolicyTests(
    `version: 1\ntoday: 2026-11-23\ntests:\n  - { name: x, ${fragment} }\n`,
    parsed,
  );
  if ("problems" in tests) return tests.problems.map(({ message }) => message);
  return runPolicyTests(parsed, tests.tests).flatMap(({ differences }) =>
    differences.map(({ message }) => message),
  );
}

/** What is found of somebody, a team or a service of that name, in each place where a name can stand. */
const places: Readonly<Record<string, (name: string) => readonly string[]>> = {
  "a team that is not there": (name) =>
    find(`teams: { "${name}": {} }`, {}).filter((found) => found === `team-missing ${name}`),
  "a team's members": (name) =>
    find(`teams: { "${name}": { members: [] } }`, {
      teams: [aTeam({ id: "tm-1", slug: name })],
      members: [aMember({ teams: [{ team: "tm-1", role: "Member" }] })],
    }).filter((found) => found === `team-member-unexpected amara-okoye in ${name}`),
  "a team's permanent id": (name) =>
    find("teams: { platform: { members: [] } }", {
      teams: [aTeam({ id: name, slug: "platform" })],
      members: [aMember({ teams: [{ team: name, role: "Member" }] })],
    }).filter((found) => found === "team-member-unexpected amara-okoye in platform"),
  "a member of a team": (name) =>
    find(`teams: { platform: { members: ["${name}"] } }`, {
      teams: [aTeam({ slug: "platform" })],
      members: [aMember({ id: "id-1", username: name })],
    }).filter((found) => found === `team-member-missing ${name} in platform`),
  "a holder of a role": (name) =>
    find(`roles: { owner: { members: [somebody] } }`, {
      members: [aMember({ username: name, role: "Owner" })],
    }).filter((found) => found === `role-unlisted ${name}`),
  "somebody listed in a role": (name) =>
    find(`roles: { owner: { members: ["${name}"] } }`, {
      members: [aMember({ username: name, role: "Member" })],
    }).filter((found) => found === `role-missing ${name}`),
  "a service account": (name) =>
    find(`services: { "${name}": { role: manager } }`, {
      services: [aService({ slug: name })],
    }).filter((found) => found === `service-role ${name}`),
  "a service account that is not there": (name) =>
    find(`services: { "${name}": {} }`, {}).filter((found) => found === `service-missing ${name}`),
  "a service account's teams": (name) =>
    find(`services: { ci: { teams: ["${name}"] } }`, {
      services: [aService({ slug: "ci", teams: [{ team: "tm-1", role: "Member" }] })],
      teams: [aTeam({ id: "tm-1", slug: "other" }), aTeam({ id: "tm-2", slug: name })],
    }).filter((found) => found.startsWith("service-role ci")),
  "who is listed for invites": (name) =>
    find(`invites: { listed: ["${name}"] }`, {}).length === 0 ? ["nothing"] : [],
  "an exception's subject": (name) =>
    find(`exceptions: [{ rule: two-factor, subject: "${name}", reason: x, expires: 2026-12-01 }]`, {
      members: [aMember({ username: name, role: "Owner", twoFactor: false })],
    }).some((found) => found.startsWith("two-factor"))
      ? []
      : ["accepted"],
  "an exception's team": (name) =>
    find(
      `teams: { "${name}": {} }\nexceptions: [{ rule: team-member-unexpected, subject: amara-okoye, team: "${name}", reason: x, expires: 2026-12-01 }]`,
      {
        teams: [aTeam({ id: "tm-1", slug: name })],
        members: [aMember({ teams: [{ team: "tm-1", role: "Member" }] })],
      },
    ).some((found) => found.startsWith("team-member-unexpected"))
      ? []
      : ["accepted"],
  "an exception's rule": (name) => {
    const parsed = parsePolicy(
      `${head}exceptions: [{ rule: "${name}", subject: x, expires: 2026-12-01 }]`,
      "p.yml",
    );
    return "problems" in parsed ? parsed.problems.map(({ message }) => message) : [];
  },
  "a rule": (name) => {
    const parsed = parsePolicy(`${head}rules: { "${name}": off }`, "p.yml");
    return "problems" in parsed ? parsed.problems.map(({ message }) => message) : [];
  },
  "a role": (name) => {
    const parsed = parsePolicy(`${head}roles: { "${name}": {} }`, "p.yml");
    return "problems" in parsed ? parsed.problems.map(({ message }) => message) : [];
  },
  "a key at the top, of a team, of a rule": (name) => {
    const texts = [
      `"${name}": 1`,
      `teams: { platform: { "${name}": 1 } }`,
      `rules: { dormant: { "${name}": 1 } }`,
    ];
    const found = texts.map((text) => parsePolicy(head + text, "p.yml"));
    return found.every((parsed) => "problems" in parsed) ? ["refused"] : [];
  },
  "a member in a policy test": (name) =>
    testsOf("", `members: { "${name}": { role: owner, two-factor: false } }`).filter((message) =>
      message.startsWith(`found, but not expected: two-factor ${name}`),
    ),
  "a team in a policy test": (name) =>
    testsOf("unlisted-teams: error", `teams: { "${name}": {} }`).filter((message) =>
      message.startsWith(`found, but not expected: team-unlisted ${name}`),
    ),
  "an account's team in a policy test": (name) =>
    testsOf(
      "unlisted-teams: error",
      `members: { amara: { teams: { "${name}": manager } } }`,
    ).filter((message) => message.startsWith(`found, but not expected: team-unlisted ${name}`)),
  "a service account in a policy test": (name) =>
    testsOf("services: {}", `services: { "${name}": {} }`).filter((message) =>
      message.startsWith(`found, but not expected: service-unlisted ${name}`),
    ),
  "an invite in a policy test": (name) =>
    testsOf("", `invites: { "${name}": { role: owner } }`).filter((message) =>
      message.startsWith(`found, but not expected: invite-owner ${name}`),
    ),
  "somebody absent in a policy test": (name) =>
    testsOf(`teams: { "${name}": {} }`, `teams: { "${name}": absent }`).filter((message) =>
      message.startsWith(`found, but not expected: team-missing ${name}`),
    ),
  "an expected rule in a policy test": (name) =>
    testsOf("", `findings: { "${name}": [x] }`).filter((message) => message.includes(`"${name}"`)),
  "a claim, in a custom rule": (name) =>
    find(
      `custom: [{ id: a-claim, for: workspace, violates: '!workspace.oidc_providers.exists(p, "${name}" in p.claims)', severity: error, message: x }]`,
      { oidcProviders: [anOidcProvider({ claims: [{ name: "repository", value: "x" }] })] },
    ).filter((found) => found.startsWith("a-claim")),
  "a field, in a custom rule": (name) => {
    const parsed = parsePolicy(
      `${head}custom: [{ id: a-field, for: member, violates: 'member.${name} == "x"', severity: error, message: x }]`,
      "p.yml",
    );
    return "problems" in parsed ? parsed.problems.map(({ message }) => message) : [];
  },
  "a placeholder, in a custom rule's message": (name) => {
    const parsed = parsePolicy(
      `${head}custom: [{ id: a-message, for: member, violates: 'member.active', severity: error, message: 'a {${name}} b' }]`,
      "p.yml",
    );
    if ("problems" in parsed) return parsed.problems.map(({ message }) => message);
    const [found] = evaluate(aRoster(), parsed.policy, now).findings;
    return found === undefined ? [] : [JSON.stringify(found.facts)];
  },
  "the first policy": (name) => {
    const roster = aRoster({
      members: [
        aMember({
          username: name,
          role: "Owner",
          active: false,
          teams: [{ team: "t1", role: "Member" }],
        }),
        aMember({ username: "b", role: "Owner" }),
      ],
      teams: [aTeam({ id: "t1", slug: name })],
      services: [aService({ slug: name, teams: [{ team: "t1", role: "Member" }] })],
    });
    const { text } = writeFirstPolicy(roster, "p.yml", now);
    const parsed = parsePolicy(text, "p.yml");
    if (!("policy" in parsed)) return [];
    const { teams, services } = parsed.policy;
    return [...teams, ...(services ?? [])].every((entry) => entry.name.text === name)
      ? ["both"]
      : [];
  },
  accepting: (name) => {
    const roster = aRoster({
      members: [aMember({ username: name, role: "Owner", twoFactor: false })],
    });
    const { findings } = evaluate(roster, policyOf(""), now);
    const entries = toEntries(
      findings,
      { reason: "x", expires: "2026-12-01" },
      { findings, roster },
    );
    const { policy } = acceptInto(head, "p.yml", entries);
    return policy.exceptions.some(({ subject }) => subject.text === name) ? ["accepted"] : [];
  },
  "a report, and many merged": (name) => {
    const roster = aRoster({
      members: [aMember({ username: name, role: "Owner", twoFactor: false })],
    });
    const policy = policyOf("");
    const report = buildReport({
      roster: { ...roster, workspace: { ...roster.workspace, slug: name, id: name } },
      policy,
      evaluation: evaluate(roster, policy, now),
      resolved: [],
      failOn: "error",
      generatedAt: now,
      tool: { name: "cloudsmith-access-audit", version: "0.1.0" },
    });
    const json = renderJson(report);
    const read = Report.parse(JSON.parse(json));
    const collected: Collected = { kept: [], unreadable: [], explainAge: () => undefined };
    collect(collected, "r.json", json);
    const tool = report.tool;
    const merged = mergeReports({ collected, expected: [name], generatedAt: now, tool });
    if (!merged.workspaces.every(({ slug, expected }) => slug === name && expected)) return [];
    return read.findings.filter(({ subject }) => subject.slug === name).map(({ rule }) => rule);
  },
};

test.each(Object.entries(places))(
  "a name of JavaScript's own is a name like any other: %s",
  (_, place) => {
    expect(place("ordinary").length, "an ordinary name").toBeGreaterThan(0);
    expect(names.filter((name) => place(name).length === 0)).toEqual([]);
  },
);
