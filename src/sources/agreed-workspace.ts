/** Whether a workspace is the one that the base policy names, or the settings. */

import { isCalled } from "../audit.ts";
import { AuditError } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import { fold } from "../roster/fold.ts";
import type { Roster } from "../roster/model.ts";
import type { Settings } from "../settings.ts";

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
  if (base !== undefined && fold(base.organization) === fold(policy.organization)) return;
  const before =
    base === undefined
      ? "there was no policy before it"
      : `before it that was "${base.organization}"`;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot take the workspace "${policy.organization}" from the pull request alone: ${before}. Give the workspace's slug as organization.`,
  );
}

/** Throws `AuditError` `BAD_SETTINGS` where the settings name another workspace than an artifact holds. */
export function requireAskedWorkspace(
  { organization }: Settings,
  { workspace }: Roster,
  artifact: string,
): void {
  if (organization === undefined || isCalled(workspace, organization)) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot read workspace "${organization}" from ${artifact}: it holds "${workspace.slug}". Give that workspace as organization, or leave it out.`,
  );
}
