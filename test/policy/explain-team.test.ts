/** What the policy says about one team, and which rules look at what of it. */

import { expect, test } from "vitest";

import { explainAbsentTeam, explainTeam, peopleOf } from "../../src/policy/explain-team.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import type { TeamRole } from "../../src/roster/roles.ts";
import { policyOf } from "../support/policy.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T12:00:00Z");
const body = `roles: { owner: { members: [ann] } }
teams:
  platform: { managers: [ann], members: [bo], services: [ci], visibility: visible, description: keeps it running, reviewed: 2026-01-01, review-every: 180d }
  docs: { members: [cy], visibility: visible }
  guides: { formerly: [manuals], members: any }
  "app-*": { members: any, synced: idp }
services:
  ci: { role: member, teams: [Platform, docs] }
  bot: { role: member, teams: [docs] }
  loose: { role: member }
unlisted-teams: warning
exceptions:
  - { rule: team-member-unexpected, subject: dee, team: Platform, reason: helps, expires: 2026-12-31 }
  - { rule: team-settings, subject: TM-platform, reason: soon, expires: 2026-12-31 }
  - { rule: team-member-unexpected, subject: dee, team: docs, reason: helps, expires: 2026-12-31 }
  - { rule: two-factor, subject: dee, reason: helps, expires: 2026-12-31 }
`;
const policy = policyOf(body);

const inTeam = (slug: string, role: TeamRole = "Member") => [{ team: `tm-${slug}`, role }];
const ann = aMember({ username: "ann", role: "Owner", teams: inTeam("platform", "Manager") });
const dee = aMember({ username: "dee", teams: inTeam("platform") });
const cy = aMember({ username: "cy", teams: inTeam("docs") });
const eve = aMember({ username: "eve", active: false, teams: inTeam("app-web") });
const ci = aService({ slug: "ci", teams: inTeam("platform") });
const roster = aRoster({
  members: [ann, dee, cy, eve],
  services: [ci],
  teams: ["platform", "docs", "manuals", "app-web", "lab"].map((slug) =>
    aTeam({ slug, visibility: slug === "platform" ? "Hidden" : "Visible" }),
  ),
});

function explain(slug: string, of: Roster = roster, given = policy) {
  const team = of.teams.find((one) => one.slug === slug);
  if (team === undefined) throw new Error(`no team ${slug}`);
  return explainTeam(of, given, team, now);
}

type Explanation = Pick<ReturnType<typeof explain>, "entries" | "named" | "exceptions">;

/** Returns what the policy contains about the team. */
function policyIn({ entries, named, exceptions }: Explanation) {
  return {
    entries: entries.map(({ name }) => name.text),
    named: named.map(({ place, name }) => `${place} ${name.text}`),
    exceptions: exceptions.map(({ exception: { rule, subject, team } }) =>
      [rule, subject.text, team ?? ""].join(" ").trim(),
    ),
  };
}

/** Returns `RULE OUTCOME (FACTS)` for each rule that looks at the team. */
function rulesOf({ rules }: ReturnType<typeof explain>): readonly string[] {
  return rules
    .filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off")
    .map(({ result, outcome, saw }) => `${result.rule.id} ${outcome} (${saw.join(" ")})`);
}

function withGap(names: readonly ListName[], of: Roster = roster): Roster {
  const { readAs, lists } = aCoverage();
  const gap = { status: "partial", reason: "half was read" } as const;
  return {
    ...of,
    coverage: {
      readAs,
      lists: lists.map((list) => (names.includes(list.name) ? { ...list, ...gap } : list)),
    },
  };
}

test.each([
  [
    "platform",
    {
      entries: ["platform"],
      named: ["services.ci Platform"],
      exceptions: ["team-member-unexpected dee Platform", "team-settings TM-platform"],
    },
  ],
  [
    "docs",
    {
      entries: ["docs"],
      named: ["services.ci docs", "services.bot docs"],
      exceptions: ["team-member-unexpected dee docs"],
    },
  ],
  ["manuals", { entries: ["guides"], named: [], exceptions: [] }],
  ["app-web", { entries: ["app-*"], named: [], exceptions: [] }],
  ["lab", { entries: [], named: [], exceptions: [] }],
])("the policy's entries, places and exceptions of team %s", (slug, expected) => {
  expect(policyIn(explain(slug))).toEqual(expected);
});

