/** Entries that have no effect are removed with what belongs to them, and nothing else changes. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../../src/errors.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { findPrunable, removeEntries } from "../../../src/policy/exceptions/prune.ts";
import { readSource } from "../../../src/policy/file/source.ts";
import { noon } from "../../support/exceptions.ts";
import { policyFrom } from "../../support/policy.ts";
import { propertyRuns } from "../../support/property.ts";
import { aMember, aRoster, aTeam } from "../../support/roster.ts";
import { unknown } from "../../../src/roster/fact.ts";

const head = "version: 1\norganization: fernwick\n";
const roster = aRoster({
  members: [aMember({ username: "jo", role: "Owner", twoFactor: false })],
  teams: [aTeam()],
});

function find(text: string, of = roster, chosen: { rule?: string; subject?: string } = {}) {
  const evaluation = evaluate(of, policyFrom(text), noon);
  const { rule, subject } = chosen;
  return findPrunable(text, { evaluation, now: noon, isHere: () => true, rule, subject });
}

function prune(text: string): string {
  return removeEntries(text, "p.yml", find(text));
}

const used = "{ rule: two-factor, subject: jo, reason: r, expires: 2026-12-31 }";
const unused = "{ rule: dormant, subject: jo, reason: r, expires: 2026-12-31 }";
const expired = "{ rule: two-factor, subject: jo, reason: r, expires: 2026-11-22 }";

/** Each text with what goes between the marks. */
const layouts: readonly [string, string][] = [
  ["an entry on one line", `${head}exceptions:\n  - ${used}\n▸  - ${unused}\n◂roles: {}\n`],
  [
    "an entry with comments above and beside it",
    `${head}exceptions:\n  # of the list\n\n▸  # away\n  # for long\n  - ${unused} # until spring\n◂  # the key\n  - ${used}\n`,
  ],
  [
    "an entry on several lines, with comments in and below it",
    `${head}exceptions:\n▸  - rule: dormant\n    # why\n    subject: jo\n    expires: 2026-12-31\n    # since then\n◂  # used\n  - ${used}\n# roles\nroles: {}\n`,
  ],
  [
    "the last entry, with a folded text",
    `${head}exceptions:\n  - ${used}\n▸  - rule: dormant\n    subject: jo\n    expires: 2026-12-31\n    reason: |\n      # away\n      for long\n◂`,
  ],
  ["no indentation", `${head}exceptions:\n▸- ${unused}\n◂- ${used}\n`],
  [
    "all entries",
    `${head}exceptions: # none is left\n▸  - ${unused}\n  - ${expired}\n◂roles: {}\n`,
  ],
  [
    "an entry whose dash is on a line of its own",
    `${head}exceptions:\n▸  -\n    rule: dormant\n    subject: jo\n    expires: 2026-12-31\n◂  - ${used}\n`,
  ],
  ["the first in brackets", `${head}exceptions: [▸${unused}, ◂${used}]\n`],
  ["the last in brackets", `${head}exceptions: [${used}▸, ${unused}◂]\n`],
  ["the last two in brackets", `${head}exceptions: [${used}▸, ${unused}, ${expired}◂, ]\n`],
  ["the only one in brackets", `${head}exceptions: [ ▸${unused} ,◂ ]\n`],
  [
    "lines in brackets",
    `${head}exceptions: [\n  ${used}, # the key\n▸  # away\n  ${unused}, # until spring\n◂]\n`,
  ],
  ["no final line break", `${head}exceptions:\n  - ${used}\n▸  - ${unused}◂`],
  [
    "leaving",
    `${head}leaving:\n▸  # gone\n  - { person: zoe, until: 2026-11-01 }\n◂  - { person: jo, until: 2026-12-31 }\n`,
  ],
  [
    "people whose entries have ended",
    `${head}roles:\n  owner:\n    members:\n      - jo # the first\n▸      # for the migration\n      - { name: ada, until: 2026-11-22 }\n◂      - { name: bo, until: 2026-11-23 }\n`,
  ],
  [
    "people in brackets, a group and a team",
    `${head}groups:\n  leads: [▸{ name: ada, until: 2026-01-01 }, ◂jo]\nteams: { platform: { managers: [group:leads] } }\n`,
  ],
  ["a byte order mark", `\uFEFF${head}exceptions:\n▸  - ${unused}\n◂  - ${used}\n`],
];

test.each(layouts)("%s: only what belongs to it is removed", (_, marked) => {
  const [before = "", rest = ""] = marked.split("▸");
  const [removed = "", after = ""] = rest.split("◂");

  expect(prune(before + removed + after)).toBe(before + after);
});

