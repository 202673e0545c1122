/** The rows of the view as a CSV file. */

import { isUnknown, type Fact } from "../../../../roster/fact.ts";
import { csvParts, type Cell } from "../../../escape/escape-csv.ts";
import { forKind, type KeyRow } from "./key-model.ts";

const columns: Readonly<Record<string, (row: KeyRow) => Cell>> = {
  kind: ({ kind }) => kindWords[kind],
  id: (row) => idOf(row),
  name: ({ name }) => name,
  repository: forKind("token", ({ repository }) => repository.slug),
  active: ({ active }) => wordOf(active, null),
  ends: ({ endsAt }) => (endsAt === undefined ? null : wordOf(endsAt, "never")),
  created: (row) => {
    if (row.kind === "token") return wordOf(row.token.createdAt, null);
    return row.kind === "service" ? wordOf(row.account.since, null) : null;
  },
  "created by": (row) => {
    if (row.kind === "token") return wordOf(row.token.createdBy, null);
    return row.kind === "service" ? wordOf(row.account.by, null) : null;
  },
  "belongs to": forKind("token", ({ token }) => wordOf(token.user, "nobody")),
  "default token": forKind("token", ({ token }) => wordOf(token.isDefault, null)),
  limits: forKind("token", ({ token }) => wordOf(token.limited, null)),
  "private broadcasts": forKind("token", ({ token }) => wordOf(token.privateBroadcasts, null)),
  issuer: forKind("provider", ({ provider }) => wordOf(provider.issuer, null)),
  claims: forKind("provider", ({ provider: { claims } }) =>
    isUnknown(claims)
      ? "unknown"
      : claims.map(({ name, value }) => `${name} = ${value}`).join("; "),
  ),
  provider: forKind("identity", ({ identity: { provider } }) => provider.slug || provider.id),
  "service account": forKind("identity", ({ identity }) => identity.service),
  claim: forKind("identity", ({ identity: { provider, value } }) =>
    value === null ? null : wordOf(provider.mappingClaim, null),
  ),
  "claim value": forKind("identity", ({ identity }) => identity.value),
  attribute: forKind("mapping", ({ mapping }) => mapping.attribute),
  team: forKind("mapping", ({ mapping, team }) => team?.slug ?? mapping.team),
  role: (row) => {
    if (row.kind === "mapping") return wordOf(row.mapping.role, null);
    return row.kind === "service" ? wordOf(row.account.role, null) : null;
  },
  findings: ({ findings }) =>
    findings
      .map(({ rule, severity, state }) => `${rule} (${state === "accepted" ? state : severity})`)
      .join(", "),
};

const kindWords: Readonly<Record<KeyRow["kind"], string>> = {
  token: "entitlement token",
  provider: "OIDC provider",
  identity: "service account by OIDC",
  mapping: "group mapping",
  service: "key of a service account",
};

/** Returns the text of a CSV file with a row for each key, in their order. */
export function keysCsv(rows: readonly KeyRow[]): string {
  const cells = Object.values(columns);
  return [
    ...csvParts([Object.keys(columns), ...rows.map((row) => cells.map((cell) => cell(row)))]),
  ].join("");
}

function idOf(row: KeyRow): string {
  if (row.kind === "token") return row.token.id;
  return row.kind === "identity" ? row.identity.provider.id : row.key;
}

function wordOf(fact: Fact<string | boolean | null>, none: string | null): Cell {
  if (isUnknown(fact)) return "unknown";
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  return fact ?? none;
}
