/** What is to do about repositories after a policy is merged, and the requests that do it. */

import { existsSync, readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { expect, test } from "vitest";

import { unknown } from "../../../src/roster/fact.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { change } from "../../support/policy-change.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aMember, anInvite, aRoster, aService, aTeam } from "../../support/roster.ts";

const docs = aTeam({ slug: "docs" });
const platform = aTeam({ slug: "platform" });
const ada = aMember({ username: "ada", role: "Owner" });
const cy = aMember({
  username: "cy",
  role: "Collaborator",
  teams: [{ team: platform.id, role: "Member" }],
});
const production = aRepository({
  broadcast: "Public",
  defaultPrivilege: "Write",
  privileges: ["user ada Admin", "team docs Read", "team platform Write", "service ci Read"].map(
    aPrivilege,
  ),
});

function workspace(changes: Partial<Roster> = {}): Roster {
  return aRoster({
    members: [ada, cy],
    teams: [docs, platform],
    services: [aService({ slug: "ci", name: "CI" })],
    repositories: [production],
    coverage: repositoryCoverage(),
    ...changes,
  });
}

const before =
  "repositories: { production: { admins: [ada], read: ['team:docs', 'service:ci'], write: ['team:platform'] } }\nrules: { privileged-outsider: off }\n";

type Task = readonly [action: string, todo: string, call: string | null, body?: unknown];

function tasksOf(after: string, roster = workspace(), base = before): readonly Task[] {
  return (change(base, after, roster).tasks ?? []).map(({ action, todo, call }): Task => {
    if (call === null) return [action, todo, null];
    const path = Object.entries(call.parameters).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      call.path,
    );
    return [action, todo, `${call.method} ${path}`, call.body];
  });
}

const path = "/repos/fernwick/production/privileges";
const rest = (...entries: readonly string[]) => ({
  privileges: entries.map((text) => {
    const { kind, slug, level } = aPrivilege(text);
    return { privilege: level, [kind]: slug };
  }),
});

const cases: readonly (readonly [string, string, readonly Task[]])[] = [
  [
    "somebody who is no longer listed, somebody at another level, and somebody new",
    "repositories: { production: { admins: ['team:platform'], write: ['team:release'], read: ['team:docs', 'service:ci', cy] } }\nrules: { privileged-outsider: off }\n",
    [
      [
        "grant",
        "give Cy (cy) Read on repository Production (production)",
        `PATCH ${path}`,
        rest("user cy Read"),
      ],
      [
        "grant",
        "create team release and give it Write on repository Production (production), or correct the name",
        null,
      ],
      [
        "change-role",
        "give team Platform (platform) Admin on repository Production (production) (now Write)",
        `PATCH ${path}`,
        rest("team platform Admin"),
      ],
      [
        "remove",
        "remove Ada (ada) from the privileges of repository Production (production)",
        `PUT ${path}`,
        rest("team docs Read", "team platform Admin", "service ci Read", "user cy Read"),
      ],
    ],
  ],
  [
    "two who are removed with one request",
    "repositories: { production: { write: ['team:platform'], read: ['service:ci'] } }\nrules: { privileged-outsider: off }\n",
    [
      [
        "remove",
        "remove Ada (ada) from the privileges of repository Production (production)",
        `PUT ${path}`,
        rest("team platform Write", "service ci Read"),
      ],
      [
        "remove",
        "remove team Docs (docs) from the privileges of repository Production (production)",
        null,
      ],
    ],
  ],
  [
    "limits of the repository",
    before.replace("admins", "visibility: private, default-privilege: none, admins"),
    [
      [
        "other",
        "lower the broadcast state of repository Production (production) to Private (now Public)",
        null,
      ],
      [
        "other",
        "lower the default privilege of repository Production (production) to None (now Write)",
        null,
      ],
    ],
  ],
  [
    "a Collaborator in a team that may write",
    before.replace("off", "warning"),
    [
      [
        "remove",
        "remove Cy (cy) from team platform, which has Write on repository Production (production), or lower the team's level",
        null,
      ],
    ],
  ],
  [
    "a person instead of a team whom the policy lists: the policy contradicts itself",
    before.replace("off", "off, direct-privilege: note"),
    [],
  ],
  [
    "a team that a task creates",
    `teams: { release: {} }\n${before.replace("[ada]", "['team:release']")}`,
    [
      [
        "invite",
        "create team release, or correct the name",
        "POST /orgs/fernwick/teams/",
        { name: "release", slug: "release" },
      ],
      [
        "grant",
        "give team release Admin on repository Production (production)",
        `PATCH ${path}`,
        rest("team release Admin"),
      ],
      [
        "remove",
        "remove Ada (ada) from the privileges of repository Production (production)",
        `PUT ${path}`,
        rest("team docs Read", "team platform Write", "service ci Read", "team release Admin"),
      ],
    ],
  ],
  [
    "a team whose name is misspelled",
    before.replace("team:docs", "team:docz"),
    [
      [
        "grant",
        "create team docz and give it Read on repository Production (production), or correct the name: perhaps docs is meant",
        null,
      ],
      [
        "remove",
        "remove team Docs (docs) from the privileges of repository Production (production)",
        `PUT ${path}`,
        rest("user ada Admin", "team platform Write", "service ci Read"),
      ],
    ],
  ],
  [
    "a repository that is no longer listed",
    "repositories: {}\n",
    [["other", "list repository Production (production) in the policy", null]],
  ],
];

