import { existsSync, readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { buildReport } from "../../../src/report/build-report.ts";
import type { Report } from "../../../src/report/report.ts";
import { policyOf } from "../../support/policy.ts";
import { ada, bo, change, cy, now, platform, roster, start } from "../../support/policy-change.ts";
import { anInvite, aRoster, aTeam } from "../../support/roster.ts";

/** Each change of the policy, and what is then to do: action, sentence, request. */
const cases: readonly (readonly [
  name: string,
  after: string,
  tasks: readonly (readonly [string, string, string | null, unknown?])[],
])[] = [
  [
    "somebody new, in a role and a team",
    `roles: { owner: { members: [ada] }, manager: { members: [dee] } }
teams: { platform: { managers: [cy], members: [bo, dee], services: [robot] } }
`,
    [
      [
        "invite",
        "invite dee as Manager with team platform, or correct the name",
        "POST /orgs/{org}/invites/",
        { user: "dee", role: "Manager", teams: [{ team: "platform", role: "Member" }] },
      ],
    ],
  ],
  [
    "an address",
    `roles: { owner: { members: [ada] } }
teams: { platform: { managers: [cy, dee@fernwick.example], members: [bo], services: [robot] } }
`,
    [
      [
        "invite",
        "invite dee@fernwick.example as Member with team platform, or correct the name",
        "POST /orgs/{org}/invites/",
        {
          email: "dee@fernwick.example",
          role: "Member",
          teams: [{ team: "platform", role: "Manager" }],
        },
      ],
    ],
  ],
  [
    "a member added to a team as manager",
    start.replace("managers: [cy]", "managers: [cy, ada]"),
    [
      [
        "grant",
        "add Ada (ada) to team Platform (platform) as manager",
        "POST /orgs/{org}/teams/{team}/members",
        { members: [{ user: "ada", role: "Manager", user_kind: "User" }] },
      ],
    ],
  ],
  [
    "an Owner who becomes a Manager",
    start.replace(
      "owner: { members: [ada] }",
      "owner: { members: [] }, manager: { members: [ada] }",
    ),
    [
      [
        "change-role",
        "make Ada (ada) Manager (now Owner)",
        "PATCH /orgs/{org}/members/{member}/update-role/",
        { role: "Manager" },
      ],
      ["change-role", "make Ada (ada) Manager (now Owner)", null],
    ],
  ],
  [
    "two people who leave a team, and one who becomes its manager",
    `roles: { owner: { members: [ada] } }
teams: { platform: { managers: [bo], services: [] } }
`,
    [
      [
        "change-role",
        "make Bo (bo) Manager of team Platform (platform) (now Member)",
        "PUT /orgs/{org}/teams/{team}/members",
        { members: [{ user: "bo", role: "Manager", user_kind: "User" }] },
      ],
      ["remove", "remove Cy (cy) from team Platform (platform)", null],
      ["remove", "remove service account Robot (robot) from team Platform (platform)", null],
    ],
  ],
  [
    "somebody who is named no more",
    `roles: { owner: { members: [ada] } }
teams: { platform: { managers: [cy], services: [robot] } }
unlisted-members: error
`,
    [
      ["remove", "remove Bo (bo) from the workspace", "DELETE /orgs/{org}/members/{member}/", null],
      ["remove", "remove Bo (bo) from team Platform (platform)", null],
    ],
  ],
  [
    "a team and service accounts that are not there, and one with other rights",
    `${start.replace("teams: {", "teams: { release: {},")}services: { robot: { role: manager, teams: [] }, ci: { teams: [platform] } }
`,
    [
      [
        "invite",
        "create service account ci, or correct the name",
        "POST /orgs/{org}/services/",
        { name: "ci", role: "Member", teams: [{ slug: "platform", role: "Member" }] },
      ],
      [
        "invite",
        "create team release, or correct the name",
        "POST /orgs/{org}/teams/",
        { name: "release", slug: "release" },
      ],
      [
        "change-role",
        "make service account Robot (robot) Manager (now Member)",
        "PATCH /orgs/{org}/services/{service}/",
        { role: "Manager", teams: [] },
      ],
      ["remove", "remove service account Robot (robot) from team Platform (platform)", null],
    ],
  ],
];

function tasksOf({ tasks = [] }: Report) {
  return tasks
    .map(({ action, todo, call }) => [
      action,
      todo,
      call === null ? null : `${call.method} ${call.path}`,
      ...(call === null ? [] : [call.body]),
    ])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

test.each(cases)("%s: the tasks and their requests", (_, after, expected) => {
  const report = change(start, after, roster);

  expect(tasksOf(report)).toEqual(
    expected.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  );
  expect(report.counts.tasks).toBe(expected.length);
  expect(report.counts.introduced).toBe(expected.length);
  expect(report.verdict).toBe("clean");
  expect(change(start, after, roster, "fail").verdict).toBe("drift");
});

test("tasks come in the order invitations, grants, role changes, removals, others", () => {
  const after = `roles: { owner: { members: [dee] } }
teams: { platform: { managers: [bo, ada] } }
unlisted-members: error
rules: { two-factor: { roles: [owner], severity: error } }
`;
  const { tasks = [] } = change(start, after, roster);
  const order = tasks.map(({ action }) => action);
  expect([...new Set(order)]).toEqual(["invite", "grant", "change-role", "remove"]);
});

test("a team's list has everybody who is to be in it, and stands at one task", () => {
  const { tasks = [] } = change(start, start.replace("managers: [cy]", "managers: [ada]"), roster);
  const lists = tasks.filter(({ call }) => call?.method === "PUT");
  expect(lists).toHaveLength(1);
  expect(lists[0]?.call?.body).toEqual({
    members: [
      { user: "bo", role: "Member", user_kind: "User" },
      { user: "robot", role: "Member", user_kind: "Service" },
      { user: "ada", role: "Manager", user_kind: "User" },
    ],
  });
  const others = change(
    start,
    start.replace("members: [bo]", "members: []").replace("[cy]", "[]"),
    roster,
  );
  const removals = (others.tasks ?? []).filter(({ action }) => action === "remove");
  expect(removals.map(({ call, doneWith }) => [call === null, doneWith])).toEqual([
    [false, undefined],
    [true, removals[0]?.finding],
  ]);
});

test.each([
  [
    "an exception that is too long",
    `${start}exceptions: [{ rule: two-factor, subject: ada, reason: x, expires: 2028-01-01 }]\n`,
  ],
  [
    "one person listed for two roles",
    start.replace("owner:", "manager: { members: [id-ada] }, owner:"),
  ],
  ["more Owners listed than are allowed", start.replace("[ada] }", "[ada, dee, eve], max: 2 }")],
])("%s is a defect, which fails", (_, after) => {
  const report = change(start, after, roster);
  expect(report.verdict).toBe("drift");
  const defects = report.findings.filter(
    ({ state, task }) => state === "introduced" && task === undefined,
  );
  expect(defects.length).toBeGreaterThan(0);
});

test("more Owners in the workspace than allowed are a task where the list is short enough", () => {
  const owners = aRoster({ ...roster, members: [ada, { ...bo, role: "Owner" }, cy] });
  const before = start.replace("[ada] }", "[ada, bo] }");
  const after = start.replace("[ada] }", "[ada], max: 1 }");
  const report = change(before, after, owners);
  expect(report.verdict).toBe("clean");
  expect((report.tasks ?? []).map(({ rule }) => rule).toSorted()).toEqual([
    "role-count",
    "role-unlisted",
  ]);
});

test("outside of a pull request there are no tasks", () => {
  const policy = policyOf(start.replace("[cy]", "[]"));
  const evaluation = evaluate(roster, policy, now);
  const report = buildReport({
    roster,
    policy,
    evaluation,
    resolved: [],
    failOn: "warning",
    generatedAt: now,
    tool: { name: "test", version: "0" },
  });
  expect(report.tasks).toBeUndefined();
  expect(report.counts.tasks).toBeUndefined();
  expect(report.verdict).toBe("drift");
});

test("only what the policy says of itself is a defect", () => {
  const defects = catalog.filter(({ resolvedBy }) => resolvedBy === "policy").map(({ id }) => id);
  expect(defects.toSorted()).toEqual([
    "entry-ending",
    "exception-expired",
    "exception-expiring",
    "exception-too-long",
    "exception-unexplained",
    "exception-unused",
    "name-ambiguous",
    "policy-test",
    "review-overdue",
    "role-conflict",
    "self",
  ]);
});

/** Beside the repository, not in it: without it, these tests are shown as skipped. */
const descriptionFile = new URL(
  "../../../../shared/reference/cloudsmith-openapi.json",
  import.meta.url,
);

test.skipIf(!existsSync(descriptionFile))("each request is one that Cloudsmith describes", () => {
  const description = JSON.parse(readFileSync(descriptionFile, "utf8")) as {
    paths: Record<string, Record<string, { requestBody?: { $ref?: string; content?: Content } }>>;
    components: { requestBodies: Record<string, { content: Content }>; schemas: object };
  };
  type Content = Record<string, { schema: object }>;
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addSchema({ $id: "api", components: description.components });
  const everything = [
    ...cases.map(([, after]) => change(start, after, roster)),
    change(
      start,
      `${start}unlisted-teams: error\nunlisted-services: error\ninvites: { roles: [], domains: [] }\n`.replace(
        "unlisted-services: error\n",
        "services: {}\n",
      ),
      aRoster({
        ...roster,
        teams: [platform, aTeam({ id: "tm-old", slug: "old" })],
        invites: [anInvite({ role: "Owner" })],
      }),
    ),
    change(start, start.replace("teams: {", "teams: { release: { members: [bo] },"), roster),
  ]
    .flatMap(({ tasks = [] }) => tasks.flatMap(({ call, next }) => [call, next]))
    .filter((call) => call != null);

  expect(new Set(everything.map(({ method }) => method)).size).toBe(4);
  for (const { method, path, parameters, body } of everything) {
    const operation = description.paths[path]?.[method.toLowerCase()];
    expect(operation, `${method} ${path}`).toBeDefined();
    const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name);
    expect(Object.keys(parameters).toSorted()).toEqual(names.toSorted());
    const given = operation?.requestBody;
    const reference = given?.$ref?.split("/").at(-1);
    const content =
      reference === undefined
        ? given?.content
        : description.components.requestBodies[reference]?.content;
    const schema = Object.values(content ?? {})[0]?.schema;
    expect(body === null).toBe(schema === undefined);
    if (schema === undefined) continue;
    const rooted = JSON.parse(
      JSON.stringify(schema).replaceAll("#/components", "api#/components"),
    ) as object;
    const validate = ajv.compile(rooted);
    expect(validate(body), JSON.stringify([method, path, body, validate.errors])).toBe(true);
    // The API's default for a role that is left out may be Owner.
    if (path.endsWith("update-role/") || path.endsWith("invites/")) {
      expect(body).toHaveProperty("role");
    }
  }
});
