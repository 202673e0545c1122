/** Exceptions in a report, and the description of the drift that they accept. */

import type { ExceptionUse } from "../policy/exceptions/exception.ts";
import type { Finding } from "../policy/finding.ts";
import type { Report, ReportException, ReportFinding } from "./report.ts";
import { shorten } from "./escape/visible-text.ts";
import { count } from "../roster/count.ts";

/** Returns an exception and its use, in the report's form. */
export function toReportException(use: ExceptionUse, path: string): ReportException {
  const { exception, status, covers, why } = use;
  const {
    rule,
    subject,
    team,
    repository,
    provider,
    limit,
    reason,
    owner,
    ticket,
    approvedBy,
    created,
    expires,
  } = exception;
  return {
    rule,
    subject: subject.text,
    team,
    ...(repository !== undefined && { repository }),
    ...(provider !== undefined && { provider }),
    ...limit,
    reason,
    owner,
    ticket,
    approvedBy,
    created,
    expires,
    status,
    why,
    findings: covers,
    policy: { path, ...exception.position },
  };
}

/**
 * Returns the exception that accepts a finding, in the report's form; undefined for an open
 * finding.
 */
export function toAcceptance(
  { exception }: Finding,
  path: string,
): ReportFinding["accepted"] | undefined {
  if (exception === undefined) return undefined;
  const { expires, reason, approvedBy, position } = exception;
  return { until: expires, reason, approvedBy, policy: { path, ...position } };
}

/**
 * Returns the last day, the reason and the approver of an accepted finding, to follow a semicolon.
 * Also says if the same exception covers more findings. Empty for a finding that is not accepted.
 */
export function describeAcceptance(finding: ReportFinding, { exceptions, policy }: Report): string {
  const { accepted } = finding;
  if (accepted === undefined) return "";
  const { path, line, column } = accepted.policy;
  const exception = exceptions.find(
    ({ policy: at }) => at.path === path && at.line === line && at.column === column,
  );
  const others = (exception?.findings ?? 1) - 1;
  const also = others < 1 ? "" : `; the same exception covers ${count(others, "more", "more")}`;
  const place = path === policy.path ? `line ${line}` : `${path}:${line}`;
  const why = accepted.reason === null || accepted.reason === "" ? "no reason given" : null;
  const by = accepted.approvedBy === null ? "nobody named" : shorten(accepted.approvedBy, 60);
  return `until ${accepted.until}: ${why ?? shorten(accepted.reason ?? "", 200)} (approved by: ${by}; ${place})${also}`;
}
