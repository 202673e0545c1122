import fc from "fast-check";
import { expect, test } from "vitest";

import { planIssue, type Found, type ExistingIssue } from "../../../src/github/issue/issue-plan.ts";
import {
  compareSets,
  carryOver,
  readTrackedSet,
  toTrackedSet,
  withTrackedSet,
  type TrackedSet,
} from "../../../src/github/issue/tracked-set.ts";
import type { Report } from "../../../src/report/report.ts";
import { aReport } from "../../support/report.ts";
import { propertyRuns } from "../../support/property.ts";

const completeAt = "2026-11-20T05:00:00.000Z";

function setOf(rules: Readonly<Record<string, readonly string[]>>): TrackedSet {
  const findings = Object.entries(rules).flatMap(([rule, keys]) =>
    keys.map((key) => ({ rule, state: "existing", fingerprint: key.repeat(32) })),
  ) as unknown as Report["findings"];
  return toTrackedSet({ ...aReport(), findings }, { anonymous: false, completeAt, overdue: false });
}

function many(number: number): TrackedSet {
  const findings = Array.from({ length: number }, (_, index) => ({
    rule: `rule-${index % 3}`,
    state: "existing",
    fingerprint: index.toString(16).padStart(10, "0").padEnd(32, "f"),
  })) as unknown as Report["findings"];
  return toTrackedSet({ ...aReport(), findings }, { anonymous: false, completeAt, overdue: false });
}

test("a set is read back as it was written, whatever stands above it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.dictionary(
        fc.constantFrom("two-factor", "role-count", "a--b", "x->y"),
        fc.uniqueArray(fc.constantFrom("0", "1", "7", "a", "f"), { minLength: 1 }),
      ),
      (text, rules) => {
        const body = `<!-- marker -->\n${text.replaceAll("\r", "")}`;
        const set = setOf(rules);
        expect(readTrackedSet(withTrackedSet(body, set))).toEqual(set);
        // GitHub keeps the line ends that it is given, and a browser's form changes them.
        expect(readTrackedSet(`${withTrackedSet(body, set).replaceAll("\n", "\r\n")}\r\n`)).toEqual(
          set,
        );
      },
    ),
    propertyRuns(100),
  );
});

test("the hidden block stays hidden: nothing in it ends the comment", () => {
  const body = withTrackedSet("text", setOf({ "a--b": ["1"], "-->": ["2"] }));
  const [, hidden = ""] = body.split("<!--");
  expect(hidden.indexOf("--")).toBe(hidden.length - 3);
});

test("a body that was changed above or inside of the block tells nothing", () => {
  const body = withTrackedSet("line one\nline two", setOf({ "two-factor": ["1", "2"] }));
  expect(readTrackedSet(body)).toBeDefined();
  for (const changed of [
    body.replace("line two", "line 2"),
    body.replace('\\u002dfactor":{"count":2', '\\u002dfactor":{"count":1'),
    body.slice(0, -5),
    `${body}\nand a word`,
    body.replace(" v1 ", " v2 "),
    "",
    null,
  ]) {
    expect(readTrackedSet(changed)).toBeUndefined();
  }
});

test("two thousand findings are kept one by one, and more only as numbers and digests", () => {
  const kept = many(2_000);
  const counted = many(2_001);
  expect(kept.rules.get("rule-0")?.findings).toHaveLength(667);
  expect(counted.rules.get("rule-0")).toEqual({
    count: 667,
    digest: expect.stringMatching(/^[0-9a-f]{12}$/u) as string,
  });
  expect(withTrackedSet("", kept).length).toBeLessThan(21_000);
  expect(withTrackedSet("", counted).length).toBeLessThan(500);
  expect(compareSets(many(2_001), many(2_001))).toEqual([]);
  expect(compareSets(many(2_001), many(2_004))).toMatchObject([
    { rule: "rule-0", before: 667, after: 668, moved: undefined },
    { rule: "rule-1", before: 667, after: 668, moved: undefined },
    { rule: "rule-2", before: 667, after: 668, moved: undefined },
  ]);
});

