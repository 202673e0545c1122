/** The severities of findings, the worst first. */

export const severities = ["error", "warning", "note"] as const;
export type Severity = (typeof severities)[number];

/** Compares for sorting, the worst severity first. */
export function compareSeverities(
  a: { readonly severity: Severity },
  b: { readonly severity: Severity },
): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
