/** One report on many workspaces: its shape, version 1. */

import { z } from "zod";

import { severities } from "../../policy/severity.ts";
import { Report, verdicts } from "../report.ts";

const natural = z.int().nonnegative();

/** What was seen of a workspace; null if there is no usable report. */
const Seen = z.strictObject({
  counts: Report.shape.counts,
  coverage: z.enum(["complete", "partial", "none"]),
  roster: Report.shape.roster,
  readAt: z.iso.datetime(),
  failOn: Report.shape.failOn,
  policySha256: z.string(),
});

const MergedWorkspace = z.strictObject({
  slug: z.string(),
  id: z.string().nullable().describe("null: no report of it was given"),
  verdict: z.enum(verdicts),
  why: z.string().nullable().describe("for unknown: the reason"),
  expected: z.boolean().nullable().describe("null: no list of expected workspaces was given"),
  reports: z.array(z.string()).describe("the files that report on it"),
  seen: Seen.nullable(),
  findingsLeftOut: natural.describe("open findings that only its own report lists"),
});

const MergedFinding = z.strictObject({
  workspace: z.string().describe("its slug"),
  rule: z.string(),
  severity: z.enum(severities),
  state: z.enum(["introduced", "existing"]),
  fingerprint: z.string(),
  message: z.string().describe("including its subject"),
});

export const MergedReport = z
  .strictObject({
    kind: z.literal("merged-report"),
    version: z.literal(1),
    tool: Report.shape.tool,
    generatedAt: z.iso.datetime().describe("when the reports were merged, UTC"),
    verdict: z.enum(verdicts).describe("the worst: unknown, then drift, then clean"),
    counts: z.strictObject({
      workspaces: natural,
      clean: natural,
      drift: natural,
      unknown: natural,
      unreadable: natural,
      errors: natural,
      warnings: natural,
      notes: natural,
      accepted: natural,
      notJudged: natural,
    }),
    unreadable: z
      .array(z.strictObject({ path: z.string(), reason: z.string() }))
      .describe("files that are not a report of this tool; any of them makes the verdict unknown"),
    workspaces: z.array(MergedWorkspace).describe("the worst verdict first, then by slug"),
    findings: z
      .array(MergedFinding)
      .describe("open findings by workspace, the worst of each first"),
  })
  .describe("The results of the audits of many workspaces");

export type MergedReport = z.infer<typeof MergedReport>;
export type MergedWorkspace = z.infer<typeof MergedWorkspace>;
export type MergedFinding = z.infer<typeof MergedFinding>;
