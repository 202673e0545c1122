import fc from "fast-check";
import { expect, test } from "vitest";

import { loginMethods, type Member, type Roster } from "../../../src/roster/model.ts";
import { roles, teamRoles } from "../../../src/roster/roles.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { ask } from "../../support/expression.ts";
import { aCoverage, aMember, aRoster, aTeam } from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";

const teams = [aTeam({ slug: "platform" }), aTeam({ slug: "release", visibility: "Hidden" })];

const aFullMember = fc
  .record(
    {
      role: fc.constantFrom(...roles),
      active: fc.boolean(),
      twoFactor: fc.boolean(),
      lastLoginAt: fc.constantFrom(null, "2026-01-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"),
      lastLoginMethod: fc.constantFrom(...loginMethods),
      teams: fc
        .subarray(teams.map(({ id }) => id))
        .chain((ids) =>
          fc.tuple(
            ...ids.map((team) => fc.constantFrom(...teamRoles).map((role) => ({ team, role }))),
          ),
        ),
    },
    { noNullPrototype: true },
  )
  .map((facts) => facts as Partial<Member>);

const facts = ["role", "active", "twoFactor", "lastLoginAt", "lastLoginMethod", "teams"] as const;
const masks = fc.subarray([...facts, "team roles"]);

/** Returns the member of which some facts were not seen. */
function mask(member: Member, hidden: readonly string[]): Member {
  const unseen = facts
    .filter((fact) => hidden.includes(fact))
    .map((fact) => [fact, unknown("redacted")]);
  const masked: Member = { ...member, ...Object.fromEntries(unseen) };
  if (!hidden.includes("team roles") || !Array.isArray(masked.teams)) return masked;
  const known = masked.teams as readonly { team: string }[];
  return { ...masked, teams: known.map(({ team }) => ({ team, role: unknown("missing") })) };
}

/** Conditions on a member `m`, some of which come to no answer. */
const conditions = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      "m.active",
      "m.two_factor",
      "has(m.two_factor)",
      "m.role == 'Owner'",
      "m.role != 'Owner'",
      "m.role in ['Owner', 'Manager']",
      "m.role in ['Owner', m.two_factor ? 'Manager' : 'Member']",
      "m.last_login_at == null",
      "(has(m.last_login_at) && m.last_login_at < now - duration('720h'))",
      "(m.last_login_at == null || m.last_login_at.getMonth() == 0)",
      "m.teams.exists(t, t.role == 'Manager')",
      "m.teams.all(t, t.role == 'Manager' || t.slug == 'release')",
      "m.teams.exists_one(t, t.role == 'Manager')",
      "'release' in m.teams.map(t, t.slug)",
      "m.teams.filter(t, t.role == 'Manager').exists(t, t.slug == 'platform')",
      "m.teams.map(t, t.role == 'Manager', t.slug) == ['platform']",
      "m.teams.size() > 1",
      "m.teams[0].role == 'Manager'",
      "1 / m.teams.size() == 1",
      "{'Owner': true, 'Member': m.active}[m.role]",
      "string(m.two_factor) + m.role == 'trueOwner'",
      "[m.active, m.two_factor] == [true, false]",
      "true",
      "false",
    ),
    fc
      .tuple(tie("condition"), fc.constantFrom("&&", "||", "==", "!="), tie("condition"))
      .map(([a, operator, b]) => `((${a}) ${operator} (${b}))`),
    tie("condition").map((a) => `!(${a})`),
    fc
      .tuple(tie("condition"), tie("condition"), tie("condition"))
      .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(fc.constantFrom("all", "exists", "exists_one"), tie("condition"))
      .map(([macro, a]) => `[1, 2].${macro}(x${macro}, x${macro} == 1 || ${a})`),
  ),
}));

test("an answer that was given holds whatever the unseen facts are", () => {
  fc.assert(
    fc.property(conditions.condition, aFullMember, masks, (condition, overrides, hidden) => {
      // A macro inside itself would bind its name twice.
      fc.pre(condition.length < 4_000 && !/(x\w+),.*\b\1,/v.test(condition));
      const text = condition.replaceAll("m.", "member.");
      const member = aMember(overrides);
      const roster = aRoster({ members: [member], teams });
      const whole = ask(text, "member", member, roster);
      const seen = ask(text, "member", mask(member, hidden), roster);

      if (typeof seen === "boolean") expect(seen).toBe(whole);
      else if (seen.startsWith("failure")) expect(whole).toMatch(/^failure/v);
      else expect(hidden).not.toEqual([]);
    }),
    propertyRuns(1_000),
  );
});

