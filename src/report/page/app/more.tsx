import type { JSX } from "preact";

/** Number of items that are shown in one step. */
export const listStep = 200;

/** Shows the next items of a long list; on paper, says how many are missing. */
export function More(props: {
  readonly rest: number;
  readonly onMore: () => void;
}): JSX.Element | null {
  const { rest, onMore } = props;
  if (rest <= 0) return null;
  return (
    <>
      <button type="button" class="more" onClick={onMore}>
        Show {Math.min(listStep, rest)} more of {rest.toLocaleString("en")}
      </button>
      <p class="gap only-printed">
        And {rest.toLocaleString("en")} more, which only the page itself contains.
      </p>
    </>
  );
}
