import fc from "fast-check";
import { expect, test } from "vitest";

import { createAllowances, type Allowance } from "../../src/policy/allowances.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { shareContext } from "../../src/policy/shared-context.ts";
import { teamRoles } from "../../src/roster/roles.ts";
import { sandboxExceptions, peoplePolicy } from "../../src/sandbox/policy.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { policyFrom, policyOf } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";
import { aMember, anInvite, aRoster, aService, aTeam } from "../support/roster.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

const now = new Date("2026-11-23T12:00:00Z");

/** Returns lines as `roles.owner:4 named amara-okoye`. */
function inWords(lines: readonly Allowance[] | undefined): readonly string[] | undefined {
  return lines?.map(({ by, section, text, position }) =>
    `${section}:${position?.line ?? "-"} ${by} ${text}`.trim(),
  );
}

const body = `groups:
  leads: [jonas, { name: old, until: 2026-11-01 }]
roles:
  owner: { members: [amara-okoye, "group:leads"], break-glass: [spare] }
  manager: { allow: ["*@fernwick.example", exact] }
  member: { max: 3 }
teams:
  platform:
    managers: [amara-okoye]
    members:
      - jonas
      - id-spare
    services: [ci]
  open: { managers: [jonas], members: any, services: any }
services:
  ci: { role: member, teams: [platform] }
  free: {}
invites: { roles: [member], listed: [new@fernwick.example] }
`;
const policy = policyOf(body);
const line = (text: string) =>
  `version: 1\norganization: fernwick\n${body}`.split("\n").findIndex((one) => one.includes(text)) +
  1;

const teams = ["platform", "open", "loose"].map((slug) => aTeam({ slug }));
const inTeam = (slug: string, role: (typeof teamRoles)[number]) => ({ team: `tm-${slug}`, role });

const members = {
  "amara-okoye": {
    role: "Owner",
    teams: [inTeam("platform", "Manager"), inTeam("open", "Manager")],
  },
  jonas: { role: "Owner", teams: [inTeam("platform", "Member"), inTeam("open", "Manager")] },
  spare: { role: "Owner", teams: [inTeam("platform", "Manager")] },
  old: { role: "Owner", teams: [inTeam("loose", "Member")] },
  exact: { role: "Manager", email: "exact@elsewhere.example" },
  fits: { role: "Manager", teams: [inTeam("open", "Member")] },
  other: { role: "Manager", email: { unknown: "missing" } },
  plain: { role: "Member" },
  guest: { role: "Collaborator" },
} as const;

const roster = aRoster({
  teams,
  members: Object.entries(members).map(([username, facts]) => aMember({ username, ...facts })),
  services: [
    aService({ slug: "ci", role: "Member", teams: [inTeam("platform", "Member")] }),
    aService({ slug: "free", role: "Manager", teams: [inTeam("open", "Member")] }),
    aService({ slug: "stray", role: "Member", teams: [inTeam("platform", "Member")] }),
  ],
  invites: [
    anInvite({ id: "yes", email: "new@fernwick.example", role: "Member" }),
    anInvite({ id: "no", email: "else@fernwick.example", role: "Member" }),
    anInvite({ id: "owner", email: "new@fernwick.example", role: "Owner" }),
  ],
});
const lookup = createAllowances(shareContext(roster, policy, now));

const owner = line("owner:");
const manager = line("manager:");

test.each([
  ["amara-okoye", [`roles.owner:${owner} named amara-okoye`]],
  ["jonas", [`roles.owner:${owner} named group:leads`]],
  ["spare", [`roles.owner:${owner} named spare`]],
  // Its entry has ended.
  ["old", []],
  ["exact", [`roles.manager:${manager} named exact`]],
  ["fits", [`roles.manager:${manager} pattern *@fernwick.example`]],
  // The address was not seen, so no line is known to match.
  ["other", []],
  ["plain", [`roles.member:${line("member:")} anybody`]],
  ["guest", ["roles.collaborator:- unmanaged"]],
])("the role of %s is allowed by %j", (username, expected) => {
  const member = roster.members.find((one) => one.username === username);
  if (member === undefined) throw new Error(`no ${username}`);
  expect(inWords(lookup.member(member).role)).toEqual(expected);
});

