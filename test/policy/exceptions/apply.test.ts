import { expect, test } from "vitest";

import type { ExceptionStatus } from "../../../src/policy/exceptions/exception.ts";
import { evaluate, type Evaluation } from "../../../src/policy/evaluate.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import { longestOf } from "../../../src/policy/rules/exception-too-long.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import { renderJson } from "../../../src/report/json.ts";
import { renderMarkdown } from "../../../src/report/markdown/markdown.ts";
import type { Report } from "../../../src/report/report.ts";
import { renderTerminal } from "../../../src/report/terminal/terminal.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const head = "version: 1\norganization: fernwick\n";
const noon = new Date("2026-11-23T12:00:00Z");

function parse(text: string) {
  const parsed = parsePolicy(text, "access-policy.yml");
  if (!("policy" in parsed)) throw new Error(formatProblems(parsed.path, parsed.problems));
  return parsed.policy;
}

function evaluateWith(body: string, roster: Partial<Roster>, now = noon): Evaluation {
  return evaluate(aRoster(roster), parse(head + body), now);
}

function reportWith(body: string, roster: Partial<Roster>): Report {
  const policy = parse(head + body);
  const whole = aRoster(roster);
  return buildReport({
    roster: whole,
    policy,
    evaluation: evaluate(whole, policy, noon),
    resolved: [],
    failOn: "error",
    generatedAt: noon,
    tool: { name: "cloudsmith-access-audit", version: "0.0.0" },
  });
}

/** Returns what was found in short, accepted drift in brackets. */
function inShort({ findings }: Evaluation): string[] {
  return findings.map(({ rule, subject, object, state }) => {
    const text = `${rule} ${subject.slug}${object === undefined ? "" : ` in ${object.slug}`}`;
    return state === "accepted" ? `(${text})` : text;
  });
}

const jo = aMember({ username: "jo", role: "Owner", twoFactor: false });
const ada = aMember({ username: "ada", role: "Owner", twoFactor: false });

function exception(fields: string): string {
  return `exceptions:\n  - { rule: two-factor, ${fields} }\n`;
}

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

const days: readonly [string, string, readonly string[]][] = [
  ["in force in its last second", "2026-11-23T23:59:59.999Z", ["(two-factor jo)"]],
  [
    "over with the last second",
    "2026-11-24T00:00:00.000Z",
    ["two-factor jo", "exception-expired jo"],
  ],
];

test.each(days)("an exception is %s of its last day, UTC", (_, now, expected) => {
  const text = `rules: { exception-expiring: off }\n${exception("subject: jo, reason: r, expires: 2026-11-23")}`;

  expect(inShort(evaluateWith(text, { members: [jo] }, new Date(now)))).toEqual(expected);
});

test.each([
  ["2026-12-06", ["(two-factor jo)", "exception-expiring jo"]],
  ["2026-12-07", ["(two-factor jo)"]],
])("one is reminded 14 days before the end of an exception until %s", (expires, expected) => {
  const now = new Date("2026-11-23T00:00:00Z");
  const text = exception(`subject: jo, reason: r, expires: ${expires}`);

  expect(inShort(evaluateWith(text, { members: [jo] }, now))).toEqual(expected);
});

test("the reminder's days are the policy's", () => {
  const text = `rules: { exception-expiring: { before: 60d, severity: warning } }\n${exception("subject: jo, reason: r, expires: 2026-12-31")}`;

  const { findings, exceptions } = evaluateWith(text, { members: [jo] });

  expect(findings.at(-1)).toMatchObject({ rule: "exception-expiring", severity: "warning" });
  expect(exceptions[0]?.status).toBe("expiring");
});

test.each([
  ["created: 2026-01-01, expires: 2026-03-02", false, "60 days"],
  ["created: 2026-01-01, expires: 2026-12-31", true, "a year"],
  ["expires: 2027-01-22", false, "60 days from today, as it does not say when it began"],
  ["expires: 2027-01-23", true, "61 days from today"],
  ["created: 2027-06-01, expires: 2027-06-02", true, "a day, half a year from now"],
])("an exception with %s, that is too long: %s (%s)", (fields, tooLong) => {
  const text = `rules: { exception-too-long: { max: 60d }, exception-expired: off }\n${exception(`subject: jo, reason: r, ${fields}`)}`;
  const now = fields.includes("03-02") ? new Date("2026-02-01T00:00:00Z") : noon;

  const { findings } = evaluateWith(text, { members: [jo] }, now);

  expect(findings.some(({ rule }) => rule === "exception-too-long")).toBe(tooLong);
});

