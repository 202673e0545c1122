/** What has to be done to the tracking issue, decided before anything is written. */

import type { HeldRule, RuleProgress } from "../report/progress.ts";
import { compareSets, hold, type TrackedSet } from "./tracked-set.ts";

/** The line with the last complete sync is renewed this often, if nothing else changes. */
export const renewalMs = 7 * 24 * 3_600_000;

/** The issue as it is. */
export interface KnownIssue {
  readonly state: "open" | "closed";
  readonly title: string;
  /** What its body tells; undefined where that was lost or changed. */
  readonly told: TrackedSet | undefined;
}

/** What this run found. */
export interface Found {
  readonly title: string;
  readonly set: TrackedSet;
  readonly notJudged: ReadonlySet<string>;
  /** False for a roster with gaps. */
  readonly complete: boolean;
  /** False where the verdict is `unknown`. */
  readonly conclusive: boolean;
}

export interface IssuePlan {
  /** The state to bring it into. */
  readonly state: "open" | "closed";
  /** What the body will tell. */
  readonly set: TrackedSet;
  readonly held: readonly HeldRule[];
  /** False: it stays as it is. */
  readonly write: boolean;
  /** What to tell in a comment, beside the body; undefined for nothing. */
  readonly news:
    | {
        readonly event: "changed" | "reopened" | "closed";
        readonly progress: readonly RuleProgress[];
      }
    | undefined;
}

/**
 * Returns the plan. The body is written when the set of findings, the state or the title differ, when
 * it was lost or changed by somebody, when names come into sight or must get out of it, and for the
 * date of the last complete sync: now and then, and once where none is made any more. A run that could
 * not judge a rule clears none of its findings, and closes nothing.
 */
export function planIssue(issue: KnownIssue, found: Found): IssuePlan {
  const { told } = issue;
  const { set, held } = hold(found.set, told, found.notJudged);
  const progress = told === undefined ? [] : compareSets(told, set);
  const state = decideState(issue, found, set);
  const reopened = state === "open" && issue.state === "closed";
  const closed = state === "closed" && issue.state === "open";
  const changed = told !== undefined && progress.length > 0;
  const write =
    told === undefined ||
    changed ||
    reopened ||
    closed ||
    issue.title !== found.title ||
    told.anonymous !== set.anonymous ||
    (state === "open" && told.overdue !== set.overdue) ||
    (found.complete && isStale(told, set));
  // Where the body was lost there is nothing to compare with, and so no news.
  const tell = told !== undefined && (changed || reopened || closed);
  const byHand = reopened && told?.rules.size !== 0;
  const event = byHand ? "reopened" : closed ? "closed" : "changed";
  return { state, set, held, write, news: tell ? { event, progress } : undefined };
}

function decideState(issue: KnownIssue, found: Found, set: TrackedSet): "open" | "closed" {
  if (set.rules.size > 0) return "open";
  // Where the body was lost, what it told may be of a rule that was not judged.
  const isCleared = issue.told !== undefined || found.notJudged.size === 0;
  return found.conclusive && found.complete && isCleared ? "closed" : issue.state;
}

function isStale(told: TrackedSet, { completeAt }: TrackedSet): boolean {
  if (completeAt === undefined) return false;
  if (told.completeAt === undefined) return true;
  return Date.parse(completeAt) - Date.parse(told.completeAt) >= renewalMs;
}
