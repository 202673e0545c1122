/**
 * A finding is data: what was seen, about whom, and which line of the policy requires otherwise. It
 * has no prose.
 */

import type { Place } from "./position.ts";
import type { Severity } from "./severity.ts";
import type { ResolvedBy } from "./task.ts";
import type { PolicyException } from "./exceptions/exception.ts";

/**
 * Compared with the base policy on a pull request, otherwise with the baseline. Without either,
 * `existing`.
 */
export type FindingState = "introduced" | "existing" | "accepted";

export const subjectKinds = [
  "member",
  "service",
  "team",
  "invite",
  "workspace",
  "policy",
  "repository",
  "token",
  "provider",
  "mapping",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** The subject of a finding. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Permanent id if there is one; for kind `policy`, the text in the policy. */
  readonly id: string;
  /** Username or slug. */
  readonly slug: string;
  /** Display name; not safe to print until it is escaped. */
  readonly name: string;
}

export type FactValue = string | number | boolean | null;

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly subject: Subject;
  /** The other side, for example a team. */
  readonly object?: Subject;
  /**
   * The facts behind the finding, by name. It never contains an age, so that a later day changes
   * nothing.
   */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** `policy`: a defect of the policy; any other value is a task in the workspace. */
  readonly resolvedBy: ResolvedBy;
  /** Always the same for the same rule and permanent ids. */
  readonly fingerprint: string;
  readonly position?: Place;
  /** For state `accepted`: the exception that accepts it. */
  readonly exception?: PolicyException;
}
