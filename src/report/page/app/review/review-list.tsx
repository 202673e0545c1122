import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { accountKey, type Account, type Page } from "../model.ts";
import { isDecided } from "./progress.ts";
import { KeyHelp } from "./key-help.tsx";
import { ReviewRow } from "./review-row.tsx";
import type { ReviewUse } from "./use-review.ts";
import { useReviewKeys } from "./use-review-keys.ts";

interface ListProps {
  readonly page: Page;
  readonly use: ReviewUse;
  readonly found: readonly Account[];
  /** Which part of the accounts is shown, counted from zero. */
  readonly at: number;
  readonly onPart: (part: number) => void;
}

/** The number of accounts that are shown at once, so that a large workspace stays fast. */
const partSize = 50;

/** Returns the number of the last part. */
export function lastPart(count: number): number {
  return Math.max(0, Math.ceil(count / partSize) - 1);
}

/** Shows accounts with their decisions, one part of them at a time. */
export function ReviewList({ page, use, found, at, onPart }: ListProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<ReadonlySet<Account>>(new Set());
  const [help, setHelp] = useState(true);
  const start = at * partSize;
  const rows = found.slice(start, start + partSize);
  const goTo = (index: number) => {
    const account = found[index];
    if (account === undefined) return;
    keys.focus(accountKey(account));
    const part = Math.floor(index / partSize);
    if (part !== at) onPart(part);
  };
  const keys = useReviewKeys(list, {
    onLeave: (direction) => goTo(direction === 1 ? start + rows.length : start - 1),
    onNext: (key) => goTo(nextUndecided(key, found, { page, use })),
    onHelp: () => setHelp((now) => !now),
  });
  const toggle = (account: Account) =>
    setOpen(
      (now) =>
        new Set(now.has(account) ? [...now].filter((one) => one !== account) : [...now, account]),
    );
  return (
    <>
      <KeyHelp open={help} onToggle={setHelp} />
      <ul
        ref={list}
        class="review"
        aria-label="Accounts to review"
        onKeyDown={keys.onKeyDown}
        onFocusIn={keys.onFocusIn}
      >
        {rows.map((account) => (
          <ReviewRow
            key={accountKey(account)}
            {...{ page, account, use }}
            current={currentItem(keys.chosen, rows, open)}
            open={open.has(account)}
            onToggle={toggle}
          />
        ))}
      </ul>
      <Parts count={found.length} at={at} onPart={onPart} />
    </>
  );
}

/** Returns the item that the Tab key reaches: the one that had the focus, if it is still shown. */
function currentItem(chosen: string, rows: readonly Account[], open: ReadonlySet<Account>): string {
  const [key = ""] = chosen.split(" ");
  const account = rows.find((one) => accountKey(one) === key);
  if (account === undefined) return rows[0] === undefined ? "" : accountKey(rows[0]);
  return open.has(account) ? chosen : key;
}

/** Returns the position of the next account that is not decided, from the top again at the end. */
function nextUndecided(
  key: string,
  found: readonly Account[],
  { page, use }: Pick<ListProps, "page" | "use">,
): number {
  const [own = ""] = key.split(" ");
  const from = found.findIndex((account) => accountKey(account) === own) + 1;
  const isOpen = (account: Account) => !isDecided(account, use.review, page);
  const later = found.slice(from).findIndex(isOpen);
  return later === -1 ? found.findIndex(isOpen) : from + later;
}

function Parts({
  count,
  at,
  onPart,
}: Pick<ListProps, "at" | "onPart"> & { readonly count: number }): JSX.Element | null {
  if (count <= partSize) return null;
  const first = at * partSize + 1;
  const last = Math.min(count, first + partSize - 1);
  return (
    <nav class="parts" aria-label="Parts of the list">
      <button type="button" disabled={at === 0} onClick={() => onPart(at - 1)}>
        Previous
      </button>
      <span>
        {first.toLocaleString("en")} to {last.toLocaleString("en")} of {count.toLocaleString("en")}
      </span>
      <button type="button" disabled={at >= lastPart(count)} onClick={() => onPart(at + 1)}>
        Next
      </button>
    </nav>
  );
}
