/** Whoever follows the tasks, in their order or not, takes nothing from anybody whom they do not name. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { holderKey, privilegeLevels } from "../../../src/roster/repository.ts";
import { change } from "../../support/policy-change.ts";
import { propertyRuns } from "../../support/property.ts";
import { arbitraryRepositories, withRepositories } from "../../support/repository.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const accounts = {
  members: [
    aMember({ username: "ada", role: "Owner" }),
    aMember({ username: "cy", role: "Collaborator" }),
    aMember({ username: "di", active: false }),
  ],
  teams: ["docs", "platform"].map((slug) => aTeam({ slug })),
  services: [aService({ slug: "ci", name: "CI" })],
};
const names = ["ada", "CY", "di", "team:docs", "team:Platform", "team:gone", "service:ci"];

/** Returns the lists of an entry: each name in one of them, or in none. */
const lists = fc
  .tuple(...names.map(() => fc.constantFrom("admins", "write", "read", undefined)))
  .map((chosen) =>
    ["admins", "write", "read"]
      .map((list) => `${list}: [${names.filter((_, at) => chosen[at] === list).join(", ")}]`)
      .join(", "),
  );
const rules = fc.constantFrom(
  "",
  "rules: { direct-privilege: warning, privileged-outsider: error }",
);

function keyOf(entry: Readonly<Record<string, string>>): string {
  const [kind, slug = ""] =
    Object.entries(entry).find(([name]) => name !== "privilege") ?? ([] as string[]);
  return holderKey({ kind: kind as "user", slug });
}

test("no request takes a privilege from somebody whom no task names, or whom the policy lists", () => {
  fc.assert(
    fc.property(arbitraryRepositories(accounts), lists, rules, (repositories, entry, on) => {
      const roster = withRepositories(aRoster(accounts), repositories);
      const base = "repositories: { '*': { privileges: any } }\n";
      const report = change(base, `repositories: { '*': { ${entry} } }\n${on}`, roster);
      const { tasks = [] } = report;
      const byFingerprint = new Map(report.findings.map((one) => [one.fingerprint, one]));
      const listed = new Set(
        entry
          .split(/[[\], ]+/u)
          .map((name) => (name.includes(":") ? name.replace(":", " ") : `user ${name}`))
          .map((name) => name.toLowerCase()),
      );
      for (const repository of repositories) {
        const own = tasks.filter(({ call }) => call?.parameters["identifier"] === repository.slug);
        const removed = new Set(
          tasks
            .filter(({ action }) => action === "remove")
            .flatMap(({ finding }) => byFingerprint.get(finding) ?? [])
            .filter(
              ({ object, facts }) =>
                object?.id === repository.id && typeof facts["team"] !== "string",
            )
            .map(({ subject, facts }) =>
              holderKey({ kind: (facts["kind"] ?? "user") as "user", slug: subject.slug }),
            ),
        );
        for (const { call } of own) {
          const entries = (call?.body?.["privileges"] ?? []) as Record<string, string>[];
          const left = new Map(entries.map((one) => [keyOf(one), String(one["privilege"])]));
          expect([...left].filter(([key]) => key.endsWith(" gone"))).toEqual([]);
          expect(
            [...left.values()].every((level) => privilegeLevels.includes(level as "Read")),
          ).toBe(true);
          if (call?.method !== "PUT") continue;
          for (const key of repository.privileges.map(holderKey)) {
            if (!removed.has(key)) expect([...left.keys()]).toContain(key);
          }
        }
        expect([...removed].filter((key) => listed.has(key))).toEqual([]);
      }
    }),
    propertyRuns(300),
  );
});
