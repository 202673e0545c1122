/** Filters the accounts of a review by what was decided about them. */

import { accountKey, type Account, type Page } from "../model.ts";
import type { Route } from "../route.ts";
import { isDecided } from "./progress.ts";
import type { Decision, Review } from "./review.ts";
import { standingOf } from "./standing.ts";

export const shows = ["all", "undecided", "keep", "remove", "ask", "changed"] as const;
export type Show = (typeof shows)[number];

/** Returns the choice in a query; `all` if it contains none. */
export function chosenShow({ show }: Route["query"]): Show {
  return shows.find((name) => name === show) ?? "all";
}

/** Returns a function that says whether an account is shown. */
export function createShow(show: Show, review: Review, page: Page): (account: Account) => boolean {
  if (show === "all") return () => true;
  if (show === "undecided") return (account) => !isDecided(account, review, page);
  const fits = (decision: Decision): boolean => {
    const { answer } = decision;
    if (answer === null) return false;
    const { state } = standingOf(decision, page);
    return show === "changed" ? state === "changed" : state === "same" && answer === show;
  };
  const keys = new Set(
    [...review.decisions.values()].filter(fits).map(({ item }) => accountKey(item)),
  );
  return (account) => keys.has(accountKey(account));
}
