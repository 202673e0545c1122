/** Compares how many accounts and grants were encoded with how many the roster has. */

import { isUnknown } from "../roster/fact.ts";
import type { Roster } from "../roster/model.ts";
import type { SummarizedBatch } from "./batches.ts";
import { resourceTypes } from "./identity.ts";

/**
 * Returns what has too few or too many rows; undefined if nothing has. Repositories' grants are not
 * counted: several privileges may give one grant.
 */
export function findMissing(
  { members, services, teams }: Roster,
  added: readonly SummarizedBatch[],
): string | undefined {
  const accounts = [...members, ...services];
  const memberships = accounts.flatMap((account) =>
    isUnknown(account.teams) ? [] : account.teams,
  );
  const managers = memberships.filter(({ role }) => role === "Manager");
  const resources = (type: string) =>
    sum(added, (batch) => batch.table === "resources" && batch.rows.type === type && batch.rows);
  const grants = (type: string) =>
    sum(
      added,
      (batch) => batch.table === "grants" && batch.rows.resourceType === type && batch.rows,
    );
  const counts = [
    ["members", resources(resourceTypes.user), members.length],
    ["services", resources(resourceTypes.service), services.length],
    ["teams", resources(resourceTypes.team), teams.length],
    [
      "roles",
      grants(resourceTypes.organization),
      accounts.filter(({ role }) => !isUnknown(role)).length,
    ],
    ["memberships", grants(resourceTypes.team), memberships.length + managers.length],
  ] as const;
  const wrong = counts.find(([, found, expected]) => found !== expected);
  return wrong && `the number of ${wrong[0]}`;
}

function sum(
  batches: readonly SummarizedBatch[],
  countOf: (batch: SummarizedBatch) => { readonly count: number } | false,
): number {
  return batches.reduce((total, batch) => total + (countOf(batch) || { count: 0 }).count, 0);
}