test("where names are hidden, so are the fingerprints, which known ids could be tried against", () => {
  const set = toTrackedSet(aReport(), { anonymous: true, completeAt, overdue: false });
  expect(set.rules.size).toBeGreaterThan(0);
  for (const rule of set.rules.values()) expect(Object.keys(rule)).toEqual(["count"]);
});

test("what came and went is recorded by rule", () => {
  expect(
    compareSets(
      setOf({ "two-factor": ["1", "2"], dormant: ["3"] }),
      setOf({ "two-factor": ["2", "4"], "role-count": ["5"] }),
    ),
  ).toEqual([
    {
      rule: "dormant",
      before: 1,
      after: 0,
      moved: { appeared: [], cleared: ["3".repeat(10)] },
    },
    {
      rule: "role-count",
      before: 0,
      after: 1,
      moved: { appeared: ["5".repeat(10)], cleared: [] },
    },
    {
      rule: "two-factor",
      before: 2,
      after: 2,
      moved: { appeared: ["4".repeat(10)], cleared: ["1".repeat(10)] },
    },
  ]);
});

test("a rule that was not judged keeps what it had, and gets what was found all the same", () => {
  const { set, held } = carryOver(
    setOf({ "two-factor": ["2", "4"] }),
    setOf({ "two-factor": ["1", "2"], dormant: ["3"], "role-count": ["5"] }),
    new Set(["two-factor", "dormant"]),
  );
  expect(set.rules).toEqual(setOf({ "two-factor": ["1", "2", "4"], dormant: ["3"] }).rules);
  expect(held).toEqual([
    { rule: "two-factor", count: 1 },
    { rule: "dormant", count: 1 },
  ]);
});

const drift = setOf({ "two-factor": ["1"] });
const empty = setOf({});
const judged: Found = {
  title: "t",
  set: empty,
  notJudged: new Set(),
  complete: true,
  conclusive: true,
};
const openIssue: ExistingIssue = { state: "open", title: "t", recorded: drift };

test.each<[string, ExistingIssue, Found, object]>([
  ["nothing changed", openIssue, { ...judged, set: drift }, { write: false, news: undefined }],
  [
    "all is cleared",
    openIssue,
    judged,
    { write: true, state: "closed", news: { event: "closed" } },
  ],
  [
    "all is cleared, but a gap makes the verdict unknown",
    openIssue,
    { ...judged, complete: false, conclusive: false },
    { write: true, state: "open", news: { event: "changed" } },
  ],
  [
    "its rule was not judged",
    openIssue,
    { ...judged, notJudged: new Set(["two-factor"]), conclusive: false },
    { write: false, state: "open", held: [{ rule: "two-factor", count: 1 }] },
  ],
  [
    "a rule without findings was not judged, which fails nothing",
    openIssue,
    { ...judged, notJudged: new Set(["single-sign-on"]) },
    { write: true, state: "closed" },
  ],
  [
    "somebody closed it",
    { ...openIssue, state: "closed" },
    { ...judged, set: drift },
    { write: true, state: "open", news: { event: "reopened", progress: [] } },
  ],
  [
    "the drift is back",
    { state: "closed", title: "t", recorded: empty },
    { ...judged, set: drift },
    { write: true, state: "open", news: { event: "changed" } },
  ],
  [
    "its body was changed",
    { ...openIssue, recorded: undefined },
    { ...judged, set: drift },
    { write: true, state: "open", news: undefined },
  ],
  [
    "its body was changed, and what it recorded may be of a rule that was not judged",
    { ...openIssue, recorded: undefined },
    { ...judged, notJudged: new Set(["two-factor"]) },
    { write: true, state: "open", news: undefined },
  ],
  [
    "the workspace has another name",
    { ...openIssue, title: "old" },
    { ...judged, set: drift },
    { write: true, news: undefined },
  ],
  [
    "the last complete sync that it tells is a week old",
    openIssue,
    { ...judged, set: { ...drift, completeAt: "2026-11-27T05:00:00.000Z" } },
    { write: true, news: undefined },
  ],
  [
    "the last complete sync that it tells is six days old",
    openIssue,
    { ...judged, set: { ...drift, completeAt: "2026-11-26T05:00:00.000Z" } },
    { write: false, news: undefined },
  ],
])("the plan where %s", (_, issue, found, plan) => {
  expect(planIssue(issue, found)).toMatchObject(plan);
});
