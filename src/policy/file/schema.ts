/** The shape of the policy file. The JSON Schema that editors use is generated from it. */

import { z } from "zod";

import { isSlug } from "../../roster/slug.ts";
import { catalog } from "../catalog.ts";
import { ExceptionEntries, LeavingEntries } from "../exceptions/entry.ts";
import { CustomEntries } from "../custom/custom-schema.ts";
import { Day } from "../day.ts";
import { Domain } from "../email.ts";
import { Includes, partSections, type PartSection } from "../include/include-schema.ts";
import { GroupSync, Oidc, UnlistedMappings } from "./key-schema.ts";
import { mapOf, recordOf } from "./mapping.ts";
import { Aliases, From, Groups, Names, People } from "./people-schema.ts";
import { Repositories, UnlistedRepositories } from "./repository-schema.ts";
import { Tokens } from "./token-schema.ts";
import { SeverityOrOff } from "./severity-schema.ts";
import { quoteWritten } from "./written.ts";
import { roleNames } from "../role-names.ts";

const ServiceSlug = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe("a service account's slug")
  .meta({ examples: ["ci-publish-7hq2"] });

const Patterns = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(320)
      .describe(
        'a username or an e-mail address in which "*" matches any text, an alias from people, or group:NAME',
      )
      .meta({ examples: ["*@contractor.example"] }),
  )
  .max(1_000);

const RoleEntry = z
  .strictObject({
    members: People.optional().describe(
      "who may have the role, and should have it; if left out: anybody",
    ),
    allow: Patterns.optional().describe("who else may have the role, but does not need it"),
    "break-glass": People.optional().describe(
      "emergency accounts that must have the role, be active and have two-factor authentication",
    ),
    min: z.int().min(0).optional().describe("how many active people must have the role"),
    max: z.int().min(0).optional().describe("how many active people may have the role"),
  })
  .describe("who may have a workspace role")
  .meta({ examples: [{ members: ["amara-okoye", "jonas-lindqvist"], min: 2, max: 4 }] });

const Days = z
  .string()
  .regex(/^[1-9]\d{0,3}d$/u, 'a number of days, such as "90d"')
  .describe("a number of days, such as 90d")
  .meta({ examples: ["90d"] });

const TeamName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .describe("a team's slug or permanent id")
  .meta({ examples: ["platform"] });

const TeamEntry = z
  .strictObject({
    managers: z
      .union([People, z.literal("any").describe("anybody may manage it")])
      .optional()
      .describe("who manages the team; managers are members as well; any: anybody may manage it"),
    members: z
      .union([People, z.literal("any").describe("anybody may be in it")])
      .optional()
      .describe(
        "who else belongs to the team; any: anybody may be in it, and lists that are left out allow anybody too",
      ),
    services: z
      .union([
        z.array(ServiceSlug).max(10_000),
        z.literal("any").describe("any service account may be in it"),
      ])
      .optional()
      .describe("which service accounts belong to the team; any: any may be in it"),
    synced: z
      .literal("idp")
      .optional()
      .describe("the identity provider must fill the team through group sync"),
    from: From.optional(),
    formerly: z
      .array(TeamName)
      .max(20)
      .optional()
      .describe("names that the team had before, so that a rename changes nobody's access")
      .meta({ examples: [["infrastructure"]] }),
    visibility: z
      .enum(["visible", "hidden"])
      .optional()
      .describe("who may see the team; if left out: not managed"),
    description: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe("the team's description in the workspace; if left out: not managed")
      .meta({ examples: ["runs the build machines"] }),
    reviewed: Day.optional()
      .describe("the day on which somebody last reviewed who is in the team")
      .meta({ examples: ["2026-05-01"] }),
    "review-every": Days.optional().describe(
      "how long a review is valid; if left out: as the file's review-every says",
    ),
  })
  .describe("a team, managed completely: a list that is left out means nobody")
  .meta({
    examples: [
      { managers: ["amara-okoye"], members: ["priya-raman"], services: ["ci-publish-7hq2"] },
      { members: "any", synced: "idp" },
    ],
  });

const TeamKey = z
  .string()
  .min(1)
  .max(255)
  .describe('a team\'s slug or permanent id, or a slug with "*" for any text')
  .meta({ examples: ["platform", "squad-*"] });

const ServiceKey = z
  .string()
  .min(1)
  .max(320)
  .describe("a service account's slug")
  .meta({ examples: ["ci-publish-7hq2"] });

const ServiceEntry = z
  .strictObject({
    role: z.enum(["manager", "member"]).optional().describe("its workspace role"),
    teams: z
      .array(TeamName)
      .max(1_000)
      .optional()
      .describe("the only teams it belongs to, by slug or permanent id"),
    "key-expires-within": Days.optional().describe(
      "its key must expire within this number of days",
    ),
    from: From.optional(),
  })
  .describe("a service account; an option that is left out is not managed")
  .meta({ examples: [{ role: "member", teams: ["platform"], "key-expires-within": "90d" }] });

const InvitesEntry = z
  .strictObject({
    roles: z
      .array(z.enum(roleNames).describe("a workspace role"))
      .optional()
      .describe("roles that people may be invited to; if left out: all except owner")
      .meta({ default: roleNames.filter((role) => role !== "owner") }),
    domains: z
      .array(Domain)
      .max(1_000)
      .optional()
      .describe("domains of the addresses that may be invited; if left out: any"),
    listed: Names.optional().describe("who may be invited; if left out: anybody"),
  })
  .describe("who may be invited")
  .meta({ examples: [{ roles: ["member"], domains: ["fernwick.example"] }] });