test.each(cases)("%s", (_, after, expected) => {
  expect(tasksOf(after)).toEqual(expected);
});

test("whoever leaves the workspace takes the privilege along, with one request", () => {
  const base = before.replace("[ada]", "[ada, cy]");
  const repositories = [
    { ...production, privileges: [...production.privileges, aPrivilege("user cy Admin")] },
  ];
  const after = `unlisted-members: error\nroles: { owner: { members: [ada] } }\n${before.replace("[ada]", "[]")}`;

  expect(tasksOf(after, workspace({ repositories }), base)).toEqual([
    ["remove", "remove Cy (cy) from the workspace", "DELETE /orgs/fernwick/members/cy/", null],
    [
      "remove",
      "remove Ada (ada) from the privileges of repository Production (production)",
      `PUT ${path}`,
      rest("team docs Read", "team platform Write", "service ci Read"),
    ],
    ["remove", "remove Cy (cy) from the privileges of repository Production (production)", null],
  ]);
});

test.each([
  ["direct-privilege", "rules: { direct-privilege: warning }", "ada"],
  ["privileged-outsider", "", "cy"],
])("no task of %s takes away what the policy lists", (_, rules, who) => {
  const privileges = ["user ada Admin", "user cy Write", "service ci Read"].map(aPrivilege);
  const roster = workspace({ repositories: [{ ...production, privileges }] });
  const lists = "repositories: { production: { admins: [ada], write: [CY] } }";
  const base = "repositories: { '*': { privileges: any } }\nrules: { privileged-outsider: off }\n";
  const { tasks, findings } = change(base, `${lists}\n${rules}\n`, roster);
  const found = findings.filter(({ subject }) => subject.slug === who);

  expect(found.map(({ state }) => state)).toEqual(["introduced"]);
  expect(tasks?.map(({ todo }) => todo)).toEqual([
    "remove service account CI (ci) from the privileges of repository Production (production)",
  ]);
  expect(tasks?.[0]?.call?.body).toEqual(rest("user ada Admin", "user cy Write"));
});

test("a person whose invite is canceled keeps the privilege", () => {
  const privileges = [...production.privileges, aPrivilege("user cy Read")];
  const roster = workspace({
    invites: [anInvite({ username: "cy" })],
    repositories: [{ ...production, privileges }],
  });
  const base = before.replace("read: [", "read: [cy, ");
  const after = `invites: { listed: [] }\n${base.replace("[ada]", "[]")}`;

  expect(tasksOf(after, roster, base)).toEqual([
    [
      "remove",
      "remove Ada (ada) from the privileges of repository Production (production)",
      `PUT ${path}`,
      rest("team docs Read", "team platform Write", "service ci Read", "user cy Read"),
    ],
    ["remove", "cancel the invite of cy", `DELETE /orgs/fernwick/invites/${anInvite().id}/`, null],
  ]);
});

test.each([
  ["privileges that were not read", { coverage: { status: "partial", reason: "x" } as const }],
  [
    "a level that was not seen",
    {
      privileges: [
        aPrivilege("user ada Admin"),
        { kind: "team", slug: "docs", level: unknown("missing") } as const,
      ],
    },
  ],
])("no request replaces %s", (_, changes) => {
  const repositories = [{ ...production, ...changes }];
  const [task] = tasksOf(before.replace("[ada]", "[]"), workspace({ repositories }));
  expect(task).toEqual([
    "remove",
    "remove Ada (ada) from the privileges of repository Production (production)",
    null,
  ]);
});

/** Beside the repository, not in it: without it, this test is shown as skipped. */
const descriptionFile = new URL(
  "../../../../shared/reference/cloudsmith-openapi.json",
  import.meta.url,
);

test.skipIf(!existsSync(descriptionFile))("each request is one that Cloudsmith describes", () => {
  interface Operation {
    readonly requestBody: { readonly content: Record<string, { readonly schema: object }> };
  }
  const description = JSON.parse(readFileSync(descriptionFile, "utf8")) as {
    paths: Record<string, Record<string, Operation>>;
    components: object;
  };
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addSchema({ $id: "api", components: description.components });
  const operations = description.paths["/repos/{owner}/{identifier}/privileges"] ?? {};
  const calls = cases
    .flatMap(([, after]) => tasksOf(after))
    .filter(([, , call]) => call?.endsWith("/privileges") === true);

  expect(calls.length).toBeGreaterThan(4);
  for (const [, , call = "", body] of calls) {
    const method = call?.split(" ")[0]?.toLowerCase() ?? "";
    const [media] = Object.values(operations[method]?.requestBody.content ?? {});
    const schema = JSON.parse(JSON.stringify(media?.schema).replaceAll("#/", "api#/")) as object;
    expect(ajv.validate(schema, body), JSON.stringify(ajv.errors)).toBe(true);
  }
});
