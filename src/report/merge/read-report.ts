/** Reads a JSON report of unknown origin. */

import { z } from "zod";

import { isInvisible } from "../../roster/visible.ts";
import { shorten } from "../escape/visible-text.ts";
import { Report } from "../report.ts";
import { parseJson } from "./parse-json.ts";

/** Returns the report, or the reason why the text is not a report, without a final period. */
export function parseReport(text: string): { report: Report } | { reason: string } {
  const json = parseJson(text);
  if ("reason" in json) return json;
  const { value } = json;
  const { data } = z.looseObject({ version: z.number() }).safeParse(value);
  if (data === undefined) return { reason: "it is not a report of this tool" };
  if (data.version !== 1)
    return { reason: `it has version ${data.version}, and only version 1 is supported` };
  const parsed = Report.safeParse(value);
  if (!parsed.success)
    return { reason: `it is not a report of this tool: ${placeOf(parsed.error)}` };
  const damage = findDamage(parsed.data);
  return damage === null ? { report: parsed.data } : { reason: `it is damaged: ${damage}` };
}

/** Longer than every real slug, id and rule of this tool. */
const maxNameLength = 1_000;

function findDamage({ organization: { id, slug }, rules, findings }: Report): string | null {
  // Without a name, nobody could find the workspace, and an expected one would stay missing.
  for (const [what, text] of Object.entries({ slug, id })) {
    if (text.length > maxNameLength) return `the ${what} of its workspace is too long`;
    if (isInvisible(text)) return `the ${what} of its workspace is empty`;
  }
  const isLong = (rule: string) => rule.length > maxNameLength;
  return rules.some(({ id: rule }) => isLong(rule)) || findings.some(({ rule }) => isLong(rule))
    ? "the id of a rule is too long"
    : null;
}

/** Returns which part of a value has the wrong shape. */
export function placeOf({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.map(String).join(".") ?? "";
  return `${place === "" ? "its shape" : shorten(place, 200)} is wrong`;
}
