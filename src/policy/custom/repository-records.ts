/** Repositories, and the privileges on them, as expressions see them. */

import type { Access } from "../../roster/access.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeHolders,
  privilegeLevels,
  type Privilege,
  type Repository,
} from "../../roster/repository.ts";
import { listOf, oneOf, string } from "../../cel/types.ts";
import { PartialList } from "../../cel/values.ts";
import { targetPrefixes } from "../file/people-schema.ts";
import { gapOfPrivileges } from "./privilege-gap.ts";
import { defineRecord } from "./record.ts";

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
