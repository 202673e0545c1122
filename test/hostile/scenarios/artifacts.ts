/** Artifacts that were changed, that are somebody else's, and that are no files at all. */

import { copyFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { refuse } from "../../../src/sandbox/faults.ts";
import { editDatabase } from "../../support/artifact-file.ts";
import { root } from "../../support/process.ts";
import { aMember, aRoster, aTeam, counted } from "../../support/roster.ts";
import { aBigRoster, memberCount, otherWorkspace, put } from "../rosters.ts";
import type { Scenario } from "../scenario.ts";
import { members, shortPolicy, teams } from "../workspace.ts";

const auditFile = (name: string): readonly string[] => [
  "audit",
  "--from-c1z",
  name,
  "--c1z",
  "",
  "--report-json",
  "report.json",
  "--fail-on",
  "note",
];

/** Audits the big roster's artifact after a change by SQL. */
function edited(name: string, sql: string, ends: Scenario["ends"] = { end: "unseen" }): Scenario {
  return {
    name: `an artifact with ${name}`,
    policy: shortPolicy,
    prepare: async (cwd) => {
      const path = await put(cwd, "a.c1z", aBigRoster());
      await editDatabase(path, (database) => database.exec(sql));
    },
    args: auditFile("a.c1z"),
    ends,
  };
}

const someUsers = (count: number) =>
  `select external_id from v1_resources where resource_type_id = 'user' order by id desc limit ${count}`;
const principals = (count: number) =>
  `select substr(external_id, 6) from v1_resources where resource_type_id = 'user' order by id desc limit ${count}`;
const deleteGrants = (count: number) =>
  `delete from v1_grants where principal_resource_type_id = 'user' and principal_resource_id in (${principals(count)});`;
const deleteUsers = (count: number) =>
  `delete from v1_resources where external_id in (${someUsers(count)});`;
const recount = (from: number, to: number) =>
  `update v1_assets set data = cast(replace(cast(data as text), ':${from},', ':${to},') as blob);`;

const changed: Scenario[] = [
  edited("nothing changed", "select 1", { end: "exit", code: 0 }),
  edited("30 of 300 users deleted", deleteUsers(30)),
  edited("30 of 300 users deleted, and their grants", deleteGrants(30) + deleteUsers(30)),
  edited("one user deleted", deleteUsers(1)),
  edited("one user deleted, and the grants", deleteGrants(1) + deleteUsers(1)),
  edited(
    "30 users and their grants deleted, and the stored count changed",
    deleteGrants(30) + deleteUsers(30) + recount(memberCount, memberCount - 30),
  ),
  edited("the grants of one user deleted", deleteGrants(1)),
  edited(
    "every workspace role deleted",
    "delete from v1_grants where resource_type_id = 'organization';",
  ),
  edited("every membership deleted", "delete from v1_grants where resource_type_id = 'team';"),
  edited("every grant deleted", "delete from v1_grants;"),
  edited("a team deleted", "delete from v1_resources where external_id = 'team:tm-team-4';"),
  edited(
    "a team deleted, and all about it",
    `delete from v1_resources where external_id = 'team:tm-team-4';
     delete from v1_entitlements where resource_id = 'tm-team-4';
     delete from v1_grants where resource_id = 'tm-team-4';`,
  ),
  edited(
    "the service accounts deleted",
    `delete from v1_grants where principal_resource_type_id = 'service_account';
     delete from v1_resources where resource_type_id = 'service_account';`,
  ),
  edited("what it says of its own coverage deleted", "delete from v1_assets;"),
  edited("the end of its sync deleted", "update v1_sync_runs set ended_at = null;"),
  edited("a count of people that is too high", recount(memberCount, memberCount + 1)),
  edited("no rows at all", "delete from v1_resources; delete from v1_grants;"),
];

const wrong: Scenario[] = (
  [
    ["an empty file", Buffer.of()],
    ["a text", Buffer.from("yesterday's notes\n")],
    ["the first five bytes alone", Buffer.from("C1ZF\0")],
    ["a frame that never ends", Buffer.concat([Buffer.from("C1ZF\0"), Buffer.alloc(99, 0x28)])],
  ] as const
).map(([what, bytes]): Scenario => ({
  name: `${what} in place of an artifact`,
  prepare: (cwd) => writeFile(join(cwd, "a.c1z"), bytes),
  args: auditFile("a.c1z"),
  deadline: 5,
  ends: { end: "failed", says: /a\.c1z/u },
}));

const cut: Scenario = {
  name: "half an artifact",
  prepare: async (cwd) => {
    const path = await put(cwd, "a.c1z", aBigRoster());
    await truncate(path, Math.floor((await readFile(path)).length / 2));
  },
  args: auditFile("a.c1z"),
  deadline: 5,
  ends: { end: "failed", says: /a\.c1z/u },
};

const foreign: Scenario = {
  name: "an artifact of another connector's shape",
  policy: shortPolicy,
  prepare: async (cwd) => {
    const path = await put(cwd, "a.c1z", aBigRoster());
    await editDatabase(path, (database) =>
      database.exec(
        `delete from v1_assets;
         delete from v1_resources where resource_type_id = 'organization';
         delete from v1_grants;
         delete from v1_entitlements;
         update v1_resources set resource_type_id = 'repository' where resource_type_id = 'team';`,
      ),
    );
  },
  args: auditFile("a.c1z"),
  // What it holds, and not only what it lacks.
  ends: { end: "failed", says: /\b300\b[^\n]*user|user[^\n]*\b300\b/u },
};

/** Appends to a file that is not ours, which has to stay as it was. */
function onto(name: string, prepare: (cwd: string) => Promise<unknown>, says: RegExp): Scenario {
  let before: Buffer | undefined;
  return {
    name: `a target that is ${name} stays as it was`,
    prepare: async (cwd) => {
      await prepare(cwd);
      before = await readFile(join(cwd, "out.c1z"));
    },
    ends: { end: "exit", code: 2, says },
    leaves: ["out.c1z.beside"],
    check: async ({ cwd }) => {
      const after = await readFile(join(cwd, "out.c1z"));
      if (!before?.equals(after)) throw new Error("somebody else's file was changed");
      await readFile(join(cwd, "out.c1z.beside"));
    },
  };
}

const targets: Scenario[] = [
  onto(
    "another workspace's artifact",
    (cwd) => put(cwd, "out.c1z", aBigRoster({ workspace: otherWorkspace })),
    /wsOther00001/u,
  ),
  onto(
    "another connector's artifact",
    async (cwd) => {
      const path = await put(cwd, "out.c1z", aBigRoster());
      await editDatabase(path, (database) =>
        database.exec(
          `delete from v1_assets;
           update v1_resources set resource_type_id = 'repository', external_id = replace(external_id, 'organization:', 'repository:') where resource_type_id = 'organization';`,
        ),
      );
    },
    /out\.c1z/u,
  ),
  onto("a text", (cwd) => writeFile(join(cwd, "out.c1z"), "yesterday's notes\n"), /out\.c1z/u),
  {
    name: "our own artifact is added to",
    prepare: (cwd) =>
      put(
        cwd,
        "out.c1z",
        counted(
          aRoster({ workspace: { ...otherWorkspace, id: "wsT6kDq0Rm8u", slug: "fernwick" } }),
        ),
      ),
    ends: { end: "whole" },
  },
];

/** A baseline knows what there was, whatever status a list has today. */
const before = aBigRoster({
  workspace: { ...otherWorkspace, id: "wsT6kDq0Rm8u", slug: "fernwick", name: "Fernwick" },
});

const baselines: Scenario[] = [
  {
    name: "402 on the members, and a baseline of 300 people",
    prepare: (cwd) => put(cwd, "before.c1z", before),
    script: { faults: [{ template: members, strike: refuse(402) }] },
    flags: ["--baseline", "before.c1z"],
    ends: { end: "partial", lists: { members: /./u } },
  },
  {
    name: "most of a baseline's people are gone",
    prepare: (cwd) => put(cwd, "before.c1z", before),
    flags: ["--baseline", "before.c1z"],
    ends: { end: "partial", lists: { members: /300/u } },
  },
  {
    name: "a baseline's teams are gone, and 402 says that the plan has none",
    prepare: (cwd) => put(cwd, "before.c1z", before),
    script: { faults: [{ template: teams, strike: refuse(402) }] },
    flags: ["--baseline", "before.c1z", "--max-shrink", "99"],
    ends: { end: "partial", lists: { teams: /./u } },
  },
  {
    name: "a baseline of another workspace",
    prepare: (cwd) => put(cwd, "before.c1z", aBigRoster({ workspace: otherWorkspace })),
    flags: ["--baseline", "before.c1z"],
    ends: { end: "exit", code: 2, says: /other/u, saysNot: /undefined/u },
  },
  {
    name: "a baseline that is another connector's",
    prepare: (cwd) => copyFile(join(root, "test/c1z/sdk-written.c1z"), join(cwd, "before.c1z")),
    flags: ["--baseline", "before.c1z"],
    ends: { end: "exit", code: [0, 2], saysNot: /undefined/u },
  },
];

const people = (...names: readonly string[]) => [
  aMember({ username: "olga", role: "Owner" }),
  ...names.map((username) => aMember({ username, role: "Owner" })),
];
const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}T06:00:00.000Z`;
const gap = { status: "partial", reason: "3 rows were received, but 9 were announced" } as const;

function compared(
  name: string,
  rosters: readonly [ReturnType<typeof counted>, ReturnType<typeof counted>],
  ends: Scenario["ends"],
  ...flags: readonly string[]
): Scenario {
  return {
    name: `diff of ${name}`,
    prepare: async (cwd) => {
      await put(cwd, "before.c1z", rosters[0]);
      await put(cwd, "after.c1z", rosters[1]);
    },
    args: ["diff", "before.c1z", "after.c1z", ...flags],
    deadline: 8,
    ends,
  };
}

const was = aRoster({ members: people(), readAt: day(22) });
const is = aRoster({ members: people("mallory"), readAt: day(23) });
const same = { ...was, readAt: day(23) };

const diffs: Scenario[] = [
  compared("two equal rosters", [counted(was), counted(same)], { end: "exit", code: 0 }),
  compared(
    "two equal rosters, with --exit-code",
    [counted(was), counted(same)],
    { end: "exit", code: 0 },
    "--exit-code",
  ),
  compared(
    "a new Owner",
    [counted(was), counted(is)],
    { end: "exit", code: 1, says: /mallory/u },
    "--exit-code",
  ),
  ...(
    [
      ["the earlier list of members is partial", { members: gap }, {}],
      ["the later list of members is partial", {}, { members: gap }],
      ["both lists of members are partial", { members: gap }, { members: gap }],
      [
        "the earlier list of members was refused",
        { members: { status: "refused", reason: "403" } },
        {},
      ],
      [
        "the earlier artifact does not tell what it saw",
        { members: { status: "unknown", reason: "it does not tell" } },
        {},
      ],
    ] as const
  ).flatMap(([what, early, late]): Scenario[] => [
    compared(`a new Owner, where ${what}`, [counted(was, early), counted(is, late)], {
      end: "exit",
      code: 0,
      says: [/mallory/u, /members/u],
      saysNot: /no change/iu,
    }),
    compared(
      `a new Owner, where ${what}, with --exit-code`,
      [counted(was, early), counted(is, late)],
      { end: "exit", code: 2, says: /mallory/u },
      "--exit-code",
    ),
  ]),
  compared(
    "a new team, where the earlier list of teams is partial, with --exit-code",
    [counted(was, { teams: gap }), counted({ ...same, teams: [aTeam({ slug: "secret-team" })] })],
    { end: "exit", code: 2, says: /secret-team/u },
    "--exit-code",
  ),
  compared(
    "nothing new, where the later list of members is partial, with --exit-code",
    [counted(was), counted(same, { members: gap })],
    { end: "exit", code: 2 },
    "--exit-code",
  ),
  compared("two workspaces", [counted(was), counted({ ...same, workspace: otherWorkspace })], {
    end: "exit",
    code: 2,
    says: [/before\.c1z/u, /after\.c1z/u, /other/u],
    saysNot: /undefined/u,
  }),
];

export const artifacts: readonly Scenario[] = [
  ...changed,
  ...wrong,
  cut,
  foreign,
  ...targets,
  ...baselines,
  ...diffs,
];
