import type { JSX } from "preact";

import { count } from "../../../../roster/count.ts";
import { Text, visible } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import type { Page } from "../model.ts";
import { accountKey } from "../model.ts";
import { most, Rest } from "../printed-rest.tsx";
import { leftOut, progressOf, reviewersOf, validDecisions } from "./progress.ts";
import { itemKey, type Decision, type Review } from "./review.ts";
import { labelOf } from "./standing.ts";

/** Shows the decisions that count and what it leaves out, for paper; nothing if there is neither. */
export function PrintedReview(props: {
  readonly page: Page;
  readonly review: Review;
}): JSX.Element | null {
  const { page, review } = props;
  const valid = validDecisions(review, page);
  const left = leftOut(review, page);
  if (valid.length === 0 && left === undefined) return null;
  const { decided, accounts, questions } = progressOf(review, page);
  return (
    <>
      <h1>Review</h1>
      <p>
        Reviewer (self-declared): {visible(reviewersOf(review))}. {decided} of {accounts} accounts
        decided, {count(questions, "open question")}.
      </p>
      {left === undefined ? null : <p class="gap">{left}</p>}
      {valid.length === 0 ? null : <Decisions page={page} decisions={valid.slice(0, most)} />}
      <Rest of={valid.length} />
    </>
  );
}

function Decisions(props: {
  readonly page: Page;
  readonly decisions: readonly Decision[];
}): JSX.Element {
  const { page, decisions } = props;
  return (
    <table>
      <Headings of={["Account", "Access", "Decision", "Note"]} />
      <tbody>
        {decisions.map((decision) => (
          <Row key={itemKey(decision.item)} page={page} decision={decision} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  page,
  decision,
}: {
  readonly page: Page;
  readonly decision: Decision;
}): JSX.Element {
  const { item, slug, answer, note } = decision;
  const account = page.byKey.get(accountKey(item));
  return (
    <tr>
      <th scope="row">
        <Text of={slug} />
      </th>
      <td>{account === undefined ? "" : visible(labelOf(item, account) ?? "everything")}</td>
      <td>{answer}</td>
      <td>{visible(note)}</td>
    </tr>
  );
}
