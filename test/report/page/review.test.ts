import fc from "fast-check";
import { expect, test } from "vitest";

import { renderPolicyChange } from "../../../src/report/page/app/review/policy-change.ts";
import { answerTo, progressOf } from "../../../src/report/page/app/review/progress.ts";
import {
  mergeReviews,
  parseReview,
  renderReview,
  stampOf,
} from "../../../src/report/page/app/review/review-file.ts";
import {
  answers,
  emptyReview,
  withDecision,
  type Review,
} from "../../../src/report/page/app/review/review.ts";
import { grantsOf, seenOf, standingOf } from "../../../src/report/page/app/review/standing.ts";
import type { Page } from "../../../src/report/page/app/model.ts";
import type { Roster } from "../../../src/roster/model.ts";
import type { PrivilegeLevel } from "../../../src/roster/repository.ts";
import { decide, inTeam, smallRoster as roster, toOpenedPage } from "../../support/review.ts";
import { propertyRuns } from "../../support/property.ts";
import { arbitraryRoster, aRoster } from "../../support/roster.ts";

const page = toOpenedPage(roster);

test("progress counts accounts: decided themselves, or by each of their grants", () => {
  let review = decide(emptyReview, page, "ada", { answer: "keep" });
  review = decide(review, page, "bo", { answer: "keep", grant: "role" });
  review = decide(review, page, "bo", { answer: "ask", grant: { team: "tm-platform" } });
  const { length } = page.accounts;
  const expected = { decided: 1, accounts: length, questions: 1, outdated: 0, gone: 0 };
  expect(progressOf(review, page)).toEqual(expected);

  review = decide(review, page, "bo", { answer: "remove", grant: { team: "tm-release" } });
  expect(progressOf(review, page).decided).toBe(2);
  review = decide(review, page, "cy", { answer: null, note: "only a note" });
  expect(progressOf(review, page).decided).toBe(2);
  review = decide(review, page, "ada", { answer: null });
  expect(progressOf(review, page).decided).toBe(1);
});

const later = "2026-12-23T09:00:00.000Z";
const changes: readonly (readonly [string, Partial<Roster>, object])[] = [
  ["nothing else", {}, { state: "same" }],
  ["the account left", { members: roster.members.slice(0, 1) }, { state: "gone" }],
  [
    "a team was added",
    {
      members: roster.members.map((one) =>
        one.username === "bo"
          ? { ...one, teams: [inTeam("platform"), inTeam("release", "Manager"), inTeam("third")] }
          : one,
      ),
    },
    { state: "changed", added: ["team tm-third Member"], removed: [] },
  ],
  [
    "a role changed and a team was removed",
    {
      members: roster.members.map((one) =>
        one.username === "bo" ? { ...one, role: "Manager", teams: [inTeam("platform")] } : one,
      ),
    },
    {
      state: "changed",
      added: ["role Manager", "finding role-unlisted"],
      removed: ["role Member", "team tm-release Manager"],
    },
  ],
  [
    "the teams were not seen",
    {
      members: roster.members.map((one) =>
        one.username === "bo" ? { ...one, teams: { unknown: "not-listed" } } : one,
      ),
    },
    {
      state: "changed",
      added: ["teams unknown"],
      removed: ["team tm-platform Member", "team tm-release Manager"],
    },
  ],
];

test.each(changes)("after %s, a decision about a newer sync stands so", (_, change, expected) => {
  const review = decide(emptyReview, page, "bo", { answer: "keep" });
  const newer = toOpenedPage({ ...roster, ...change, readAt: later });

  const imported = parseReview(renderReview(review, page), newer);
  if ("refused" in imported) throw new Error(imported.refused);
  const [decision] = imported.decisions.values();
  if (decision === undefined) throw new Error("the decision was lost");
  expect(standingOf(decision, newer)).toEqual(expected);
  // What was decided about other access is no decision about this one.
  const counts = "state" in expected && expected.state === "same";
  expect(answerTo(decision.item, imported, newer)).toBe(counts ? "keep" : undefined);
  expect(progressOf(imported, newer)).toMatchObject({
    decided: counts ? 1 : 0,
    outdated: "added" in expected ? 1 : 0,
    gone: counts || "added" in expected ? 0 : 1,
  });
});

