/** What the charts show, as plain numbers. */

import { severities, type Severity } from "../../../policy/finding.ts";
import { isUnknown, roles } from "../../../roster/model.ts";
import { openFindings } from "../../counting.ts";
import { daysBetween } from "./ages.ts";
import type { Account, Page } from "./model.ts";
import { linkTo } from "./route.ts";

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What the bars are parted into, in their order; each has a tone of its own. */
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
  /** Told by its mark as well as by the colour of the bar. */
  readonly severity?: Severity | undefined;
  /** One for each part. */
  readonly values: readonly number[];
}

/** Returns the figures of a page, in their order on it. */
export function toFigures(page: Page): readonly Figure[] {
  const members = page.accounts.filter(({ kind }) => kind === "member");
  return [
    roleFigure(members),
    twoFactorFigure(members),
    loginFigure(members, page.report.readAt),
    ruleFigure(page),
  ].filter(({ rows }) => rows.length > 0);
}

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
  return { id: "two-factor", title: "Two-factor by role", parts, rows };
}

/** The last day of each step; whoever logged in later than none of them is in the last. */
const steps = [
  ["within 7 days", 7],
  ["8 to 30 days", 30],
  ["31 to 90 days", 90],
  ["91 to 180 days", 180],
  ["181 days to a year", 365],
  ["more than a year", Number.POSITIVE_INFINITY],
] as const;

function loginFigure(members: readonly Account[], readAt: string): Figure {
  const labels = [...steps.map(([label]) => label), "never", "unknown"];
  const counts = Map.groupBy(members, ({ lastLoginAt }) => loginStep(lastLoginAt, readAt));
  const rows = labels.map((label) => ({
    label,
    href: undefined,
    values: [counts.get(label)?.length ?? 0],
  }));
  return {
    id: "logins",
    title: "Last login before this sync",
    parts: [{ name: "members", tone: "plain" }],
    rows: rows.filter(({ label, values }) => label !== "unknown" || values[0] !== 0),
  };
}

function loginStep(lastLoginAt: Account["lastLoginAt"], readAt: string): string {
  if (isUnknown(lastLoginAt)) return "unknown";
  if (lastLoginAt === null) return "never";
  const days = daysBetween(lastLoginAt, readAt);
  return steps.find(([, limit]) => days <= limit)?.[0] ?? "never";
}

function ruleFigure({ report }: Page): Figure {
  const open = openFindings(report);
  const groups = [...Map.groupBy(open, ({ rule }) => rule)];
  return {
    id: "rules",
    title: "Open findings by rule",
    parts: severities.map((severity) => ({ name: severity, tone: severity })),
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
