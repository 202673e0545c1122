/** The report files of `diff` and `merge`. */

import { AuditError } from "../errors.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import type { Settings } from "../settings.ts";
import type { Terminal } from "./terminal.ts";

type ReportName = "report-json" | "report-markdown";

/**
 * Writes the files that the settings name, and returns whether all of them were written. One that
 * cannot be written does not stop the other; the error is printed.
 */
export async function writeReports(
  settings: Pick<Settings, ReportName>,
  renderings: Readonly<Record<ReportName, () => string>>,
  { log }: Pick<Terminal, "log">,
): Promise<boolean> {
  let isComplete = true;
  for (const [name, render] of Object.entries(renderings) as [ReportName, () => string][]) {
    const path = settings[name];
    if (path === undefined) continue;
    try {
      await writeWholeFile(path, render());
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      log.error(error.message);
      isComplete = false;
    }
  }
  return isComplete;
}
