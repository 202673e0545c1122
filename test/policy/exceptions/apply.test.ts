import { expect, test } from "vitest";

import { aMember, aService, aTeam } from "../../support/roster.ts";
import { evaluateWith, exception, inShort, jo } from "../../support/exceptions.ts";

const names: readonly [string, string, boolean][] = [
  ["username", "jo", true],
  ["username in other letters", "JO", true],
  ["permanent id", "id-jo", true],
  ["e-mail address", "Jo@Fernwick.example", true],
  ["somebody else's username", "ada", false],
];

test.each(names)("a %s names whom an exception is about", (_, subject, covered) => {
  const evaluation = evaluateWith(
    exception(`subject: ${subject}, reason: key on order, expires: 2026-12-31`),
    { members: [jo, aMember({ username: "ada", role: "Owner" })] },
  );

  expect(inShort(evaluation)).toEqual(
    covered ? ["(two-factor jo)"] : ["two-factor jo", "exception-unused ada"],
  );
});

test("a team narrows an exception to it, and without one it covers every team", () => {
  const roster = {
    teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release" })],
    members: [
      aMember({
        username: "jo",
        active: false,
        teams: [
          { team: "tm-platform", role: "Member" as const },
          { team: "tm-release", role: "Member" as const },
        ],
      }),
    ],
  };
  const entry = "exceptions: [{ rule: inactive-in-team, subject: jo, reason: r, ";

  const one = evaluateWith(`${entry}team: TM-release, expires: 2026-12-31 }]\n`, roster);
  const all = evaluateWith(`${entry}expires: 2026-12-31 }]\n`, roster);

  expect(inShort(one)).toEqual([
    "inactive-in-team jo in platform",
    "(inactive-in-team jo in release)",
  ]);
  expect(all.exceptions).toMatchObject([{ status: "used", covers: 2 }]);
  expect(inShort(all)).toEqual([
    "(inactive-in-team jo in platform)",
    "(inactive-in-team jo in release)",
  ]);
});

test("a name that means two accounts stands for neither", () => {
  const members = [jo, aMember({ username: "ada", id: "jo", role: "Owner" })];

  const { exceptions, findings } = evaluateWith(
    exception("subject: jo, reason: r, expires: 2026-12-31"),
    { members },
  );

  expect(findings.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    "two-factor existing",
    "exception-unused existing",
  ]);
  expect(exceptions[0]?.why).toBe(
    "the name matches more than one account, so the exception covers nothing",
  );
});

test("a service account, a team and a text of the policy can be excepted too", () => {
  const evaluation = evaluateWith(
    `teams: { platform: {}, gone: {} }
unlisted-teams: error
exceptions:
  - { rule: team-member-unexpected, subject: CI-publish-7hq2, reason: r, expires: 2026-12-31 }
  - { rule: team-unlisted, subject: tm-skunkworks, reason: r, expires: 2026-12-31 }
  - { rule: team-missing, subject: GONE, reason: r, expires: 2026-12-31 }
`,
    {
      teams: [aTeam({ slug: "platform" }), aTeam({ slug: "skunkworks" })],
      services: [aService({ teams: [{ team: "tm-platform", role: "Member" }] })],
    },
  );

  expect(inShort(evaluation)).toEqual([
    "(team-member-unexpected ci-publish-7hq2 in platform)",
    "(team-unlisted skunkworks)",
    "(team-missing gone)",
  ]);
});

test("where two exceptions cover a finding, the first speaks for it, and both are used", () => {
  const { findings, exceptions } = evaluateWith(
    `exceptions:
  - { rule: two-factor, subject: jo, reason: first, expires: 2026-12-31 }
  - { rule: two-factor, subject: id-jo, reason: second, expires: 2026-12-31 }
`,
    { members: [jo] },
  );

  expect(findings.map(({ exception }) => exception?.reason)).toEqual(["first"]);
  expect(exceptions.map(({ status, covers }) => [status, covers])).toEqual([
    ["used", 1],
    ["used", 1],
  ]);
});

test("an exception for a service account does not cover a member, nor the other way round", () => {
  const inPlatform = [{ team: "tm-platform", role: "Member" as const }];
  const duplicates = {
    members: [aMember({ username: "ci", teams: inPlatform })],
    services: [aService({ slug: "bot", teams: inPlatform })],
    teams: [aTeam()],
  };
  const text = (subject: string) =>
    `teams: { platform: {} }\nexceptions: [{ rule: team-member-unexpected, subject: ${subject}, reason: r, expires: 2026-12-31 }]\n`;

  expect(inShort(evaluateWith(text("BOT"), duplicates))).toEqual([
    "(team-member-unexpected bot in platform)",
    "team-member-unexpected ci in platform",
  ]);
  expect(inShort(evaluateWith(text("ci"), duplicates))).toEqual([
    "team-member-unexpected bot in platform",
    "(team-member-unexpected ci in platform)",
  ]);
});

test("a name that a member and a service account have stands for neither", () => {
  const inPlatform = [{ team: "tm-platform", role: "Member" as const }];
  const { exceptions } = evaluateWith(
    "teams: { platform: {} }\nexceptions: [{ rule: team-member-unexpected, subject: ci, reason: r, expires: 2026-12-31 }]\n",
    {
      members: [aMember({ username: "ci", teams: inPlatform })],
      services: [aService({ slug: "ci", teams: inPlatform })],
      teams: [aTeam()],
    },
  );

  expect(exceptions).toMatchObject([
    {
      status: "unused",
      covers: 0,
      why: "the name matches more than one account, so the exception covers nothing",
    },
  ]);
});

test("an exception for a team covers no finding that is about none", () => {
  const { exceptions, findings } = evaluateWith(
    exception("subject: jo, team: platform, reason: r, expires: 2026-12-31"),
    { members: [jo], teams: [aTeam()] },
  );

  expect(exceptions).toMatchObject([
    { status: "unused", why: "there is such a finding, but it is not about a team" },
  ]);
  expect(findings.find(({ rule }) => rule === "two-factor")?.state).toBe("existing");
});
