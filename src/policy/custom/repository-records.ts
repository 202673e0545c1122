/** Repositories, their privileges and their entitlement tokens, as expressions see them. */

import type { Access } from "../../roster/access.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeHolders,
  privilegeLevels,
  type Privilege,
  type Repository,
} from "../../roster/repository.ts";
import type { EntitlementToken } from "../../roster/token.ts";
import { bool, listOf, nullable, oneOf, string, timestamp } from "../../cel/types.ts";
import { PartialList } from "../../cel/values.ts";
import { targetPrefixes } from "../prefixes.ts";
import { gapOfPrivileges, gapOfTokens } from "./privilege-gap.ts";
import { defineRecord, toTime } from "./record.ts";

export const privilege = defineRecord<Privilege>("privilege", " for every repository", {
  kind: {
    type: oneOf(privilegeHolders),
    about: "whether a person, a team or a service account has it",
    read: ({ kind }) => kind,
  },
  slug: {
    type: string,
    about: "the person's username, or the slug of the team or service account",
    read: ({ slug }) => slug,
  },
  level: { type: oneOf(privilegeLevels), about: "its level", read: ({ level }) => level },
});

/** A token with the repository that it opens, because a rule for each token reports both. */
export interface PlacedToken {
  readonly token: EntitlementToken;
  readonly repository: Repository;
}

/** Returns the tokens of a repository, as far as they were seen. */
export function tokensOf(repository: Repository): readonly PlacedToken[] {
  return (repository.tokens?.list ?? []).map((token) => ({ token, repository }));
}

export const token = defineRecord<PlacedToken>("token", " for every repository", {
  id: { type: string, about: "the permanent id", read: (row) => row.token.id },
  name: { type: string, about: "the name", read: (row) => row.token.name },
  active: { type: bool, about: "whether it works", read: (row) => row.token.active },
  is_default: {
    type: bool,
    about: "whether it is the repository's default token",
    read: (row) => row.token.isDefault,
  },
  user: {
    type: nullable(string),
    about: "username of the account that it belongs to; null: none",
    read: (row) => row.token.user,
  },
  created_by: {
    type: string,
    about: "username or slug of the account that created it",
    read: (row) => row.token.createdBy,
  },
  created_at: {
    type: timestamp,
    about: "when it was created",
    read: (row) => toTime(row.token.createdAt),
  },
  ends_at: {
    type: nullable(timestamp),
    about: "when it ends; null: never",
    read: (row) => toTime(row.token.endsAt),
  },
  limited: {
    type: bool,
    about: "whether it has any limit, such as a number of downloads",
    read: (row) => row.token.limited,
  },
  private_broadcasts: {
    type: bool,
    about: "whether it opens private broadcasts",
    read: (row) => row.token.privateBroadcasts,
  },
  repository: {
    type: string,
    about: "the repository's slug",
    read: (row) => row.repository.slug,
  },
  repository_id: {
    type: string,
    about: "the repository's permanent id",
    read: (row) => row.repository.id,
  },
});

export const repository = defineRecord<Repository>("repository", " for every repository", {
  id: { type: string, about: "the permanent id", read: ({ id }) => id },
  slug: { type: string, about: "the slug", read: ({ slug }) => slug },
  name: { type: string, about: "the display name", read: ({ name }) => name },
  broadcast: {
    type: oneOf(broadcastStates),
    about: "who can download without a privilege",
    read: ({ broadcast }) => broadcast,
  },
  default_privilege: {
    type: oneOf(defaultPrivileges),
    about: "what every member has, except Collaborators",
    read: ({ defaultPrivilege }) => defaultPrivilege,
  },
  privileges: {
    type: listOf({ kind: "record", record: privilege }),
    about: "its explicit privileges",
    read: (row) => {
      const gap = gapOfPrivileges([row]);
      return gap === undefined ? row.privileges : new PartialList(row.privileges, gap);
    },
  },
  tokens: {
    type: listOf({ kind: "record", record: token }),
    about: "its entitlement tokens",
    read: (row) => {
      const gap = gapOfTokens([row]);
      return gap === undefined ? tokensOf(row) : new PartialList([...tokensOf(row)], gap);
    },
  },
});

export const access = defineRecord<Access>("access", " for every repository", {
  repository: {
    type: string,
    about: "the repository's slug",
    read: ({ repository: { slug } }) => slug,
  },
  repository_id: {
    type: string,
    about: "the repository's permanent id",
    read: ({ repository: { id } }) => id,
  },
  level: {
    type: oneOf(privilegeLevels),
    about: "the privilege's level",
    read: ({ privilege: { level } }) => level,
  },
  path: {
    type: string,
    about: '"direct", or "team:" and the slug of the team that has the privilege',
    read: ({ through }) =>
      through === null ? "direct" : `${targetPrefixes.team}${through.team.slug}`,
  },
});
