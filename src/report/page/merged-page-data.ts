/** The input of the page of a merged report: the report without what only a comparison needs. */

import type { MergedReport, MergedWorkspace } from "../merge/merged-report.ts";
import { findingsByWorkspace } from "../merge/merged-wording.ts";

export interface MergedPageWorkspace extends Omit<MergedWorkspace, "openFindings"> {
  /** The rules with open findings. */
  readonly rules: readonly string[];
}

export interface MergedPageData extends Omit<MergedReport, "workspaces"> {
  readonly workspaces: readonly MergedPageWorkspace[];
}

/** Returns the page's data: the names of rules instead of thousands of fingerprints. */
export function toMergedPageData(report: MergedReport): MergedPageData {
  const listed = findingsByWorkspace(report);
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, fingerprint: "" })),
    workspaces: report.workspaces.map(({ openFindings, ...row }) => {
      const findings = [...(openFindings ?? []), ...(listed.get(row.slug) ?? [])];
      return { ...row, rules: [...new Set(findings.map(({ rule }) => rule))] };
    }),
  };
}
