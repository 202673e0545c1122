/** The shape of one entry under `exceptions` in the policy file. */

import { z } from "zod";

import { Day } from "../day.ts";
import { roleNames } from "../role-names.ts";

const line = (maxLength: number) => z.string().trim().min(1).max(maxLength);

export const ExceptionEntry = z
  .strictObject({
    rule: line(100)
      .describe("the id of the rule whose findings are accepted")
      .meta({ examples: ["two-factor"] }),
    subject: line(320)
      .describe(
        "the subject: a username, a permanent id or an e-mail address; or the slug or id of a service account, a team, a repository, an OIDC provider or an invite; or a group at the identity provider; person:NAME, team:SLUG or service:SLUG where several have the name; case does not matter",
      )
      .meta({ examples: ["jonas-lindqvist"] }),
    team: line(255)
      .optional()
      .describe("the only team it applies to; if left out: any team")
      .meta({ examples: ["platform"] }),
    repository: line(255)
      .optional()
      .describe("the only repository it applies to; if left out: any repository")
      .meta({ examples: ["production"] }),
    provider: line(255)
      .optional()
      .describe("the only OIDC provider it applies to; if left out: any provider")
      .meta({ examples: ["github-actions"] }),
    role: z
      .enum(roleNames)
      .optional()
      .describe("for role-count, with allow: the workspace role whose number is accepted")
      .meta({ examples: ["owner"] }),
    allow: z
      .int()
      .min(0)
      .optional()
      .describe(
        "for role-count, with role: how many people may have it; if there are too few: how many must have it",
      )
      .meta({ examples: [4] }),
    reason: z
      .string()
      .trim()
      .max(1_000)
      .optional()
      .describe("the reason; if it is left out or TODO, exception-unexplained reports it")
      .meta({ examples: ["hardware key on order"] }),
    owner: line(320)
      .optional()
      .describe("who is responsible for ending it")
      .meta({ examples: ["it-desk"] }),
    ticket: line(320)
      .optional()
      .describe("a link to the follow-up, such as a ticket")
      .meta({ examples: ["IT-4711"] }),
    "approved-by": line(320)
      .optional()
      .describe("who approved it")
      .meta({ examples: ["amara-okoye"] }),
    created: Day.optional()
      .describe("the day on which it was approved")
      .meta({ examples: ["2026-11-23"] }),
    expires: Day.describe("the last day on which it is valid, until its end in UTC").meta({
      examples: ["2026-12-31"],
    }),
  })
  .describe(
    "accepted drift: until the exception expires, covered findings are listed but do not fail the check",
  )
  .meta({
    examples: [
      {
        rule: "two-factor",
        subject: "jonas-lindqvist",
        reason: "hardware key on order",
        "approved-by": "amara-okoye",
        expires: "2026-12-31",
      },
    ],
  });

export type ExceptionEntry = z.infer<typeof ExceptionEntry>;

const LeavingEntry = z
  .strictObject({
    person: line(320)
      .describe("a username, a permanent id, an e-mail address or an alias; case does not matter")
      .meta({ examples: ["priya-raman"] }),
    until: Day.describe("the last day on which it is valid, until its end in UTC").meta({
      examples: ["2026-12-31"],
    }),
    reason: z
      .string()
      .trim()
      .max(1_000)
      .optional()
      .describe("the reason; if it is left out or TODO, exception-unexplained reports it")
      .meta({ examples: ["contract ends"] }),
    "approved-by": line(320)
      .optional()
      .describe("who approved it, or group:NAME")
      .meta({ examples: ["amara-okoye"] }),
  })
  .describe("a person who is leaving: all findings about the person are accepted until the day")
  .meta({ examples: [{ person: "priya-raman", until: "2026-12-31", reason: "contract ends" }] });
export type LeavingEntry = z.infer<typeof LeavingEntry>;

/** `leaving:` may be empty in a policy, as a place for later entries. */
export const LeavingEntries = z
  .array(LeavingEntry)
  .max(10_000)
  .nullish()
  .describe("people who are leaving, until the end of a day");

/** `exceptions:` may be empty in a policy, as a place for later entries. */
export const ExceptionEntries = z
  .array(ExceptionEntry)
  .max(10_000)
  .nullish()
  .describe("accepted drift, until the end of a day");
