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

const RoleEntry = z
  .strictObject({
    members: Names.optional().describe("who may hold the role, and should; left out: anybody"),
    min: z.int().min(0).optional().describe("how many active people must hold the role"),
    max: z.int().min(0).optional().describe("how many active people may hold the role"),
  })
  .describe("who may hold a workspace role");

const TeamEntry = z
  .strictObject({
    managers: Names.optional().describe("who manages the team; managers are members as well"),
    members: Names.optional().describe("who else belongs to the team"),
    services: z
      .array(z.string().trim().min(1).max(320).describe("a service account's slug"))
      .max(10_000)
      .optional()
      .describe("which service accounts belong to the team"),
  })
  .describe("a team, managed as a whole: a list that is left out means nobody");

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
      .describe("teams by slug or permanent id; a team that is left out is not managed"),
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
