import { expect, test } from "vitest";

import { refuse, type Fault } from "../../src/sandbox/faults.ts";
import { manyMembers } from "../support/many-members.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { startPlace } from "../support/deliver.ts";
import type { GitHubOptions } from "../support/github/server.ts";
import { aReport } from "../support/report.ts";
import { addToRelease, pullRequest, schedule, startSequence } from "../support/sequence.ts";

const maxCharacters = 65_536;

test("an Enterprise Server is talked to below its own addresses", async () => {
  const sequence = await startSequence({
    github: { enterprise: true, files: ["access-policy.yml"] },
  });
  addToRelease(sequence, "sofia-rossi");
  for (let index = 0; index < 150; index++) sequence.github.state.addIssue({});

  const first = await sequence.run(schedule);
  const second = await sequence.run(schedule);
  const comment = await sequence.run(pullRequest);

  expect(sequence.github.apiUrl).toMatch(/\/api\/v3$/u);
  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 158 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
});

/** Whoever is on the policy is known to all who read it, and so are they on a public repository. */
const quiet = "version: 1\norganization: fernwick\nroles: { owner: { members: [] } }\n";

const everyFile = {
  c1z: "a.c1z",
  "report-json": "r.json",
  "report-markdown": "r.md",
  "report-html": "r.html",
  sarif: "r.sarif",
  csv: "c1",
  pack: "review",
};

/** Cloudsmith names somebody in each of its errors. */
const talkative: readonly Fault[] = [
  {
    template: "/orgs/{org}/teams/",
    times: 1,
    strike: refuse(500, {}, { detail: "Jonas Lindqvist is in the way" }),
  },
  { template: "/orgs/{org}/invites/", strike: refuse(403, {}, { detail: "ask jonas-lindqvist" }) },
];

test("on a public repository no name leaves a run, whatever it is asked to write", async () => {
  const publicly = { repository: { visibility: "public", default_branch: "main" } };
  const sequence = await startSequence({
    workspace: fernwick(),
    faults: talkative,
    github: { visibility: "public", files: ["access-policy.yml"], basePolicy: quiet },
    policy: quiet,
  });
  const { members, teams, services } = sequence.sandbox.workspace;

  const first = await sequence.run({ ...schedule, payload: publicly }, everyFile);
  // The event of this one does not tell, and GitHub is asked.
  const second = await sequence.run({ ...schedule, payload: {} }, everyFile);
  sequence.policy = quiet.replace("[]", "[], max: 1");
  const comment = await sequence.run(
    { ...pullRequest, payload: { ...publicly, pull_request: { number: 7 } } },
    everyFile,
  );

  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 8 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  for (const { files, outputs } of [first, second, comment]) {
    expect(files).toEqual(["access-policy.yml"]);
    for (const name of Object.keys(everyFile)) expect(outputs[name]).toBe("");
  }
  const everything = [
    JSON.stringify(sequence.github.requests),
    ...[first, second, comment].map(({ stdout, stderr, summary, outputs }) =>
      [stdout, stderr, summary, JSON.stringify(outputs)].join("\n"),
    ),
  ].join("\n");
  expect(first.summary).toContain("two-factor");
  // Nothing has the full report, so nothing says where it is.
  expect(everything).not.toMatch(/full report/iv);
  const { comments, issues } = sequence.github.state;
  const bodies = [...comments, ...issues].map(({ body }) => body ?? "");
  const texts = [first, second, comment].flatMap(({ stdout, summary }) => [stdout, summary]);
  for (const text of [...bodies.filter((body) => body.includes("Access audit")), ...texts]) {
    expect(text).toContain("because this repository is public");
    expect(text).toContain("personal-data: full");
    expect(text).toContain("the repository should be private");
  }
  expect(first.stdout).toContain("Cloudsmith returned a server error (500)");
  const named = [
    ...members.flatMap(({ user, user_name, email }) => [user, user_name, email]),
    ...[...teams, ...services].flatMap(({ name, slug }) => [name, slug]),
  ];
  // A team called like a word that is said anyway, and an account called like this tool.
  const ordinary = new Set(["data", "access-audit"]);
  const told = named.filter((name) => name.length > 3 && everything.includes(name));
  expect(told.filter((name) => !ordinary.has(name))).toEqual([]);
});

test.each<[string, object | undefined, GitHubOptions, "full" | "counts"]>([
  ["the event says private", { visibility: "private" }, { visibility: "public" }, "full"],
  ["the event says internal", { visibility: "internal" }, { visibility: "public" }, "full"],
  ["the event says public", { visibility: "public" }, { visibility: "private" }, "counts"],
  ["an older event says private", { private: true }, { visibility: "public" }, "full"],
  ["an older event says public", { private: false }, { visibility: "private" }, "counts"],
  ["GitHub says private", undefined, { visibility: "private" }, "full"],
  ["GitHub says internal", undefined, { visibility: "internal" }, "full"],
  ["GitHub says public", undefined, { visibility: "public" }, "counts"],
  [
    "the event says what nobody knows",
    { visibility: "hidden" },
    { visibility: "public" },
    "counts",
  ],
])("where %s, that decides whether names are shown", async (_, repository, options, expected) => {
  const place = await startPlace(options);

  const { personalData } = await place.deliver(aReport(), { payload: { repository } });

  expect(personalData).toBe(expected);
});

test("where nobody tells whether it is public, it counts as public", async () => {
  const place = await startPlace();
  place.github.state.repository.hidden = true;

  const { personalData } = await place.deliver(aReport(), { payload: {} });

  expect(personalData).toBe("counts");
});

test("3 000 findings fit into one issue, which says how many there are, and into one comment", async () => {
  const policy = "version: 1\norganization: many-members\nroles: { member: { members: [] } }\n";
  const sequence = await startSequence({
    workspace: manyMembers({ members: 3_016, teams: 20 }),
    github: {
      files: ["access-policy.yml"],
      basePolicy: "version: 1\norganization: many-members\n",
    },
    policy,
  });

  const first = await sequence.run(schedule);
  const second = await sequence.run(schedule);
  const comment = await sequence.run(pullRequest);

  expect(Number(first.outputs["errors"])).toBeGreaterThanOrEqual(3_000);
  expect(first.writes).toMatchObject([{ operation: "issues/create", number: 8 }]);
  expect(second.writes).toEqual([]);
  expect(comment.writes).toMatchObject([{ operation: "issues/create-comment", number: 7 }]);
  const bodies = [sequence.github.issues[0]?.body ?? "", sequence.github.comments[0]?.body ?? ""];
  expect(bodies.map((body) => body.split("\n")[1])).toEqual([
    expect.stringContaining(`${Number(first.outputs["errors"]).toLocaleString("en")} errors`),
    expect.stringMatching(/\d,\d{3} tasks after merging/u),
  ]);
  for (const { length } of bodies) {
    expect(length).toBeGreaterThan(maxCharacters / 2);
    expect(length).toBeLessThanOrEqual(maxCharacters);
  }
});
