/** Layouts in which exceptions have no place, or a place that is hard to see; and who is named how. */

import { expect, test } from "vitest";

import { AuditError } from "../../../src/errors.ts";
import { acceptInto, selectFindings } from "../../../src/policy/exceptions/accept.ts";
import { driftOf, nameException } from "../../../src/policy/exceptions/drift.ts";
import type { ExceptionEntry } from "../../../src/policy/exceptions/entry.ts";
import type { PolicyException } from "../../../src/policy/exceptions/exception.ts";
import { toFlowText } from "../../../src/policy/exceptions/flow-text.ts";
import { insertExceptions } from "../../../src/policy/exceptions/insert-exceptions.ts";
import { quoteYaml } from "../../../src/policy/exceptions/quote.ts";
import { applyTextEdits } from "../../../src/policy/exceptions/text-edit.ts";
import { toEntries } from "../../../src/policy/exceptions/to-entries.ts";
import type { Finding, Subject } from "../../../src/policy/finding.ts";
import { ofMember, ofPolicyText, ofService, ofTeam } from "../../../src/policy/subject.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";

const head = "version: 1\norganization: fernwick\n";
const entry: ExceptionEntry = { rule: "dormant", subject: "ada", expires: "2026-12-23" };
const flow = '{ rule: dormant, subject: "ada", expires: 2026-12-23 }';

function errorOf(act: () => unknown): { code: unknown; message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof AuditError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was refused");
}

test.each([
  ["no YAML", `${head}exceptions: [\n`],
  ["no mapping", "- version: 1\n"],
  ["a text in place of the list", `${head}exceptions: none\n`],
  ["a mapping in place of the list", `${head}exceptions: {}\n`],
])("%s has no place for exceptions", (_, text) => {
  expect(insertExceptions(text, [entry])).toBeUndefined();
});

test.each([
  [
    "a key in braces, with nothing behind it",
    "{ version: 1, organization: fernwick, exceptions: }\n",
    `{ version: 1, organization: fernwick, exceptions: [${flow}, ${flow}] }\n`,
  ],
  [
    "a null that is written out",
    `${head}exceptions: null\n`,
    `${head}exceptions: [${flow}, ${flow}]\n`,
  ],
  [
    "nothing at all in braces but the rest",
    "{ version: 1 }",
    `{ version: 1, exceptions: [${flow}, ${flow}] }`,
  ],
  [
    "three dots that end nothing",
    `${head}# a ...\n`,
    `${head}# a ...\nexceptions:\n  - ${flow}\n  - ${flow}\n`,
  ],
  ["three dots at the very end", `${head}...`, `${head}exceptions:\n  - ${flow}\n  - ${flow}\n...`],
  [
    "an empty key far in",
    `  version: 1\n  exceptions:\n  organization: fernwick\n`,
    `  version: 1\n  exceptions:\n    - ${flow}\n    - ${flow}\n  organization: fernwick\n`,
  ],
  ["one line without an end", "version: 1", `version: 1\nexceptions:\n  - ${flow}\n  - ${flow}`],
])("%s: the exceptions are put where they belong", (_, text, expected) => {
  const edits = insertExceptions(text, [entry, entry]);

  expect(edits === undefined ? undefined : applyTextEdits(text, edits)).toBe(expected);
});

test("an entry is written on one line, without what it does not say", () => {
  expect(toFlowText({ ...entry, team: undefined, owner: "it: desk" })).toBe(
    '{ rule: dormant, subject: "ada", expires: 2026-12-23, owner: "it: desk" }',
  );
});

test("an escape has four digits, or eight where four are too few", () => {
  expect(quoteYaml("\u202E\u{E0041}\u{FFFF}")).toBe(String.raw`"\u202E\U000E0041\uFFFF"`);
});

test("a layout without a place is an error of the policy, which says what to do", () => {
  expect(errorOf(() => acceptInto(`${head}exceptions: none\n`, "p.yml", [entry]))).toEqual({
    code: "BAD_POLICY",
    message:
      'cannot add exceptions to p.yml: there is no place for them in its layout. Put "exceptions: []" on a line of its own and try again, or add them by hand.',
  });
});

test("of what would not be valid, the first three problems are told", () => {
  const long = ["a", "b", "c", "d"].map((letter) => ({ ...entry, subject: letter.repeat(321) }));
  const { message } = errorOf(() => acceptInto(head, "p.yml", long));

  expect(message.match(/p\.yml:\d+:\d+: it is longer than 320 characters/gv)).toHaveLength(3);
  expect(message).toContain("characters; p.yml:");
});

function aFinding(subject: Subject, changes: Partial<Finding> = {}): Finding {
  return {
    rule: "two-factor",
    severity: "error",
    state: "existing",
    subject,
    facts: {},
    resolvedBy: "other",
    fingerprint: subject.id,
    ...changes,
  };
}

const ada = aMember({ username: "ada", email: "ada@fernwick.example" });
const bo = aMember({ username: "bo" });
const roster = aRoster({ members: [ada, bo], services: [aService({ slug: "ci" })] });

function choose(findings: readonly Finding[], subject?: string): string[] {
  return selectFindings(findings, { rule: undefined, subject }, roster).map(
    (finding) => finding.subject.id,
  );
}

