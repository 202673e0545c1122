/** The report files of `diff` and `merge`. */

import { AuditError } from "../errors.ts";
import { writeWholeFile } from "../files/whole-file.ts";
import type { Terminal } from "./terminal.ts";

type Text = string | Iterable<string>;

interface ReportFile {
  /** Undefined: the file is not requested. */
  readonly path: string | undefined;
  readonly render: () => Text | Promise<Text>;
}

/**
 * Writes the files, and returns whether all of them were written. One that cannot be written does
 * not stop the others; the error is printed.
 */
export async function writeReports(
  files: readonly ReportFile[],
  { log }: Pick<Terminal, "log">,
): Promise<boolean> {
  let isComplete = true;
  for (const { path, render } of files) {
    if (path === undefined) continue;
    try {
      await writeWholeFile(path, await render());
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      log.error(error.message);
      isComplete = false;
    }
  }
  return isComplete;
}
