import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { roles } from "../../../../roster/roles.ts";
import { accountKinds } from "../../page-data.ts";
import { chosenOrder, filterAccounts } from "../account-filter.ts";
import { visible } from "../facts.tsx";
import { Choice, FilterChoices, Filters, optionsOf, Remaining, Search } from "../filters.tsx";
import type { Page } from "../model.ts";
import type { Route } from "../route.ts";
import { fileName, saveFile } from "../save-file.ts";
import type { Narrow } from "../use-route.ts";
import { ChangedSince } from "./changed-since.tsx";
import { Handover } from "./handover.tsx";
import { progressOf } from "./progress.ts";
import { lastPart, ReviewList } from "./review-list.tsx";
import type { Review } from "./review.ts";
import { chosenShow, createShow, shows, type Show } from "./show.ts";
import type { ReviewUse } from "./use-review.ts";

interface ReviewProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
  readonly use: ReviewUse;
}

/** Lets a reviewer decide about each account, or about each of its grants. */
export function ReviewView({ page, query, narrow, use }: ReviewProps): JSX.Element {
  const { review, imported } = use;
  const { q, kind, role, sort } = query;
  const show = chosenShow(query);
  // Not computed again after each decision: an account stays where it is until the filter changes.
  const found = useMemo(
    () => filterAccounts(page.accounts, query).filter(createShow(show, review, page)),
    [page, q, kind, role, sort, show, imported],
  );
  // Another filter begins at the first part.
  const refilter: Narrow = (change) => narrow({ part: "", ...change });
  const part = Math.trunc(Number(query["part"] ?? 0)) || 0;
  return (
    <>
      <h1>Review</h1>
      <ProgressLine page={page} review={review} />
      {use.problem === undefined ? null : (
        <p class="gap" role="alert">
          {visible(use.problem)} <StoredText page={page} text={use.refused} />
        </p>
      )}
      <ChangedSince page={page} review={review} onForget={use.forgetGone} />
      <Handover page={page} use={use} />
      <ReviewFilters query={query} narrow={refilter} />
      <Remaining query={query} narrow={refilter} clearable={["q", "kind", "role", "show"]}>
        {found.length.toLocaleString("en")} of {page.accounts.length.toLocaleString("en")} accounts
      </Remaining>
      <ReviewList
        {...{ page, use, found }}
        at={Math.min(lastPart(found.length), Math.max(0, part))}
        onPart={(next) => narrow({ part: next === 0 ? "" : String(next) })}
      />
    </>
  );
}

/** Offers the stored review that this page cannot use. */
function StoredText({
  page,
  text,
}: {
  readonly page: Page;
  readonly text: string | undefined;
}): JSX.Element | null {
  if (text === undefined) return null;
  const name = fileName(page.report.organization.slug, "stored-review.json");
  return (
    <button type="button" onClick={() => saveFile(name, "application/json", text)}>
      Download the stored review
    </button>
  );
}

function ProgressLine({
  page,
  review,
}: {
  readonly page: Page;
  readonly review: Review;
}): JSX.Element {
  const { decided, accounts, questions, outdated, gone } = progressOf(review, page);
  return (
    <div class="progress">
      <progress max={Math.max(1, accounts)} value={decided} aria-label="Accounts decided" />
      <p aria-live="polite">
        <strong>
          {decided.toLocaleString("en")} of {accounts.toLocaleString("en")}
        </strong>
        , {questions.toLocaleString("en")} open {questions === 1 ? "question" : "questions"}
        {outdated === 0 ? "" : `, ${outdated.toLocaleString("en")} to decide again`}
        {gone === 0 ? "" : `, ${gone.toLocaleString("en")} about access that is gone`}
      </p>
    </div>
  );
}

const showNames: Readonly<Record<Show, string>> = {
  all: "all",
  undecided: "undecided",
  keep: "to keep",
  remove: "to remove",
  ask: "to ask about",
  changed: "changed since decided",
};

function ReviewFilters({ query, narrow }: Pick<ReviewProps, "query" | "narrow">): JSX.Element {
  return (
    <Filters label="Filter the review">
      <Search label="Search accounts" value={query["q"] ?? ""} onSearch={(q) => narrow({ q })} />
      <Choice
        label="Show"
        value={chosenShow(query)}
        options={shows.map((name) => [name, showNames[name]])}
        onChoose={(show) => narrow({ show: show === "all" ? "" : show })}
      />
      <FilterChoices
        query={query}
        narrow={narrow}
        of={[
          ["kind", "Kind", "every kind", optionsOf(accountKinds)],
          ["role", "Role", "every role", optionsOf([...roles, "unknown"])],
        ]}
      />
      <Choice
        label="Order"
        value={chosenOrder(query).by}
        options={[
          ["name", "name"],
          ["findings", "worst findings"],
          ["role", "role"],
          ["login", "longest without login"],
        ]}
        onChoose={(sort) => narrow({ sort })}
      />
    </Filters>
  );
}