test("a decision about one grant survives a change of another", () => {
  const grant = { team: "tm-platform" };
  const review = decide(emptyReview, page, "bo", { answer: "keep", grant });
  const members = roster.members.map((one) => ({ ...one, role: "Manager" as const }));
  const newer = toOpenedPage({ ...roster, members, readAt: later });
  const id = roster.members.find(({ username }) => username === "bo")?.id ?? "";

  expect(answerTo({ kind: "member", id, grant }, review, newer)).toBe("keep");
});

const file = renderReview(decide(emptyReview, page, "bo", { answer: "keep", note: "x" }), page);
const changed = (change: (value: Record<string, unknown>) => void): string => {
  const value = JSON.parse(file) as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
};
const first = (value: Record<string, unknown>) =>
  (value["decisions"] as Record<string, unknown>[])[0] ?? {};

test.each([
  ["no JSON", "{", "it is not a review of this page"],
  ["a list", "[]", "it is not a review of this page"],
  ["null", "null", "it is not a review of this page"],
  ["other JSON", `{"a":1}`, "it is not a review of this page"],
  ["a newer version", changed((value) => (value["version"] = 2)), "another version"],
  [
    "another workspace",
    changed((value) => (value["workspace"] = { id: "other", slug: "elsewhere" })),
    "it is a review of elsewhere, and this page shows fernwick",
  ],
  ["no workspace", changed((value) => delete value["workspace"]), "it is a review of another"],
  [
    "a newer roster",
    changed((value) => (value["roster"] = { digest: "d", readAt: "2027-01-01T00:00:00.000Z" })),
    "newer sync (2027-01-01)",
  ],
  ["no roster", changed((value) => delete value["roster"]), "damaged"],
  ["no decisions", changed((value) => delete value["decisions"]), "damaged"],
  ["an unknown answer", changed((value) => (first(value)["answer"] = "maybe")), "damaged"],
  ["a long note", changed((value) => (first(value)["note"] = "x".repeat(1_001))), "damaged"],
  ["a note that is no text", changed((value) => (first(value)["note"] = {})), "damaged"],
  ["no digest", changed((value) => (first(value)["roster"] = {})), "damaged"],
  ["nothing seen", changed((value) => delete first(value)["seen"]), "damaged"],
  ["a grant of another kind", changed((value) => (first(value)["grant"] = "all")), "damaged"],
  ["no account", changed((value) => (first(value)["account"] = null)), "damaged"],
  [
    "too many decisions",
    changed((value) => (value["decisions"] = Array.from({ length: 100_001 }, () => 0))),
    "too large",
  ],
])("%s is refused with the reason", (_, text, reason) => {
  const result = parseReview(text, page);
  expect(result).toEqual({ refused: expect.stringContaining(reason) });
});

test("a file that is cut anywhere is refused, and never throws", () => {
  for (let length = 0; length < file.length; length++) {
    expect(parseReview(file.slice(0, length), page)).toHaveProperty("refused");
  }
});

test("any review of any roster reads back as it was written", () => {
  fc.assert(
    fc.property(
      arbitraryRoster(),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...answers), fc.string({ maxLength: 30 }))),
      fc.string({ maxLength: 30 }),
      (drawn, made, reviewer) => {
        const shown = toOpenedPage(drawn);
        let review: Review = { ...emptyReview, reviewer };
        for (const [at, answer, note] of made) {
          const account = shown.accounts[at % Math.max(1, shown.accounts.length)];
          if (account === undefined) continue;
          const { kind, id, slug } = account;
          const grants = [undefined, ...grantsOf(account).map(({ grant }) => grant)];
          const decision = { answer, note, slug, decidedAt: later, seen: seenOf(account) };
          const item = { kind, id, grant: grants[at % grants.length] };
          review = withDecision(review, { ...decision, item, roster: stampOf(shown) });
        }
        const read = parseReview(renderReview(review, shown), shown);
        expect(read).toEqual(review);
        expect(renderReview(mergeReviews(emptyReview, review, shown), shown)).toBe(
          renderReview(review, shown),
        );
      },
    ),
    propertyRuns(60),
  );
});

test("whatever is changed in a file, it is refused or read, and never throws", () => {
  fc.assert(
    fc.property(fc.nat(file.length), fc.string({ maxLength: 4 }), fc.nat(30), (at, put, cut) => {
      const result = parseReview(file.slice(0, at) + put + file.slice(at + cut), page);
      if ("refused" in result) expect(result.refused).toMatch(/^it is .+[^.]$|^another version/u);
      else expect(progressOf(result, page).accounts).toBe(page.accounts.length);
    }),
    propertyRuns(300),
  );
});

