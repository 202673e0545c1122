import type { JSX } from "preact";

import { visible } from "../facts.tsx";
import type { Page } from "../model.ts";
import { linkTo } from "../route.ts";
import type { Decision, Review } from "./review.ts";
import { standingOf } from "./standing.ts";

/** At most this many accounts that are gone are named. */
const most = 100;

/** Shows what changed since decisions that were made at an earlier sync; nothing without them. */
export function ChangedSince(props: {
  readonly page: Page;
  readonly review: Review;
  readonly onForget: () => void;
}): JSX.Element | null {
  const { page, review, onForget } = props;
  const answered = [...review.decisions.values()].filter(({ answer }) => answer !== null);
  const older = answered.filter(({ roster }) => roster.digest !== page.report.rosterDigest);
  if (older.length === 0) return null;
  const of = (state: string) =>
    older.filter((decision) => standingOf(decision, page).state === state);
  const gone = of("gone");
  return (
    <section class="since" aria-labelledby="since">
      <h2 id="since">Decided at an earlier sync</h2>
      <ul class="plain">
        <li>{of("same").length.toLocaleString("en")} still the same: they count</li>
        <li>
          <a href={linkTo("review", { show: "changed" })}>
            {of("changed").length.toLocaleString("en")} with other access
          </a>
          : to decide again
        </li>
        <li>{gone.length.toLocaleString("en")} about accounts or access that is gone</li>
      </ul>
      {gone.length === 0 ? null : (
        <details>
          <summary>What is gone</summary>
          <ul class="plain">
            {gone.slice(0, most).map((decision) => (
              <Gone
                key={`${decision.item.kind} ${decision.item.id} ${JSON.stringify(decision.item.grant)}`}
                decision={decision}
              />
            ))}
          </ul>
          <button type="button" onClick={onForget}>
            Delete the decisions about what is gone
          </button>
        </details>
      )}
    </section>
  );
}

function Gone({ decision }: { readonly decision: Decision }): JSX.Element {
  const { slug, answer, note, decidedAt, item } = decision;
  return (
    <li>
      {item.kind === "member" ? "" : `${item.kind} `}
      <bdi>{visible(slug)}</bdi>: “{answer}” on {decidedAt.slice(0, 10)}
      {note === "" ? "" : `, ${visible(note)}`}
    </li>
  );
}
