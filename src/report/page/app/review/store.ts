/** Keeps a review in the browser's storage, under the workspace's id. */

import type { Page } from "../model.ts";
import { parseReview, renderReview } from "./review-file.ts";
import { emptyReview, type Review } from "./review.ts";

/** Returns the name under which a workspace's review is kept. */
export function storageKey({ report }: Page): string {
  return `cloudsmith-access-audit review ${report.organization.id}`;
}

export interface Loaded {
  readonly review: Review;
  /** Why nothing can be kept or what was kept cannot be used; undefined if all is well. */
  readonly problem: string | undefined;
}

const notKept =
  "This browser does not keep the review. Download it as JSON before you close the page, and import it when you open the page again.";

/** Returns the review that the browser has kept; an empty one if there is none. */
export function loadReview(page: Page): Loaded {
  let text: string | null;
  try {
    text = localStorage.getItem(storageKey(page));
  } catch {
    return { review: emptyReview, problem: notKept };
  }
  if (text === null) return { review: emptyReview, problem: undefined };
  const review = parseReview(text, page);
  return "refused" in review
    ? {
        review: emptyReview,
        problem: `Cannot use the review that this browser kept. ${review.refused}`,
      }
    : { review, problem: undefined };
}

/** Keeps a review, and returns why that was not possible; undefined if it was. */
export function keepReview(review: Review, page: Page): string | undefined {
  try {
    if (review.decisions.size === 0 && review.reviewer === "") {
      localStorage.removeItem(storageKey(page));
    } else localStorage.setItem(storageKey(page), renderReview(review, page));
    return undefined;
  } catch {
    return notKept;
  }
}
