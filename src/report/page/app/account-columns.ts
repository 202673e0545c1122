/** The facts of an account that the table, the cards of a phone and the CSV file show. */

import { isUnknown, type Fact } from "../../../roster/fact.ts";
import { shownName } from "../../../roster/visible.ts";
import type { Account } from "./model.ts";

/** The columns by which a reader can sort, by their names in the page's URL. */
export const columnNames = [
  "name",
  "username",
  "email",
  "role",
  "active",
  "two-factor",
  "login",
  "key",
] as const;
export type ColumnName = (typeof columnNames)[number];

export interface AccountColumn {
  readonly name: ColumnName;
  readonly title: string;
  /** In pixels. */
  readonly width: number;
  readonly fact: (account: Account) => Fact<string | boolean | null>;
  /** The text for null. */
  readonly none: (account: Account) => string;
  /** Whether a "no" or a "never" is worth a second look. */
  readonly warns: boolean;
}

const dash = (): string => "–";

/** The columns, in their order in the table. */
export const accountColumns: readonly AccountColumn[] = [
  {
    name: "name",
    title: "Account",
    width: 186,
    fact: ({ name, slug }) => shownName(name, slug),
    none: dash,
    warns: false,
  },
  {
    name: "username",
    title: "Username",
    width: 116,
    fact: ({ slug }) => slug,
    none: dash,
    warns: false,
  },
  {
    name: "email",
    title: "E-mail",
    width: 180,
    fact: ({ email }) => email,
    none: dash,
    warns: false,
  },
  { name: "role", title: "Role", width: 108, fact: ({ role }) => role, none: dash, warns: false },
  {
    name: "active",
    title: "Active",
    width: 76,
    fact: ({ active }) => active,
    none: dash,
    warns: true,
  },
  {
    name: "two-factor",
    title: "2FA",
    width: 76,
    fact: ({ twoFactor }) => twoFactor,
    none: dash,
    warns: true,
  },
  {
    name: "login",
    title: "Last login",
    width: 100,
    fact: ({ lastLoginAt }) => lastLoginAt,
    none: ({ kind }) => (kind === "member" ? "never" : "–"),
    warns: true,
  },
  {
    name: "key",
    title: "Key expires",
    width: 100,
    fact: keyExpiry,
    none: ({ kind }) => (kind === "service" ? "never" : "–"),
    warns: false,
  },
];

/** Returns when the key of a service account expires; null: never, or there is no key. */
export function keyExpiry({ kind, until }: Account): Fact<string | null> {
  return kind === "service" ? until : null;
}

/** Returns the number of teams; undefined if the teams were not seen. */
export function teamCountOf({ places }: Account): number | undefined {
  return isUnknown(places) ? undefined : places.length;
}
