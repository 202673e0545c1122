/** The effects that a change of the policy can have, and what all kinds of changes share. */

import type { PolicyChange } from "./policy-changes.ts";

/**
 * In the order in which reports list them. `weakens`: the policy allows what it reported before, such
 * as one more Owner, or looks at less. `grants` and `removes`: it asks for somebody's access, or no
 * longer does. `changes`: everything else.
 */
export const effects = ["weakens", "grants", "changes", "removes"] as const;
export type Effect = (typeof effects)[number];

export function isAdded({ before }: PolicyChange): boolean {
  return before === null;
}

export function isRemoved({ after }: PolicyChange): boolean {
  return after === null;
}
