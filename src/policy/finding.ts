/** A finding is data: what was seen, of whom, and which line of the policy asked for it. No prose. */

import type { Position } from "./position.ts";
import type { Severity } from "./severity.ts";
import type { ResolvedBy } from "./task.ts";
import type { PolicyException } from "./exceptions/exception.ts";

/** Relative to the base policy on a pull request, else to the baseline, else always `existing`. */
export type FindingState = "introduced" | "existing" | "accepted";

export const subjectKinds = ["member", "service", "team", "invite", "workspace", "policy"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Whom or what a finding is about. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Permanent id where there is one; for kind `policy` the text written there. */
  readonly id: string;
  /** Username or slug. */
  readonly slug: string;
  /** Display name: hostile until escaped. */
  readonly name: string;
}

export type FactValue = string | number | boolean | null;

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly subject: Subject;
  /** The other side, a team say. */
  readonly object?: Subject;
  /** What the verdict rests on, by name; never an age, so that a day's passing changes nothing. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** `policy`: a defect of the policy; anything else is a task in the workspace. */
  readonly resolvedBy: ResolvedBy;
  /** Stable for ever for the same rule and permanent ids. */
  readonly fingerprint: string;
  readonly position?: Position;
  /** For state `accepted`: what accepts it. */
  readonly exception?: PolicyException;
}
