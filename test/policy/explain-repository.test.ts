import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { privilegeRules } from "../../src/policy/explain-account.ts";
import { explainAbsentRepository, explainRepository } from "../../src/policy/explain-repository.ts";
import { parsePolicy } from "../../src/policy/file/parse.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { openSandbox, readSandbox } from "../support/sandbox.ts";

const now = new Date(sandboxNow);
const parsed = parsePolicy(
  `${peoplePolicy.replace("rules:\n", "rules:\n  direct-privilege: note\n")}repositories:
  platform-core: { admins: [team:platform], read: [team:release], default-privilege: none }
  firmware: { admins: [team:release], write: [team:platform, amara-okoye] }
  public-sdk: { visibility: off, privileges: any }
  "*-models": { default-privilege: none, write: [team:data] }
  third-party-cache: { admins: [team:platform], read: [team:build-guild] }
  ghosts: { admins: [team:platform], visibility: off }
`,
  "p.yml",
);
if ("problems" in parsed) throw new Error("the policy is not valid");
const { policy } = parsed;

test.each(["owner", "service"] as const)(
  "no finding about a repository is missing in its explanation, and none passes unseen: as %s",
  async (key) => {
    const roster = await readSandbox(await openSandbox(), { key, repositories: "with-tokens" });
    const { findings } = evaluate(roster, policy, now);

    for (const repository of roster.repositories) {
      const explained = explainRepository(roster, policy, repository, now);
      const own = findings.filter(({ subject, object }) =>
        [subject, object].some((one) => one?.kind === "repository" && one.id === repository.id),
      );
      expect(explained.rules.flatMap((rule) => rule.findings)).toEqual(expect.arrayContaining(own));
      const passed = explained.rules.filter(({ outcome }) => outcome === "passes");
      if (repository.coverage.status !== "complete") {
        expect(passed.flatMap(({ saw }) => saw)).not.toContain("privileges");
      }
    }
    expect(roster.repositories.length).toBeGreaterThan(1);
  },
);

test("every rule about repositories looks at some repository", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const looking = new Set(
    roster.repositories.flatMap((repository) =>
      explainRepository(roster, policy, repository, now)
        .rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off")
        .map(({ result }) => result.rule.id),
    ),
  );

  const about = catalog.filter(({ section }) => section === "repositories").map(({ id }) => id);
  expect(about.length).toBeGreaterThan(6);
  expect(about.filter((id) => !looking.has(id))).toEqual([]);
});

test("an entry without a repository is not judged by the rules that look at it, and by no other", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const explained = explainAbsentRepository(roster, policy, "GHOSTS", now);

  expect(explained?.rules.map(({ result, outcome }) => `${result.rule.id} ${outcome}`)).toEqual([
    "repository-privilege-unexpected not-judged",
    "repository-privilege-missing not-judged",
    "repository-privilege-level not-judged",
    "repository-public not-judged",
    "direct-privilege not-judged",
    "privileged-outsider not-judged",
  ]);
  expect(explainAbsentRepository(roster, policy, "nowhere", now)).toBeUndefined();
});

test("the rules about holders of privileges are those that report a person on a repository", async () => {
  const roster = await readSandbox(await openSandbox(), {
    key: "owner",
    repositories: "with-tokens",
  });
  const reporting = evaluate(roster, policy, now)
    .rules.flatMap(({ findings, repeats = [] }) => [
      ...findings,
      ...repeats.map(({ finding }) => finding),
    ])
    .filter(({ object }) => object?.kind === "repository");
  expect(new Set(reporting.map(({ rule }) => rule))).toEqual(privilegeRules);
});