test("a service account's entry may name the team by its permanent id", () => {
  const given = policyOf("services: { ci: { teams: [TM-Lab, docs] } }");
  expect(policyIn(explain("lab", roster, given)).named).toEqual(["services.ci TM-Lab"]);
});

test("without a section of service accounts, no entry of them names the team", () => {
  expect(policyIn(explain("docs", roster, policyOf("teams: { docs: {} }")))).toEqual({
    entries: ["docs"],
    named: [],
    exceptions: [],
  });
});

test.each([
  [
    "platform",
    [
      "inactive-in-team passes (people)",
      "team-member-unexpected accepted (people services policy name)",
      "team-member-missing passes (policy name)",
      "team-role passes (people policy)",
      "team-unlisted passes (name)",
      "team-missing passes (name)",
      "team-settings accepted (policy name visibility description)",
      "review-overdue found (policy)",
      "service-role passes (name)",
      // The entry lists bo, and no member has that name.
      "name-unknown found ()",
    ],
  ],
  [
    "docs",
    [
      "inactive-in-team passes (people)",
      "team-member-unexpected passes (people services policy)",
      "team-member-missing passes (policy name)",
      "team-role passes (people policy)",
      "team-unlisted passes (name)",
      "team-missing passes (name)",
      "team-settings passes (policy name visibility)",
      "service-role found (name)",
    ],
  ],
  [
    "app-web",
    [
      "inactive-in-team found (name people)",
      "team-member-unexpected passes (people services)",
      "team-role passes (people)",
      "team-unlisted passes (name)",
      "team-missing passes (name)",
      "team-not-synced found (policy name)",
    ],
  ],
  [
    "lab",
    [
      "inactive-in-team passes (people)",
      "team-unlisted found (name visibility)",
      "team-missing passes (name)",
    ],
  ],
])("the rules that look at team %s, and what they read of it", (slug, expected) => {
  expect(rulesOf(explain(slug))).toEqual(expected);
});

/** Returns the outcome of one rule, and why it was not judged. */
function ruleOf({ rules }: Pick<ReturnType<typeof explain>, "rules">, id: string) {
  const { outcome, why } = rules.find(({ result }) => result.rule.id === id) ?? {};
  return { outcome, why };
}

test("a finding is of the team that it is about, and of no other", () => {
  const about = ({ rules }: ReturnType<typeof explain>) =>
    rules.flatMap(({ findings }) =>
      findings.map(({ rule, subject, object }) =>
        [rule, subject.id, object?.id ?? ""].join(" ").trim(),
      ),
    );
  expect(about(explain("platform"))).toEqual([
    "team-member-unexpected id-dee tm-platform",
    "team-settings tm-platform",
    "team-settings tm-platform",
    "review-overdue platform",
    "name-unknown bo",
  ]);
  expect(about(explain("docs"))).toEqual(["service-role ci tm-docs"]);
  expect(about(explain("lab"))).toEqual(["team-unlisted tm-lab"]);
});

test("an account with the same id as the team is something else", () => {
  const namesake = aMember({ username: "zed", id: "tm-lab", twoFactor: false, role: "Owner" });
  const explained = explain("lab", aRoster({ ...roster, members: [ann, namesake] }));
  expect(explained.rules.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    "team-unlisted",
  ]);
});

test("a finding about a person with the team's name is not about the team", () => {
  const given = policyOf("teams: { docs: {} }\nroles: { owner: { members: [ann, docs] } }");
  expect(rulesOf(explain("docs", roster, given))).toEqual([
    "inactive-in-team passes (people)",
    "team-member-unexpected found (people services policy name)",
    "team-member-missing passes (policy)",
    "team-role passes (people policy)",
    "team-missing passes (name)",
  ]);
});

test("a rule that is off looks at nothing, and rules about exceptions are about no team", () => {
  const off = explain("lab", roster, policyOf("unlisted-teams: off"));
  expect(off.rules.find(({ result }) => result.rule.id === "team-unlisted")).toMatchObject({
    outcome: "off",
    saw: [],
    why: null,
  });
  expect(off.rules.map(({ result }) => result.rule.stage)).not.toContain("exceptions");
  expect(off.rules.map(({ result }) => result.rule.id)).not.toContain("exception-unused");
});

