import { useLayoutEffect, useMemo, useState } from "preact/hooks";

import { count } from "../../../../roster/count.ts";
import type { Account, Page } from "../model.ts";
import { accountKey } from "../model.ts";
import { goneDecisions } from "./progress.ts";
import { mergeReviews, parseReview } from "./review-file.ts";
import { itemKey, withDecision, type Answer, type Review, type ReviewItem } from "./review.ts";
import { evidenceOf } from "./standing.ts";
import { openStore, storageKey, type Kept } from "./store.ts";

export interface ReviewUse extends Kept {
  /** Counts the reviews that were imported, so that lists can be computed again. */
  readonly imported: number;
  readonly answer: (item: ReviewItem, account: Account, answer: Answer | null) => void;
  readonly note: (item: ReviewItem, account: Account, note: string) => void;
  readonly name: (reviewer: string) => void;
  /** Imports a file, and returns what happened as a sentence. */
  readonly importText: (text: string) => string;
  readonly clear: () => void;
  /** Deletes the decisions about accounts and grants that are gone. */
  readonly forgetGone: () => void;
}

/** Returns the review of the page's workspace, which the browser keeps, and what changes it. */
export function useReview(page: Page, clock: () => Date): ReviewUse {
  const [, show] = useState<Kept>();
  const [imported, setImported] = useState(0);
  const store = useMemo(() => openStore(page, show), [page]);
  // Not after the first paint, so that no decision of another tab is missed.
  useLayoutEffect(() => {
    // Lists stay as they are, because somebody may be typing a note here.
    const follow = ({ key }: StorageEvent) => {
      if (key === null || key === storageKey(page)) store.follow();
    };
    const hide = () => {
      if (document.visibilityState === "hidden") store.flush();
    };
    addEventListener("storage", follow);
    addEventListener("pagehide", store.flush);
    document.addEventListener("visibilitychange", hide);
    return () => {
      removeEventListener("storage", follow);
      removeEventListener("pagehide", store.flush);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [page, store]);
  const { change } = store;
  const decide = (
    item: ReviewItem,
    account: Account,
    made: { answer?: Answer | null; note?: string },
  ) =>
    change((review) => {
      const known = review.decisions.get(itemKey(item));
      return withDecision(review, {
        item,
        slug: account.slug,
        answer: known?.answer ?? null,
        note: known?.note ?? "",
        // A note on its own confirms nothing: the decision stays about what was seen with it.
        ...(known !== undefined && made.answer === undefined
          ? known
          : { decidedAt: clock().toISOString(), ...evidenceOf(item, account, page) }),
        ...made,
      });
    });
  return {
    ...store.kept(),
    imported,
    answer: (item, account, answer) => decide(item, account, { answer }),
    note: (item, account, note) => decide(item, account, { note }),
    name: (reviewer) => change((review) => ({ ...review, reviewer })),
    importText: (text) => {
      const other = parseReview(text, page);
      if ("refused" in other) return `Cannot import this file: ${other.refused}.`;
      change((review) => mergeReviews(review, other, page));
      setImported((number) => number + 1);
      return describeImport(other, page);
    },
    forgetGone: () =>
      change((review) => {
        const gone = new Set(goneDecisions(review, page));
        const decisions = [...review.decisions].filter(([, decision]) => !gone.has(decision));
        return { ...review, decisions: new Map(decisions) };
      }),
    clear: () => {
      store.clear();
      setImported((number) => number + 1);
    },
  };
}

function describeImport({ decisions }: Review, page: Page): string {
  const all = [...decisions.values()];
  const here = all.filter(({ item }) => page.byKey.has(accountKey(item)));
  const other = all.some(({ roster }) => roster.digest !== page.report.rosterDigest);
  return `Imported: ${count(all.length, "decision")}${here.length < all.length ? `, ${all.length - here.length} about accounts that are gone` : ""}.${other ? " Some are about another sync: those whose access changed since do not count until somebody decides again." : ""}`;
}
