/** What has to be done to the tracking issue, decided before anything is written. */

import { dayMs } from "../../clock.ts";
import type { HeldRule, RuleProgress } from "../../report/progress.ts";
import { compareSets, hold, type TrackedSet, type Untold } from "./tracked-set.ts";

/** The line with the last complete sync is renewed this often, if nothing else changes. */
export const renewalMs = 7 * dayMs;

/** The issue as it is. */
export interface KnownIssue {
  readonly state: "open" | "closed";
  readonly title: string;
  /** What its body tells; undefined where that was lost or changed. */
  readonly told: TrackedSet | undefined;
  /** True where its body has to be written anew: an earlier version's, or with a notice in it. */
  readonly outdated?: boolean;
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
  /** True where the body is written only to forget news that an earlier run could not tell. */
  readonly onlyForgets: boolean;
  /** What a comment says, beside the body; undefined for nothing. */
  readonly news:
    | {
        readonly event: Untold["event"];
        readonly progress: readonly RuleProgress[];
      }
    | undefined;
}

/**
 * Returns the plan. The body is written when the set of findings, the state or the title differ, when
 * it was lost or changed by somebody, when names come into sight or must get out of it, and for the
 * date of the last complete sync: now and then, and once where none is made any more. A run that could
 * not judge a rule clears none of its findings, and closes nothing. News that an earlier run could not
 * tell is told now, together with what came and went since.
 */
export function planIssue(issue: KnownIssue, found: Found): IssuePlan {
  const { told } = issue;
  const { set, held } = hold(found.set, told, found.notJudged);
  const state = decideState(issue, found, set);
  const reopened = state === "open" && issue.state === "closed";
  const closed = state === "closed" && issue.state === "open";
  const changed = told !== undefined && compareSets(told, set).length > 0;
  const changes =
    told === undefined ||
    issue.outdated === true ||
    changed ||
    reopened ||
    closed ||
    issue.title !== found.title ||
    told.anonymous !== set.anonymous ||
    (state === "open" && told.overdue !== set.overdue) ||
    (found.complete && isStale(told, set));
  const news = findNews(told, set, { reopened, closed });
  const isLate = told?.untold !== undefined;
  return { state, set, held, write: changes || isLate, onlyForgets: !changes, news };
}

/** Where the body was lost there is nothing to compare with, and so no news. */
function findNews(
  told: TrackedSet | undefined,
  set: TrackedSet,
  { reopened, closed }: { readonly reopened: boolean; readonly closed: boolean },
): IssuePlan["news"] {
  if (told === undefined) return undefined;
  const { untold } = told;
  const progress = compareSets(untold ?? told, set);
  const byHand = reopened && told.rules.size !== 0;
  const turned = byHand ? "reopened" : closed ? "closed" : undefined;
  if (turned !== undefined) return { event: turned, progress };
  // What was not told may be out of date: nothing is left to say of an issue that changed again.
  const isOpen = set.rules.size > 0;
  if (untold?.event === "reopened" && isOpen) return { event: "reopened", progress };
  if (untold?.event === "closed" && !isOpen) return { event: "closed", progress };
  return progress.length > 0 || reopened ? { event: "changed", progress } : undefined;
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