test("of two decisions about one account, the newer one stays", () => {
  const old = decide(emptyReview, page, "bo", { answer: "keep" });
  const [decision] = old.decisions.values();
  if (decision === undefined) throw new Error("no decision");
  const newer = withDecision(old, { ...decision, answer: "ask", decidedAt: later });

  for (const merged of [mergeReviews(old, newer, page), mergeReviews(newer, old, page)]) {
    expect([...merged.decisions.values()].map(({ answer }) => answer)).toEqual(["ask"]);
  }
});

test("a decision that counts on this page is not replaced by a newer one that does not", () => {
  const own = decide(emptyReview, page, "bo", { answer: "keep" });
  const [decision] = own.decisions.values();
  if (decision === undefined) throw new Error("no decision");
  const outdated = withDecision(emptyReview, {
    ...decision,
    answer: "remove",
    seen: ["role Owner"],
    decidedAt: later,
  });
  const imported = mergeReviews({ ...own, reviewer: "Ada" }, { ...outdated, reviewer: "Bo" }, page);
  expect([...imported.decisions.values()]).toEqual([decision]);
  const other = mergeReviews({ ...outdated, reviewer: "Bo" }, { ...own, reviewer: "Ada" }, page);
  expect([...other.decisions.values()]).toEqual([{ ...decision, reviewer: "Ada" }]);
});

test("a finding that was not shown at the decision asks for another one, except for a removal", () => {
  const open = page.accounts.find(({ findings }) =>
    findings.some(({ state }) => state !== "accepted"),
  );
  if (open === undefined) throw new Error("no account with a finding");
  const { kind, id, slug } = open;
  for (const [answer, findings, state] of [
    ["keep", [], "changed"],
    ["ask", [], "changed"],
    ["remove", [], "same"],
    // A review of an earlier version of the page does not say.
    ["keep", undefined, "same"],
  ] as const) {
    const [made] = decide(emptyReview, page, slug, { answer }).decisions.values();
    if (made === undefined) throw new Error("no decision");
    const review = withDecision(emptyReview, { ...made, findings });
    const read = parseReview(renderReview(review, page), page);
    if ("refused" in read) throw new Error(read.refused);
    const [decision] = read.decisions.values();
    expect(decision?.item).toEqual({ kind, id });
    expect(decision === undefined ? undefined : standingOf(decision, page).state).toBe(state);
    expect(
      renderPolicyChange(read, page, { today: "2026-11-23", expires: "2026-12-23" }),
    ).toContain("exceptions: []");
  }
});

test.each([
  ["a level that was raised", { "rp-tools": "Write" }, "repository rp-tools Write"],
  [
    "a repository that was added",
    { "rp-tools": "Read", "rp-more": "Admin" },
    "repository rp-more Admin",
  ],
] as const)("%s asks again, except about a removal", (_, levels, added) => {
  const before = withPrivileges({ "rp-tools": "Read" });
  const now = withPrivileges(levels);
  for (const [answer, state] of [
    ["keep", "changed"],
    ["ask", "changed"],
    ["remove", "same"],
  ] as const) {
    const [decision] = decide(emptyReview, before, "bo", { answer }).decisions.values();
    if (decision === undefined) throw new Error("no decision");
    expect(standingOf(decision, before)).toEqual({ state: "same" });
    expect(standingOf(decision, now)).toEqual(
      state === "same" ? { state } : { state, added: [added], removed: [] },
    );
  }
});

/** Returns the page of the roster where Bo has these privileges on repositories. */
function withPrivileges(levels: Readonly<Record<string, PrivilegeLevel>>): Page {
  const repositories = Object.entries(levels).map(([id, level]) => ({
    id,
    slug: id,
    name: id,
    broadcast: "Off" as const,
    defaultPrivilege: "None" as const,
    privileges: [{ kind: "user" as const, slug: "bo", level }],
    coverage: { status: "complete" as const, reason: null },
  }));
  const coverage = aRoster({ repositories }).coverage;
  return toOpenedPage({ ...roster, repositories, coverage }, unmanaged);
}

const unmanaged = `version: 1
organization: fernwick
`;
