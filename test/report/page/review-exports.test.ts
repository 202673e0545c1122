import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { escapeJson } from "../../../src/report/escape/visible-text.ts";
import { accountKey } from "../../../src/report/page/app/model.ts";
import { renderPolicyChange } from "../../../src/report/page/app/review/policy-change.ts";
import { mergeReviews, renderReview } from "../../../src/report/page/app/review/review-file.ts";
import {
  answers,
  emptyReview,
  type Answer,
  type Review,
} from "../../../src/report/page/app/review/review.ts";
import { renderTaskList } from "../../../src/report/page/app/review/task-list.ts";
import { peoplePolicy } from "../../../src/sandbox/policy.ts";
import { sandboxNow } from "../../../src/sandbox/workspace.ts";
import { decide, smallRoster as roster, toOpenedPage } from "../../support/review.ts";
import { elementsOf, toHtml, toText } from "../../support/gfm.ts";
import { hostileTexts } from "../../support/hostile-text.ts";
import { policyFrom } from "../../support/policy.ts";
import { aMember } from "../../support/roster.ts";
import { openSandbox, readSandbox } from "../../support/sandbox.ts";

const now = new Date(sandboxNow);
const options = { today: "2026-11-23", expires: "2026-12-23" };

test("the policy change is YAML that the parser takes, and accepts exactly what is kept", async () => {
  const fernwick = await readSandbox(await openSandbox());
  const shown = toOpenedPage(fernwick);
  const kept = shown.accounts.filter(({ findings }) => findings.length > 0);
  expect(kept.length).toBeGreaterThan(5);
  let review: Review = emptyReview;
  for (const [index, { slug }] of kept.entries()) {
    const answer = index % 3 === 2 ? ("remove" as const) : ("keep" as const);
    review = decide(review, shown, slug, { answer, note: `because ${index}` });
  }
  const change = renderPolicyChange(review, shown, options);
  const policy = policyFrom(peoplePolicy + change);

  const { findings } = evaluate(fernwick, policy, now);
  const states = (answer: Answer) =>
    findings
      .filter(
        ({ subject, rule }) =>
          !rule.startsWith("exception-") &&
          [...review.decisions.values()].some(
            ({ item, answer: given }) =>
              given === answer && accountKey(item) === accountKey(subject),
          ),
      )
      .map(({ state }) => state);
  expect(new Set(states("keep"))).toEqual(new Set(["accepted"]));
  expect(new Set(states("remove"))).toEqual(new Set(["existing"]));
  expect(policy.exceptions.every(({ reason }) => reason?.startsWith("because "))).toBe(true);
  expect(findings.filter(({ rule }) => rule === "exception-unused")).toEqual([]);
});

test("removals name the policy's lines, and a grant only its own", () => {
  const lists = `version: 1
organization: fernwick
roles:
  owner: { members: [ada] }
  member: { allow: ["*"] }
teams:
  platform: { members: [ada, bo] }
  release: { managers: [bo] }
`;
  const listed = toOpenedPage(roster, lists);
  let review = decide(emptyReview, listed, "ada", { answer: "remove", note: "left" });
  review = decide(review, listed, "bo", { answer: "remove", grant: { team: "tm-release" } });
  review = decide(review, listed, "cy", { answer: "remove" });
  const change = renderPolicyChange(review, listed, options);

  expect(change.split("\n").filter((line) => line.startsWith("# - "))).toEqual([
    "# - access-policy.yml:4 roles.owner: delete ada, for ada (left)",
    "# - access-policy.yml:7 teams.platform: delete ada, for ada (left)",
    "# - access-policy.yml:8 teams.release: delete bo, for bo",
    "# - cy: no entry names the account",
  ]);
  expect(policyFrom(lists + change).exceptions).toEqual([]);
});

test("a decision about a grant replaces the account's for removals and tasks", () => {
  const lists = `version: 1
organization: fernwick
roles:
  owner: { members: [ada] }
teams:
  platform: { members: [ada, bo] }
  release: { managers: [bo] }
`;
  const listed = toOpenedPage(roster, lists);
  const platform = { team: "tm-platform" };
  let review = decide(emptyReview, listed, "ada", { answer: "remove" });
  review = decide(review, listed, "ada", { answer: "keep", grant: platform });
  const part = renderPolicyChange(review, listed, options);
  expect(part).toContain("roles.owner: delete ada");
  expect(part).not.toContain("teams.platform: delete ada");
  expect(toText(renderTaskList(review, listed))).toMatch(
    /Remove Ada \(ada\), except what has a decision of its own \(team platform \(Member\)\)/u,
  );

  review = decide(review, listed, "ada", { answer: "keep", grant: "role" });
  expect(renderPolicyChange(review, listed, options)).toContain("# Nothing is to be removed.");
  expect(renderTaskList(review, listed)).toContain("There is nothing to do.");
});