test.each(layouts)("%s, with the line ends of Windows", (_, marked) => {
  const [before = "", rest = ""] = marked.replaceAll("\n", "\r\n").split("▸");
  const [removed = "", after = ""] = rest.split("◂");

  expect(prune(before + removed + after)).toBe(before + after);
});

test("a list of people that loses its last entry becomes an empty list: nobody", () => {
  expect(
    prune(
      `${head}teams:\n  platform:\n    members: # today\n      - { name: ada, until: 2026-11-22 }\n`,
    ),
  ).toBe(`${head}teams:\n  platform:\n    members: [] # today\n`);
});

test("each entry says what it is and why it goes, in the file's order", () => {
  const text = `${head}roles:\n  owner:\n    allow: [{ name: ada, until: 2026-11-22 }]\nexceptions:\n  - ${unused}\n  - ${used}\n  - ${expired}\nleaving: [{ person: zoe, until: 2026-12-31 }]\n`;

  expect(
    find(text.replace("allow", "members")).map(({ position, what }) => `${position.line} ${what}`),
  ).toEqual([
    '5 entry "ada" in roles.owner.members: it ended on 2026-11-22',
    "7 exception for jo from rule dormant: there is no such finding",
    "9 exception for jo from rule two-factor: it expired on 2026-11-22",
    '10 the entry under leaving for "zoe": nothing is found about this person',
  ]);
});

test("a name chooses ended entries, and a rule chooses none of them", () => {
  const text = `${head}roles:\n  owner:\n    members:\n      - { name: Ada, until: 2026-11-22 }\n      - { name: bo, until: 2026-11-22 }\n      - { name: cy, reason: stays }\n      - { name: di, until: 2026-12-22 }\ncustom: []\n`;
  const lines = (chosen: { rule?: string; subject?: string }) =>
    find(text, roster, chosen).map(({ position }) => position.line);

  expect(lines({})).toEqual([6, 7]);
  expect(lines({ subject: "ADA" })).toEqual([6]);
  expect(lines({ subject: "cy" })).toEqual([]);
  expect(lines({ rule: "two-factor" })).toEqual([]);
});

test("what was not judged stays", () => {
  const unseen = aRoster({
    members: [
      aMember({
        username: "jo",
        role: "Owner",
        lastLoginAt: unknown("missing"),
        lastLoginMethod: unknown("missing"),
      }),
    ],
  });
  const text = `${head}exceptions:\n  - ${unused}\n  - ${expired}\nleaving: [{ person: zoe, until: 2026-12-31 }]\n`;

  expect(find(text, unseen).map(({ position }) => position.line)).toEqual([5]);
});

test("a rule and a name choose", () => {
  const other = "{ rule: dormant, subject: Zoe, reason: r, expires: 2026-12-31 }";
  const text = `${head}exceptions:\n  - ${unused}\n  - ${other}\n  - ${expired}\n`;
  const lines = (chosen: { rule?: string; subject?: string }) =>
    find(text, roster, chosen).map(({ position }) => position.line);

  expect(lines({ rule: "dormant" })).toEqual([4, 5]);
  expect(lines({ subject: "zoe" })).toEqual([5]);
  expect(lines({ rule: "two-factor", subject: "jo" })).toEqual([6]);
});

test("a layout that cannot be edited is refused, and the sentence says what to do", () => {
  const text = `${head}exceptions: [${unused} # away\n  , # and\n  ]\n`;

  expect(() => prune(text)).toThrow(AuditError);
  expect(() => prune(text)).toThrow(
    /^cannot remove entries from p\.yml: .+ Remove them by hand; --dry-run lists them\.$/u,
  );
});

test("whatever is between the entries, exactly the used ones are left", () => {
  const between = fc.constantFrom(
    "",
    "\n",
    "  # a comment\n",
    "      # further right\n",
    "# left\n",
  );
  const entries = fc.array(fc.tuple(between, fc.constantFrom(used, unused, expired)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(entries, fc.constantFrom("roles: {}\n", "", "# the end\n"), (list, end) => {
      const text = `${head}exceptions:\n${list
        .map(
          ([above, entry], index) =>
            `${above}  - ${entry
              .replace("reason: r", `reason: r${index}`)
              .replace("12-31", `12-${10 + index}`)
              .replace("11-22", `11-${10 + index}`)}\n`,
        )
        .join("")}${end}`;
      const { exceptions } = readSource(prune(text)).value as {
        exceptions: { rule: string; expires: string }[] | null;
      };
      const kept = list.filter(([, entry]) => entry === used).length;
      expect(exceptions ?? []).toHaveLength(kept);
      expect((exceptions ?? []).every(({ expires }) => expires > "2026-12")).toBe(true);
    }),
    propertyRuns(100),
  );
});
