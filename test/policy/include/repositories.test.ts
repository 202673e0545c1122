/** Repositories in included files. */

import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { policyOfFiles, problemsOf } from "../../support/policy-folder.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aRoster, aTeam } from "../../support/roster.ts";

const main = (sections: string, rest = "") => `version: 1
organization: fernwick
include: [{ files: parts/*.yml, sections: [${sections}] }]
${rest}`;

test("a repository is at the line of its own file, and its names too", async () => {
  const policy = await policyOfFiles(
    main(
      "repositories, unlisted-repositories",
      "groups: { leads: [ada] }\nrepositories: { own: {} }",
    ),
    {
      "parts/a.yml": "repositories:\n  web:\n    read: [group:leads, 'team:docs']\n",
      "parts/b.yml": "repositories: { production: {} }\nunlisted-repositories: error\n",
    },
  );

  expect(policy.repositories?.map(({ name }) => [name.text, name.position.path])).toEqual([
    ["own", "access-policy.yml"],
    ["web", "parts/a.yml"],
    ["production", "parts/b.yml"],
  ]);
  const roster = aRoster({
    teams: [aTeam({ slug: "docs" })],
    repositories: [
      aRepository({ slug: "web", privileges: [aPrivilege("team docs Write")] }),
      aRepository({ slug: "zoo" }),
    ],
    coverage: repositoryCoverage(),
  });
  const { findings } = evaluate(roster, policy, new Date("2026-11-23T06:00:00Z"));
  expect(
    findings
      .filter(({ rule }) => rule.startsWith("repository-"))
      .map(({ rule, severity, position }) => [rule, severity, position?.path, position?.line]),
  ).toEqual([
    ["repository-privilege-level", "error", "parts/a.yml", 3],
    ["repository-unlisted", "error", "parts/b.yml", 2],
  ]);
});

test("two files cannot define one repository, or set unlisted-repositories twice", async () => {
  const problems = await problemsOf(main("repositories, unlisted-repositories"), {
    "parts/a.yml": "repositories: { web: {} }\nunlisted-repositories: error\n",
    "parts/b.yml": "repositories: { WEB: {} }\nunlisted-repositories: off\n",
  });
  expect(problems.split("\n")).toEqual([
    'parts/b.yml:1:17: repository "WEB" is defined twice: first on line 1 of parts/a.yml, as "web"',
    'parts/b.yml:2:1: "unlisted-repositories" is defined twice: first on line 2 of parts/a.yml',
  ]);
});

test("a file that may not list repositories does not", async () => {
  const problems = await problemsOf(main("teams"), {
    "parts/a.yml": "repositories: { web: {} }\n",
  });
  expect(problems).toContain("repositories");
});

test("a mistake in an included repository names both files", async () => {
  const problems = await problemsOf(main("groups, repositories", "groups: { leads: [ada] }"), {
    "parts/a.yml": "repositories:\n  web:\n    write: [ada]\n    read: [group:leads]\n",
  });
  expect(problems).toBe(
    'parts/a.yml:4:12: "ada" is listed at two levels: write on line 3, and read here through group:leads. Each level includes the lower ones: keep the correct one',
  );
});
