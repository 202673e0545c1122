/** The accounts of the table as a CSV file. */

import { isUnknown, type Fact } from "../../../roster/fact.ts";
import { shownName } from "../../../roster/visible.ts";
import { csvParts, type Cell } from "../../escape/escape-csv.ts";
import { keyExpiry } from "./account-columns.ts";
import type { Account } from "./model.ts";

const columns: Readonly<Record<string, (account: Account) => Cell>> = {
  kind: ({ kind }) => kind,
  id: ({ id }) => id,
  username: ({ slug }) => slug,
  name: ({ name, slug }) => shownName(name, slug),
  email: ({ email }) => cellOf(email),
  role: ({ role }) => cellOf(role),
  active: ({ active }) => cellOf(active),
  "two-factor": ({ twoFactor }) => cellOf(twoFactor),
  "last login": (account) => cellOf(account.lastLoginAt, neverIf(account.kind === "member")),
  "key expires": (account) => cellOf(keyExpiry(account), neverIf(account.kind === "service")),
  teams: ({ places }) =>
    isUnknown(places)
      ? "unknown"
      : places
          .map(({ team, role }) => `${team.slug} (${isUnknown(role) ? "unknown" : role})`)
          .join(", "),
  findings: ({ findings }) =>
    findings
      .map(({ rule, severity, state }) => `${rule} (${state === "accepted" ? state : severity})`)
      .join(", "),
};

/** Returns the text of a CSV file with a row for each account, in their order. */
export function accountsCsv(accounts: readonly Account[]): string {
  const cells = Object.values(columns);
  const rows = accounts.map((account) => cells.map((cell) => cell(account)));
  return [...csvParts([Object.keys(columns), ...rows])].join("");
}

function cellOf(fact: Fact<string | boolean | null>, none: string | null = null): Cell {
  if (isUnknown(fact)) return "unknown";
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  return fact ?? none;
}

/** An empty cell means that the fact does not apply. */
function neverIf(applies: boolean): string | null {
  return applies ? "never" : null;
}