test("what is accepted already, and what is about an exception, is not chosen again", () => {
  const findings = [
    aFinding(ofMember(ada), { state: "accepted" }),
    aFinding(ofMember(bo), { state: "introduced" }),
    aFinding(ofPolicyText("ada"), { rule: "exception-expired" }),
  ];

  expect(choose(findings)).toEqual(["id-bo"]);
});

test("a subject is chosen by id, by slug or by the address of its member, and by nothing else", () => {
  const team = aTeam({ slug: "platform" });
  const findings = [
    ofMember(ada),
    ofMember(bo),
    ofTeam(team),
    ofService(aService({ slug: "ci" })),
  ].map((subject) => aFinding(subject));

  expect(choose(findings, "PLATFORM")).toEqual(["tm-platform"]);
  expect(choose(findings, "tm-Platform")).toEqual(["tm-platform"]);
  expect(choose(findings, "CI")).toEqual(["ci"]);
  expect(choose(findings, "Ada@fernwick.example")).toEqual(["id-ada"]);
  expect(choose(findings, "nobody@fernwick.example")).toEqual([]);
});

test("an address is no name of a service account, even of one with its member's id", () => {
  const imposter = aFinding({ kind: "service", id: "id-ada", slug: "x", name: "x" });

  expect(choose([imposter], "ada@fernwick.example")).toEqual([]);
});

test("a name that two people have chooses what both of them are found for", () => {
  const duplicates = aRoster({
    members: [aMember({ username: "jo", id: "1" }), aMember({ username: "x", id: "JO" })],
  });
  const findings = duplicates.members.map((member) => aFinding(ofMember(member)));

  expect(
    selectFindings(findings, { rule: undefined, subject: "jo" }, duplicates).map(
      ({ subject }) => subject.id,
    ),
  ).toEqual(["1", "JO"]);
});

/** Returns by what name an exception is written for each of the findings. */
function namesFor(findings: readonly Finding[], of = roster): (string | undefined)[][] {
  return toEntries(findings, { expires: "2026-12-23" }, { findings, roster: of }).map(
    ({ subject, team }) => [subject, team],
  );
}

test("an exception names a team only where the finding is about one, and is written once", () => {
  const platform = ofTeam(aTeam({ slug: "platform" }));
  const inTeam = aFinding(ofMember(ada), { object: platform });
  const besides = aFinding(ofMember(ada), { object: ofMember(bo) });

  expect(namesFor([inTeam, inTeam, besides, aFinding(ofMember(ada))])).toEqual([
    ["ada", undefined],
    ["ada", "platform"],
  ]);
});

test("the first of two findings for one entry gives its words", () => {
  const loud = aFinding({ ...ofPolicyText("ADA"), id: "1" });
  const soft = aFinding({ ...ofPolicyText("ada"), id: "2" });

  expect(namesFor([loud, soft])).toEqual([["ADA", undefined]]);
});

test.each([
  ["a username", ofMember(ada), "ada"],
  ["a member whose name is a service account's", { ...ofMember(ada), slug: "ci" }, "id-ada"],
  ["a member whose name is another's", { ...ofMember(ada), slug: "bo" }, "id-ada"],
  ["a team", ofTeam(aTeam({ slug: "platform" })), "platform"],
  ["a team with space in its slug", ofTeam(aTeam({ slug: " p", id: "tm-p" })), "tm-p"],
  ["a team without a slug", ofTeam(aTeam({ slug: "", id: "tm-p" })), "tm-p"],
  ["a slug as long as may be", ofTeam(aTeam({ slug: "x".repeat(320), id: "t" })), "x".repeat(320)],
  ["a slug that is longer", ofTeam(aTeam({ slug: "x".repeat(321), id: "tm-p" })), "tm-p"],
])("%s is named so that nobody else is meant", (_, subject, name) => {
  expect(namesFor([aFinding(subject)])).toEqual([[name, undefined]]);
});

const exception: PolicyException = {
  rule: "two-factor",
  subject: { text: "Ada", position: { line: 4, column: 9 } },
  team: "Platform",
  reason: null,
  owner: null,
  ticket: null,
  approvedBy: null,
  created: null,
  expires: "2026-12-31",
  position: { line: 4, column: 5 },
};

test("what is wrong with an exception is found at its line, and known by what it is", () => {
  expect(driftOf(exception, { covers: 2 })).toEqual({
    subject: { kind: "policy", id: "ada", slug: "Ada", name: "Ada" },
    facts: { rule: "two-factor", team: "Platform", expires: "2026-12-31", covers: 2 },
    position: { line: 4, column: 5 },
    key: '["two-factor","platform","2026-12-31"]',
  });
  expect(driftOf({ ...exception, team: null })).toMatchObject({
    facts: { team: null },
    key: '["two-factor",null,"2026-12-31"]',
  });
});

test("a sentence about an exception says for whom, to what and in which team", () => {
  const say = (of: PolicyException) => nameException(driftOf(of));

  expect(say(exception)).toBe("exception for Ada from rule two-factor in team Platform");
  expect(say({ ...exception, team: null })).toBe("exception for Ada from rule two-factor");
});
