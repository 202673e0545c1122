/** The shape of `repositories` and `unlisted-repositories` in the policy file. */

import { z } from "zod";

import { mapOf } from "./mapping.ts";
import { From, Targets } from "./people-schema.ts";
import { Tokens } from "./token-schema.ts";
import { SeverityOrOff } from "./severity-schema.ts";

/** Broadcast states and default privileges as the policy spells them, the lowest first. */
export const visibilityNames = ["off", "private", "internal", "public", "open-source"] as const;
export const defaultPrivilegeNames = ["none", "read", "write", "admin"] as const;

/** The lists of a repository, the highest level first. */
export const privilegeLists = ["admins", "write", "read"] as const;

const RepositoryKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/]*$/u, 'a repository has no "/" in its name: write its slug, without the workspace')
  .describe('a repository\'s slug or permanent id, or a slug with "*" for any text')
  .meta({ examples: ["production", "sandbox-*"] });

const RepositoryEntry = z
  .strictObject({
    visibility: z
      .enum(visibilityNames)
      .optional()
      .describe("the highest broadcast state that is allowed; if left out: not managed"),
    "default-privilege": z
      .enum(defaultPrivilegeNames)
      .optional()
      .describe(
        "the highest privilege that every member of the workspace may have by default; if left out: not managed",
      ),
    privileges: z
      .literal("any")
      .optional()
      .describe("any: anybody may have any privilege, and the lists are left out"),
    admins: Targets.optional().describe("who has Admin; if left out: nobody"),
    write: Targets.optional().describe("who has Write; if left out: nobody"),
    read: Targets.optional().describe("who has Read; if left out: nobody"),
    tokens: Tokens.optional().describe(
      "the entitlement tokens that the repository may have, instead of those of the top level; any: any token",
    ),
    from: From.optional(),
  })
  .describe("a repository, managed completely: a list that is left out means nobody")
  .meta({
    examples: [
      {
        visibility: "private",
        "default-privilege": "none",
        admins: ["team:platform"],
        write: ["team:release", "service:ci-publish-7hq2"],
      },
      { privileges: "any" },
    ],
  });

export const Repositories = mapOf(RepositoryKey, RepositoryEntry).describe(
  'repositories by slug or permanent id, or several by slugs with "*"; if the section is left out, they are not managed',
);

/** `all` needs the complete list of repositories, which only an Owner can see. */
export const unlistedScopes = ["all", "visible"] as const;

export const UnlistedRepositories = z
  .union([
    SeverityOrOff.describe("the severity, or off"),
    z
      .strictObject({
        severity: SeverityOrOff.describe("the severity, or off"),
        of: z
          .enum(unlistedScopes)
          .optional()
          .describe("visible: only the repositories that the audit's account sees are checked")
          .meta({ default: "all" }),
      })
      .describe("the severity, and which repositories must be listed"),
  ])
  .describe(
    "the severity if the workspace has a repository that is not listed here. Default: warning, and off without repositories",
  )
  .meta({ default: "warning", examples: [{ severity: "error", of: "visible" }] });
