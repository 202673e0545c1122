/** What resolves a finding: a task in the workspace, or a change of the policy itself. */

/** In the order in which reports list them. `other` means a task of another kind. */
export const taskActions = ["invite", "grant", "change-role", "remove", "other"] as const;
export type TaskAction = (typeof taskActions)[number];

/**
 * `policy`: the policy itself is defective, and no change of the workspace resolves the finding.
 */
export type ResolvedBy = TaskAction | "policy";
