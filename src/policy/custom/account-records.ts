/**
 * Accounts as records for expressions. The documentation also shows these names and descriptions.
 */

import {
  loginMethods,
  memberVisibilities,
  teamVisibilities,
  type Invite,
  type Member,
  type Membership,
  type ServiceAccount,
} from "../../roster/model.ts";
import { roles, serviceRoles, teamRoles } from "../../roster/roles.ts";
import { isUnknown, unknown, type Fact } from "../../roster/fact.ts";
import { defineRecord, toTime, type FieldDefinition } from "./record.ts";
import { access } from "./repository-records.ts";
import { bool, listOf, nullable, oneOf, string, timestamp } from "../../cel/types.ts";
import type { Value } from "../../cel/values.ts";
import type { InTeam } from "../group-by-team.ts";
import type { RosterActivation } from "./activation.ts";

/** An account's membership in a team; facts about the team come from the list of teams. */
export const membership = defineRecord<Membership>("membership", " for every account", {
  id: { type: string, about: "the team's permanent id", read: ({ team }) => team },
  slug: {
    type: string,
    about: "the team's slug",
    read: ({ team }, { teamOf }) => teamOf(team)?.slug ?? unknown("not-listed"),
  },
  name: {
    type: string,
    about: "the team's display name",
    read: ({ team }, { teamOf }) => teamOf(team)?.name ?? unknown("not-listed"),
  },
  visibility: {
    type: oneOf(teamVisibilities),
    about: "whether people outside the team see it",
    read: ({ team }, { teamOf }) => teamOf(team)?.visibility ?? unknown("not-listed"),
  },
  role: { type: oneOf(teamRoles), about: "the role in the team", read: ({ role }) => role },
});

const memberFields: Readonly<Record<string, FieldDefinition<Member>>> = {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  username: { type: string, about: "the username", read: ({ username }) => username },
  name: { type: string, about: "the display name; may be empty", read: ({ name }) => name },
  email: { type: string, about: "the e-mail address", read: ({ email }) => email },
  role: { type: oneOf(roles), about: "the workspace role", read: ({ role }) => role },
  active: { type: bool, about: "whether the account is active", read: ({ active }) => active },
  two_factor: {
    type: bool,
    about: "Cloudsmith's own second factor",
    read: ({ twoFactor }) => twoFactor,
  },
  joined_at: {
    type: timestamp,
    about: "when the account joined",
    read: ({ joinedAt }) => toTime(joinedAt),
  },
  last_login_at: {
    type: nullable(timestamp),
    about: "the last login; null: never logged in",
    read: ({ lastLoginAt }) => toTime(lastLoginAt),
  },
  last_login_method: {
    type: oneOf(loginMethods),
    about: "the method of the last login",
    read: ({ lastLoginMethod }) => lastLoginMethod,
  },
  visibility: {
    type: oneOf(memberVisibilities),
    about: "whether outsiders see the membership",
    read: ({ visibility }) => visibility,
  },
  teams: {
    type: listOf({ kind: "record", record: membership }),
    about: "the teams the account is in",
    read: ({ teams }, activation) => toTeams(teams, activation),
  },
  privileges: {
    type: listOf({ kind: "record", record: access }),
    about: "its privileges on repositories, directly and through teams",
    read: ({ username, teams }, { accessOf }) => accessOf({ kind: "user", slug: username }, teams),
  },
};

const serviceFields: Readonly<Record<string, FieldDefinition<ServiceAccount>>> = {
  slug: { type: string, about: "the slug", read: ({ slug }) => slug },
  name: { type: string, about: "the display name", read: ({ name }) => name },
  description: {
    type: nullable(string),
    about: "the description; null: none",
    read: ({ description }) => description,
  },
  role: { type: oneOf(serviceRoles), about: "the workspace role", read: ({ role }) => role },
  created_at: {
    type: timestamp,
    about: "when it was created",
    read: ({ createdAt }) => toTime(createdAt),
  },
  created_by: {
    type: string,
    about: "username of the account that created it",
    read: ({ createdBy }) => createdBy,
  },
  key_expires_at: {
    type: nullable(timestamp),
    about: "when its key expires; null: never",
    read: ({ keyExpiresAt }) => toTime(keyExpiresAt),
  },
  teams: {
    type: listOf({ kind: "record", record: membership }),
    about: "the teams it is in",
    read: ({ teams }, activation) => toTeams(teams, activation),
  },
  privileges: {
    type: listOf({ kind: "record", record: access }),
    about: "its privileges on repositories, directly and through teams",
    read: ({ slug, teams }, { accessOf }) => accessOf({ kind: "service", slug }, teams),
  },
};

export const member = defineRecord("member", " for every account", memberFields);
export const service = defineRecord("service", " for every account", serviceFields);

export const teamMember = defineRecord<InTeam<Member>>("team member", " for every account", {
  ...ofAccount(memberFields),
  team_role: { type: oneOf(teamRoles), about: "the role in the team", read: ({ role }) => role },
});

export const teamService = defineRecord<InTeam<ServiceAccount>>(
  "team service",
  " for every account",
  {
    ...ofAccount(serviceFields),
    team_role: { type: oneOf(teamRoles), about: "the role in the team", read: ({ role }) => role },
  },
);

export const invite = defineRecord<Invite>("invite", " for every account", {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  email: { type: string, about: "the address it was sent to", read: ({ email }) => email },
  username: {
    type: nullable(string),
    about: "the username; null: no account yet",
    read: ({ username }) => username,
  },
  role: { type: oneOf(roles), about: "the workspace role it gives", read: ({ role }) => role },
  inviter: {
    type: string,
    about: "username of the person who sent it",
    read: ({ inviter }) => inviter,
  },
  expires_at: {
    type: timestamp,
    about: "when it expires",
    read: ({ expiresAt }) => toTime(expiresAt),
  },
  teams: {
    type: listOf({ kind: "record", record: membership }),
    about: "the teams it gives",
    read: ({ teams }, activation) => toTeams(teams, activation),
  },
});

/** A team that is not in the list of teams may contain accounts that were not seen. */
function toTeams(teams: Fact<readonly Membership[]>, { list }: RosterActivation): Fact<Value> {
  return isUnknown(teams) ? teams : list(teams, "teams");
}

function ofAccount<Account>(
  fields: Readonly<Record<string, FieldDefinition<Account>>>,
): Readonly<Record<string, FieldDefinition<InTeam<Account>>>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, about, read }]) => [
      name,
      {
        type,
        about,
        read: ({ account }: InTeam<Account>, activation: RosterActivation) =>
          read(account, activation),
      },
    ]),
  );
}
