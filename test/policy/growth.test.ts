/** The time for a long policy is proportional to its length: no entry is compared with every other. */

import { expect, test } from "vitest";

import { draftPolicy } from "../../src/policy/draft/draft.ts";
import type { Finding } from "../../src/policy/finding.ts";
import { indexRepositories } from "../../src/policy/repository-index.ts";
import { toTasks } from "../../src/policy/tasks/tasks.ts";
import { indexTeams } from "../../src/policy/team-index.ts";
import { toRoster } from "../../src/policy/tests/roster.ts";
import { describePolicyChanges } from "../../src/report/policy-changes.ts";
import type { Roster } from "../../src/roster/model.ts";
import { counted, growthOf } from "../support/counted.ts";
import { policyOf } from "../support/policy.ts";
import { evaluateWith } from "../support/exceptions.ts";
import { aPrivilege, aRepository, aTokenList, withRepositories } from "../support/repository.ts";
import { aMember, anOidcProvider, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

const list = (count: number, start: string) => lines(count, (at) => `  - ${start}${at}`);

const exception = (name: string) =>
  `  - { rule: two-factor, subject: ${name}, reason: r, expires: 2026-12-30 }`;

test.each<readonly [string, (count: number) => string, (count: number) => string]>([
  [
    "people of a role",
    (count) => `roles:\n member:\n  members:\n${list(count, "a")}`,
    (count) => `roles:\n member:\n  members:\n${list(count, "b")}`,
  ],
  [
    "managers of a team",
    (count) => `teams:\n web:\n  managers:\n${list(count, "a")}`,
    (count) => `teams:\n web:\n  managers:\n${list(count, "b")}`,
  ],
  [
    "managers of many teams",
    (count) => `teams:\n${lines(count, (at) => ` t${at}: { members: [a] }`)}`,
    (count) => `teams:\n${lines(count, (at) => ` t${at}: { managers: [b] }`)}`,
  ],
  [
    "new teams",
    () => "teams: { web: {} }",
    (count) => `teams:\n${lines(count, (at) => ` t${at}: { managers: [b] }`)}`,
  ],
  [
    "new teams, where patterns were",
    (count) => `teams:\n${lines(count, (at) => ` "${at}-*": { synced: idp }`)}`,
    (count) => `teams:\n${lines(count, (at) => ` t${at}: { managers: [b] }`)}`,
  ],
  [
    "service accounts",
    (count) => `services:\n${lines(count, (at) => ` a${at}: {}`)}`,
    (count) => `services:\n${lines(count, (at) => ` b${at}: { role: manager }`)}`,
  ],
  [
    "privileges on many repositories",
    (count) => `repositories:\n${lines(count, (at) => ` r${at}: { read: [a] }`)}`,
    (count) => `repositories:\n${lines(count, (at) => ` r${at}: { write: [b] }`)}`,
  ],
  [
    "new repositories, with a long list of tokens",
    (count) => `repositories: { web: {} }\ntokens:\n${list(count, "t")}`,
    (count) =>
      `repositories:\n${lines(count, (at) => ` r${at}: { read: [a] }`)}tokens:\n${list(count, "t")}`,
  ],
  ["tokens", (count) => `tokens:\n${list(count, "a")}`, (count) => `tokens:\n${list(count, "b")}`],
  [
    "OIDC providers",
    (count) => `oidc:\n${lines(count, (at) => ` o${at}: { services: [a] }`)}`,
    (count) => `oidc:\n${lines(count, (at) => ` o${at}: { services: [b] }`)}`,
  ],
  [
    "service accounts of a provider",
    (count) => `oidc:\n web:\n  services:\n${list(count, "a")}`,
    (count) => `oidc:\n web:\n  services:\n${list(count, "b")}`,
  ],
  [
    "exceptions",
    (count) => `exceptions:\n${lines(count, (at) => exception(`a${at}`))}`,
    (count) => `exceptions:\n${lines(count, (at) => exception(`b${at}`))}`,
  ],
])("a change of many %s", (_, before, after) => {
  const growth = growthOf((count) => {
    const was = counted(policyOf(before(count)));
    const is = counted(policyOf(after(count)));
    describePolicyChanges(was.data, is.data, now);
    return was.reads() + is.reads();
  });
  expect(growth).toBeLessThan(2.5);
});

const id = (start: string, index: number) => `${start}${String(index).padStart(4, "0")}`;

function many<Item>(count: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

/** Returns a workspace whose accounts are all in one team, and teams and repositories of their own. */
function workspace(count: number): Roster {
  const everyone = aTeam({ id: "everyone", slug: "everyone" });
  const teams = [everyone, ...many(count, (at) => aTeam({ id: id("tm", at), slug: id("t", at) }))];
  const both = (at: number) =>
    ["everyone", id("tm", at)].map((team) => ({ team, role: "Member" }) as const);
  const services = many(count, (at) => aService({ slug: id("s", at), teams: both(at) }));
  const roster = aRoster({
    members: many(count, (at) =>
      aMember({ id: id("m", at), username: id("m", at), role: "Member", teams: both(at) }),
    ),
    services,
    teams,
    oidcProviders: [anOidcProvider({ services: services.map(({ slug }) => slug) })],
  });
  const repositories = many(count, (at) =>
    aRepository({
      slug: id("r", at),
      privileges: [aPrivilege(`user ${id("m", at)} Read`)],
      tokens: aTokenList(),
    }),
  );
  return withRepositories(roster, repositories);
}

const nobody = "teams: { everyone: {} }\nservices: {}\nrepositories: {}\noidc: { github: {} }\n";

test.each<readonly [string, (count: number) => string]>([
  ["everybody leaves one team", () => nobody],
  [
    "many are invited, each to a team",
    (count) =>
      `${nobody.replace("teams: { everyone: {} }", `teams:\n${lines(count, (at) => ` ${id("t", at)}: { members: [new${at}] }`)}`)}roles:\n member:\n  members:\n${list(count, "new")}`,
  ],
  [
    "many teams and service accounts are new",
    (count) =>
      `teams:\n${lines(count, (at) => ` n${at}: { members: [${id("m", at)}], services: [x${at}] }`)}services:\n${lines(count, (at) => ` x${at}: {}`)}`,
  ],
  [
    "many service accounts change",
    (count) => `services:\n${lines(count, (at) => ` ${id("s", at)}: { teams: [${id("t", at)}] }`)}`,
  ],
  [
    "many privileges change",
    (count) =>
      `repositories:\n${lines(count, (at) => ` ${id("r", at)}: { read: [${id("m", at + 1)}] }`)}`,
  ],
])("tasks after a merge: %s", (_, body) => {
  const growth = growthOf((count) => {
    const policy = policyOf(body(count));
    const roster = workspace(count);
    const findings = evaluateWith(body(count), roster, now).findings.map((finding): Finding => ({
      ...finding,
      state: "introduced",
    }));
    expect(findings.length).toBeGreaterThan(count / 2);
    const [is, seen] = [counted(policy), counted(roster)];
    toTasks(findings, { roster: seen.data, policy: is.data, now }, () => "");
    return is.reads() + seen.reads();
  });
  expect(growth).toBeLessThan(2.5);
});

test.each<readonly [string, (count: number) => string]>([
  ["teams", (count) => `teams:\n${lines(count, (at) => ` t${at}: { description: d }`)}`],
  [
    "repositories",
    (count) =>
      `teams:\n${lines(count, (at) => ` t${at}: {}`)}repositories:\n${lines(count, (at) => ` r${at}: { read: ["team:t${at}"] }`)}`,
  ],
  ["patterns", (count) => `repositories:\n${lines(count, (at) => ` "${at}-*": {}`)}`],
])("a roster of a policy test with many %s", (_, body) => {
  const growth = growthOf((count) => {
    const { data, reads } = counted(policyOf(body(count)));
    toRoster(data, {}, now);
    return reads();
  });
  expect(growth).toBeLessThan(2.5);
});

test("teams and repositories are matched with many patterns", () => {
  const growth = growthOf((count) => {
    const patterns = lines(count, (at) => ` "${id("t", at)}-*": {}`);
    const { data, reads } = counted(policyOf(`teams:\n${patterns}repositories:\n${patterns}`));
    const teams = many(count, (at) => aTeam({ id: id("tm", at), slug: `${id("t", at)}-a` }));
    const repositories = many(count, (at) => aRepository({ slug: `${id("t", at)}-a` }));
    expect(indexTeams(aRoster({ members: [], teams }), data).managed).toHaveLength(count);
    const roster = withRepositories(aRoster({ members: [] }), repositories);
    expect(indexRepositories(roster, data).managed).toHaveLength(count);
    return reads();
  });
  expect(growth).toBeLessThan(2.5);
});

test("a first policy of a workspace with many teams", () => {
  const growth = growthOf((count) => {
    const { data, reads } = counted(workspace(count));
    draftPolicy(data);
    return reads();
  });
  expect(growth).toBeLessThan(2.5);
});