test.each([
  ["amara-okoye", "platform", [`teams.platform:${line("managers: [amara")} named amara-okoye`]],
  // Only jonas is listed as manager of the open team.
  ["amara-okoye", "open", []],
  ["jonas", "platform", [`teams.platform:${line("- jonas")} named jonas`]],
  ["jonas", "open", [`teams.open:${line("open:")} named jonas`]],
  // Listed as a member, but manages the team.
  ["spare", "platform", []],
  ["fits", "open", [`teams.open:${line("open:")} anybody`]],
  ["old", "loose", ["teams.loose:- unmanaged"]],
])("%s in team %s is allowed by %j", (username, team, expected) => {
  const member = roster.members.find((one) => one.username === username);
  if (member === undefined) throw new Error(`no ${username}`);
  expect(inWords(lookup.member(member).teams.get(`tm-${team}`))).toEqual(expected);
});

test("service accounts have the line of their entry and of the team's list", () => {
  const found = roster.services.map((service) => {
    const { role, teams: held } = lookup.service(service);
    return [service.slug, inWords(role), inWords([...held.values()].flat())];
  });
  expect(found).toEqual([
    [
      "ci",
      [`services:${line("ci: {")} named ci`],
      [
        `teams.platform:${line("services: [ci]")} named ci`,
        `services:${line("ci: {")} named platform`,
      ],
    ],
    ["free", [`services:${line("free:")} named free`], [`teams.open:${line("open:")} anybody`]],
    ["stray", [], []],
  ]);
});

test("an invite has the line that lists its address, if its role may be invited", () => {
  const found = Object.fromEntries(
    roster.invites.map((invite) => [invite.id, inWords(lookup.invite(invite).role)]),
  );
  expect(found).toEqual({
    yes: [`invites:${line("invites:")} named new@fernwick.example`],
    no: [],
    owner: [],
  });
});

test("a line that names an account for something it does not have is among the others", () => {
  const member = roster.members.find(({ username }) => username === "spare");
  if (member === undefined) throw new Error("no spare");
  expect(inWords(lookup.member(member).others)).toEqual([
    `teams.platform:${line("- id-spare")} named id-spare`,
  ]);
});

test("in the sandbox, each role and team has a line or a finding", async () => {
  const fernwick = await readSandbox(await openSandbox());
  const written = policyFrom(peoplePolicy + sandboxExceptions);
  const at = new Date(sandboxNow);
  const { findings } = evaluate(fernwick, written, at);
  const about = (id: string, team?: string) =>
    findings.filter(({ subject, object }) => subject.id === id && object?.id === team);
  const of = createAllowances(shareContext(fernwick, written, at));
  const gaps = fernwick.members.flatMap((member) => {
    const { role, teams: held } = of.member(member);
    return [
      ...(role.length > 0 || about(member.id).length > 0 ? [] : [member.username]),
      ...[...held].flatMap(([team, lines]) =>
        lines.length > 0 || about(member.id, team).length > 0 ? [] : [`${member.username} ${team}`],
      ),
    ];
  });
  expect(fernwick.members.length).toBe(40);
  expect(gaps).toEqual([]);
});

const usernames = ["ada", "bo", "cy", "di"] as const;
const written = fc.constantFrom(...usernames, "id-ada", "bo@fernwick.example");
const arbitraryList = fc.option(fc.uniqueArray(written, { maxLength: 4 }), { nil: "any" as const });

