/** Reviews of the page, as a reviewer makes them. */

import { evaluate } from "../../src/policy/evaluate.ts";
import { compareEvaluations } from "../../src/policy/impact.ts";
import { buildReport } from "../../src/report/build-report.ts";
import { toPage, type Page } from "../../src/report/page/app/model.ts";
import {
  withDecision,
  type Answer,
  type Grant,
  type Review,
} from "../../src/report/page/app/review/review.ts";
import { evidenceOf } from "../../src/report/page/app/review/standing.ts";
import { toPageData, type PageData } from "../../src/report/page/page-data.ts";
import type { Roster } from "../../src/roster/model.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { sandboxNow } from "../../src/sandbox/workspace.ts";
import { policyFrom } from "./policy.ts";
import { aMember, aRoster, aTeam } from "./roster.ts";

const now = new Date(sandboxNow);

export const inTeam = (slug: string, role: "Manager" | "Member" = "Member") => ({
  team: `tm-${slug}`,
  role,
});

/** Ada is an Owner and in a team, Bo is in two teams, and Cy is in none. */
export const smallRoster = aRoster({
  teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release" })],
  members: [
    aMember({ username: "ada", role: "Owner", teams: [inTeam("platform")] }),
    aMember({ username: "bo", teams: [inTeam("platform"), inTeam("release", "Manager")] }),
    aMember({ username: "cy" }),
  ],
});

/** Returns the page of a roster as its reader opens it. */
export function toOpenedPage(roster: Roster, text = peoplePolicy): Page {
  const policy = policyFrom(text);
  const evaluation = evaluate(roster, policy, now);
  const report = buildReport({
    roster,
    policy,
    ...compareEvaluations(evaluation, undefined, "workspace"),
    failOn: "error",
    generatedAt: now,
    tool: { name: "test", version: "0" },
  });
  const data = JSON.parse(JSON.stringify(toPageData(report, roster, [], { policy }))) as PageData;
  return toPage(data, now);
}

/** Returns the review with an answer about an account or a grant, as the page makes it. */
export function decide(
  review: Review,
  page: Page,
  username: string,
  given: { readonly answer: Answer | null; readonly note?: string; readonly grant?: Grant },
): Review {
  const account = page.accounts.find(({ slug }) => slug === username);
  if (account === undefined) throw new Error(`no account ${username}`);
  const { kind, id, slug } = account;
  const { answer, note = "", grant } = given;
  return withDecision(review, {
    item: { kind, id, grant },
    slug,
    answer,
    note,
    decidedAt: "2026-11-23T11:00:00.000Z",
    ...evidenceOf({ kind, id, grant }, account, page),
  });
}
