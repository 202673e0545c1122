import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import { policyOf } from "../../support/policy.ts";
import { change, now, robot, roster, start } from "../../support/policy-change.ts";
import { aCoverage, aRoster, aTeam } from "../../support/roster.ts";

test("where somebody in a team was not seen, no request is given that would remove them", () => {
  const hidden = { ...roster, services: [{ ...robot, teams: { unknown: "missing" } as const }] };
  const { tasks = [] } = change(start, start.replace("[cy]", "[]"), hidden);
  expect(tasks.map(({ todo, call }) => [todo, call])).toEqual([
    ["remove Cy (cy) from team Platform (platform)", null],
  ]);
  const lists = aCoverage().lists.map((list) =>
    list.name === "members"
      ? { ...list, status: "partial" as const, reason: "a page was refused" }
      : list,
  );
  const partial = change(start, start.replace("[cy]", "[]"), {
    ...roster,
    coverage: aCoverage({ lists }),
  });
  expect((partial.tasks ?? []).map(({ call }) => call)).toEqual([null]);
});

test("a service account keeps the role that it has in a team", () => {
  const manager = { ...robot, teams: [{ team: "tm-platform", role: "Manager" } as const] };
  const wanted = `${start}services: { robot: { role: manager, teams: [platform] } }\n`;
  const body = (service: typeof robot) =>
    change(start, wanted, aRoster({ ...roster, services: [service] })).tasks?.find(
      ({ rule }) => rule === "service-role",
    )?.call?.body;

  expect(body(manager)).toEqual({
    role: "Manager",
    teams: [{ slug: "platform", role: "Manager" }],
  });
  expect(body({ ...robot, teams: { unknown: "missing" } })).toBeUndefined();
});

test("a service account keeps a team that an exception accepts, and joins one that is created", () => {
  const [security, docs] = ["security", "docs"].map((slug) => aTeam({ id: `tm-${slug}`, slug }));
  const inTeams = ["tm-platform", "tm-security", "tm-docs"].map((team) => ({
    team,
    role: "Member" as const,
  }));
  const teams = [...roster.teams, ...[security, docs].flatMap((team) => team ?? [])];
  const seen = aRoster({ ...roster, teams, services: [{ ...robot, teams: inTeams }] });
  const wanted = `${start.replace("teams: {", "teams: { release: {},")}services: { robot: { teams: [platform, release] } }
exceptions: [{ rule: service-role, subject: robot, team: security, reason: migration, expires: 2026-12-20 }]
`;
  const bodies = (given: typeof seen) =>
    (change(start, wanted, given).tasks ?? []).flatMap(({ rule, call }) =>
      rule === "service-role" ? [call?.body] : [],
    );

  expect(bodies(seen)).toEqual([
    {
      teams: [
        { slug: "platform", role: "Member" },
        { slug: "security", role: "Member" },
        { slug: "release", role: "Member" },
      ],
    },
  ]);
  // A team that was not seen has no slug for the request.
  expect(bodies({ ...seen, teams: seen.teams.filter((team) => team !== security) })).toEqual([
    undefined,
  ]);
});

test("without an earlier policy, weakenings are not counted instead of none", () => {
  const policy = policyOf(start);
  const counts = (base: { policy: Policy | undefined; invalid: boolean }) =>
    buildReport({
      roster,
      policy,
      evaluation: evaluate(roster, policy, now),
      resolved: [],
      base,
      failOn: "error",
      generatedAt: now,
      tool: { name: "test", version: "0" },
    }).counts;

  expect(counts({ policy: undefined, invalid: true }).weakened).toBeUndefined();
  expect(counts({ policy, invalid: false }).weakened).toBe(0);
});
