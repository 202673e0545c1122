/** Teams and the workspace as expressions see them. */

import {
  teamVisibilities,
  type DynamicMapping,
  type GroupMapping,
  type GroupSync,
  type OidcProvider,
  type Roster,
  type SingleSignOn,
  type Team,
} from "../../roster/model.ts";
import { teamRoles } from "../../roster/roles.ts";
import { isUnknown } from "../../roster/fact.ts";
import { invite, member, service, teamMember, teamService } from "./account-records.ts";
import type { RecordType } from "../../cel/types.ts";
import { defineRecord, toTime } from "./record.ts";
import { access, repository } from "./repository-records.ts";
import {
  bool,
  listOf,
  mapOf,
  nullable,
  oneOf,
  string,
  timestamp,
  type CelType,
} from "../../cel/types.ts";

export const team = defineRecord<Team>("team", " for every team", {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  slug: { type: string, about: "the slug", read: ({ slug }) => slug },
  name: { type: string, about: "the display name", read: ({ name }) => name },
  description: {
    type: nullable(string),
    about: "the description; null: none",
    read: ({ description }) => description,
  },
  visibility: {
    type: oneOf(teamVisibilities),
    about: "whether people outside the team see it",
    read: ({ visibility }) => visibility,
  },
  members: {
    type: each(teamMember),
    about: "its members: all fields of a member, and `team_role`",
    read: (row, { membersOf }) => membersOf(row),
  },
  services: {
    type: each(teamService),
    about: "its service accounts: all fields of a service, and `team_role`",
    read: (row, { servicesOf }) => servicesOf(row),
  },
  privileges: {
    type: each(access),
    about: "its privileges on repositories",
    read: ({ slug }, { accessOf }) => accessOf({ kind: "team", slug }, []),
  },
});

export const singleSignOn = defineRecord<SingleSignOn>("single sign-on", "", {
  enabled: { type: bool, about: "whether SAML is on", read: ({ enabled }) => enabled },
  enforced: {
    type: bool,
    about: "whether people must sign in with SAML",
    read: ({ enforced }) => enforced,
  },
});

export const groupMapping = defineRecord<GroupMapping>("group mapping", " for every mapping", {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  team_id: { type: string, about: "the team's permanent id", read: (row) => row.team },
  role: { type: oneOf(teamRoles), about: "the role it gives", read: ({ role }) => role },
  attribute: {
    type: string,
    about: "the attribute at the identity provider",
    read: ({ attribute }) => attribute,
  },
  value: { type: string, about: "the attribute's value", read: ({ value }) => value },
});

export const groupSync = defineRecord<GroupSync>("group sync", "", {
  enabled: { type: bool, about: "whether group sync is on", read: ({ enabled }) => enabled },
  mappings: {
    type: each(groupMapping),
    about: "the mappings from attribute values to teams",
    read: ({ mappings }, { list }) => list(mappings, "group-sync"),
  },
});

export const dynamicMapping = defineRecord<DynamicMapping>("dynamic mapping", "", {
  value: { type: string, about: "the value of the claim", read: ({ value }) => value },
  service: { type: string, about: "the service account's slug", read: ({ service }) => service },
});

export const oidcProvider = defineRecord<OidcProvider>("OIDC provider", " for every provider", {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  slug: { type: string, about: "the slug", read: ({ slug }) => slug },
  name: { type: string, about: "the display name", read: ({ name }) => name },
  issuer: { type: string, about: "the issuer's address", read: ({ issuer }) => issuer },
  enabled: { type: bool, about: "whether it is on", read: ({ enabled }) => enabled },
  services: {
    type: listOf(string),
    about: "slugs of the service accounts its tokens may become",
    read: ({ services }) => services,
  },
  claims: {
    type: mapOf(string),
    about: "claims that a token must carry, by name",
    read: ({ claims }) =>
      isUnknown(claims) ? claims : new Map(claims.map(({ name, value }) => [name, value])),
  },
  mapping_claim: {
    type: nullable(string),
    about: "the claim that chooses the service account; null: none",
    read: ({ mappingClaim }) => mappingClaim,
  },
  mappings: {
    type: each(dynamicMapping),
    about: "service accounts by value of that claim",
    read: ({ mappings }) => mappings,
    planMayLack: false,
  },
});

export const workspace = defineRecord<Roster>("workspace", "", {
  id: { type: string, about: "the permanent id", read: (row) => row.workspace.id },
  slug: { type: string, about: "the slug", read: (row) => row.workspace.slug },
  name: { type: string, about: "the display name", read: (row) => row.workspace.name },
  created_at: {
    type: timestamp,
    about: "when it was created",
    read: (row) => toTime(row.workspace.createdAt),
  },
  members: {
    type: each(member),
    about: "all members",
    read: ({ members }, { list }) => list(members, "members"),
  },
  teams: {
    type: each(team),
    about: "all teams",
    read: ({ teams }, { list }) => list(teams, "teams"),
  },
  services: {
    type: each(service),
    about: "all service accounts",
    read: ({ services }, { list }) => list(services, "services"),
  },
  invites: {
    type: each(invite),
    about: "all pending invites",
    read: ({ invites }, { list }) => list(invites, "invites"),
  },
  single_sign_on: {
    type: { kind: "record", record: singleSignOn },
    about: "single sign-on (SAML)",
    read: (row) => row.singleSignOn,
  },
  group_sync: {
    type: { kind: "record", record: groupSync },
    about: "teams filled by the identity provider",
    read: (row) => row.groupSync,
  },
  oidc_providers: {
    type: each(oidcProvider),
    about: "issuers whose tokens become service accounts",
    read: ({ oidcProviders }, { list }) => list(oidcProviders, "oidc"),
  },
  repositories: {
    type: each(repository),
    about: "all repositories",
    read: ({ repositories }, { list }) => list(repositories, "repositories"),
  },
});

function each(record: RecordType): CelType {
  return listOf({ kind: "record", record });
}