test("what a rule could not read of the team is why it was not judged there", () => {
  const unseen = aRoster({
    ...roster,
    teams: roster.teams.map((team) => ({ ...team, visibility: unknown("missing") })),
  });
  expect(ruleOf(explain("docs", unseen), "team-settings")).toEqual({
    outcome: "not-judged",
    why: "the visibility of a team was not seen for everybody: the reply did not contain it",
  });
  // Nobody asks which visibility this one has.
  expect(ruleOf(explain("manuals", unseen), "team-settings")).toEqual({
    outcome: "indifferent",
    why: null,
  });
});

test("what was not seen of another team or its people leaves this one judged", () => {
  const unseen = aRoster({
    ...roster,
    members: [ann, { ...cy, active: unknown("redacted") }],
    teams: roster.teams.map((team) =>
      team.slug === "platform" ? { ...team, visibility: unknown("missing") } : team,
    ),
  });
  expect(ruleOf(explain("docs", unseen), "team-settings")).toEqual({
    outcome: "passes",
    why: null,
  });
  expect(ruleOf(explain("lab", unseen), "inactive-in-team")).toEqual({
    outcome: "passes",
    why: null,
  });
  expect(ruleOf(explain("docs", unseen), "inactive-in-team")).toEqual({
    outcome: "not-judged",
    why: "the activity was not seen for everybody: the workspace hides it from this credential",
  });
});

test("whoever may be in the team counts: people, and service accounts too", () => {
  const given = policyOf("rules: { team-without-manager: error }");
  const hidden = { teams: unknown("redacted") };
  const why = "the teams was not seen for everybody: the workspace hides it from this credential";
  const judge = (changed: Partial<Roster>) =>
    explain("lab", aRoster({ ...roster, ...changed }), given);
  const inactive = aMember({ username: "fay", active: false, ...hidden });

  expect(ruleOf(judge({}), "team-without-manager")).toEqual({ outcome: "found", why: null });
  expect(ruleOf(judge({ members: [inactive] }), "inactive-in-team")).toEqual({
    outcome: "not-judged",
    why,
  });
  for (const changed of [{ members: [inactive] }, { services: [aService(hidden)] }]) {
    expect(ruleOf(judge(changed), "team-without-manager")).toEqual({ outcome: "not-judged", why });
  }
});

test("a list with gaps is the reason for the rules that need it, before any other", () => {
  const partial = explain("docs", withGap(["members"]));
  const why = "the list of members is partial: half was read";
  const unseen = aRoster({ ...roster, members: [ann, { ...cy, active: unknown("redacted") }] });

  expect(ruleOf(partial, "team-member-missing")).toEqual({ outcome: "not-judged", why });
  expect(ruleOf(partial, "team-role")).toEqual({ outcome: "not-judged", why });
  expect(ruleOf(explain("docs", withGap(["members"], unseen)), "inactive-in-team").why).toBe(why);
  // It needs the list of teams only.
  expect(ruleOf(partial, "team-settings")).toEqual({ outcome: "passes", why: null });
  // It is about service accounts, and looks at no team here.
  expect(ruleOf(explain("lab", withGap(["members"])), "team-role")).toEqual({
    outcome: "indifferent",
    why: null,
  });
});

test("a team's people and service accounts, each with the role there", () => {
  const { members, services, gaps } = peopleOf(roster, aTeam());
  expect(members.map(({ account, role }) => [account, role])).toEqual([
    [ann, "Manager"],
    [dee, "Member"],
  ]);
  expect(services).toEqual([{ account: ci, role: "Member" }]);
  expect(gaps).toEqual([]);
  expect(peopleOf(roster, aTeam({ slug: "lab" }))).toEqual({ members: [], services: [], gaps: [] });
});

test("what was not seen of a team's people: lists first, then each reason once", () => {
  const of = withGap(
    ["members", "services"],
    aRoster({
      ...roster,
      members: ["fay", "gil"].map((username) => aMember({ username, teams: unknown("redacted") })),
      services: [aService({ teams: unknown("missing") })],
    }),
  );
  expect(peopleOf(of, aTeam()).gaps).toEqual([
    "the lists of members and services are partial: half was read",
    "the teams of at least one member were not seen: the workspace hides it from this credential",
    "the teams of at least one service account were not seen: the reply did not contain it",
  ]);
});

const here = aRoster({ ...roster, teams: roster.teams.filter(({ slug }) => slug !== "docs") });
const explainName = (name: string, of = here, given = policy) =>
  explainAbsentTeam(of, given, name, now);

