/** Decides what to do with the tracking issue before anything is written. */

import { dayMs } from "../../clock.ts";
import type { HeldRule, RuleProgress } from "../../report/progress.ts";
import { compareSets, carryOver, type TrackedSet, type UnpostedNews } from "./tracked-set.ts";

/** How often to renew the line with the last complete sync if nothing else changes. */
export const renewalMs = 7 * dayMs;

/** The existing issue. */
export interface ExistingIssue {
  readonly state: "open" | "closed";
  readonly title: string;
  /** The set in its body; undefined if it was lost or changed. */
  readonly recorded: TrackedSet | undefined;
  /**
   * True if the body must be rewritten: an earlier version wrote it, or it has a failure notice.
   */
  readonly outdated?: boolean;
}

/** The findings of this run. */
export interface Found {
  readonly title: string;
  readonly set: TrackedSet;
  readonly notJudged: ReadonlySet<string>;
  /** False if the roster has gaps. */
  readonly complete: boolean;
  /** False if the verdict is `unknown`. */
  readonly conclusive: boolean;
}

export interface IssuePlan {
  /** The state that the issue gets. */
  readonly state: "open" | "closed";
  /** The set that the body gets. */
  readonly set: TrackedSet;
  readonly held: readonly HeldRule[];
  /** False if the issue needs no change. */
  readonly write: boolean;
  /** True if the only reason to write the body is to remove news of an earlier run. */
  readonly onlyForgets: boolean;
  /** The content of the comment; undefined for no comment. */
  readonly news:
    | {
        readonly event: UnpostedNews["event"];
        readonly progress: readonly RuleProgress[];
      }
    | undefined;
}

/**
 * Returns the plan. The body is written if the set of findings, the state or the title differ, if
 * it was lost or changed by somebody, if names become visible or must be hidden, and for the date
 * of the last complete sync: every `renewalMs`, and once when syncs are overdue. A run that could
 * not judge a rule clears none of its findings and does not close the issue. News that an earlier
 * run could not post is posted now, together with later changes.
 */
export function planIssue(issue: ExistingIssue, found: Found): IssuePlan {
  const { recorded } = issue;
  const { set, held } = carryOver(found.set, recorded, found.notJudged);
  const state = decideState(issue, found, set);
  const reopened = state === "open" && issue.state === "closed";
  const closed = state === "closed" && issue.state === "open";
  const changed = recorded !== undefined && compareSets(recorded, set).length > 0;
  const changes =
    recorded === undefined ||
    issue.outdated === true ||
    changed ||
    reopened ||
    closed ||
    issue.title !== found.title ||
    recorded.anonymous !== set.anonymous ||
    (state === "open" && recorded.overdue !== set.overdue) ||
    (found.complete && isStale(recorded, set));
  const news = findNews(recorded, set, { reopened, closed });
  const isLate = recorded?.unposted !== undefined;
  return { state, set, held, write: changes || isLate, onlyForgets: !changes, news };
}

/** If the body was lost, there is nothing to compare with, so there is no news. */
function findNews(
  recorded: TrackedSet | undefined,
  set: TrackedSet,
  { reopened, closed }: { readonly reopened: boolean; readonly closed: boolean },
): IssuePlan["news"] {
  if (recorded === undefined) return undefined;
  const { unposted } = recorded;
  const progress = compareSets(unposted ?? recorded, set);
  const byHand = reopened && recorded.rules.size !== 0;
  const turned = byHand ? "reopened" : closed ? "closed" : undefined;
  if (turned !== undefined) return { event: turned, progress };
  // Unposted news may be outdated: if the issue changed back, there is nothing to post.
  const isOpen = set.rules.size > 0;
  if (unposted?.event === "reopened" && isOpen) return { event: "reopened", progress };
  if (unposted?.event === "closed" && !isOpen) return { event: "closed", progress };
  return progress.length > 0 || reopened ? { event: "changed", progress } : undefined;
}

function decideState(issue: ExistingIssue, found: Found, set: TrackedSet): "open" | "closed" {
  if (set.rules.size > 0) return "open";
  // If the body was lost, its findings may be of a rule that was not judged.
  const isCleared = issue.recorded !== undefined || found.notJudged.size === 0;
  return found.conclusive && found.complete && isCleared ? "closed" : issue.state;
}

function isStale(recorded: TrackedSet, { completeAt }: TrackedSet): boolean {
  if (completeAt === undefined) return false;
  if (recorded.completeAt === undefined) return true;
  return Date.parse(completeAt) - Date.parse(recorded.completeAt) >= renewalMs;
}
