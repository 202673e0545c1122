/** A review: what somebody decided about accounts and their access, and what was seen then. */

import type { Account } from "../model.ts";

export const answers = ["keep", "remove", "ask"] as const;
export type Answer = (typeof answers)[number];

/** A workspace role, or the membership in a team. */
export type Grant = { readonly team: string } | "role";

/** An account, or one grant of it. */
export interface ReviewItem {
  readonly kind: Account["kind"];
  readonly id: string;
  /** Undefined: the account with everything it has. */
  readonly grant?: Grant | undefined;
}

export interface Decision {
  readonly item: ReviewItem;
  /** The username or slug, to name an account that is gone. */
  readonly slug: string;
  /** Null: there is only a note so far. */
  readonly answer: Answer | null;
  readonly note: string;
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
  readonly roster: RosterStamp;
  /** What the account had, as `seenOf` returns it. */
  readonly seen: readonly string[];
  /** The fingerprints of the open findings about it; undefined: not known. */
  readonly findings?: readonly string[] | undefined;
  /** What the account had on repositories, as `privilegesOf` returns it; undefined: not known. */
  readonly privileges?: readonly string[] | undefined;
  /** Who decided, if it was imported; undefined: the reviewer of the review. */
  readonly reviewer?: string | undefined;
}

/** The roster that somebody looked at. */
export interface RosterStamp {
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

export interface Review {
  /** Who reviews, as they call themselves. */
  readonly reviewer: string;
  /** By the key of their item. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

export const emptyReview: Review = { reviewer: "", decisions: new Map() };

/** The longest note, in UTF-16 units: as long as the reason of an exception may be. */
export const maxNote = 1_000;
export const maxReviewer = 200;
/** The most texts in one list of what was seen. */
export const maxSeen = 5_000;

/** Returns the key of an item. No id contains a space. */
export function itemKey({ kind, id, grant }: ReviewItem): string {
  const account = `${kind}/${id}`;
  if (grant === undefined) return account;
  return grant === "role" ? `${account} role` : `${account} team ${grant.team}`;
}

/** Returns the review with another decision; without it if it says nothing any more. */
export function withDecision(review: Review, decision: Decision): Review {
  const decisions = new Map(review.decisions);
  const key = itemKey(decision.item);
  if (decision.answer === null && decision.note === "") decisions.delete(key);
  else decisions.set(key, decision);
  return { ...review, decisions };
}

/** Returns a review with what was changed in another one since both were `base`. */
export function rebase(base: Review, changed: Review, onto: Review): Review {
  if (changed === base) return onto;
  const decisions = new Map(onto.decisions);
  for (const key of base.decisions.keys()) if (!changed.decisions.has(key)) decisions.delete(key);
  for (const [key, decision] of changed.decisions) {
    const before = base.decisions.get(key);
    if (before !== decision) decisions.set(key, join(before, decision, onto.decisions.get(key)));
  }
  const reviewer = changed.reviewer === base.reviewer ? onto.reviewer : changed.reviewer;
  return { reviewer, decisions };
}

/** One window may have changed the note and another one the answer: both stay. */
function join(before: Decision | undefined, own: Decision, other: Decision | undefined): Decision {
  if (other === undefined || other === before) return own;
  if (own.note === (before?.note ?? "")) return { ...own, note: other.note };
  const isAnswered =
    before === undefined ? own.answer !== null : own.decidedAt !== before.decidedAt;
  return isAnswered ? own : { ...other, note: own.note };
}
