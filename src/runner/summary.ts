/** The job's summary. */

import * as core from "@actions/core";

import { AuditError, describeError } from "../errors.ts";
import { requireWritable } from "./runner-files.ts";

/** GitHub drops a whole job summary above this many bytes. */
export const maxSummaryBytes = 1024 * 1024;

/** Makes the text the step's summary; does nothing where the runner has none. */
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
