/** How far a review is. */

import { count } from "../../../../roster/count.ts";
import type { Account, Page } from "../model.ts";
import { accountKey } from "../model.ts";
import { itemKey, type Answer, type Decision, type Grant, type Review } from "./review.ts";
import { grantsOf, standingOf } from "./standing.ts";

export interface Progress {
  /** Accounts that are decided: themselves, or each of their grants. */
  readonly decided: number;
  readonly accounts: number;
  readonly questions: number;
  /** Decisions about access that changed since. */
  readonly outdated: number;
  /** Decisions about accounts or grants that are gone, except removals: those are done. */
  readonly gone: number;
}

/** Returns the numbers of a review; the time depends on its decisions, not on the accounts. */
export function progressOf(review: Review, page: Page): Progress {
  const valid = validDecisions(review, page);
  const touched = new Set(valid.map(({ item }) => accountKey(item)));
  const decided = [...touched].filter((key) => {
    const account = page.byKey.get(key);
    return account !== undefined && isDecided(account, review, page);
  });
  const gone = goneDecisions(review, page);
  const answered = [...review.decisions.values()].filter(({ answer }) => answer !== null);
  return {
    decided: decided.length,
    accounts: page.accounts.length,
    questions: valid.filter(({ answer }) => answer === "ask").length,
    outdated: answered.length - valid.length - gone.length,
    gone: gone.filter(({ answer }) => answer !== "remove").length,
  };
}

/** Returns the decisions with an answer about accounts or grants that are gone. */
export function goneDecisions({ decisions }: Review, page: Page): readonly Decision[] {
  return [...decisions.values()].filter(
    (decision) => decision.answer !== null && standingOf(decision, page).state === "gone",
  );
}

/** Returns who decided, in one text: the reviewer, then those of imported decisions. */
export function reviewersOf({ reviewer, decisions }: Review): string {
  const others = new Set([...decisions.values()].flatMap((decision) => decision.reviewer ?? []));
  const names = [reviewer, ...[...others].filter((name) => name !== reviewer)];
  return names.map((name) => (name === "" ? "not given" : name)).join(", ");
}

/** Returns the decisions with an answer that still count. */
export function validDecisions({ decisions }: Review, page: Page): readonly Decision[] {
  return [...decisions.values()].filter(
    (decision) => decision.answer !== null && standingOf(decision, page).state === "same",
  );
}

/** Returns the grants of an account that have a decision of their own, which replaces the account's. */
export type DecidedGrants = (account: Account) => readonly Grant[];

export function createDecidedGrants(review: Review, page: Page): DecidedGrants {
  return (account) => {
    const { kind, id } = account;
    return grantsOf(account).flatMap(({ grant }) =>
      answerTo({ kind, id, grant }, review, page) === undefined ? [] : [grant],
    );
  };
}

/** Returns the answer about an account or one of its grants; undefined if there is none that counts. */
export function answerTo(item: Decision["item"], review: Review, page: Page): Answer | undefined {
  const decision = review.decisions.get(itemKey(item));
  if (decision === undefined || decision.answer === null) return undefined;
  return standingOf(decision, page).state === "same" ? decision.answer : undefined;
}

/** Returns whether an account is decided: itself, or each of its grants. */
export function isDecided(account: Account, review: Review, page: Page): boolean {
  const { kind, id } = account;
  return (
    answerTo({ kind, id }, review, page) !== undefined ||
    grantsOf(account).every(
      ({ grant }) => answerTo({ kind, id, grant }, review, page) !== undefined,
    )
  );
}

/** Returns a sentence about the decisions that an export leaves out; undefined if there are none. */
export function leftOut(review: Review, page: Page): string | undefined {
  const { outdated, gone } = progressOf(review, page);
  const parts = [
    ...(outdated === 0
      ? []
      : [`${count(outdated, "decision")} left out, because the access changed since.`]),
    ...(gone === 0
      ? []
      : [`${count(gone, "decision")} left out, because the account or its access is gone.`]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}
