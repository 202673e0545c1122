import type { Report } from "../../report.ts";

/**
 * Returns why nothing is known about new and resolved findings; undefined if they were compared.
 * On a pull request, the policies are compared, otherwise two syncs.
 */
export function whyNotCompared({ base, changes }: Report): string | undefined {
  if (base === undefined) return changes === undefined ? "no earlier sync" : undefined;
  if (base.sha256 !== null) return undefined;
  return base.invalid === true ? "the earlier policy is not valid" : "no earlier policy";
}
