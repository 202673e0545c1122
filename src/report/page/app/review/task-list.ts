/** A review as a list of tasks, in Markdown. */

import { escapeMarkdown } from "../../../escape/escape-markdown.ts";
import { nameOf } from "../../../../policy/subject.ts";
import { accountKey, type Account, type Page } from "../model.ts";
import { createDecidedGrants, leftOut, reviewersOf, validDecisions } from "./progress.ts";
import { maxNote, type Decision, type Grant, type Review } from "./review.ts";
import { grantsOf, labelOf } from "./standing.ts";

/** Returns the tasks: what to remove in the workspace, and what to ask. */
export function renderTaskList(review: Review, page: Page): string {
  const valid = validDecisions(review, page);
  const { organization, readAt } = page.report;
  const decided = createDecidedGrants(review, page);
  const lines = (answer: Decision["answer"]) =>
    valid
      .filter((decision) => decision.answer === answer)
      .flatMap((decision) => {
        const account = page.byKey.get(accountKey(decision.item));
        if (account === undefined) return [];
        const apart = decision.item.grant === undefined ? decided(account) : [];
        // Its grants have decisions of their own, so that nothing is left of this one.
        if (apart.length === grantsOf(account).length) return [];
        return [`- [ ] ${describe(decision, account, apart)}`];
      });
  const section = (title: string, tasks: readonly string[]) =>
    tasks.length === 0 ? [] : ["", `## ${title}`, "", ...tasks];
  const all = [...section("Remove", lines("remove")), ...section("Ask", lines("ask"))];
  const left = leftOut(review, page);
  const who = escapeMarkdown(reviewersOf(review), 2_000);
  return [
    `# Access review of ${escapeMarkdown(organization.slug)}`,
    "",
    `Sync of ${readAt.slice(0, 10)}. Reviewer (self-declared): ${who}.`,
    ...(left === undefined ? [] : ["", left]),
    ...(all.length === 0 ? ["", "There is nothing to do."] : all),
    "",
  ].join("\n");
}

function describe(
  { item, answer, note }: Decision,
  account: Account,
  apart: readonly Grant[],
): string {
  const kind = item.kind === "member" ? "" : `${item.kind} `;
  const grant = labelOf(item, account);
  const who = `${kind}${escapeMarkdown(nameOf({ ...account }))}`;
  const verb = answer === "remove" ? "Remove" : "Ask about";
  const what =
    grant === undefined ? `${verb} ${who}` : `${verb} ${escapeMarkdown(grant)} of ${who}`;
  const labels = apart.map((other) => labelOf({ ...item, grant: other }, account) ?? "");
  const except =
    labels.length === 0
      ? ""
      : `, except what has a decision of its own (${escapeMarkdown(labels.join(", "))})`;
  return `${what}${except}${note === "" ? "" : `: ${escapeMarkdown(note, maxNote)}`}`;
}
