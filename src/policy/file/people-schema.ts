/** The shape of names, of lists of people, and of the sections that define people and groups once. */

import { z } from "zod";

import { Day } from "../day.ts";
import { mapOf } from "./mapping.ts";

export const Name = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe(
    "a username, a permanent id (user_id) or an e-mail address, an alias from people, or group:NAME; case does not matter",
  )
  .meta({ examples: ["amara-okoye", "amara@fernwick.example", "group:owners"] });

/** People who are only allowed, not expected. */
export const Names = z.array(Name).max(10_000);

export const From = Day.describe(
  "before this day (in UTC), it is not drift if the workspace does not have it yet",
).meta({ examples: ["2026-12-01"] });

/** Returns the schema of a list whose entries can have days and a reason. */
export function datedList(name: z.ZodString, about: string) {
  const entry = z
    .strictObject({
      name,
      from: From.optional(),
      until: Day.optional()
        .describe("the last day on which the entry counts, until its end in UTC")
        .meta({ examples: ["2026-12-31"] }),
      reason: z
        .string()
        .trim()
        .min(1)
        .max(1_000)
        .optional()
        .describe("why the entry is there, or only until that day")
        .meta({ examples: ["covers for priya-raman"] }),
    })
    .describe(about);
  return z.array(z.union([name, entry])).max(10_000);
}

/** People who are expected. */
export const People = datedList(
  Name,
  "a person or a group, with the days on which the entry counts",
);
export type PersonEntry = z.infer<typeof People>[number];

const Target = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .regex(
    /^(?!\s*(?:team|service|group):\s*$)\s*\S/u,
    'a person, "team:SLUG", "service:SLUG" or "group:NAME"',
  )
  .describe(
    "team:SLUG, service:SLUG, group:NAME, or a person: a username, a permanent id, an e-mail address or an alias; case does not matter",
  )
  .meta({ examples: ["team:platform", "service:ci-publish-7hq2", "amara-okoye"] });

/** Who has a privilege on a repository. */
export const Targets = datedList(
  Target,
  "a team, a service account, a person or a group, with the days on which the entry counts",
);

const Alias = z
  .string()
  .min(1)
  .max(100)
  .regex(
    /^(?!group:)[^*\s](?:[^*]*[^*\s])?$/u,
    'an alias: it must not begin with "group:", contain "*", or begin or end with a space',
  )
  .describe("the name that the lists of this file use")
  .meta({ examples: ["amara"] });

const Account = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe("the account's username, permanent id (user_id) or e-mail address")
  .meta({ examples: ["amara-okoye"] });

export const Aliases = mapOf(Alias, Account).describe(
  "people by alias, so that a renamed account changes in one place",
);

const GroupName = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.-]{0,99}$/u,
    "a group's name: letters, digits, dots, dashes and underscores",
  )
  .describe("the group's name, which lists use as group:NAME")
  .meta({ examples: ["platform-leads"] });

export const Groups = mapOf(GroupName, People.describe("who is in the group")).describe(
  "sets of people that several lists share; a group may contain other groups",
);