const ruleEntries = Object.fromEntries(
  catalog.map((rule) => [
    rule.id,
    z
      .union([
        SeverityOrOff.describe("the severity, or off"),
        rule.options
          .extend({
            severity: SeverityOrOff.optional()
              .describe("the severity, or off")
              .meta({ default: rule.severity }),
          })
          .describe("the severity, and the rule's options"),
      ])
      .optional()
      .describe(`${rule.title}. ${rule.explanation} Default: ${rule.severity}.`)
      .meta({ default: rule.severity }),
  ]),
);

const roleEntries = Object.fromEntries(roleNames.map((name) => [name, RoleEntry.optional()]));

export const PolicyFile = z
  .strictObject({
    version: z.literal(1).describe("the version of this file's format"),
    organization: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .refine(isSlug, {
        error: ({ input }) => describeBadSlug(String(input)),
        when: ({ value, issues }) =>
          issues.length === 0 && typeof value === "string" && value !== "",
      })
      .describe("the workspace's slug; auditing another workspace with this file is an error")
      .meta({ examples: ["fernwick"] }),
    include: Includes.optional(),
    people: Aliases.optional(),
    groups: Groups.optional(),
    roles: z
      .strictObject(
        roleEntries as Record<(typeof roleNames)[number], z.ZodOptional<typeof RoleEntry>>,
      )
      .optional()
      .describe("workspace roles; a role that is left out is not managed"),
    teams: mapOf(TeamKey, TeamEntry)
      .optional()
      .describe(
        'teams by slug or permanent id, or several teams by slugs with "*"; a team that is left out is not managed',
      ),
    services: mapOf(ServiceKey, ServiceEntry)
      .optional()
      .describe("service accounts by slug; if the section is left out, they are not managed"),
    invites: InvitesEntry.optional(),
    repositories: Repositories.optional(),
    tokens: Tokens.optional()
      .describe(
        "the entitlement tokens that every repository may have; any: any token; if left out: they are not managed",
      )
      .meta({ examples: [["Default", "ci-*"]] }),
    oidc: Oidc.optional(),
    "group-sync": GroupSync.optional(),
    "unlisted-members": SeverityOrOff.optional()
      .describe("the severity if this file does not name a member. Default: off")
      .meta({ default: "off" }),
    "unlisted-teams": SeverityOrOff.optional()
      .describe("the severity if the workspace has a team that is not listed here. Default: off")
      .meta({ default: "off" }),
    "unlisted-repositories": UnlistedRepositories.optional(),
    "unlisted-mappings": UnlistedMappings.optional(),
    "review-every": Days.optional().describe(
      "how long a review of a team is valid, for teams that do not say it; if left out: reviews are not required",
    ),
    rules: z
      .strictObject(ruleEntries)
      .optional()
      .describe("rules by id: a severity, off, or a severity with options")
      .meta({ examples: [{ visibility: "off", dormant: { after: "30d", severity: "error" } }] }),
    leaving: LeavingEntries,
    exceptions: ExceptionEntries,
    custom: CustomEntries.optional(),
  })
  .describe("Who may have which role, team and repository in a Cloudsmith workspace")
  .meta({
    examples: [{ version: 1, organization: "fernwick", roles: { owner: { min: 2, max: 4 } } }],
  });

/** A common mistake is to copy the address of a page in the workspace instead of its slug. */
function describeBadSlug(text: string): string {
  const inAddress = /^https?:\/\/[^/]+\/(?:orgs\/|~)?([^/?#]+)/u.exec(text)?.[1];
  const meant =
    inAddress !== undefined && isSlug(inAddress) ? `: did you mean "${inAddress}"?` : "";
  return `${quoteWritten(text)} is not a workspace's slug, the short name in its address${meant}`;
}

export type PolicyFile = z.infer<typeof PolicyFile>;

/** Returns the JSON Schema (draft 7, which editors know best) of the policy file. */
export function policyJsonSchema(): Record<string, unknown> {
  // The library leaves the examples out, because a mapping is read as a Map.
  const { examples } = PolicyFile.meta() ?? {};
  return { ...toJsonSchema(PolicyFile), examples, title: "Cloudsmith access policy" };
}

const Part = PolicyFile.pick(
  Object.fromEntries(partSections.map((name) => [name, true])) as Record<PartSection, true>,
).describe("A file that an access policy includes, with the sections that the policy allows in it");

/** Returns the JSON Schema (draft 7) of an included file that may have every section. */
export function partJsonSchema(): Record<string, unknown> {
  return { ...toJsonSchema(Part), title: "Part of a Cloudsmith access policy" };
}

function toJsonSchema(described: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(described, {
    io: "input",
    target: "draft-07",
    // Schemas without an equivalent in JSON Schema throw, except mappings, which are filled in
    // here.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const record = recordOf(zodSchema);
      if (record !== undefined) {
        const { $schema: _, ...rest } = toJsonSchema(record);
        Object.assign(jsonSchema, rest);
      } else if (zodSchema._zod.def.type === "transform") {
        throw new Error("bug: the policy file has a value that JSON Schema cannot describe");
      }
      // A text that must not be empty after trimming: JSON Schema cannot trim.
      if (isTrimmed(zodSchema) && jsonSchema.minLength === 1) {
        jsonSchema.pattern ??= String.raw`\S`;
      }
    },
  });
}

function isTrimmed({ _zod: { def } }: z.core.$ZodType): boolean {
  return (def.checks ?? []).some((check) => check._zod.def.check === "overwrite");
}
