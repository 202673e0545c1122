/** A custom rule after parsing. */

import type { Place } from "../position.ts";
import type { Severity } from "../severity.ts";
import type { Condition, RuleSubject } from "./condition.ts";

export interface CustomRule {
  readonly id: string;
  readonly for: RuleSubject;
  readonly violates: Condition;
  readonly severity: Severity;
  readonly message: string;
  /** Null if the policy gives none. */
  readonly remedy: string | null;
  readonly position: Place;
}
