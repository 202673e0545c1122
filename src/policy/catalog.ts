/** The rules, in the order of a report. To add a rule, add its file and a line here. */

import type { AnyRule } from "./rule.ts";
import { breakGlass } from "./rules/break-glass.ts";
import { directPrivilege } from "./rules/direct-privilege.ts";
import { dormant } from "./rules/dormant.ts";
import { duplicateIdentity } from "./rules/duplicate-identity.ts";
import { emailDomain } from "./rules/email-domain.ts";
import { entryEnding } from "./rules/entry-ending.ts";
import { exceptionExpired } from "./rules/exception-expired.ts";
import { exceptionExpiring } from "./rules/exception-expiring.ts";
import { exceptionTooLong } from "./rules/exception-too-long.ts";
import { exceptionUnexplained } from "./rules/exception-unexplained.ts";
import { exceptionUnused } from "./rules/exception-unused.ts";
import { groupSyncMissing } from "./rules/group-sync-missing.ts";
import { groupSyncPrivileged } from "./rules/group-sync-privileged.ts";
import { groupSyncRole } from "./rules/group-sync-role.ts";
import { groupSyncUnexpected } from "./rules/group-sync-unexpected.ts";
import { inactiveInTeam } from "./rules/inactive-in-team.ts";
import { inactiveWithRole } from "./rules/inactive-with-role.ts";
import { inviteDomain } from "./rules/invite-domain.ts";
import { inviteExpired } from "./rules/invite-expired.ts";
import { inviteOwner } from "./rules/invite-owner.ts";
import { inviteUnlisted } from "./rules/invite-unlisted.ts";
import { memberUnlisted } from "./rules/member-unlisted.ts";
import { memberWithoutTeam } from "./rules/member-without-team.ts";
import { nameAmbiguous } from "./rules/name-ambiguous.ts";
import { nameUnknown } from "./rules/name-unknown.ts";
import { oidcClaims } from "./rules/oidc-claims.ts";
import { oidcService } from "./rules/oidc-service.ts";
import { oidcUnlisted } from "./rules/oidc-unlisted.ts";
import { policyTest } from "./rules/policy-test.ts";
import { privilegedOutsider } from "./rules/privileged-outsider.ts";
import { repositoryDefaultPrivilege } from "./rules/repository-default-privilege.ts";
import { repositoryPrivilegeLevel } from "./rules/repository-privilege-level.ts";
import { repositoryPrivilegeMissing } from "./rules/repository-privilege-missing.ts";
import { repositoryPrivilegeUnexpected } from "./rules/repository-privilege-unexpected.ts";
import { repositoryPublic } from "./rules/repository-public.ts";
import { repositoryUnlisted } from "./rules/repository-unlisted.ts";
import { reviewOverdue } from "./rules/review-overdue.ts";
import { roleConflict } from "./rules/role-conflict.ts";
import { roleCount } from "./rules/role-count.ts";
import { roleMissing } from "./rules/role-missing.ts";
import { roleUnlisted } from "./rules/role-unlisted.ts";
import { self } from "./rules/self.ts";
import { serviceKeyExpiry } from "./rules/service-key-expiry.ts";
import { serviceMissing } from "./rules/service-missing.ts";
import { serviceRole } from "./rules/service-role.ts";
import { serviceUnlisted } from "./rules/service-unlisted.ts";
import { singleSignOn } from "./rules/single-sign-on.ts";
import { teamMemberMissing } from "./rules/team-member-missing.ts";
import { teamMemberUnexpected } from "./rules/team-member-unexpected.ts";
import { teamMissing } from "./rules/team-missing.ts";
import { teamNotSynced } from "./rules/team-not-synced.ts";
import { teamRole } from "./rules/team-role.ts";
import { teamSettings } from "./rules/team-settings.ts";
import { teamUnlisted } from "./rules/team-unlisted.ts";
import { teamWithoutManager } from "./rules/team-without-manager.ts";
import { tokenBroadcasts } from "./rules/token-broadcasts.ts";
import { tokenOrphaned } from "./rules/token-orphaned.ts";
import { tokenUnlisted } from "./rules/token-unlisted.ts";
import { tokenWithoutEnd } from "./rules/token-without-end.ts";
import { twoFactor } from "./rules/two-factor.ts";
import { visibility } from "./rules/visibility.ts";

export const catalog: readonly AnyRule[] = [
  twoFactor,
  inactiveWithRole,
  inactiveInTeam,
  dormant,
  roleUnlisted,
  roleMissing,
  roleCount,
  breakGlass,
  memberUnlisted,
  teamMemberUnexpected,
  teamMemberMissing,
  teamRole,
  teamUnlisted,
  teamMissing,
  teamNotSynced,
  teamWithoutManager,
  teamSettings,
  reviewOverdue,
  memberWithoutTeam,
  visibility,
  emailDomain,
  duplicateIdentity,
  singleSignOn,
  serviceUnlisted,
  serviceMissing,
  serviceRole,
  serviceKeyExpiry,
  inviteOwner,
  inviteUnlisted,
  inviteDomain,
  inviteExpired,
  repositoryPrivilegeUnexpected,
  repositoryPrivilegeMissing,
  repositoryPrivilegeLevel,
  repositoryPublic,
  repositoryDefaultPrivilege,
  repositoryUnlisted,
  directPrivilege,
  privilegedOutsider,
  tokenUnlisted,
  tokenWithoutEnd,
  tokenOrphaned,
  tokenBroadcasts,
  oidcClaims,
  oidcService,
  oidcUnlisted,
  groupSyncPrivileged,
  groupSyncUnexpected,
  groupSyncMissing,
  groupSyncRole,
  nameUnknown,
  nameAmbiguous,
  roleConflict,
  policyTest,
  self,
  entryEnding,
  exceptionExpired,
  exceptionExpiring,
  exceptionUnused,
  exceptionTooLong,
  exceptionUnexplained,
];

/** Returns the rule with this id; undefined if there is none. */
export function findRule(id: string): AnyRule | undefined {
  return catalog.find((rule) => rule.id === id);
}
