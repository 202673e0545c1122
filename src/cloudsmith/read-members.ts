/**
 * Reads the members list, active and inactive. No public source says what the list's `is_active`
 * parameter means when it is omitted or false, so the rows and three counts decide it for each
 * workspace.
 */

import { isUnknown } from "../roster/fact.ts";
import { endpoint, type Query } from "./endpoints.ts";
import { readList, type Listing } from "./pages.ts";
import type { ListRequest } from "./read-page.ts";
import { readLengthAndRow, type Pass } from "./recheck.ts";
import type { Transport } from "./transport.ts";
import { MemberRow } from "./wire.ts";

type OnProgress = NonNullable<ListRequest<MemberRow>["onProgress"]>;

/** How often to read the lists while they do not match. */
const maxAttempts = 2;

/**
 * Returns all members, active or not, unique by permanent id. The list is partial if it cannot be
 * shown to be complete.
 */
export async function readMembers(
  transport: Transport,
  org: string,
  onProgress: OnProgress,
): Promise<Listing<MemberRow>> {
  for (let attempt = 1; ; attempt++) {
    const { listing, inconsistent } = await readOnce(transport, org, onProgress);
    if (!inconsistent || attempt === maxAttempts) return listing;
  }
}

async function readOnce(
  transport: Transport,
  org: string,
  onProgress: OnProgress,
): Promise<{ readonly listing: Listing<MemberRow>; readonly inconsistent: boolean }> {
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
    readLengthAndRow(transport, from, { is_active: true }),
    readLengthAndRow(transport, from, { is_active: false }),
  ]);
  if (byDefault.status !== "complete") return { listing: byDefault, inconsistent: false };
  const counts: Counts = {
    active: active?.count ?? null,
    inactive: inactive?.count ?? null,
    mixesActive: isActive(active?.row) === false,
    mixesInactive: isActive(inactive?.row) === true,
  };
  const filters = filtersToRead(tally(byDefault.rows), counts);
  const filtered = await Promise.all(filters.map((is_active) => list({ is_active })));
  const lists: Lists = {
    byDefault,
    active: filtered[filters.indexOf(true)],
    inactive: filtered[filters.indexOf(false)],
  };
  // These counts decide which lists are read, so they are checked again together with the lists.
  const probes = [true, false].map((is_active): Pass => ({
    endpoint: from,
    query: { is_active },
    count: is_active ? counts.active : counts.inactive,
    boundaries: [],
    keyOf: () => undefined,
  }));
  const incomplete = filtered.find(({ status }) => status !== "complete");
  const judged: Judged =
    incomplete === undefined
      ? judge(lists, counts)
      : { problem: incomplete.reason, expected: null };
  const rows = mergeRows([byDefault, ...filtered]);
  const listing: Listing<MemberRow> = {
    status: judged.problem === null ? "complete" : "partial",
    rows,
    expected: judged.expected,
    reason: judged.problem,
    note: judged.note,
    passes: [...[byDefault, ...filtered].flatMap(({ passes }) => passes), ...probes],
  };
  return { listing, inconsistent: incomplete === undefined && judged.problem !== null };
}

/** Returns whether a row is active; undefined if it does not say, or is not a member row. */
function isActive(row: unknown): boolean | undefined {
  const found = MemberRow.safeParse(row).data?.is_active;
  return typeof found === "boolean" ? found : undefined;
}

/** The counts that the two filtered requests announced; null if one announced none. */
interface Counts {
  readonly active: number | null;
  readonly inactive: number | null;
  /** Whether the first row of each filtered list contradicts its filter. */
  readonly mixesActive: boolean;
  readonly mixesInactive: boolean;
}

interface Lists {
  readonly byDefault: Listing<MemberRow>;
  /** Undefined if the filtered list was not read. */
  readonly active: Listing<MemberRow> | undefined;
  readonly inactive: Listing<MemberRow> | undefined;
}

/** How many rows are active, inactive, or unknown. */
interface Tally {
  readonly all: number;
  readonly active: number;
  readonly inactive: number;
}

function tally(rows: readonly MemberRow[]): Tally {
  const active = rows.filter((row) => row.is_active === true).length;
  const unknown = rows.filter((row) => isUnknown(row.is_active)).length;
  return { all: rows.length, active, inactive: rows.length - active - unknown };
}

/** True if `count` rows may be active. Rows that do not say may be either. */
function mayHaveActive({ all, active, inactive }: Tally, count: number): boolean {
  return active <= count && count <= all - inactive;
}