test("an answer about all members holds whoever was not seen", () => {
  fc.assert(
    fc.property(
      conditions.condition,
      fc.array(aFullMember, { maxLength: 4 }),
      fc.nat(4),
      masks,
      fc.constantFrom("exists", "all", "exists_one", "filter"),
      (condition, people, unseen, hidden, macro) => {
        fc.pre(condition.length < 4_000 && !/(x\w+),.*\b\1,/v.test(condition));
        const test = `workspace.members.${macro}(m, ${condition})`;
        const text = macro === "filter" ? `${test}.exists(m, m.active)` : test;
        const members = people.map((overrides, at) =>
          aMember({ ...overrides, username: `p${at}` }),
        );
        const whole = aRoster({ members, teams });
        const partial: Roster = {
          ...whole,
          members: members.slice(unseen).map((member) => mask(member, hidden)),
          coverage: unseen === 0 ? aCoverage() : lacking("members"),
        };
        const answer = ask(text, "workspace", partial, partial);

        const truth = ask(text, "workspace", whole, whole);
        // A row that was not seen may be one for which the expression fails.
        if (typeof answer === "boolean" && typeof truth === "boolean") expect(answer).toBe(truth);
        if (typeof truth === "boolean" && typeof answer === "string") {
          expect(answer).not.toMatch(/^failure/v);
        }
      },
    ),
    propertyRuns(1_000),
  );
});

test("a team's members are all of them only where everybody's teams were seen", () => {
  const [platform = aTeam()] = teams;
  const inPlatform = [{ team: platform.id, role: "Member" }] as const;
  const seen = aMember({ username: "jo", twoFactor: false, teams: inPlatform });
  const hidden = aMember({ username: "li", teams: unknown("weak-credential") });
  const of = (text: string, roster: Partial<Roster>) =>
    ask(text, "team", platform, aRoster({ teams, ...roster }));
  const noneIsLi = "!team.members.exists(m, m.username == 'li')";

  expect(of(noneIsLi, { members: [seen] })).toBe(true);
  expect(of(noneIsLi, { members: [seen, hidden] })).toBe(
    "unseen: the team members were not seen for every account: this credential's role does not see it reliably",
  );
  expect(of(noneIsLi, { members: [seen], coverage: lacking("members") })).toBe(
    "unseen: the list of members is partial: page 2 was refused",
  );
  expect(of("team.members.exists(m, !m.two_factor)", { members: [seen, hidden] })).toBe(true);
  expect(of("team.members.size() == 1", { members: [seen] })).toBe(true);
  expect(of("team.members.size() == 1", { members: [seen, hidden] })).toMatch(/^unseen/v);
  for (const text of [
    "['jo'] == team.members.map(m, m.username)",
    "team.members.map(m, m.username) == ['jo']",
    "[['jo']] == [team.members.map(m, m.username)]",
    "['jo'] in [team.members.map(m, m.username)]",
    "team.members.map(m, m.username) + ['li'] == ['jo', 'li']",
    "team.members[0].username == 'jo'",
  ]) {
    expect(of(text, { members: [seen] })).toBe(true);
    expect(of(text, { members: [seen, hidden] })).toMatch(/^unseen/v);
  }
  expect(of("team.services.size() == 0", { members: [seen, hidden] })).toBe(true);
});

test("a team that is not on the list of teams has no name that could be compared", () => {
  const jo = aMember({ teams: [{ team: "tm-ghost", role: "Member" }] });
  const roster = aRoster({ members: [jo] });
  const reason =
    "unseen: the slug of membership was not seen for every account: the list that contains it was not read completely";

  expect(ask("member.teams.exists(t, t.slug == 'release')", "member", jo, roster)).toBe(reason);
  for (const field of ["name", "visibility"]) {
    expect(ask(`member.teams[0].${field} == 'Hidden'`, "member", jo, roster)).toBe(
      reason.replace("slug", field),
    );
  }
  expect(ask("member.teams.exists(t, t.id == 'tm-ghost')", "member", jo, roster)).toBe(true);
});

function lacking(name: "members") {
  const { lists } = aCoverage();
  return aCoverage({
    lists: lists.map((list) =>
      list.name === name
        ? { ...list, status: "partial" as const, reason: "page 2 was refused" }
        : list,
    ),
  });
}
