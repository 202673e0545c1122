/** Policies that were once answered wrongly, each in `faults/`, and the right answer. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { evaluate } from "../../src/policy/evaluate.ts";
import { decodePolicyText } from "../../src/policy/file/decode.ts";
import { formatProblems, parsePolicy } from "../../src/policy/file/parse.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { renderMarkdown } from "../../src/report/markdown/markdown.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyFrom } from "../support/policy.ts";
import { aMember, anInvite, aRoster, aWorkspace } from "../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");

function bytesOf(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, "faults", `${name}.yml`));
}

function textOf(name: string): string {
  return Buffer.from(bytesOf(name)).toString("utf8");
}

function problemsOf(name: string): readonly string[] {
  const parsed = parsePolicy(textOf(name), "p.yml");
  return "policy" in parsed ? [] : formatProblems("p.yml", parsed.problems).split("\n");
}

const listed = (written: string, line: number) =>
  `p.yml:${line}:9: expected text, found "${written}": put it in quotes`;

test.each<readonly [string, readonly string[]]>([
  [
    "two-roles",
    [
      'p.yml:5:23: "olga-owner" is listed under two roles: owner on line 4, and member here. A person has one role: keep the correct one',
    ],
  ],
  [
    "same-person-added-twice",
    ['p.yml:11:9: "Ivo-Kralj" is listed twice: first on line 7, as "ivo-kralj"'],
  ],
  [
    "merge-markers",
    ["<<<<<<<", "=======", ">>>>>>>"].map(
      (marker, index) =>
        `p.yml:${7 + 2 * index}:1: the merge marker "${marker}" begins this line: finish the merge and remove its markers`,
    ),
  ],
  [
    "unquoted-numbers",
    [
      listed("123456789", 6),
      // 0xAbc, like 0x14, is another account's name once it is a number.
      listed("0xAbc", 7),
      listed("0x14", 8),
      listed("1e3", 9),
      listed("0o17", 11),
      listed("null", 12),
      listed("true", 13),
      listed("~", 15),
      listed(".inf", 18),
    ],
  ],
  [
    "natural-shapes",
    [
      "p.yml:4:10: expected a mapping, found a list: write { members: [amara, jonas] }",
      "p.yml:6:13: expected a mapping, found a list: write { members: [priya] }",
      "p.yml:7:11: expected a mapping, found a list: write { ci-publish: {} }",
      'p.yml:8:19: "60d" is not one of error, warning, note, off: write { after: 60d }',
    ],
  ],
  [
    "bad-organization",
    [
      `p.yml:2:15: "https://app.cloudsmith.com/acme" is not a workspace's slug, the short name in its address: did you mean "acme"?`,
    ],
  ],
])("%s", (name, expected) => {
  expect(problemsOf(name)).toEqual(expected);
});

test("a file that is not UTF-8 is refused with the line and the column of its first such byte", () => {
  expect(decodePolicyText(bytesOf("latin-1"))).toEqual({
    problem: {
      position: { line: 5, column: 8 },
      message: "the byte 0xFC is not UTF-8: save the file as UTF-8",
    },
  });
});

function acme(changes: Partial<Roster>): Roster {
  return aRoster({ workspace: aWorkspace({ slug: "acme" }), ...changes });
}

test("people who are invited are not unknown, by address or username", () => {
  const roster = acme({
    members: [
      aMember({ username: "olga-owner", role: "Owner" }),
      aMember({ username: "otto-owner", role: "Owner" }),
      aMember({ username: "zed-stays" }),
    ],
    invites: [anInvite({ email: "New.Hire@example.com", username: "new-hire" })],
  });

  expect(evaluate(roster, policyFrom(textOf("invited")), now).findings).toEqual([]);
  expect(
    evaluate({ ...roster, invites: [] }, policyFrom(textOf("invited")), now).findings.map(
      ({ rule, subject }) => `${rule} ${subject.slug}`,
    ),
  ).toEqual(["name-unknown new-hire", "name-unknown new.hire@example.com"]);
});

test("what weakens a policy comes first and whole, before what it no longer lists", () => {
  const [base, policy] = ["before", "after"].map((one) =>
    policyFrom(textOf(`hidden-loosening.${one}`)),
  );
  if (base === undefined || policy === undefined) throw new Error("two policies");
  const roster = acme({
    members: [
      ...["olga-owner", "otto-owner"].map((username) => aMember({ username, role: "Owner" })),
      ...["zed-stays"].map((username) => aMember({ username })),
    ],
  });
  const text = renderMarkdown(
    buildReport({
      roster,
      policy,
      ...compareEvaluations(evaluate(roster, policy, now), evaluate(roster, base, now), "policy"),
      base: { policy: base, invalid: false },
      failOn: "error",
      generatedAt: now,
      tool: { name: "test", version: "0" },
    }),
    { personalData: "full" },
  );

  const weakening = text.slice(text.indexOf("weakens"));
  const places = ["mallory-new", "two-factor", "member-unlisted", "mallory-two", "carla-diaz"].map(
    (word) => weakening.indexOf(word),
  );
  expect(
    places.slice(0, 4).every((place) => place >= 0),
    weakening,
  ).toBe(true);
  expect(Math.max(...places.slice(0, 4))).toBeLessThan(
    places[4] === -1 ? Infinity : Number(places[4]),
  );
  expect(text).toContain("weakens the policy in 4 places");
});