test("an exception to a finding about a repository covers that repository only", () => {
  const opened = toOpenedPage(roster);
  const ada = opened.accounts.find(({ slug }) => slug === "ada");
  const [finding] = opened.report.findings;
  if (ada === undefined || finding === undefined) throw new Error("no finding about ada");
  const about = (id: string) => ({
    ...finding,
    rule: "two-factor",
    fingerprint: `f-${id}`,
    state: "existing" as const,
    object: { kind: "repository" as const, id: `r-${id}`, slug: id, name: id },
  });
  const account = { ...ada, findings: [about("tools"), about("images")] };
  const shown = {
    ...opened,
    byKey: new Map([[accountKey(account), account]]),
    accounts: [account],
  };
  const review = decide(emptyReview, shown, "ada", { answer: "keep" });

  const { exceptions } = policyFrom(peoplePolicy + renderPolicyChange(review, shown, options));
  expect(exceptions.map(({ repository }) => repository)).toEqual(["images", "tools"]);
});

test("an exception to a number of roles names the role and the number that were seen", () => {
  const lists = `version: 1
organization: fernwick
roles:
  owner: { members: [ada], min: 2 }
`;
  const opened = toOpenedPage(roster, lists);
  const finding = opened.report.findings.find(({ rule }) => rule === "role-count");
  const ada = opened.accounts.find(({ slug }) => slug === "ada");
  if (ada === undefined || finding === undefined) throw new Error("no finding about the number");
  // The rule reports the workspace: the page offers it with an account only if that is the subject.
  const account = { ...ada, findings: [finding] };
  const byKey = new Map([[accountKey(account), account]]);
  const shown = { ...opened, accounts: [account], byKey };
  const review = decide(emptyReview, shown, "ada", { answer: "keep", note: "two until June" });

  const { exceptions } = policyFrom(lists + renderPolicyChange(review, shown, options));
  expect(exceptions.map(({ rule, limit }) => [rule, limit])).toEqual([
    ["role-count", { role: "owner", allow: 1 }],
  ]);
});

test("a service account with a member's username has no exception, and the file says so", () => {
  const opened = toOpenedPage(roster);
  const ada = opened.accounts.find(({ slug }) => slug === "ada");
  const [finding] = ada?.findings ?? [];
  if (ada === undefined || finding === undefined) throw new Error("no finding about ada");
  const service = { ...ada, kind: "service" as const, id: "ada", findings: [finding] };
  const accounts = [ada, service];
  const byKey = new Map(accounts.map((account) => [accountKey(account), account]));
  const shown = { ...opened, accounts, byKey };
  const made = decide(emptyReview, { ...shown, accounts: [service] }, "ada", { answer: "keep" });
  const review = { ...made, reviewer: "Ada" };

  const change = renderPolicyChange(review, shown, options);
  expect(change).toContain("# No exceptions for service ada: a member has the same name.");
  expect(policyFrom(peoplePolicy + change).exceptions).toEqual([]);
});

test("the exports name the reviewers of imported decisions too", () => {
  const opened = toOpenedPage(roster);
  const own = { ...decide(emptyReview, opened, "bo", { answer: "ask" }), reviewer: "Ada" };
  const other = { ...decide(emptyReview, opened, "cy", { answer: "ask" }), reviewer: "Bo" };
  const review = mergeReviews(own, other, opened);

  expect(renderPolicyChange(review, opened, options)).toContain("(self-declared): Ada, Bo");
  expect(renderTaskList(review, opened)).toContain("(self-declared): Ada, Bo.");
});

test("decisions about access that changed are left out of what is to do, and counted", () => {
  const before = toOpenedPage({
    ...roster,
    members: roster.members.map((one) => ({ ...one, teams: [] })),
  });
  let review = decide(emptyReview, before, "ada", { answer: "remove" });
  review = decide(review, before, "cy", { answer: "remove" });
  const after = toOpenedPage(roster);

  const change = renderPolicyChange(review, after, options);
  expect(change).toContain("# 1 decision left out, because the access changed since.");
  const tasks = renderTaskList(review, after);
  expect(tasks).toContain("1 decision left out, because the access changed since.");
  for (const text of [change, tasks]) expect(text).not.toContain("ada");
  expect(tasks).toContain("- [ ] Remove Cy (cy)");
});

test("hostile names and notes stay text in the YAML and in the task list", () => {
  const texts = hostileTexts.filter((text) => text.isWellFormed());
  const hostile = toOpenedPage({
    ...roster,
    members: texts.map((name, index) =>
      aMember({ username: `h${index}`, name, twoFactor: false, role: "Owner" }),
    ),
  });
  let review: Review = { ...emptyReview, reviewer: texts.join(" ") };
  for (const [index, note] of texts.entries()) {
    const answer = answers[index % 3] ?? "ask";
    review = decide(review, hostile, `h${index}`, { answer, note: note.slice(0, 1_000) });
  }
  const policy = policyFrom(peoplePolicy + renderPolicyChange(review, hostile, options));
  const reasons = new Set(policy.exceptions.map(({ reason }) => reason));
  for (const [index, note] of texts.entries()) {
    if (index % 3 === 0) expect(reasons).toContain(note.trim() === "" ? "TODO" : note.trim());
  }

  const html = toHtml(renderTaskList(review, hostile));
  expect(elementsOf(html)).toEqual(["code", "h1", "h2", "input", "li", "p", "ul"]);
  const tasks = [...html.matchAll(/<li>.*?<\/li>/gsv)].map(([item]) => toText(item));
  expect(tasks).toHaveLength(texts.filter((_, index) => index % 3 !== 0).length);
  expect(renderReview(review, hostile)).toBe(escapeJson(renderReview(review, hostile)));
});
