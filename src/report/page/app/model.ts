/**
 * The page's data in the form that its views use: one object for each account, with its findings.
 */

import type { TeamRole } from "../../../roster/roles.ts";
import { isUnknown, type Fact } from "../../../roster/fact.ts";
import { fold } from "../../../roster/fold.ts";
import type { PrivilegeCoverage } from "../../../roster/repository.ts";
import type { Report, ReportFinding } from "../../report.ts";
import { unpackColumn } from "../column.ts";
import {
  accountKinds,
  type AccountColumns,
  type AccountFacts,
  type PageData,
  type PageTeam,
} from "../page-data.ts";
import { unpackTokenCoverage } from "../tokens.ts";
import { toKeys, type Keys } from "./keys/key-model.ts";
import { toRepositories, type Repositories } from "./repositories/repository-model.ts";

export interface TeamMembership {
  readonly team: PageTeam;
  readonly role: Fact<TeamRole>;
}

export interface Account extends AccountFacts {
  readonly places: Fact<readonly TeamMembership[]>;
  /** Findings about this account, accepted ones included, worst first. */
  readonly findings: readonly ReportFinding[];
  /** Pairs for its lines in `allowances`. */
  readonly lines: readonly number[];
  /** The text that a search looks at, in lower case. */
  readonly searched: string;
}

export interface Page extends Omit<PageData, "accounts" | "teamRoles" | "repositories"> {
  readonly accounts: readonly Account[];
  /** Undefined if they were not requested. */
  readonly repositories: Repositories | undefined;
  readonly keys: Keys;
  /** For each repository, how reading its tokens ended; undefined if none were requested. */
  readonly tokenCoverage: readonly (PrivilegeCoverage | null)[] | undefined;
  readonly byKey: ReadonlyMap<string, Account>;
  /** Members by their folded username, and service accounts by their folded slug. */
  readonly bySlug: ReadonlyMap<string, Account>;
  /** When the page was opened, to compute ages. */
  readonly openedAt: Date;
}

/** Returns the page's model; computed once, when the page opens. */
export function toPage(data: PageData, openedAt: Date): Page {
  const remedies = new Map(data.report.rules.map(({ id, remedy }) => [id, remedy]));
  const report: Report = {
    ...data.report,
    findings: data.report.findings.map((finding) => ({
      ...finding,
      remedy: finding.remedy === "" ? (remedies.get(finding.rule) ?? "") : finding.remedy,
    })),
  };
  const accounts = toAccounts(data, report.findings);
  const byKey = new Map(accounts.map((account) => [accountKey(account), account]));
  const repositories =
    data.repositories === undefined
      ? undefined
      : toRepositories(data.repositories, report.findings);
  const tokens = data.repositories?.tokens;
  return {
    ...data,
    report,
    accounts,
    byKey,
    bySlug: new Map(
      accounts
        .filter(({ kind }) => kind !== "invite")
        .map((account) => [fold(account.slug), account]),
    ),
    repositories,
    keys: toKeys(data, accounts, report.findings),
    tokenCoverage: tokens === undefined ? undefined : unpackTokenCoverage(tokens),
    openedAt,
  };
}

/** Returns the key of an account; the subjects of findings have the same key. */
export function accountKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}/${id}`;
}

function toAccounts(data: PageData, findings: readonly ReportFinding[]): readonly Account[] {
  const { accounts: columns } = data;
  const facts = unpackFacts(columns);
  const placesOf = createPlaceReader(data);
  const found = Map.groupBy(findings, ({ subject }) => accountKey(subject));
  return columns.id.map((id, row): Account => {
    const kind = accountKinds[columns.kind[row] ?? -1] ?? "member";
    const slug = columns.slug[row] ?? id;
    const name = columns.name[row] ?? "";
    const own = Object.fromEntries(
      Object.entries(facts).map(([fact, values]) => [fact, values[row]]),
    ) as { [Name in keyof typeof facts]: (typeof facts)[Name][number] };
    const email = typeof own.email === "string" ? own.email : "";
    return {
      ...own,
      kind,
      id,
      slug,
      name,
      places: placesOf(row),
      findings: found.get(accountKey({ kind, id })) ?? [],
      lines: data.allowances?.accounts[row] ?? [],
      searched: `${name}\n${slug}\n${email}\n${id}`.toLowerCase(),
    };
  });
}

function unpackFacts(columns: AccountColumns) {
  return {
    email: unpackColumn(columns.email),
    role: unpackColumn(columns.role),
    active: unpackColumn(columns.active),
    twoFactor: unpackColumn(columns.twoFactor),
    lastLoginAt: unpackColumn(columns.lastLoginAt),
    lastLoginMethod: unpackColumn(columns.lastLoginMethod),
    visibility: unpackColumn(columns.visibility),
    since: unpackColumn(columns.since),
    until: unpackColumn(columns.until),
    by: unpackColumn(columns.by),
  };
}

function createPlaceReader({
  accounts,
  teams,
  teamRoles,
}: PageData): (row: number) => Account["places"] {
  return (row) => {
    const pairs = accounts.teams[row];
    if (pairs === undefined) throw new Error(`bug: no row ${row}`);
    if (isUnknown(pairs)) return pairs;
    const places: TeamMembership[] = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const team = teams[pairs[at] ?? -1];
      const role = teamRoles[pairs[at + 1] ?? -1];
      if (team !== undefined && role !== undefined) places.push({ team, role });
    }
    return places;
  };
}
