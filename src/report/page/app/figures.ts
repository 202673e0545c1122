/** The data of the charts, as plain numbers. */

import { severities, type Severity } from "../../../policy/severity.ts";
import { roles } from "../../../roster/roles.ts";
import { isUnknown } from "../../../roster/fact.ts";
import { openFindings } from "../../tally.ts";
import type { ReportFinding } from "../../report.ts";
import { daysBetween } from "./ages.ts";
import type { Account, Page } from "./model.ts";
import { linkTo } from "./route.ts";

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What each row is, as the heading of a table. */
  readonly of: string;
  /** How many rows are drawn, and the link to the others. Default: all. */
  readonly cut?: { readonly drawn: number; readonly href: string };
  /** On a phone, its labels are above the bars. */
  readonly long?: boolean;
  /** The parts of each bar, in order; each has its own tone. */
  readonly parts: readonly Part[];
  readonly rows: readonly FigureRow[];
}

export interface Part {
  readonly name: string;
  readonly tone: string;
}

export interface FigureRow {
  readonly label: string;
  readonly href: string | undefined;
  /** Shown by its mark as well as by the color of the bar. */
  readonly severity?: Severity | undefined;
  /** One for each part. */
  readonly values: readonly number[];
}

/** Returns the charts of a page, in their order on it. */
export function toFigures(page: Page): readonly Figure[] {
  const members = page.accounts.filter(({ kind }) => kind === "member");
  return [
    roleFigure(members),
    twoFactorFigure(members),
    loginFigure(members, page.report.readAt),
    ruleFigure(page),
  ].filter(({ rows }) => rows.length > 0);
}

const severityParts: readonly Part[] = severities.map((name) => ({ name, tone: name }));

const unknownPart: Part = { name: "unknown", tone: "unknown" };

function roleFigure(members: readonly Account[]): Figure {
  const rows = byRole(members).map(({ role, group }) => ({
    label: role,
    href: linkTo("people", { kind: "member", role }),
    values: [group.length],
  }));
  return {
    id: "roles",
    title: "Members by role",
    of: "Role",
    parts: [{ name: "members", tone: "plain" }],
    rows,
  };
}

function twoFactorFigure(members: readonly Account[]): Figure {
  const rows = byRole(members).map(({ role, group }) => ({
    label: role,
    href: linkTo("people", { kind: "member", role, twoFactor: "off" }),
    values: [
      group.filter(({ twoFactor }) => twoFactor === true).length,
      group.filter(({ twoFactor }) => twoFactor === false).length,
      group.filter(({ twoFactor }) => isUnknown(twoFactor)).length,
    ],
  }));
  const parts = [{ name: "on", tone: "good" }, { name: "off", tone: "bad" }, unknownPart];
  return { id: "two-factor", title: "Two-factor by role", of: "Role", parts, rows };
}

/** The last day of each step; the last step contains all older logins. */
const steps = [
  ["within 7 days", 7],
  ["8 to 30 days", 30],
  ["31 to 90 days", 90],
  ["91 to 180 days", 180],
  ["181 to 365 days", 365],
  ["over a year", Number.POSITIVE_INFINITY],
] as const;

function loginFigure(members: readonly Account[], readAt: string): Figure {
  const labels = [...steps.map(([label]) => label), "never", "unknown"];
  const counts = Map.groupBy(members, ({ lastLoginAt }) => loginStep(lastLoginAt, readAt));
  const rows = labels.map((label) => {
    const number = counts.get(label)?.length ?? 0;
    return { label, href: undefined, values: label === "unknown" ? [0, number] : [number, 0] };
  });
  return {
    id: "logins",
    title: "Last login before this sync",
    of: "Last login",
    parts: [{ name: "members", tone: "plain" }, unknownPart],
    rows: rows.filter(({ label, values }) => label !== "unknown" || values[1] !== 0),
  };
}

function loginStep(lastLoginAt: Account["lastLoginAt"], readAt: string): string {
  if (isUnknown(lastLoginAt)) return "unknown";
  if (lastLoginAt === null) return "never";
  const days = daysBetween(lastLoginAt, readAt);
  return steps.find(([, limit]) => days <= limit)?.[0] ?? "never";
}

/** The view of findings lists the others. */
const drawnRules = 10;

function ruleFigure({ report }: Page): Figure {
  const open = openFindings(report);
  const rank = (findings: readonly ReportFinding[]) =>
    severities.findIndex((severity) => severity === findings[0]?.severity);
  const groups = [...Map.groupBy(open, ({ rule }) => rule)].sort(
    ([, a], [, b]) => rank(a) - rank(b) || b.length - a.length,
  );
  return {
    id: "rules",
    title: "Open findings by rule",
    of: "Rule",
    parts: severityParts,
    long: true,
    cut: { drawn: drawnRules, href: linkTo("findings") },
    rows: groups.map(([rule, findings]) => ({
      label: rule,
      href: linkTo("findings", { rule }),
      severity: findings[0]?.severity,
      values: severities.map(
        (severity) => findings.filter((finding) => finding.severity === severity).length,
      ),
    })),
  };
}

function byRole(
  members: readonly Account[],
): readonly { readonly role: string; readonly group: readonly Account[] }[] {
  const groups = Map.groupBy<string, Account>(members, ({ role }) =>
    isUnknown(role) ? "unknown" : role,
  );
  return [...roles, "unknown"]
    .map((role) => ({ role, group: groups.get(role) ?? [] }))
    .filter(({ role, group }) => role !== "unknown" || group.length > 0);
}
