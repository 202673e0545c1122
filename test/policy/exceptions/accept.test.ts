import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { acceptInto, selectFindings } from "../../../src/policy/exceptions/accept.ts";
import { toEntries } from "../../../src/policy/exceptions/to-entries.ts";
import type { ExceptionEntry } from "../../../src/policy/exceptions/entry.ts";
import { quoteYaml } from "../../../src/policy/exceptions/quote.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { aMember, aRoster, aService, aTeam } from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";

const path = "access-policy.yml";
const now = new Date("2026-11-23T12:00:00Z");
const entry: ExceptionEntry = {
  rule: "two-factor",
  subject: "jo",
  team: "platform",
  reason: 'it is "on order": #4711',
  created: "2026-11-23",
  expires: "2026-12-23",
};
const other: ExceptionEntry = { rule: "visibility", subject: "ada", expires: "2026-12-23" };
const flow = String.raw`{ rule: two-factor, subject: "jo", team: "platform", reason: "it is \"on order\": #4711", created: 2026-11-23, expires: 2026-12-23 }`;
const shortFlow = '{ rule: visibility, subject: "ada", expires: 2026-12-23 }';

const head = "version: 1\norganization: fernwick\n";
const old = "{ rule: dormant, subject: bo, expires: 2026-12-01 }";

/** The text with a mark where the exceptions go; the mark is no part of the file. */
const layouts: readonly [string, string, string][] = [
  ["no exceptions key yet", `${head}▸`, "exceptions:\n  - A\n  - B\n"],
  ["no key, no final newline", `${head.trimEnd()}▸`, "\nexceptions:\n  - A\n  - B"],
  ["no key, comments after", `${head}\n# the end\n▸`, "exceptions:\n  - A\n  - B\n"],
  ["no key, an end of document", `${head}▸...\n`, "exceptions:\n  - A\n  - B\n"],
  ["no key, a start of document", `---\n${head}▸`, "exceptions:\n  - A\n  - B\n"],
  [
    "no key, everything indented",
    "  version: 1\n  organization: fernwick\n▸",
    "  exceptions:\n    - A\n    - B\n",
  ],
  [
    "no key, one mapping in braces",
    "{ version: 1, organization: fernwick▸ }\n",
    ", exceptions: [A, B]",
  ],
  ["an empty key at the end", `${head}exceptions:\n▸`, "  - A\n  - B\n"],
  ["an empty key, no final newline", `${head}exceptions:▸`, "\n  - A\n  - B"],
  [
    "an empty key with a comment, and more after",
    `version: 1\nexceptions: # none yet\n▸# the workspace\norganization: fernwick\n`,
    "  - A\n  - B\n",
  ],
  ["an empty list", `${head}exceptions: [▸]\nroles: {}\n`, "A, B"],
  ["an empty list with a comment in it", `${head}exceptions: [▸ # none yet\n  ]\n`, "A, B"],
  ["a list in brackets", `${head}exceptions: [ ${old}▸ ]\nroles: {}\n`, ", A, B"],
  [
    "a list in brackets over lines, with a last comma",
    `${head}exceptions: [\n  ${old}▸, # until the spring\n]\n`,
    ", A, B",
  ],
  ["a block list", `${head}exceptions:\n  - ${old}\n▸roles: {}\n`, "  - A\n  - B\n"],
  ["a block list without indentation", `${head}exceptions:\n- ${old}\n▸roles: {}\n`, "- A\n- B\n"],
  [
    "a block list far in, with comments between and after",
    `${head}exceptions:\n      # first\n      - rule: dormant\n        subject: bo # he is away\n        expires: 2026-12-01 # or sooner\n▸\n# roles\nroles: {}\n`,
    "      - A\n      - B\n",
  ],
  [
    "a block list that ends in a folded text",
    `${head}exceptions:\n  - rule: dormant\n    subject: bo\n    expires: 2026-12-01\n    reason: >\n      away\n      for long\n▸`,
    "  - A\n  - B\n",
  ],
  [
    "a block list at the end, no final newline",
    `${head}exceptions:\n  - ${old}▸`,
    "\n  - A\n  - B",
  ],
  ["a byte order mark", `\uFEFF${head}▸`, "exceptions:\n  - A\n  - B\n"],
];

function write(template: string): string {
  return template.replaceAll("A", flow).replaceAll("B", shortFlow);
}

test.each(layouts)(
  "%s: the exceptions stand in their place, every other byte stays",
  (...given) => {
    const [, marked, added] = given;
    const [before = "", after = ""] = marked.split("▸");

    const { text } = acceptInto(before + after, path, [entry, other]);

    expect(text).toBe(before + write(added) + after);
  },
);

