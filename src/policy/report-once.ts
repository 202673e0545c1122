/** Several rules may find the same fact: it is reported once. */

import type { Finding } from "./finding.ts";
import { severities, type Severity } from "./severity.ts";

/** A finding that another rule reports. */
export interface Repeat {
  readonly finding: Finding;
  /** The id of the rule that reports it. */
  readonly by: string;
}

interface Judged {
  readonly rule: { readonly id: string; readonly specific?: true };
  readonly severity: Severity | "off";
  readonly findings: readonly Finding[];
  /** What a finding states, if another rule may state the same. */
  readonly statements: ReadonlyMap<Finding, string>;
}

type Reported<Result> = Omit<Result, "statements"> & { readonly repeats?: readonly Repeat[] };

/**
 * Returns the results, each statement only with the rule of the highest severity; of several, with
 * the specific or else the first one. What a rule does not report because of that is in its `repeats`.
 */
export function reportOnce<Result extends Judged>(
  results: readonly Result[],
): readonly Reported<Result>[] {
  const reporters = new Map<string, Result>();
  for (const result of results) {
    for (const statement of result.statements.values()) {
      const other = reporters.get(statement);
      if (other === undefined || isWorse(result, other)) reporters.set(statement, result);
    }
  }
  return results.map(({ statements, ...result }) => {
    const reporterOf = (finding: Finding) => {
      const statement = statements.get(finding);
      return statement === undefined ? undefined : reporters.get(statement)?.rule.id;
    };
    const repeats = result.findings.flatMap((finding): Repeat[] => {
      const by = reporterOf(finding);
      return by === undefined || by === result.rule.id ? [] : [{ finding, by }];
    });
    if (repeats.length === 0) return result;
    const repeated = new Set(repeats.map(({ finding }) => finding));
    const findings = result.findings.filter((finding) => !repeated.has(finding));
    return { ...result, findings, repeats };
  });
}

function isWorse(one: Judged, other: Judged): boolean {
  const rankOf = ({ severity, rule }: Judged) =>
    2 * (severities as readonly string[]).indexOf(severity) + (rule.specific ? 0 : 1);
  return rankOf(one) < rankOf(other);
}
