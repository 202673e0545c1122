/** Checks that a workspace is the one that the base policy or the settings name. */

import { AuditError, settingName } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import type { Roster } from "../roster/model.ts";
import { isCalled, isSameName } from "../roster/same-workspace.ts";

/**
 * Throws `AuditError` `BAD_SETTINGS` if only the pull request itself names the workspace. Then it
 * could choose where the run uses its secrets and what a comment shows.
 */
export function requireConfirmedWorkspace(
  requested: string | undefined,
  policy: Policy,
  base: Policy | undefined,
): void {
  if (requested !== undefined) return;
  if (base !== undefined && isSameName(base.organization, policy.organization)) return;
  const before =
    base === undefined
      ? "there was no policy before it"
      : `the policy before it names "${base.organization}"`;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot take the workspace "${policy.organization}" only from the pull request: ${before}. Give the workspace's slug as ${settingName("organization")}.`,
  );
}

/**
 * Throws `AuditError` `BAD_SETTINGS` if the settings name a different workspace than the artifact
 * has.
 */
export function requireRequestedWorkspace(
  requested: string | undefined,
  { workspace }: Roster,
  artifact: string,
): void {
  if (requested === undefined || isCalled(workspace, requested)) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot read workspace "${requested}" from ${artifact}: it contains "${workspace.slug}". Give that workspace as ${settingName("organization")}, or leave it out.`,
  );
}
