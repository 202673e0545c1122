/** Which workspace a stranger's policy may be held against. */

import { AuditError } from "./errors.ts";
import type { Policy } from "./policy/policy.ts";
import type { Settings } from "./settings.ts";

/**
 * Throws `AuditError` `BAD_SETTINGS` where only the pull request itself says which workspace to read:
 * it would choose what the run's secrets are used for, and what is told of it in a comment.
 */
export function requireAgreedWorkspace(
  { organization }: Settings,
  policy: Policy,
  base: Policy | undefined,
): void {
  if (organization !== undefined) return;
  if (base?.organization.toLowerCase() === policy.organization.toLowerCase()) return;
  const before =
    base === undefined
      ? "there was no policy before it"
      : `before it that was "${base.organization}"`;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot take the workspace "${policy.organization}" from the pull request alone: ${before}. Give the workspace's slug as organization.`,
  );
}
