/** The shape of a custom rule in the policy file. */

import { z } from "zod";

import { severities } from "../severity.ts";
import { ruleSubjects } from "./condition.ts";
import { maxExpressionLength } from "../../cel/limits.ts";
import { maxRules } from "./limits.ts";

export const CustomEntry = z
  .strictObject({
    id: z
      .string()
      .max(64)
      .regex(
        /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u,
        'an id in lower case, such as "no-shared-accounts"',
      )
      .describe("the rule's id, in kebab-case; it must not be the id of a built-in rule")
      .meta({ examples: ["contractors-stay-out-of-release"] }),
    for: z.enum(ruleSubjects).describe("what the rule checks, one after the other"),
    violates: z
      .string()
      .min(1)
      .max(maxExpressionLength)
      .describe("a CEL expression that is true for what violates the rule")
      .meta({ examples: ['member.role == "Collaborator" && size(member.teams) > 1'] }),
    severity: z.enum(severities).describe("the severity of a violation"),
    message: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .describe("the message of a violation in a report")
      .meta({ examples: ["contractors must not be in the release team"] }),
    remedy: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .optional()
      .describe("what to do about it")
      .meta({ examples: ["Remove the account from the team, or make it a Member."] }),
  })
  .describe("a custom rule")
  .meta({
    examples: [
      {
        id: "contractors-stay-out-of-release",
        for: "member",
        violates: 'member.role == "Collaborator" && member.teams.exists(t, t.slug == "release")',
        severity: "error",
        message: "contractors must not be in the release team",
      },
    ],
  });

export const CustomEntries = z
  .array(CustomEntry)
  .max(maxRules)
  .describe("custom rules, in CEL; see docs/custom-rules.md");

export type CustomEntry = z.infer<typeof CustomEntry>;
