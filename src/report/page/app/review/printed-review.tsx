import type { JSX } from "preact";

import { Text, visible } from "../facts.tsx";
import type { Page } from "../model.ts";
import { accountKey } from "../model.ts";
import { progressOf, validDecisions } from "./progress.ts";
import { itemKey, type Decision, type Review } from "./review.ts";
import { labelOf } from "./standing.ts";

/** Shows the decisions that count, for paper; nothing if there is none. At most `most` of them. */
export function PrintedReview(props: {
  readonly page: Page;
  readonly review: Review;
  readonly most: number;
}): JSX.Element | null {
  const { page, review, most } = props;
  const valid = validDecisions(review, page);
  if (valid.length === 0) return null;
  const { decided, accounts, questions } = progressOf(review, page);
  return (
    <>
      <h1>Review</h1>
      <p>
        Reviewer (self-declared): {review.reviewer === "" ? "not given" : visible(review.reviewer)}.{" "}
        {decided} of {accounts} accounts decided, {questions} open questions.
      </p>
      <table>
        <thead>
          <tr>
            {["Account", "Access", "Decision", "Note"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {valid.slice(0, most).map((decision) => (
            <Row key={itemKey(decision.item)} page={page} decision={decision} />
          ))}
        </tbody>
      </table>
    </>
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
