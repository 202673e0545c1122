/** Words for the sentences about changes of the policy, and fixed sentences about them. */

import type { Policy } from "../policy/policy.ts";

export interface Words {
  readonly name: string;
  /** The added or removed value. */
  readonly item: string;
  readonly added: boolean;
  /** The present value of a part with one value. */
  readonly is: string;
  /** ` (was Member)`; empty if there was no value. */
  readonly was: string;
  readonly part: string;
}

/** The words of a weakening: what it does, and of whom or by how much. */
export interface Weakening {
  readonly label: string;
  /** Empty where the label says everything. */
  readonly detail: string;
}

/** The sentence for a change without an effect on the policy. */
export const noPolicyChanges = "This change does not change what the policy allows.";

/** Returns why nothing was compared, if the policy before a change was not usable. */
export function noComparison({ path }: Pick<Policy, "path">): string {
  return `The version of ${path} before this change cannot be used, so nothing was compared.`;
}
