/** The rules, in the order of a report. To add one: its file, and a line here. */

import type { AnyRule } from "./rule.ts";
import { dormant } from "./rules/dormant.ts";
import { exceptionExpired } from "./rules/exception-expired.ts";
import { exceptionExpiring } from "./rules/exception-expiring.ts";
import { exceptionTooLong } from "./rules/exception-too-long.ts";
import { exceptionUnexplained } from "./rules/exception-unexplained.ts";
import { exceptionUnused } from "./rules/exception-unused.ts";
import { inactiveInTeam } from "./rules/inactive-in-team.ts";
import { inactiveWithRole } from "./rules/inactive-with-role.ts";
import { nameAmbiguous } from "./rules/name-ambiguous.ts";
import { nameUnknown } from "./rules/name-unknown.ts";
import { roleCount } from "./rules/role-count.ts";
import { roleMissing } from "./rules/role-missing.ts";
import { roleUnlisted } from "./rules/role-unlisted.ts";
import { teamMemberMissing } from "./rules/team-member-missing.ts";
import { teamMemberUnexpected } from "./rules/team-member-unexpected.ts";
import { teamMissing } from "./rules/team-missing.ts";
import { teamRole } from "./rules/team-role.ts";
import { teamUnlisted } from "./rules/team-unlisted.ts";
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
  teamMemberUnexpected,
  teamMemberMissing,
  teamRole,
  teamUnlisted,
  teamMissing,
  visibility,
  nameUnknown,
  nameAmbiguous,
  exceptionExpired,
  exceptionExpiring,
  exceptionUnused,
  exceptionTooLong,
  exceptionUnexplained,
];

/** Returns the rule of that id, if there is one. */
export function findRule(id: string): AnyRule | undefined {
  return catalog.find((rule) => rule.id === id);
}
