import type { ComponentChildren, JSX } from "preact";

/**
 * A table that scrolls if the screen is narrower, also by keyboard. A `stacked` one has too many
 * columns for that: on a phone, each row is a card, and its cells contain their labels.
 */
export function ScrollingTable(props: {
  readonly label: string;
  readonly stacked?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { label, stacked = false, children } = props;
  return (
    <div class="scrolling" role="region" aria-label={`${label} (table)`} tabIndex={0}>
      <table class={stacked ? "stacked" : undefined}>
        <caption class="unseen-word">{label}</caption>
        {children}
      </table>
    </div>
  );
}
