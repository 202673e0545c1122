/** A review as a list of tasks, in Markdown. */

import { escapeMarkdown } from "../../../escape/escape-markdown.ts";
import { nameOf } from "../../../../policy/subject.ts";
import { accountKey, type Page } from "../model.ts";
import { leftOut, validDecisions } from "./progress.ts";
import { maxNote, type Decision, type Review } from "./review.ts";
import { labelOf } from "./standing.ts";

/** Returns the tasks: what to remove in the workspace, and what to ask. */
export function renderTaskList(review: Review, page: Page): string {
  const valid = validDecisions(review, page);
  const { organization, readAt } = page.report;
  const lines = (answer: Decision["answer"]) =>
    valid
      .filter((decision) => decision.answer === answer)
      .map((decision) => `- [ ] ${describe(decision, page)}`);
  const section = (title: string, tasks: readonly string[]) =>
    tasks.length === 0 ? [] : ["", `## ${title}`, "", ...tasks];
  const all = [...section("Remove", lines("remove")), ...section("Ask", lines("ask"))];
  const left = leftOut(review, page);
  const who = review.reviewer === "" ? "not given" : escapeMarkdown(review.reviewer);
  return [
    `# Access review of ${escapeMarkdown(organization.slug)}`,
    "",
    `Sync of ${readAt.slice(0, 10)}. Reviewer (self-declared): ${who}.`,
    ...(left === undefined ? [] : ["", left]),
    ...(all.length === 0 ? ["", "There is nothing to do."] : all),
    "",
  ].join("\n");
}

function describe({ item, slug, answer, note }: Decision, page: Page): string {
  const account = page.byKey.get(accountKey(item));
  const name = account === undefined ? slug : nameOf({ ...account });
  const kind = item.kind === "member" ? "" : `${item.kind} `;
  const grant = account === undefined ? undefined : labelOf(item, account);
  const who = `${kind}${escapeMarkdown(name)}`;
  const verb = answer === "remove" ? "Remove" : "Ask about";
  const what =
    grant === undefined ? `${verb} ${who}` : `${verb} ${escapeMarkdown(grant)} of ${who}`;
  return note === "" ? what : `${what}: ${escapeMarkdown(note, maxNote)}`;
}
