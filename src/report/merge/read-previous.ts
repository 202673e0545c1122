/** Reads an earlier merged report. */

import { MergedReport } from "./merged-report.ts";
import { parseJson } from "./parse-json.ts";
import { placeOf } from "./read-report.ts";

/** Returns the merged report, or the reason why the text is not one, without a final period. */
export function parseMergedReport(
  text: string,
): { readonly merged: MergedReport } | { readonly reason: string } {
  const json = parseJson(text);
  if ("reason" in json) return json;
  const parsed = MergedReport.safeParse(json.value);
  return parsed.success
    ? { merged: parsed.data }
    : { reason: `it is not a merged report of this tool: ${placeOf(parsed.error)}` };
}
