/**
 * The members list, active and inactive. What the list's `is_active` parameter means when it is left
 * out, or false, is told by no public source, so three counts decide it for this workspace.
 */

import { isUnknown } from "../roster/model.ts";
import { endpoint, type Query } from "./endpoints.ts";
import { readLength, readList, type Listing, type ListRequest } from "./pages.ts";
import type { Transport } from "./transport.ts";
import { MemberRow } from "./wire.ts";

const noLandmarks = { landmarks: [], keyOf: () => undefined };

type OnProgress = NonNullable<ListRequest<MemberRow>["onProgress"]>;

/** Returns every member, active or not, by permanent id; partial where that cannot be proved. */
export async function readMembers(
  transport: Transport,
  org: string,
  onProgress: OnProgress,
): Promise<Listing<MemberRow>> {
  const from = endpoint("/orgs/{org}/members/", { org });
  const list = (filter: Query) =>
    readList(transport, {
      endpoint: from,
      query: { sort: "user_name", ...filter },
      row: MemberRow,
      key: (row) => row.user_id,
      onProgress,
    });
  const [byDefault, active, inactive] = await Promise.all([
    list({}),
    readLength(transport, from, { is_active: true }),
    readLength(transport, from, { is_active: false }),
  ]);
  if (byDefault.status !== "complete") return byDefault;
  // They decide whom to look for, so they are counted again as the lists are.
  const probes = [
    { endpoint: from, query: { is_active: true }, count: active, ...noLandmarks },
    { endpoint: from, query: { is_active: false }, count: inactive, ...noLandmarks },
  ];

  const wanted = listsToMerge({
    byDefault: byDefault.expected ?? byDefault.rows.length,
    active,
    inactive,
    rowsActive: byDefault.rows.filter((row) => row.is_active === true).length,
    rowsUntold: byDefault.rows.filter((row) => isUnknown(row.is_active)).length,
  });
  const others = await Promise.all(wanted.filters.map((is_active) => list({ is_active })));
  const merged = merge([byDefault, ...others], wanted.certain);
  return { ...merged, walks: [...merged.walks, ...probes] };
}

interface Counts {
  readonly byDefault: number;
  readonly active: number | null;
  readonly inactive: number | null;
  /** Of the default list's rows. */
  readonly rowsActive: number;
  readonly rowsUntold: number;
}

/** Decides from three counts which filtered lists must be read beside the default one. */
function listsToMerge(counts: Counts): { filters: boolean[]; certain: boolean } {
  const { byDefault, active, inactive, rowsActive, rowsUntold } = counts;
  if (active === null || inactive === null) return { filters: [true, false], certain: false };
  const defaultIsEveryone = byDefault === active + inactive && inactive < byDefault;
  if (defaultIsEveryone) {
    // The rows must say the same, or the counts fit by chance.
    const fits = rowsActive <= active && active <= rowsActive + rowsUntold;
    return fits ? { filters: [], certain: true } : { filters: [true, false], certain: false };
  }
  // As many inactive as active ones, hidden by default, or everybody active and false the default.
  if (byDefault === active && byDefault === inactive) return { filters: [false], certain: true };
  const falseIsDefault = byDefault === inactive && byDefault >= active;
  if (falseIsDefault) return { filters: rowsActive === 0 ? [true] : [], certain: true };
  const defaultHidesInactive = byDefault === active && inactive > 0;
  if (defaultHidesInactive) return { filters: [false], certain: true };
  return { filters: [true, false], certain: false };
}

function merge(listings: readonly Listing<MemberRow>[], certain: boolean): Listing<MemberRow> {
  const all = mergeRows(listings);
  const torn = listings.find((listing) => listing.status !== "complete");
  const reason =
    torn?.reason ??
    (certain ? null : "Cloudsmith's counts of active and inactive members contradict each other") ??
    (hasActiveOwner(all) ? null : "it shows no active Owner, and every workspace has one");
  const expected = listings.length === 1 ? (listings[0]?.expected ?? null) : null;
  const walks = listings.flatMap((listing) => listing.walks);
  return { status: reason === null ? "complete" : "partial", rows: all, expected, reason, walks };
}

/** Returns each member once, although one who moves between two lists may be on both. */
function mergeRows(listings: readonly Listing<MemberRow>[]): readonly MemberRow[] {
  const [only, ...others] = listings;
  if (only !== undefined && others.length === 0) return only.rows;
  const rows = new Map<string, MemberRow>();
  for (const row of listings.flatMap((listing) => listing.rows)) {
    if (!rows.has(row.user_id)) rows.set(row.user_id, row);
  }
  return [...rows.values()];
}

/** An Owner whose role or activity is unknown may be the one. */
function hasActiveOwner(rows: readonly MemberRow[]): boolean {
  return rows.some(
    (row) =>
      (row.role === "Owner" || typeof row.role === "object") &&
      (row.is_active === true || typeof row.is_active === "object"),
  );
}
