import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Account, Page } from "../model.ts";
import { ReviewRow } from "./review-row.tsx";
import type { ReviewUse } from "./use-review.ts";
import { useReviewKeys } from "./use-review-keys.ts";
import { accountKey } from "../model.ts";

const nothing = (): void => {};
const moves = { onLeave: nothing, onNext: nothing, onHelp: nothing };

/** The decision about one account, and those about its grants; the keys are those of the list. */
export function AccountReview(props: {
  readonly page: Page;
  readonly account: Account;
  readonly use: ReviewUse;
}): JSX.Element {
  const { page, account, use } = props;
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(false);
  const { chosen, onKeyDown, onFocusIn } = useReviewKeys(list, moves);
  const key = accountKey(account);
  return (
    <section aria-labelledby="review">
      <h2 id="review">Review</h2>
      {use.problem === undefined ? null : (
        <p class="gap" role="alert">
          {use.problem}
        </p>
      )}
      <ul ref={list} class="review" onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        <ReviewRow
          {...{ page, account, use, open }}
          current={open && chosen.startsWith(key) ? chosen : key}
          onToggle={() => setOpen(!open)}
        />
      </ul>
    </section>
  );
}
