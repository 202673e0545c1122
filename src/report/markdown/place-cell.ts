/** A finding's place in the policy, as a cell of a table. */

import { codeSpan, linkTo } from "../escape/escape-markdown.ts";
import type { ReportFinding } from "../report.ts";
import { placeOf } from "../wording.ts";

/** Returns the address of a line of a file; undefined if it is not known. */
export type PlaceLink = (place: NonNullable<ReportFinding["policy"]>) => string | undefined;

/** Returns the place, as a link if its address is known; empty if the finding has no place. */
export function placeCell(finding: ReportFinding, toAddress: PlaceLink | undefined): string {
  const place = placeOf(finding);
  if (place === null || finding.policy === undefined) return "";
  const text = codeSpan(place);
  const address = toAddress?.(finding.policy);
  return address === undefined ? text : (linkTo(address, text) ?? text);
}
