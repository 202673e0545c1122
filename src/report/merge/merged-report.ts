/** One report on many workspaces: its shape, version 1. */

import { z } from "zod";

import { severities } from "../../policy/severity.ts";
import { Report, RunUrl, verdicts } from "../report.ts";

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

const OpenFindings = z.strictObject({
  rule: z.string(),
  severity: z.enum(severities).describe("the worst"),
  fingerprints: z.array(z.string()).describe("their first 16 characters"),
});

// A key with a default was added later: the merged reports of before do not have it.
const MergedWorkspace = z.strictObject({
  slug: z.string(),
  id: z.string().nullable().describe("null: no report of it was given"),
  verdict: z.enum(verdicts),
  why: z.string().nullable().describe("for unknown: the reason"),
  expected: z.boolean().nullable().describe("null: no list of expected workspaces was given"),
  reports: z.array(z.string()).describe("the files that report on it"),
  runUrl: RunUrl.nullable().default(null).describe("the workflow run that audited it"),
  seen: Seen.nullable(),
  openFindings: z
    .array(OpenFindings)
    .nullable()
    .default(null)
    .describe(
      "all open findings by rule, to compare with them later; null: there is no report that can be used for that",
    ),
  notJudged: z
    .array(z.string())
    .nullable()
    .default(null)
    .describe("rules that were not judged; null: it is not known which"),
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

const MergedRule = z.strictObject({
  id: z.string(),
  severity: z.enum(severities).describe("the worst of its open findings"),
  workspaces: natural.describe("workspaces with open findings of this rule"),
  findings: natural,
});

const SharedPerson = z.strictObject({
  id: z.string().nullable().describe("permanent id; null: known only by e-mail address"),
  slug: z.string().describe("username, or the e-mail address of an invite"),
  name: z.string().describe("display name, or empty"),
  workspaces: z.array(z.string()).describe("the slugs, worst workspace first"),
  findings: natural.describe("open findings about this person in all of them"),
});

const WorkspaceChange = z.strictObject({
  slug: z.string(),
  before: z.enum(verdicts).nullable().describe("null: it was not in the previous report"),
  now: z.enum(verdicts).nullable().describe("null: it is not in this report"),
  introduced: natural.nullable().describe("new open findings; null: they cannot be compared"),
  resolved: natural.nullable().describe("open findings that are gone; null: as for introduced"),
  notCompared: z
    .array(z.string())
    .default([])
    .describe("rules that only one of the two reports judged, so their findings are not compared"),
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
    previous: z
      .strictObject({
        generatedAt: z.iso.datetime(),
        verdict: z.enum(verdicts),
        workspaces: z
          .array(WorkspaceChange)
          .describe("those in which something changed, or that cannot be compared completely"),
      })
      .optional()
      .describe("what is different from an earlier merged report; absent if none was given"),
    workspaces: z
      .array(MergedWorkspace)
      .describe(
        "the worst verdict first; then without a report, then most errors, warnings, notes, then by slug",
      ),
    rules: z.array(MergedRule).default([]).describe("rules with open findings, the worst first"),
    people: z
      .array(SharedPerson)
      .default([])
      .describe(
        "people about whom several workspaces have findings, accepted ones included; most workspaces first",
      ),
    peopleLeftOut: natural.default(0).describe("more of such people"),
    findings: z
      .array(MergedFinding)
      .describe("open findings by workspace, the worst of each first"),
  })
  .describe("The results of the audits of many workspaces");

export type MergedReport = z.infer<typeof MergedReport>;
export type MergedWorkspace = z.infer<typeof MergedWorkspace>;
export type MergedFinding = z.infer<typeof MergedFinding>;
export type MergedRule = z.infer<typeof MergedRule>;
export type SharedPerson = z.infer<typeof SharedPerson>;
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;
export type Previous = NonNullable<MergedReport["previous"]>;
