/** How a terminal lists findings, which --limit and --group-by say. */

import { AuditError } from "../errors.ts";
import { groupings } from "../report/group-findings.ts";
import type { ListingOptions } from "../report/terminal/terminal-findings.ts";
import type { Flags } from "./terminal.ts";

/** Splits the flags. Throws `AuditError` `BAD_SETTINGS` if a value is not valid. */
export function takeListing(flags: Flags): {
  readonly listing: ListingOptions;
  readonly others: Flags;
} {
  const { limit, "group-by": by, ...others } = flags;
  return { listing: { limit: toLimit(limit), groupBy: toGrouping(by) }, others };
}

function toLimit(flag: Flags[string]): number | undefined {
  if (flag === undefined) return undefined;
  const text = String(flag).trim();
  if (/^[1-9]\d{0,8}$/v.test(text)) return Number(text);
  throw invalid("--limit", flag, "a whole number of at least 1");
}

function toGrouping(flag: Flags[string]): ListingOptions["groupBy"] {
  if (flag === undefined) return undefined;
  const found = groupings.find((name) => name === flag);
  if (found !== undefined) return found;
  throw invalid("--group-by", flag, `one of ${groupings.join(", ")}`);
}

function invalid(name: string, given: unknown, wanted: string): AuditError {
  return new AuditError(
    "BAD_SETTINGS",
    `cannot list the findings: ${name} is ${JSON.stringify(given)}, which is not ${wanted}. Correct ${name}, or leave it out.`,
  );
}
