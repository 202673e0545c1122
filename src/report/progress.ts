/** New and resolved findings between two runs, as far as the earlier run recorded its findings. */

/** One rule whose findings differ from those of the earlier run. */
export interface RuleProgress {
  readonly rule: string;
  /** The number of findings in the earlier run, and now. */
  readonly before: number;
  readonly after: number;
  /**
   * First characters of the fingerprints of new and resolved findings; undefined if only numbers
   * were recorded.
   */
  readonly moved:
    | { readonly appeared: readonly string[]; readonly cleared: readonly string[] }
    | undefined;
}

/**
 * Findings of an earlier run, of a rule that this run could not judge, so that they cannot be
 * resolved.
 */
export interface HeldRule {
  readonly rule: string;
  readonly count: number;
}