test.each(layouts)("%s, with the line ends of Windows", (_, marked, added) => {
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  const [before = "", after = ""] = crlf(marked).split("▸");

  const { text } = acceptInto(before + after, path, [entry, other]);

  expect(text).toBe(before + crlf(write(added)) + after);
});

test("a null that is written out makes way for the list", () => {
  expect(acceptInto(`${head}exceptions: ~ # none\n`, path, [other]).text).toBe(
    `${head}exceptions: [${shortFlow}] # none\n`,
  );
});

test("what cannot be put in place is refused, and the sentence says what to do", () => {
  const text = "version: 1\norganization: fernwick\n? exceptions\n:\n";
  expect(() => acceptInto(text, path, [other])).toThrow(
    /^cannot add exceptions to access-policy\.yml: .+ Put "exceptions: \[\]" on a line of its own/u,
  );
});

test("an entry that the policy would refuse is not written", () => {
  expect(() => acceptInto(head, path, [{ ...other, subject: "x".repeat(321) }])).toThrow(
    /would not be valid \(access-policy\.yml:4:/u,
  );
});

test.each(hostileTexts)("%j reads back the same, and shows everything that is in it", (text) => {
  expect(parse(quoteYaml(text))).toBe(text);
  expect(quoteYaml(text)).toMatch(/^"[^\p{C}\p{Zl}\p{Zp}]*"$/v);
});

test("any text reads back the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(parse(quoteYaml(text))).toBe(text);
    }),
    propertyRuns(100),
  );
});

const anyName = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
  fc.constantFrom("jo", "Jo", "id-1", "ci", " x ", "", "- a", "null", "2026-12-31", "a: b # c"),
);

test("whatever accounts are called, accepting leaves no finding open", () => {
  const roster = fc
    .uniqueArray(fc.tuple(anyName, anyName), {
      minLength: 1,
      selector: ([name]) => name.toLowerCase(),
    })
    .map((names) =>
      aRoster({
        members: names.map(([username, email], index) =>
          aMember({
            id: `id-${index}-0aZ`,
            username: username.toWellFormed(),
            email: email.toWellFormed(),
            role: "Owner",
            twoFactor: index % 2 === 0,
            active: index % 3 !== 0,
            teams: [{ team: "tm-platform", role: "Member" }],
          }),
        ),
        teams: [aTeam({ slug: "platform" })],
        services: [aService({ slug: "ci", teams: [{ team: "tm-platform", role: "Member" }] })],
      }),
    );
  fc.assert(
    fc.property(roster, fc.constantFrom(...layouts), (people, [, marked]) => {
      const before = marked.replace("▸", "");
      const parsed = parsePolicy(before, path);
      if (!("policy" in parsed)) throw new Error("the layouts are valid");
      const { findings } = evaluate(people, parsed.policy, now);
      const chosen = selectFindings(findings, { rule: undefined, subject: undefined }, people);
      const entries = toEntries(
        chosen,
        { reason: "r", expires: "2026-12-23" },
        { findings, roster: people },
      );

      const { policy } = acceptInto(before, path, entries);

      const left = evaluate(people, policy, now).findings.filter(
        ({ rule, state }) => state !== "accepted" && !rule.startsWith("exception-"),
      );
      expect(left).toEqual([]);
    }),
    propertyRuns(60),
  );
});

test("findings are chosen by rule and by any name, and never those of exceptions", () => {
  const roster = aRoster({
    members: [
      aMember({ username: "jo", role: "Owner", twoFactor: false, active: true }),
      aMember({ username: "ada", role: "Owner", twoFactor: false }),
      aMember({ username: "tamas", role: "Manager", active: false }),
    ],
  });
  const parsed = parsePolicy(
    `${head}exceptions: [{ rule: dormant, subject: gone, expires: 2026-11-01 }]\n`,
    path,
  );
  if (!("policy" in parsed)) throw new Error("valid");
  const { findings } = evaluate(roster, parsed.policy, now);
  const choose = (rule?: string, subject?: string) =>
    selectFindings(findings, { rule, subject }, roster).map(
      (finding) => `${finding.rule} ${finding.subject.slug}`,
    );

  expect(choose()).toEqual(["two-factor ada", "two-factor jo", "inactive-with-role tamas"]);
  expect(choose("two-factor")).toEqual(["two-factor ada", "two-factor jo"]);
  expect(choose(undefined, "JO@fernwick.example")).toEqual(["two-factor jo"]);
  expect(choose("two-factor", "id-ada")).toEqual(["two-factor ada"]);
  expect(choose("dormant", "jo")).toEqual([]);
});
