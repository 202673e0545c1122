/** The job's summary. */

import * as core from "@actions/core";

import { AuditError, describeError } from "../errors.ts";
import { requireWritable } from "./runner-files.ts";

/** GitHub drops the complete summary if it has more bytes than this. */
export const maxSummaryBytes = 1024 * 1024;

/**
 * Writes the step's summary; does nothing if the runner has none. Throws `AuditError`
 * `REPORT_FAILED` if it cannot be written.
 */
export async function writeSummary(
  env: Readonly<Record<string, string | undefined>>,
  text: string,
): Promise<void> {
  const path = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (path === "") return;
  try {
    requireWritable(path);
    await core.summary.addRaw(text).write({ overwrite: true });
  } catch (error) {
    throw new AuditError(
      "REPORT_FAILED",
      `cannot write the job summary to "${path}": ${describeError(error)}. Set GITHUB_STEP_SUMMARY as a runner does.`,
      { cause: error },
    );
  }
}
