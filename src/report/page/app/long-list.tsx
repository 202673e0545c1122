import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** Number of items that are shown in one step. */
const step = 200;

export interface LongList<Item> {
  readonly shown: readonly Item[];
  /** The button for the next items; on paper, a sentence about how many are missing. */
  readonly more: JSX.Element | null;
}

/** Returns the first items of a long list, and what shows the next ones. */
export function useLongList<Item>(items: readonly Item[], first = step): LongList<Item> {
  const [limit, setLimit] = useState(first);
  const rest = items.length - limit;
  const more = rest <= 0 ? null : <More rest={rest} onMore={() => setLimit(limit + step)} />;
  return { shown: items.slice(0, limit), more };
}

function More(props: { readonly rest: number; readonly onMore: () => void }): JSX.Element {
  const { rest, onMore } = props;
  return (
    <>
      <button type="button" class="more" onClick={onMore}>
        Show {Math.min(step, rest)} more of {rest.toLocaleString("en")}
      </button>
      <p class="gap only-printed">
        And {rest.toLocaleString("en")} more, which only the page itself contains.
      </p>
    </>
  );
}
