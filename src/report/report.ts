/** The shape of the JSON report, version 1. The published JSON Schema is generated from it. */

import { z } from "zod";

import { exceptionStatuses } from "../policy/exceptions/exception.ts";
import { subjectKinds } from "../policy/finding.ts";
import { roleNames } from "../policy/role-names.ts";
import { severities } from "../policy/severity.ts";
import { effects } from "../policy/effects.ts";
import { entryKinds } from "../policy/statements.ts";
import { taskActions } from "../policy/task.ts";
import { listNames, listStatuses } from "../roster/coverage.ts";
import type { PrivilegeCoverage } from "../roster/repository.ts";
import { ReportChanges } from "./changes.ts";
import { unknownReasons, type UnknownReason } from "../roster/fact.ts";

export const verdicts = ["clean", "drift", "unknown"] as const;
export type Verdict = (typeof verdicts)[number];

const Subject = z
  .strictObject({
    kind: z.enum(subjectKinds),
    id: z.string().describe("permanent id if the workspace has one"),
    slug: z.string().describe("username or slug"),
    name: z.string().describe("display name, exactly as in the workspace"),
  })
  .describe("the subject of a finding");

/**
 * A run of a workflow on GitHub. The host can be any, because GitHub Enterprise Server has its own;
 * an address with another scheme or path is refused.
 */
export const RunUrl = z
  .string()
  .max(500)
  .regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9_.-]+){2}\/actions\/runs\/\d+$/u);

const PolicyPosition = z.strictObject({
  path: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
});

const ReportFinding = z.strictObject({
  rule: z.string(),
  severity: z.enum(severities),
  state: z.enum(["introduced", "existing", "accepted"]),
  fingerprint: z.string().describe("stable for the same rule and permanent ids"),
  subject: Subject,
  object: Subject.optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  message: z.string(),
  remedy: z.string(),
  task: z
    .enum(taskActions)
    .optional()
    .describe("on a pull request: the finding is a task, which changing the workspace resolves"),
  policy: PolicyPosition.optional().describe(
    "the line of the policy, or of its test file, that the finding is based on",
  ),
  accepted: z
    .strictObject({
      until: z.string().describe("the last day of the exception, until its end in UTC"),
      reason: z.string().nullable(),
      approvedBy: z.string().nullable(),
      policy: PolicyPosition,
    })
    .optional()
    .describe("for state accepted: the exception that covers the finding"),
});

const ReportException = z.strictObject({
  rule: z.string(),
  subject: z.string().describe("as the policy writes it"),
  team: z.string().nullable().describe("null: in any team"),
  repository: z.string().optional().describe("absent: on any repository"),
  provider: z.string().optional().describe("absent: of any OIDC provider"),
  role: z.enum(roleNames).optional().describe("for role-count, if the exception names a role"),
  allow: z.int().optional().describe("for role-count, if it names a role: the number it allows"),
  reason: z.string().nullable(),
  owner: z.string().nullable(),
  ticket: z.string().nullable(),
  approvedBy: z.string().nullable(),
  created: z.string().nullable(),
  expires: z.string().describe("its last day, until the end of it in UTC"),
  status: z
    .enum(exceptionStatuses)
    .describe(
      "used; expiring: used, and its end is near; unused; expired; not-judged: its rule or its subject was not seen completely",
    ),
  why: z.string().nullable().describe("for unused and not-judged"),
  findings: z.int().nonnegative().describe("how many findings it covers"),
  policy: PolicyPosition,
});

const unknownReasonCodes = Object.keys(unknownReasons) as UnknownReason[];

const TaskCall = z.strictObject({
  method: z.enum(["POST", "PATCH", "PUT", "DELETE"]),
  path: z.string().describe("as in Cloudsmith's API description, with names in braces"),
  parameters: z
    .record(z.string(), z.string())
    .describe("the values of these names; encode them before use"),
  body: z.record(z.string(), z.unknown()).nullable(),
});

const ReportTask = z.strictObject({
  finding: z.string().describe("the fingerprint of the finding that this resolves"),
  rule: z.string(),
  action: z.enum(taskActions),
  todo: z.string().describe("what to do, as a sentence"),
  subject: Subject,
  object: Subject.optional(),
  call: TaskCall.nullable().describe("the request that would do it; this program never sends it"),
  next: TaskCall.optional().describe("a second request for the same task, to send after the first"),
  doneWith: z
    .string()
    .optional()
    .describe("the fingerprint of the finding whose request does this task, too"),
});

