/** However a policy is split into files, it says the same and finds the same. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { partSections } from "../../../src/policy/include/include-schema.ts";
import { comparePolicies } from "../../../src/policy/policy-changes.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { sandboxExceptions, peoplePolicy } from "../../../src/sandbox/policy.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { policyFrom } from "../../support/policy.ts";
import { policyOfFiles, problemsOf } from "../../support/policy-folder.ts";
import { propertyRuns } from "../../support/property.ts";
import { openSandbox, readSandbox } from "../../support/sandbox.ts";

const now = new Date("2026-11-23T09:00:00Z");
const whole = policyFrom(peoplePolicy + sandboxExceptions);
const data = parse(peoplePolicy + sandboxExceptions) as Record<string, unknown>;
const names = ["main", "a/one", "a/two", "b/three", "b/four"] as const;
type Name = (typeof names)[number];
type Section = Record<string, unknown> | unknown[];

/** Puts each entry of the policy, or a section that has none, into one of the files. */
function split(choose: () => Name): Readonly<Record<Name, string>> {
  const files: Record<string, Record<string, unknown>> = {};
  const put = (name: Name, section: string) => (files[name] ??= {})[section] as Section | undefined;
  for (const [section, value] of Object.entries(data)) {
    const own = (name: Name, given: unknown) => void ((files[name] ??= {})[section] = given);
    if (!(partSections as readonly string[]).includes(section)) own("main", value);
    else if (Array.isArray(value)) {
      for (const entry of value) {
        const name = choose();
        own(name, [...((put(name, section) ?? []) as unknown[]), entry]);
      }
    } else if (typeof value === "object" && value !== null && section !== "invites") {
      for (const [key, entry] of Object.entries(value)) {
        const name = choose();
        own(name, { ...(put(name, section) as Record<string, unknown>), [key]: entry as unknown });
      }
    } else own(choose(), value);
  }
  const folders = ["a", "b"].filter((folder) =>
    Object.keys(files).some((name) => name.startsWith(folder)),
  );
  const include = folders.map((folder) => ({ files: `${folder}/*.yml`, sections: partSections }));
  const main = { ...files["main"], include };
  return Object.fromEntries(
    names.flatMap((name) => {
      const content = name === "main" ? main : files[name];
      return content === undefined
        ? []
        : [[name, stringify(content, { aliasDuplicateObjects: false })]];
    }),
  ) as Record<Name, string>;
}

const toFiles = (files: Readonly<Record<Name, string>>) =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name !== "main")
      .map(([name, text]) => [`${name}.yml`, text]),
  );

function findingsOf(policy: Policy, roster: Roster): readonly string[] {
  const { findings } = evaluate(roster, policy, now);
  return findings
    .map(({ rule, severity, state, fingerprint, facts }) =>
      JSON.stringify([rule, severity, state, fingerprint, facts]),
    )
    .toSorted();
}

const choices = fc.array(fc.nat(names.length - 1), { minLength: 20, maxLength: 60 });

/** Returns a function that chooses files in a cycle. */
function cycle(chosen: readonly number[]): () => Name {
  let at = 0;
  return () => names[chosen[at++ % chosen.length] ?? 0] ?? "main";
}

test("a policy that is split into files in any way says and finds what the whole policy does", async () => {
  const roster = await readSandbox(await openSandbox());
  const found = findingsOf(whole, roster);
  expect(found.length).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      const files = split(cycle(chosen));

      const policy = await policyOfFiles(files.main, toFiles(files));

      expect(comparePolicies(whole, policy)).toEqual([]);
      expect(comparePolicies(policy, whole)).toEqual([]);
      expect(findingsOf(policy, roster)).toEqual(found);
    }),
    propertyRuns(40),
  );
});

test("each entry of a split policy is at a line of a file that has its name", async () => {
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      const files = split(cycle(chosen));
      const { teams, exceptions } = await policyOfFiles(files.main, toFiles(files));

      const texts = { ...toFiles(files), "access-policy.yml": files.main };
      for (const { text, position } of [
        ...teams.map(({ name }) => name),
        ...exceptions.map(({ subject }) => subject),
      ]) {
        const { path = "", line, column } = position;
        const written = texts[path as keyof typeof texts]?.split("\n")[line - 1];
        expect(
          written
            ?.slice(column - 1)
            .replace(/^["']/u, "")
            .slice(0, text.length),
        ).toBe(text);
      }
    }),
    propertyRuns(20),
  );
});

test("a mistake in a split policy has the message that it has in one file", async () => {
  const wrong = structuredClone(data);
  (wrong["teams"] as Record<string, unknown>)["broken"] = { member: ["x"], managers: "x" };
  const single = parsePolicy(stringify(wrong), "access-policy.yml");
  const messages = "problems" in single ? single.problems.map(({ message }) => message) : [];

  const { teams, ...rest } = wrong;
  const include = [{ files: "teams.yml", sections: ["teams"] }];
  const problems = await problemsOf(stringify({ ...rest, include }), {
    "teams.yml": stringify({ teams }),
  });

  expect(messages.length).toBeGreaterThan(1);
  expect(problems.split("\n").map((line) => line.replace(/^teams\.yml:\d+:\d+: /u, ""))).toEqual(
    messages,
  );
});
