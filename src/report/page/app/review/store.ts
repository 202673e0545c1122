/** Keeps a review in the browser's storage, under the workspace's id. */

import type { Page } from "../model.ts";
import { parseReview, renderReview } from "./review-file.ts";
import { emptyReview, rebase, type Review } from "./review.ts";

export interface Kept {
  readonly review: Review;
  /** Why nothing can be kept or what was kept cannot be used; undefined if all is well. */
  readonly problem: string | undefined;
  /** The stored text that cannot be used and that nothing overwrites; undefined if there is none. */
  readonly refused: string | undefined;
}

export interface Store {
  readonly kept: () => Kept;
  /** Changes the review at once, and writes it soon. */
  readonly change: (to: (review: Review) => Review) => void;
  /** Deletes the review, also a stored one that cannot be used. */
  readonly clear: () => void;
  /** Takes over what another window wrote. */
  readonly follow: () => void;
  /** Writes what was not written yet. */
  readonly flush: () => void;
}

const notKept =
  "This browser does not keep the review. Download it as JSON before you close the page, and import it when you open the page again.";

/** A large review takes long to write, so it is written when nobody has changed it for this long. */
const idleMs = 300;

/** Returns the name under which a workspace's review is kept. */
export function storageKey({ report }: Page): string {
  return `cloudsmith-access-audit review ${report.organization.id}`;
}

/** Returns the store of a page's workspace; `show` is called after each change. */
export function openStore(page: Page, show: (kept: Kept) => void): Store {
  const key = storageKey(page);
  let kept: Kept = { review: emptyReview, problem: undefined, refused: undefined };
  // What the storage contained when it was last read or written, as text and as a review.
  let text: string | null = null;
  let base = kept.review;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (changed: Partial<Kept>) => {
    kept = { ...kept, ...changed };
    show(kept);
  };
  /** Adds what changed here to what is stored now. Returns whether that may be overwritten. */
  const read = (): boolean => {
    const now = localStorage.getItem(key);
    if (now === text) return kept.refused === undefined;
    text = now;
    const stored = now === null ? emptyReview : parseReview(now, page);
    if ("refused" in stored) {
      const problem = `The stored review cannot be used: ${stored.refused}. Nothing overwrites it, and this page does not keep what you decide now: download it as JSON before you close the page.`;
      set({ problem, refused: now ?? undefined });
      return false;
    }
    const review = rebase(base, kept.review, stored);
    base = stored;
    set({ review, problem: undefined, refused: undefined });
    return true;
  };
  const write = () => {
    const { review } = kept;
    const next =
      review.decisions.size === 0 && review.reviewer === "" ? null : renderReview(review, page);
    if (next === null) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    text = next;
    base = review;
    if (kept.problem !== undefined) set({ problem: undefined });
  };
  const attempt = (action: () => void) => {
    try {
      action();
    } catch {
      set({ problem: notKept });
    }
  };
  const flush = () => {
    clearTimeout(timer);
    if (kept.review === base) return;
    attempt(() => {
      if (read()) write();
    });
  };
  attempt(read);
  return {
    kept: () => kept,
    change: (to) => {
      set({ review: to(kept.review) });
      clearTimeout(timer);
      timer = setTimeout(flush, idleMs);
    },
    clear: () => {
      clearTimeout(timer);
      set({ review: emptyReview, refused: undefined });
      attempt(write);
    },
    follow: () => attempt(read),
    flush,
  };
}