test("a role or team has a line exactly if its rule finds nothing, whoever is listed", () => {
  const roles = fc.constantFrom("Owner", "Member" as const);
  fc.assert(
    fc.property(
      fc.tuple(...usernames.map(() => fc.tuple(roles, fc.option(fc.constantFrom(...teamRoles))))),
      fc.uniqueArray(written, { maxLength: 4 }),
      fc.uniqueArray(fc.oneof(written, fc.constantFrom("a*", "*@fernwick.example", "*o")), {
        maxLength: 2,
      }),
      arbitraryList,
      arbitraryList,
      (held, owners, allow, managers, people) => {
        const some = aRoster({
          teams: [aTeam({ slug: "platform" })],
          members: usernames.map((username, index) => {
            const [role = "Member" as const, team = null] = held[index] ?? [];
            return aMember({
              username,
              role,
              teams: team === null ? [] : [inTeam("platform", team)],
            });
          }),
        });
        const drawn = policyOf(
          `roles: ${JSON.stringify({ owner: { members: owners, allow } })}\n` +
            `teams: ${JSON.stringify({ platform: { managers, members: people } })}\n`,
        );
        const { findings } = evaluate(some, drawn, now);
        const rules = (id: string) =>
          new Set(findings.filter(({ subject }) => subject.id === id).map(({ rule }) => rule));
        const of = createAllowances(shareContext(some, drawn, now));
        const wrong = some.members.filter((member) => {
          const found = rules(member.id);
          const { role, teams: own } = of.member(member);
          const [lines] = own.values();
          const isRoleRight =
            member.role !== "Owner" || (role.length === 0) === found.has("role-unlisted");
          if (lines === undefined || found.has("team-role")) return !isRoleRight;
          return !isRoleRight || (lines.length === 0) !== found.has("team-member-unexpected");
        });
        expect(wrong).toEqual([]);
      },
    ),
    propertyRuns(200),
  );
});

test("a service account's role has no line if its entry says another one, and one if it says none", () => {
  const services = [
    aService({ slug: "ci", role: "Manager" }),
    aService({ slug: "free", role: "Manager" }),
    aService({ slug: "hidden", role: { unknown: "redacted" } }),
    aService({ slug: "stray" }),
  ];
  const rolesIn = (text: string) => {
    const of = createAllowances(shareContext(aRoster({ services }), policyOf(text), now));
    return services.map((service) => inWords(of.service(service).role));
  };
  expect(
    rolesIn("services:\n  ci: { role: member }\n  free: {}\n  hidden: { role: member }"),
  ).toEqual([[], ["services:5 named free"], [], []]);
  expect(rolesIn("roles: {}")).toEqual(services.map(() => ["services:- unmanaged"]));
});

test("a team that the policy does not list has no line, for people and for service accounts", () => {
  const team = aTeam({ slug: "loose" });
  const membership = [inTeam("loose", "Member"), inTeam("gone", "Member")];
  const service = aService({ slug: "ci", teams: membership });
  const person = aMember({ teams: membership });
  const roster = aRoster({ teams: [team], services: [service], members: [person] });
  const of = createAllowances(shareContext(roster, policyOf("services: { ci: {} }"), now));
  const expected = {
    "tm-loose": ["teams.loose:- unmanaged"],
    "tm-gone": ["teams.tm-gone:- unmanaged"],
  };
  for (const lines of [of.service(service).teams, of.member(person).teams]) {
    expect(Object.fromEntries([...lines].map(([id, one]) => [id, inWords(one)]))).toEqual(expected);
  }
});

test("a listed invite is found by its username too, and any invite where none is listed", () => {
  const invite = anInvite({ email: "new@x.example", username: "Newt", role: "Member" });
  const linesIn = (text: string) =>
    inWords(createAllowances(shareContext(aRoster(), policyOf(text), now)).invite(invite).role);
  expect(linesIn("invites: { roles: [member], listed: [newt] }")).toEqual(["invites:3 named newt"]);
  expect(linesIn("invites: { roles: [member], listed: [other] }")).toEqual([]);
  expect(linesIn("invites: { roles: [member] }")).toEqual(["invites:3 anybody"]);
  expect(linesIn("invites: { roles: [manager] }")).toEqual([]);
});
