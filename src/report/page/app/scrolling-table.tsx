import type { ComponentChildren, JSX } from "preact";

/** A table that scrolls by itself where the screen is narrower, also by keyboard. */
export function ScrollingTable(props: {
  readonly label: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { label, children } = props;
  return (
    <div class="scrolling" role="region" aria-label={`${label} (table)`} tabIndex={0}>
      <table>
        <caption class="unseen-word">{label}</caption>
        {children}
      </table>
    </div>
  );
}