export const Report = z
  .strictObject({
    version: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    organization: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
    generatedAt: z.iso.datetime().describe("when the report was made, UTC"),
    readAt: z.iso.datetime().describe("when the workspace was read, UTC"),
    archive: z
      .strictObject({
        path: z.string(),
        syncId: z.string(),
        stale: z
          .string()
          .optional()
          .describe(
            "why it is too old to describe today's workspace, which makes the verdict unknown",
          ),
      })
      .optional()
      .describe("the artifact that was audited; absent when the workspace itself was read"),
    runUrl: RunUrl.optional().describe(
      "the workflow run that made the report; absent outside of GitHub Actions",
    ),
    verdict: z.enum(verdicts),
    failOn: z.enum([...severities, "never"]),
    counts: z
      .strictObject({
        errors: z.int().nonnegative(),
        warnings: z.int().nonnegative(),
        notes: z.int().nonnegative(),
        accepted: z.int().nonnegative(),
        introduced: z.int().nonnegative(),
        resolved: z.int().nonnegative(),
        tasks: z
          .int()
          .nonnegative()
          .optional()
          .describe("on a pull request: introduced findings that changing the workspace resolves"),
        weakened: z
          .int()
          .nonnegative()
          .optional()
          .describe("on a pull request: changes that weaken the policy"),
        notJudged: z.int().nonnegative(),
      })
      .describe("errors, warnings and notes do not include accepted findings"),
    rosterDigest: z.string().describe("sha256 of the roster, the same on every Node release"),
    coverage: z.strictObject({
      status: z.enum(["complete", "partial", "none"]),
      readAs: z.strictObject({
        kind: z.enum(["user", "service", "unknown"]),
        slug: z.string().nullable(),
        role: z.string().nullable(),
      }),
      lists: z.array(
        z.strictObject({
          name: z.enum(listNames),
          status: z.enum(listStatuses),
          count: z.int().nonnegative(),
          expected: z.int().nonnegative().nullable(),
          reason: z.string().nullable(),
          note: z.string().optional().describe("a note on a list that was read completely"),
          allVisible: z
            .literal(true)
            .optional()
            .describe(
              "for repositories that are partial: the account may not see all of them, but every one that it sees was read",
            ),
        }),
      ),
      visibleOnly: z
        .literal(true)
        .optional()
        .describe("the policy says that only the repositories that were seen are checked"),
      unknowns: z
        .array(
          z.strictObject({
            list: z.enum(listNames),
            fact: z.string(),
            reason: z.enum(unknownReasonCodes),
            count: z.int().positive(),
          }),
        )
        .describe("facts that were not seen, counted by list, fact and reason"),
      privileges: z
        .strictObject({
          complete: z.int().nonnegative(),
          partial: z.int().nonnegative(),
          refused: z.int().nonnegative(),
          unknown: z.int().nonnegative(),
        } satisfies Record<PrivilegeCoverage["status"], z.ZodType>)
        .optional()
        .describe(
          "how reading the privileges of the repositories ended, counted; absent if they were not requested",
        ),
      tokens: z
        .strictObject({
          complete: z.int().nonnegative(),
          partial: z.int().nonnegative(),
          refused: z.int().nonnegative(),
          unknown: z.int().nonnegative(),
        } satisfies Record<PrivilegeCoverage["status"], z.ZodType>)
        .optional()
        .describe(
          "the same of the entitlement tokens of the repositories; absent if they were not requested",
        ),
    }),
    roster: z.strictObject({
      members: z.int().nonnegative(),
      teams: z.int().nonnegative(),
      services: z.int().nonnegative(),
      invites: z.int().nonnegative(),
      repositories: z.int().nonnegative().optional().describe("absent if they were not requested"),
      roles: z.record(z.string(), z.int().nonnegative()).describe("members by workspace role"),
    }),
    rules: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        severity: z.enum([...severities, "off"]),
        status: z.enum(["judged", "not-judged", "off"]),
        reason: z.string().nullable(),
        notInPlan: z
          .literal(true)
          .optional()
          .describe(
            "for not-judged: only because the plan lacks what the rule looks at, so the verdict does not depend on it",
          ),
        findings: z.int().nonnegative(),
        explanation: z.string(),
        remedy: z.string(),
      }),
    ),
    findings: z.array(ReportFinding),
    resolved: z.array(ReportFinding),
    tasks: z
      .array(ReportTask)
      .optional()
      .describe("on a pull request: what is to do in the workspace after merging, in this order"),
    changes: ReportChanges.optional().describe("since the baseline; absent without one"),
    exceptions: z
      .array(ReportException)
      .describe("every exception of the policy, in the file's order, and its use"),
    base: z
      .strictObject({
        sha256: z.string().nullable(),
        invalid: z.literal(true).optional().describe("there was one, but it could not be used"),
        movedFrom: z.string().optional().describe("the path that it had before"),
        encoding: z
          .literal("latin-1")
          .optional()
          .describe("it was not UTF-8, and was read as Latin-1 for the comparison"),
        changes: z
          .array(
            z.strictObject({
              about: z.enum(entryKinds),
              effect: z
                .enum(effects)
                .optional()
                .describe(
                  "weakens: the policy allows more or looks at less; grants, removes: it asks for somebody's access, or no longer does",
                ),
              message: z.string(),
              name: z
                .string()
                .optional()
                .describe(
                  "the changed entry, such as a role or a team; absent if there is only one",
                ),
              part: z
                .string()
                .optional()
                .describe("the key of the entry that changed, or entry for the whole entry"),
              item: z
                .string()
                .optional()
                .describe("the added or removed name in a list of the entry"),
              weakening: z
                .strictObject({ label: z.string(), detail: z.string() })
                .optional()
                .describe("for a change that weakens: what it does, and of whom or by how much"),
            }),
          )
          .describe("what the policy says now and did not say before, and what it no longer says"),
      })
      .optional()
      .describe(
        "the policy before this pull request; null if there was none, or none that could be used",
      ),
    policy: z.strictObject({ path: z.string(), sha256: z.string() }),
    artifact: z
      .strictObject({ path: z.string(), sha256: z.string(), syncId: z.string() })
      .optional()
      .describe("absent if none was requested or none could be written"),
  })
  .describe("The result of one access audit");

export type Report = z.infer<typeof Report>;
export type ReportFinding = z.infer<typeof ReportFinding>;
export type ReportTask = z.infer<typeof ReportTask>;
export type ReportException = z.infer<typeof ReportException>;