test.each([
  ["no reason", "", true],
  ["an empty reason", 'reason: "", ', true],
  ["TODO", "reason: TODO, ", true],
  ["todo with a colon", 'reason: "todo: ask", ', true],
  ["a reason", "reason: todos are done elsewhere, ", false],
])("an exception with %s is unexplained: %s", (_, reason, unexplained) => {
  const { findings } = evaluateWith(exception(`subject: jo, ${reason}expires: 2026-12-31`), {
    members: [jo],
  });
  expect(findings.some(({ rule }) => rule === "exception-unexplained")).toBe(unexplained);
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
  expect(exceptions[0]?.why).toBe("the name matches more than one account, and so stands for none");
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

test("accepted drift fails nothing, and expired acceptance fails again", () => {
  const valid = reportWith(exception("subject: jo, reason: r, expires: 2026-12-31"), {
    members: [jo],
  });
  const over = reportWith(exception("subject: jo, reason: r, expires: 2026-11-22"), {
    members: [jo],
  });

  expect([valid.verdict, valid.counts.accepted, valid.counts.errors]).toEqual(["clean", 1, 0]);
  expect([over.verdict, over.counts.accepted, over.counts.errors]).toEqual(["drift", 0, 1]);
});

test("every rendering lists what is accepted, until when, why, and who approved it", () => {
  const report = reportWith(
    `exceptions:
  - rule: two-factor
    subject: jo
    reason: hardware key on order
    approved-by: amara-okoye
    owner: it-desk
    ticket: IT-4711
    created: 2026-11-01
    expires: 2026-12-31
`,
    { members: [jo, ada] },
  );
  const renderings = [
    renderTerminal(report, { columns: 200, colour: false }),
    renderMarkdown(report, { personalData: "full" }).replaceAll("\\", ""),
  ];

  for (const text of renderings) {
    expect(text).toMatch(/Accepted by the policy(: | \()1/u);
    expect(text).toContain(
      "until 2026-12-31: hardware key on order (approved by: amara-okoye; line 4)",
    );
  }
  expect(renderMarkdown(report, { personalData: "counts" })).toContain("Accepted by the policy: 1");
  expect((JSON.parse(renderJson(report)) as Report).exceptions).toEqual([
    {
      rule: "two-factor",
      subject: "jo",
      team: null,
      reason: "hardware key on order",
      owner: "it-desk",
      ticket: "IT-4711",
      approvedBy: "amara-okoye",
      created: "2026-11-01",
      expires: "2026-12-31",
      status: "used",
      why: null,
      findings: 1,
      policy: { path: "access-policy.yml", line: 4, column: 5 },
    },
  ]);
});

test("an exception that covers several findings says so, in every rendering", () => {
  const report = reportWith(
    "exceptions: [{ rule: inactive-in-team, subject: jo, reason: r, expires: 2026-12-31 }]\n",
    {
      teams: ["a", "b", "c"].map((slug) => aTeam({ slug })),
      members: [
        aMember({
          username: "jo",
          active: false,
          teams: ["a", "b", "c"].map((slug) => ({ team: `tm-${slug}`, role: "Member" as const })),
        }),
      ],
    },
  );

  expect(renderTerminal(report, { columns: 200, colour: false })).toContain(
    "the same exception covers 2 more",
  );
  expect(renderMarkdown(report, { personalData: "full" })).toContain(
    "the same exception covers 2 more",
  );
  expect(report.exceptions[0]?.findings).toBe(3);
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
      why: "the name matches more than one account, and so stands for none",
    },
  ]);
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

test("an exception for a team covers no finding that is about none", () => {
  const { exceptions, findings } = evaluateWith(
    exception("subject: jo, team: platform, reason: r, expires: 2026-12-31"),
    { members: [jo], teams: [aTeam()] },
  );

  expect(exceptions).toMatchObject([
    { status: "unused", why: "there is such a finding, but about no team" },
  ]);
  expect(findings.find(({ rule }) => rule === "two-factor")?.state).toBe("existing");
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

test("how long an exception may last is for the policy to say, or a year", () => {
  expect(longestOf(parse(head))).toBe(365);
  expect(longestOf(parse(`${head}rules: { exception-too-long: { max: 90d } }\n`))).toBe(90);
});
