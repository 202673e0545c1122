import type { Policy } from "./policy.ts";

/** The policy before a pull request. */
export interface BasePolicy {
  /** Undefined if there was no policy, or if it was not usable. */
  readonly policy: Policy | undefined;
  readonly invalid: boolean;
  /** The patterns under `include` that matched a file. */
  readonly patterns?: ReadonlySet<string>;
  /** Its path, if the pull request moved it. */
  readonly movedFrom?: string;
  /** True: the file was not UTF-8 and was read as Latin-1, only for the comparison. */
  readonly latin1?: true;
}
