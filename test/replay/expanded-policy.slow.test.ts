/**
 * The replayed policies, written with aliases, groups, ended entries, former names and several files,
 * give the results of the plain ones.
 */

import { expect, test } from "vitest";
import { stringify } from "yaml";

import { evaluate } from "../../src/policy/evaluate.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import { comparePolicies } from "../../src/policy/policy-changes.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { toTasks } from "../../src/policy/tasks/tasks.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyFrom } from "../support/policy.ts";
import { policyOfFiles } from "../support/policy-folder.ts";
import { propertySeeds, propertyTimeout } from "../support/property.ts";
import { createRandom, type Random } from "../support/random.ts";
import { generateHistory } from "../support/replay/generate.ts";
import { History, workspaceRoles, type Commit } from "../support/replay/history.ts";
import { policyText } from "../support/replay/policy-text.ts";
import { workspaceRoster } from "../support/replay/workspace.ts";

/** Returns the policy of a commit in every form that the language has for the same lists. */
async function richPolicy(workspace: string, commit: Commit, before: Commit, random: Random) {
  const { people, teams } = commit;
  const aliases = new Map(
    people.filter(() => random.below(2) === 0).map(({ id, username }) => [`alias.${id}`, username]),
  );
  const nameOf = new Map(people.map(({ id, username }) => [id, username]));
  const written = (id: string) =>
    aliases.has(`alias.${id}`) ? `alias.${id}` : (nameOf.get(id) ?? "");
  const groups: Record<string, unknown> = {};
  /** A list as names, or with some of them in a group, and with an entry that has ended. */
  const listOf = (ids: readonly string[]): unknown[] => {
    const names: unknown[] = ids.map(written);
    if (random.below(3) === 0) {
      const others = people.filter(({ id }) => !ids.includes(id));
      const ended = others[random.below(Math.max(1, others.length))];
      if (ended !== undefined) names.push({ name: written(ended.id), until: "2020-01-01" });
    }
    if (names.length < 2 || random.below(2) === 0) return names;
    const group = `g${Object.keys(groups).length}`;
    const inner = names.splice(0, 1 + random.below(names.length));
    groups[group] = inner.length > 2 ? [`group:${group}-first`, ...inner.slice(1)] : inner;
    if (inner.length > 2) groups[`${group}-first`] = [inner[0]];
    return [`group:${group}`, ...names];
  };
  const roles = Object.fromEntries(
    workspaceRoles.map((role) => [
      role,
      { members: listOf(people.filter((one) => one.role === role).map(({ id }) => id)) },
    ]),
  );
  const slugs = new Set(teams.map(({ slug }) => slug.toLowerCase()));
  const entries = teams.map(({ id, slug, managers, members }) => {
    const former = before.teams.find((team) => team.id === id)?.slug;
    const isRenamed = former !== undefined && !slugs.has(former.toLowerCase());
    return [
      slug,
      {
        managers: listOf(managers),
        members: listOf(members),
        ...(isRenamed && { formerly: [former] }),
      },
    ] as const;
  });
  const files = Object.groupBy(entries, () => (random.below(2) === 0 ? "one" : "two"));
  const parts = Object.fromEntries(
    Object.entries(files).map(([name, list]) => [
      `teams/${name}.yml`,
      stringify({ teams: Object.fromEntries(list ?? []) }),
    ]),
  );
  const main = {
    version: 1,
    organization: workspace,
    ...(entries.length > 0 && { include: [{ files: "teams/*.yml", sections: ["teams"] }] }),
    people: Object.fromEntries(aliases),
    groups,
    roles,
    "unlisted-members": "error",
    "unlisted-teams": "warning",
    rules: { "entry-ending": "off" },
  };
  return policyOfFiles(stringify(main, { aliasDuplicateObjects: false }), parts);
}

/** Returns what a policy finds, and what a pull request to it asks for, without places. */
function results(policy: Policy, base: Policy, roster: Roster, now: Date) {
  const after = evaluate(roster, policy, now);
  const { evaluation } = compareEvaluations(after, evaluate(roster, base, now), "policy");
  const tasks = toTasks(evaluation.findings, { roster, policy, now }, () => "");
  return {
    findings: evaluation.findings
      .map(({ fingerprint, state, severity }) => [fingerprint, state, severity].join(" "))
      .toSorted(),
    tasks: tasks.map(({ todo, call, next }) => JSON.stringify([todo, call, next])).toSorted(),
  };
}

/** The last one found teams whose order depended on the files. */
const seeds = [...propertySeeds(30), 1_372_116_968];

test(
  "groups, aliases, files and ended entries change no result",
  async () => {
    for (const seed of seeds) {
      const history = History.parse(generateHistory(seed));
      const random = createRandom(seed);
      const { workspace, commits } = history;
      for (const [index, commit] of commits.entries()) {
        const before = commits[index - 1] ?? commit;
        const [plain, base] = [commit, before].map((one) => policyFrom(policyText(workspace, one)));
        const rich = await richPolicy(workspace, commit, before, random);
        if (plain === undefined || base === undefined) throw new Error("bug: no policy");
        const differences = comparePolicies(plain, rich).filter(
          ({ entry, part }) => entry.name !== "entry-ending" && part !== "formerly",
        );
        // An ended entry is still written, and says more than the plain policy.
        expect(
          differences.filter(({ terms }) => terms?.until === undefined),
          `seed ${seed}`,
        ).toEqual([]);
        const now = new Date(commit.date);
        for (const state of [commit, before]) {
          const roster = workspaceRoster(workspace, state, commit.date);
          // Until a team is renamed, its former name finds another task.
          const isRenaming =
            state === before && rich.teams.some(({ formerly }) => formerly.length > 0);
          if (isRenaming) continue;
          expect(results(rich, base, roster, now), `seed ${seed}, ${commit.id}`).toEqual(
            results(plain, base, roster, now),
          );
        }
      }
    }
  },
  propertyTimeout(60_000),
);
