import { expect, test } from "vitest";

import type { ExceptionStatus } from "../../../src/policy/exceptions/exception.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { aCoverage, aMember, aService, aTeam } from "../../support/roster.ts";
import { evaluateWith, exception, jo } from "../../support/exceptions.ts";

const unseen: readonly [string, string, Partial<Roster>, ExceptionStatus][] = [
  [
    "a rule that could not see",
    "subject: jo",
    { members: [aMember({ username: "jo", role: "Owner", twoFactor: unknown("redacted") })] },
    "not-judged",
  ],
  [
    "an address where addresses are hidden",
    "subject: jo@fernwick.example",
    { members: [aMember({ username: "jo", role: "Owner", email: unknown("redacted") })] },
    "not-judged",
  ],
  ["a list with a gap", "subject: ada", { members: [jo], coverage: gap() }, "not-judged"],
  ["a whole list", "subject: ada", { members: [jo] }, "unused"],
];

function gap(): Roster["coverage"] {
  const { readAs, lists } = aCoverage();
  return {
    readAs,
    lists: lists.map((list) =>
      list.name === "members"
        ? { ...list, status: "partial" as const, reason: "half of it" }
        : list,
    ),
  };
}

test.each(unseen)("with %s, an exception that covers nothing is no more than that", (...given) => {
  const [, fields, roster, status] = given;

  const { exceptions, rules } = evaluateWith(
    exception(`${fields}, reason: r, expires: 2026-12-31`),
    roster,
  );

  expect(exceptions[0]?.status).toBe(status);
  const unused = rules.find(({ rule }) => rule.id === "exception-unused");
  expect(unused?.findings.length).toBe(status === "unused" ? 1 : 0);
  expect(unused?.status).toBe(status === "unused" ? "judged" : "not-judged");
});

test("what is seen through a gap is covered all the same", () => {
  const { exceptions } = evaluateWith(exception("subject: jo, reason: r, expires: 2026-12-31"), {
    members: [jo],
    coverage: gap(),
  });
  expect(exceptions[0]?.status).toBe("used");
});

test("an exception to a rule that is off is unused, and says why", () => {
  const text = `rules: { two-factor: off }\n${exception("subject: jo, reason: r, expires: 2026-12-31")}`;
  expect(evaluateWith(text, { members: [jo] }).exceptions[0]).toMatchObject({
    status: "unused",
    why: "the rule is off",
  });
});

test.each([
  ["jo", "relaese", "there is such a finding, but in team platform, release"],
  ["joe-user", "platform", "there is no such finding: perhaps jo-user is meant"],
  ["joe-user", "relaese", "there is no such finding: perhaps jo-user is meant"],
  ["bo-user", "platform", "there is no such finding"],
  ["nobody-of-that-name", "platform", "there is no such finding"],
  ["ci", "platform", "there is no such finding"],
])("an exception for %s in team %s says why it covers nothing: %s", (subject, team, why) => {
  const places = ["tm-platform", "tm-release"].map((id) => ({ team: id, role: "Member" as const }));
  const { exceptions } = evaluateWith(
    `teams: { platform: {}, release: {} }\nexceptions: [{ rule: team-member-unexpected, subject: ${subject}, team: ${team}, reason: r, expires: 2026-12-31 }]\n`,
    {
      members: [
        aMember({ username: "jo", teams: places }),
        aMember({ username: "jo-user", teams: places }),
        // A name that somebody has is no slip of the pen, however near another one is.
        aMember({ username: "bo-user" }),
      ],
      services: [aService({ slug: "ci" })],
      teams: [aTeam(), aTeam({ slug: "release" })],
    },
  );

  expect(exceptions).toMatchObject([{ status: "unused", covers: 0, why }]);
});

test("why an exception is unused or not judged is told", () => {
  const whyOf = (body: string, roster: Partial<Roster>) =>
    evaluateWith(body, roster).exceptions.map(({ status, why }) => [status, why]);
  const hidden = aMember({ username: "bo", email: unknown("redacted") });

  expect(
    whyOf(exception("subject: jo, expires: 2026-12-31"), {
      members: [{ ...jo, twoFactor: unknown("redacted") }],
    }),
  ).toEqual([["not-judged", "two-factor was not judged"]]);
  expect(
    whyOf(exception("subject: x@fernwick.example, expires: 2026-12-31"), { members: [hidden] }),
  ).toEqual([
    [
      "not-judged",
      "the e-mail address was not seen for every account: the workspace hides it from this credential",
    ],
  ]);
  expect(
    whyOf(`rules: { two-factor: off }\n${exception("subject: jo, expires: 2026-12-31")}`, {}),
  ).toEqual([["unused", "the rule is off"]]);
});
