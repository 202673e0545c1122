import type { JSX } from "preact";

/** The maximum number of entries on paper; for more, the report's files are the better archive. */
export const most = 2_000;

/** Says how many of the entries are not on paper; nothing if all are. */
export function Rest({ of }: { readonly of: number }): JSX.Element | null {
  if (of <= most) return null;
  return (
    <p class="gap">
      And {(of - most).toLocaleString("en")} more, which only the page itself and the other files
      contain.
    </p>
  );
}
