/** One entry for each rule and person, in an order that lets branches add entries in different places. */

import { join } from "node:path";
import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { acceptInto } from "../../../src/policy/exceptions/accept.ts";
import type { ExceptionEntry } from "../../../src/policy/exceptions/entry.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { selectFindings } from "../../../src/policy/exceptions/accept.ts";
import { toEntries } from "../../../src/policy/exceptions/to-entries.ts";
import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { noon } from "../../support/exceptions.ts";
import { commit, git, makeRepository } from "../../support/git.ts";
import { policyOf } from "../../support/policy.ts";
import { aMember, aRoster, aTeam } from "../../support/roster.ts";

const head = "version: 1\norganization: fernwick\n";
const entry = (rule: string, subject: string): ExceptionEntry => ({
  rule,
  subject,
  reason: "r",
  expires: "2026-12-23",
});
const line = (rule: string, subject: string) =>
  `{ rule: ${rule}, subject: "${subject}", reason: "r", expires: 2026-12-23 }`;
const bullets = (...lines: string[]) => lines.map((text) => `  - ${text}\n`).join("");

function accept(text: string, ...entries: ExceptionEntry[]): string {
  return acceptInto(text, "p.yml", entries).text;
}

test("entries are added at their sorted places, each above the comment of the next one", () => {
  const text = `${head}exceptions:\n  # the first\n  - ${line("dormant", "bo")} # away\n  # the second\n\n  # the third\n  - ${line("two-factor", "jo")}\nroles: {}\n`;

  expect(
    accept(text, entry("two-factor", "zoe"), entry("dormant", "Cy"), entry("dormant", "ada")),
  ).toBe(
    `${head}exceptions:\n  - ${line("dormant", "ada")}\n  # the first\n  - ${line("dormant", "bo")} # away\n  # the second\n\n  - ${line("dormant", "Cy")}\n  # the third\n  - ${line("two-factor", "jo")}\n  - ${line("two-factor", "zoe")}\nroles: {}\n`,
  );
});

test("a comment that is further to the right belongs to the entry above it", () => {
  const text = `${head}exceptions:\n  - rule: dormant\n    subject: bo\n    expires: 2026-12-23\n    # he is away\n  - ${line("two-factor", "jo")}\n`;

  expect(accept(text, entry("dormant", "cy"))).toContain(
    `    # he is away\n  - ${line("dormant", "cy")}\n  - ${line("two-factor", "jo")}\n`,
  );
});

test("a list that is not sorted gets new entries at its end", () => {
  const old = bullets(line("two-factor", "jo"), line("dormant", "bo"));

  expect(accept(`${head}exceptions:\n${old}`, entry("self", "x"), entry("dormant", "ada"))).toBe(
    `${head}exceptions:\n${old}${bullets(line("dormant", "ada"), line("self", "x"))}`,
  );
});

test("a list in brackets is sorted, too", () => {
  const text = `${head}exceptions: [${line("dormant", "bo")}, ${line("two-factor", "jo")}]\n`;

  expect(
    accept(text, entry("two-factor", "al"), entry("dormant", "zoe"), entry("visibility", "a")),
  ).toBe(
    `${head}exceptions: [${line("dormant", "bo")}, ${line("dormant", "zoe")}, ${line("two-factor", "al")}, ${line("two-factor", "jo")}, ${line("visibility", "a")}]\n`,
  );
});

const twoTeams = (username: string) =>
  aMember({
    username,
    teams: [
      { team: "tm-docs", role: "Member" },
      { team: "tm-platform", role: "Member" },
    ],
  });
const roster = aRoster({
  members: [twoTeams("ada"), twoTeams("bo")],
  teams: [aTeam({ slug: "platform" }), aTeam({ slug: "docs" })],
});

/** Returns the entries that accept what is selected, as subject and team. */
function entriesFor(policy: string, subject?: string) {
  const { findings } = evaluate(roster, policyOf(policy), noon);
  const chosen = selectFindings(findings, { rule: undefined, subject }, roster);
  return toEntries(chosen, { expires: "2026-12-23" }, { findings, roster }).map(
    (each) => `${each.rule} ${each.subject} ${each.team ?? "-"}`,
  );
}

test("what is found about a person in several teams is one entry, without a team", () => {
  expect(entriesFor("teams: { docs: {}, platform: {} }")).toEqual([
    "team-member-unexpected ada -",
    "team-member-unexpected bo -",
  ]);
});

test("in one team, the entry names it", () => {
  expect(entriesFor("teams: { docs: {} }", "ada")).toEqual(["team-member-unexpected ada docs"]);
});

test("if the entry would also cover what is accepted already, there is one for each team", () => {
  const three = aRoster({
    members: [
      aMember({
        username: "ada",
        teams: ["docs", "platform", "release"].map((slug) => ({
          team: `tm-${slug}`,
          role: "Member" as const,
        })),
      }),
    ],
    teams: ["docs", "platform", "release"].map((slug) => aTeam({ slug })),
  });
  const policy = policyOf(
    "teams: { docs: {}, platform: {}, release: {} }\nexceptions: [{ rule: team-member-unexpected, subject: ada, team: docs, reason: r, expires: 2026-11-30 }]",
  );
  const { findings } = evaluate(three, policy, noon);
  const chosen = selectFindings(findings, { rule: undefined, subject: undefined }, three);

  expect(
    toEntries(chosen, { expires: "2026-12-23" }, { findings, roster: three }).map(
      ({ team }) => team,
    ),
  ).toEqual(["platform", "release"]);
});

/** Lets two branches accept different findings, and returns the merge of both; undefined: a conflict. */
async function merge(
  base: string,
  ours: readonly ExceptionEntry[],
  theirs: readonly ExceptionEntry[],
): Promise<string | undefined> {
  const folder = await makeRepository({ "p.yml": base });
  await git(folder, "checkout", "--quiet", "-b", "theirs");
  await commit(folder, { "p.yml": accept(base, ...theirs) });
  await git(folder, "checkout", "--quiet", "-");
  await commit(folder, { "p.yml": accept(base, ...ours) });
  try {
    await git(folder, "merge", "--quiet", "--no-edit", "theirs");
  } catch {
    return undefined;
  }
  return await readFile(join(folder, "p.yml"), "utf8");
}

test("two branches that accept different findings merge if an entry stands between their places", async () => {
  const base = `${head}exceptions:\n${bullets(line("dormant", "jo"), line("two-factor", "jo"))}`;

  const merged = await merge(
    base,
    [entry("dormant", "ada"), entry("two-factor", "ada")],
    [entry("two-factor", "zoe")],
  );

  expect(merged).toBe(
    `${head}exceptions:\n${bullets(line("dormant", "ada"), line("dormant", "jo"), line("two-factor", "ada"), line("two-factor", "jo"), line("two-factor", "zoe"))}`,
  );
  expect(parsePolicy(merged ?? "", "p.yml")).toHaveProperty("policy");
});

test("if both branches add entries in the same place, Git shows a conflict and loses nothing", async () => {
  const base = `${head}exceptions:\n${bullets(line("dormant", "jo"))}`;

  expect(await merge(base, [entry("two-factor", "a")], [entry("two-factor", "b")])).toBeUndefined();
  expect(await merge(head, [entry("two-factor", "a")], [entry("two-factor", "b")])).toBeUndefined();
});
