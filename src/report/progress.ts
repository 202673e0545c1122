/** What came and went between two runs, as far as the earlier one left word of what it found. */

/** One rule whose findings are not those of the earlier run. */
export interface RuleProgress {
  readonly rule: string;
  /** How many findings the rule had, and has. */
  readonly before: number;
  readonly after: number;
  /**
   * First characters of the fingerprints of what came and what went; undefined where only numbers
   * were kept.
   */
  readonly moved:
    | { readonly appeared: readonly string[]; readonly cleared: readonly string[] }
    | undefined;
}

/** Findings that an earlier run made, of a rule that this run could not judge and so cannot clear. */
export interface HeldRule {
  readonly rule: string;
  readonly count: number;
}