test("a name that the policy does not contain is not explained", () => {
  expect(explainName("nowhere")).toBeUndefined();
  expect(explainName("")).toBeUndefined();
  expect(explainName("two-factor")).toBeUndefined();
  // The policy contains the name, as a person's.
  expect(explainName("dee")).toBeUndefined();
});

test.each([
  [
    "DOCS",
    {
      entries: ["docs"],
      named: ["services.ci docs", "services.bot docs"],
      exceptions: ["team-member-unexpected dee docs"],
    },
  ],
  ["Manuals", { entries: ["guides"], named: [], exceptions: [] }],
  ["APP-*", { entries: ["app-*"], named: [], exceptions: [] }],
])("the policy's entries, places and exceptions of the name %s", (name, expected) => {
  const explained = explainName(name);
  expect(explained && policyIn(explained)).toEqual(expected);
});

test("a team that only service accounts or exceptions name is explained as well", () => {
  const inServices = policyOf("services: { ci: { teams: [ghost] } }");
  const inExceptions = policyOf(
    "exceptions: [{ rule: team-member-unexpected, subject: ghost, team: Ghost-Team, reason: helps, expires: 2026-12-31 }]",
  );
  const [service, exception] = [
    explainName("ghost", here, inServices),
    explainName("ghost-team", here, inExceptions),
  ];
  expect(service && policyIn(service)).toEqual({
    entries: [],
    named: ["services.ci ghost"],
    exceptions: [],
  });
  expect(exception && policyIn(exception)).toEqual({
    entries: [],
    named: [],
    exceptions: ["team-member-unexpected ghost Ghost-Team"],
  });
  // Without an entry of the team, an exception's subject is somebody else.
  expect(explainName("ghost", here, inExceptions)).toBeUndefined();
});

test("an exception with an absent team as its subject belongs to the team's entry", () => {
  const given = policyOf(
    "teams: { ghost: {} }\nexceptions: [{ rule: team-missing, subject: Ghost, reason: soon, expires: 2026-12-31 }]",
  );
  const ghost = explainName("ghost", here, given);
  expect(ghost && policyIn(ghost).exceptions).toEqual(["team-missing Ghost"]);
  expect(ghost && rulesOfName(ghost)).toEqual(["team-missing accepted"]);
});

function rulesOfName({ rules }: NonNullable<ReturnType<typeof explainName>>) {
  return rules.map(({ result, outcome, why }) =>
    [result.rule.id, outcome, why ?? ""].join(" ").trim(),
  );
}

test("only rules that find something about an absent team's entry are explained, or were not judged", () => {
  const rulesAbout = (name: string, of = here) => {
    const explained = explainName(name, of);
    return explained && rulesOfName(explained);
  };
  expect(rulesAbout("docs")).toEqual(["team-missing found"]);
  expect(rulesAbout("platform")).toEqual(["review-overdue found", "name-unknown found"]);
  expect(rulesAbout("docs", withGap(["teams"], here))).toEqual([
    "team-missing not-judged the list of teams is partial: half was read",
  ]);
});

test.each([
  ["docs", [], "the workspace has no such team"],
  ["docs", ["teams"], "not a team that was seen; the list of teams is partial: half was read"],
  ["docs", ["members"], "the workspace has no such team"],
  ["app-*", [], "a pattern that applies to app-web"],
  [
    "APP-*",
    ["teams"],
    "a pattern that applies to app-web that was seen; the list of teams is partial: half was read",
  ],
] satisfies readonly (readonly [string, readonly ListName[], string])[])(
  "what is known of %s, with gaps in %j",
  (name, gaps, expected) => {
    expect(explainName(name, withGap(gaps, here))?.status).toBe(expected);
  },
);

test("a pattern applies to all teams that fit it, and to none that another entry lists", () => {
  const given = policyOf('teams: { "app-*": {}, "lib-*": {}, app-api: {} }');
  const of = aRoster({
    teams: ["app-api", "app-web", "app-ios", "lab"].map((slug) => aTeam({ slug })),
  });
  expect(explainName("app-*", of, given)?.status).toBe(
    "a pattern that applies to app-ios, app-web",
  );
  expect(explainName("lib-*", of, given)?.status).toBe("a pattern that applies to no team");
});
