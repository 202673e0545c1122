/** The policy file's shape. The JSON Schema that editors use is generated from it. */

import { z } from "zod";

import { catalog } from "./catalog.ts";
import { ExceptionEntries } from "./exceptions/entry.ts";
import { CustomEntries } from "./custom/custom-schema.ts";
import { severities } from "./finding.ts";
import { roleNames } from "./options.ts";

const Name = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .describe("a username, a permanent id (user_id) or an e-mail address; case never matters");

const Names = z.array(Name).max(10_000);

const SeverityOrOff = z.enum([...severities, "off"]);

const ServiceSlug = z.string().trim().min(1).max(320).describe("a service account's slug");

const Patterns = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(320)
      .describe('a username or an e-mail address in which "*" stands for any text'),
  )
  .max(1_000);

const RoleEntry = z
  .strictObject({
    members: Names.optional().describe("who may hold the role, and should; left out: anybody"),
    allow: Patterns.optional().describe("who else may hold the role, and need not"),
    "break-glass": Names.optional().describe(
      "emergency accounts that must hold the role, be active and have two-factor authentication",
    ),
    min: z.int().min(0).optional().describe("how many active people must hold the role"),
    max: z.int().min(0).optional().describe("how many active people may hold the role"),
  })
  .describe("who may hold a workspace role");

const TeamEntry = z
  .strictObject({
    managers: Names.optional().describe("who manages the team; managers are members as well"),
    members: z
      .union([Names, z.literal("any")])
      .optional()
      .describe("who else belongs to the team; any: whoever is in it"),
    services: z
      .array(ServiceSlug)
      .max(10_000)
      .optional()
      .describe("which service accounts belong to the team"),
    synced: z
      .literal("idp")
      .optional()
      .describe("the identity provider must feed the team through group sync"),
  })
  .describe("a team, managed as a whole: a list that is left out means nobody");

const Days = z
  .string()
  .regex(/^[1-9]\d{0,3}d$/u, 'a number of days, such as "90d"')
  .describe("a number of days, such as 90d");

const ServiceEntry = z
  .strictObject({
    role: z.enum(["manager", "member"]).optional().describe("its workspace role"),
    teams: z
      .array(z.string().trim().min(1).max(255))
      .max(1_000)
      .optional()
      .describe("the teams it belongs to, by slug or permanent id, and no other"),
    "key-expires-within": Days.optional().describe("its key must end within so many days"),
  })
  .describe("a service account; what is left out is not managed");

const InvitesEntry = z
  .strictObject({
    roles: z
      .array(z.enum(roleNames))
      .optional()
      .describe("roles that people may be invited to; left out: all but owner"),
    domains: z
      .array(z.string().trim().min(1).max(255))
      .max(1_000)
      .optional()
      .describe("domains of the addresses that may be invited; left out: any"),
    listed: Names.optional().describe("who may be invited; left out: anybody"),
  })
  .describe("who may be invited");

const ruleEntries = Object.fromEntries(
  catalog.map((rule) => [
    rule.id,
    z
      .union([
        SeverityOrOff,
        rule.options.extend({ severity: SeverityOrOff.optional().describe("how bad it is") }),
      ])
      .optional()
      .describe(`${rule.title}. ${rule.explanation} Default: ${rule.severity}.`),
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
      .describe("the workspace's slug; auditing another workspace with this file is an error"),
    roles: z
      .strictObject(
        roleEntries as Record<(typeof roleNames)[number], z.ZodOptional<typeof RoleEntry>>,
      )
      .optional()
      .describe("workspace roles; a role that is left out is not managed"),
    teams: z
      .record(z.string().min(1).max(255), TeamEntry)
      .optional()
      .describe(
        'teams by slug or permanent id, or families of them by slugs with "*"; a team that is left out is not managed',
      ),
    services: z
      .record(z.string().min(1).max(320), ServiceEntry)
      .optional()
      .describe("service accounts by slug; left out as a whole: not managed"),
    invites: InvitesEntry.optional(),
    "unlisted-members": SeverityOrOff.optional().describe(
      "how bad it is when somebody is named nowhere in this file. Default: off",
    ),
    "unlisted-teams": SeverityOrOff.optional().describe(
      "how bad it is when the workspace has a team that is not listed here. Default: off",
    ),
    rules: z
      .strictObject(ruleEntries)
      .optional()
      .describe("rules by id: a severity, off, or a severity with options"),
    exceptions: ExceptionEntries,
    custom: CustomEntries.optional(),
  })
  .describe("Who may hold which role and team in a Cloudsmith workspace");

export type PolicyFile = z.infer<typeof PolicyFile>;

/** Returns the JSON Schema (draft 7, which editors know best) of the policy file. */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(PolicyFile, { io: "input", target: "draft-07" });
  return { ...schema, title: "Cloudsmith access policy" };
}
