import type { Policy } from "./policy.ts";

/** The policy before a pull request. */
export interface BasePolicy {
  /** Undefined where there was none, or none that could be used. */
  readonly policy: Policy | undefined;
  readonly invalid: boolean;
  /** Its path, where that was another one. */
  readonly movedFrom?: string;
  /** True: it was not UTF-8, and was read as Latin-1 to be compared. */
  readonly latin1?: true;
}
