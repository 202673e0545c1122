/**
 * Reads the entitlement tokens of one repository, without their secrets: the request never asks for
 * them, and the row's schema does not read them.
 */

import { compareIds } from "../roster/model.ts";
import type { EntitlementToken } from "../roster/token.ts";
import { endpoint } from "./endpoints.ts";
import {
  readRows,
  unreachableRepository,
  type RowFormat,
  type RowListing,
} from "./repository-rows.ts";
import type { Transport } from "./transport.ts";
import { TokenRow } from "./wire.ts";

const tokenFormat: RowFormat<EntitlementToken> = {
  what: "entitlement tokens",
  rowsIn: (body) => (Array.isArray(body) ? (body as unknown[]) : undefined),
  toRow: toToken,
  keyOf: ({ id }) => id,
  merge: (known) => ({
    row: known,
    problem: `token "${known.id}" occurs twice with different values`,
  }),
  compare: (a, b) => compareIds(a.id, b.id),
};

/** Returns the tokens, sorted by id. Throws only for errors of the run itself. */
export async function readTokens(
  transport: Transport,
  owner: string,
  repository: string,
): Promise<RowListing<EntitlementToken>> {
  return (
    unreachableRepository(repository) ??
    readRows(
      transport,
      endpoint("/entitlements/{owner}/{repo}/", { owner, repo: repository }),
      tokenFormat,
    )
  );
}

/** Returns the token in a row, or why the row contains none, without a final period. */
function toToken(row: unknown): EntitlementToken | string {
  const parsed = TokenRow.safeParse(row);
  if (!parsed.success) return "one of its rows is not an entitlement token";
  const { data } = parsed;
  return {
    id: data.slug_perm,
    name: data.name,
    active: data.is_active,
    isDefault: data.default,
    user: data.user,
    createdBy: data.created_by,
    createdAt: data.created_at,
    endsAt: data.limit_date_range_to,
    limited: data.has_limits,
    privateBroadcasts: data.access_private_broadcasts,
  };
}
