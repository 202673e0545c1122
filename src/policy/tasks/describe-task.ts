/** Which task resolves a finding, for each rule. */

import { nameOf } from "../subject.ts";
import {
  correctProvider,
  createMapping,
  deleteMapping,
  listProvider,
  removeFromProvider,
  replaceMapping,
} from "./key-tasks.ts";
import {
  cancelInvite,
  changeRole,
  correctEmergency,
  invite,
  removeMember,
} from "./people-tasks.ts";
import {
  changePrivilege,
  givePrivilege,
  listRepository,
  lowerDefaultPrivilege,
  lowerVisibility,
  removeOutsider,
  removePrivilege,
} from "./repository-tasks.ts";
import { changeService, createService } from "./service-tasks.ts";
import { request, teamOf, whoOf, type Describe } from "./task-request.ts";
import {
  addToTeam,
  changeTeam,
  createTeam,
  deleteTeam,
  removeFromTeam,
  replaceTeam,
} from "./team-tasks.ts";
import { closeBroadcasts, deleteToken, replaceToken, setEnd } from "./token-tasks.ts";

/** A rule without an entry is described by its message, and has no call. */
export const descriptions: Readonly<Record<string, Describe>> = {
  "break-glass": (finding, context) => {
    const { resolvedBy, facts } = finding;
    if (resolvedBy === "invite") return invite(finding, context);
    return resolvedBy === "change-role"
      ? changeRole(finding, context, String(facts["expected"]))
      : correctEmergency(finding);
  },
  "direct-privilege": removePrivilege,
  dormant: removeMember,
  "group-sync-missing": createMapping,
  "group-sync-privileged": deleteMapping,
  "group-sync-role": replaceMapping,
  "group-sync-unexpected": deleteMapping,
  "inactive-in-team": removeFromTeam,
  "inactive-with-role": (finding, context) => changeRole(finding, context, "Member"),
  "invite-domain": cancelInvite,
  "invite-expired": cancelInvite,
  "invite-owner": cancelInvite,
  "invite-unlisted": cancelInvite,
  "member-unlisted": removeMember,
  "name-unknown": invite,
  "oidc-claims": correctProvider,
  "oidc-service": removeFromProvider,
  "oidc-unlisted": listProvider,
  "privileged-outsider": removeOutsider,
  "repository-default-privilege": lowerDefaultPrivilege,
  "repository-privilege-level": changePrivilege,
  "repository-privilege-missing": givePrivilege,
  "repository-privilege-unexpected": removePrivilege,
  "repository-public": lowerVisibility,
  "repository-unlisted": listRepository,
  "role-missing": (finding, context) =>
    changeRole(finding, context, String(finding.facts["expected"])),
  "role-unlisted": (finding, context) =>
    finding.resolvedBy === "remove"
      ? removeMember(finding, context)
      : changeRole(finding, context, context.listings.roleOf(finding.subject.slug) ?? "Member"),
  "service-missing": createService,
  "service-role": changeService,
  "service-unlisted": ({ subject }, { roster }) => ({
    todo: `delete service account ${nameOf(subject)}`,
    call: request("DELETE", "/orgs/{org}/services/{service}/", roster, { service: subject.slug }),
  }),
  "team-member-missing": addToTeam,
  "team-member-unexpected": removeFromTeam,
  "team-missing": createTeam,
  "team-role": (finding, context) => ({
    todo: `make ${whoOf(finding)} ${finding.facts["expected"]} of ${teamOf(finding)} (now ${finding.facts["teamRole"]})`,
    call: replaceTeam(finding, context),
  }),
  "team-settings": ({ subject, facts }, context) =>
    changeTeam(subject, { [String(facts["setting"])]: String(facts["expected"]) }, context),
  "team-unlisted": deleteTeam,
  "token-broadcasts": closeBroadcasts,
  "token-orphaned": replaceToken,
  "token-unlisted": deleteToken,
  "token-without-end": setEnd,
};