/** Returns which filtered lists must be read in addition to the default one. */
function filtersToRead(seen: Tally, { active, inactive }: Counts): readonly boolean[] {
  if (active === null || inactive === null) return [true, false];
  const isEveryone =
    seen.all === active + inactive && mayHaveActive(seen, active) && inactive < seen.all;
  if (isEveryone) return [];
  // The default list has both kinds, and `false` returns the same list.
  const isBoth = seen.active > 0 && seen.inactive > 0;
  if (isBoth && seen.all === inactive && mayHaveActive(seen, active)) return [];
  if (seen.all === active && seen.active === seen.all) return [false];
  if (seen.all === inactive && seen.inactive === seen.all) return [true];
  return [true, false];
}

const nobodyInactive =
  "no member is inactive, so it makes no difference whether the default list leaves out inactive members";
const sameLists =
  "the list of inactive members is the default list, and all its rows are active: either no member is inactive, or this workspace lists no inactive members";
const contradiction = "Cloudsmith's counts of active and inactive members contradict each other";

interface Judged {
  /** Why the lists may not contain everyone; null if they do. */
  readonly problem: string | null;
  /** How many members the counts add up to; null if they contradict each other. */
  readonly expected: number | null;
  readonly note?: string;
}

/**
 * Returns whether the lists contain everyone, under one of four meanings of the default list:
 * everyone; active members only; everyone, and `false` returns the same; inactive members only, and
 * `false` returns the same. The rows decide, and every count must match them.
 */
function judge({ byDefault, active, inactive }: Lists, counts: Counts): Judged {
  if (counts.active === null || counts.inactive === null) {
    return notEveryone("its active and inactive members could not be counted");
  }
  if (counts.mixesActive || active?.rows.some((row) => row.is_active === false)) {
    return notEveryone("the reply to a request for active members contained inactive ones");
  }
  const lists = [byDefault, active, inactive].filter((listing) => listing !== undefined);
  if (hasDifferingRows(lists)) return notEveryone("a member is in two lists with different values");
  const everyone = tally(mergeRows(lists));
  if (!mayHaveActive(everyone, counts.active)) return notEveryone(contradiction);
  const seen = tally(byDefault.rows);
  const total = counts.active + counts.inactive;
  // If the default list matches none of the four meanings, rows are missing from it.
  const isOneOfThem =
    (seen.all === total && mayHaveActive(seen, counts.active)) ||
    (seen.all === counts.active && seen.inactive === 0) ||
    (seen.all === counts.inactive && (mayHaveActive(seen, counts.active) || seen.active === 0));
  if (!isOneOfThem) return notEveryone(contradiction);
  const falseIsDefault =
    seen.all === counts.inactive &&
    (inactive === undefined || haveSameRows(byDefault, inactive)) &&
    (active !== undefined || seen.active > 0);
  // If both requests return the same list and it has every active member, it contains everyone.
  if (falseIsDefault && everyone.all === seen.all) {
    const complete = { problem: null, expected: seen.all };
    return everyone.inactive > 0 ? complete : { ...complete, note: sameLists };
  }
  if (counts.mixesInactive || inactive?.rows.some((row) => row.is_active === true)) {
    return notEveryone("the reply to a request for inactive members contained active ones");
  }
  if (everyone.all !== total) return notEveryone(contradiction);
  const complete = { problem: null, expected: total };
  return counts.inactive > 0 ? complete : { ...complete, note: nobodyInactive };
}

function notEveryone(problem: string): Judged {
  return { problem, expected: null };
}

function haveSameRows(a: Listing<MemberRow>, b: Listing<MemberRow>): boolean {
  if (a.rows.length !== b.rows.length) return false;
  const ids = new Set(a.rows.map((row) => row.user_id));
  return b.rows.every((row) => ids.has(row.user_id));
}

/** True if a member changed between two requests: active in one list, inactive in another. */
function hasDifferingRows(listings: readonly Listing<MemberRow>[]): boolean {
  const known = new Map<string, MemberRow["is_active"]>();
  for (const { user_id, is_active } of listings.flatMap(({ rows }) => rows)) {
    const before = known.get(user_id);
    if (before !== undefined && before !== is_active) return true;
    known.set(user_id, is_active);
  }
  return false;
}

/** Returns each member once, even if several lists contain the member. */
function mergeRows(listings: readonly Listing<MemberRow>[]): readonly MemberRow[] {
  const [only, ...others] = listings;
  if (only !== undefined && others.length === 0) return only.rows;
  const rows = new Map<string, MemberRow>();
  for (const row of listings.flatMap((listing) => listing.rows)) {
    if (!rows.has(row.user_id)) rows.set(row.user_id, row);
  }
  return [...rows.values()];
}
