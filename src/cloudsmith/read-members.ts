/**
 * The members list, active and inactive. No public source says what the list's `is_active` parameter
 * means when it is left out, or false, so the rows and three counts decide it for this workspace.
 */

import { isUnknown } from "../roster/fact.ts";
import { endpoint, type Query } from "./endpoints.ts";
import { readList, type Listing } from "./pages.ts";
import type { ListRequest } from "./read-page.ts";
import { readLengthAndRow, type Pass } from "./recheck.ts";
import type { Transport } from "./transport.ts";
import { MemberRow } from "./wire.ts";

type OnProgress = NonNullable<ListRequest<MemberRow>["onProgress"]>;

/** Lists that do not fit together are read again, so often. */
const maxReadings = 2;

/** Returns every member, active or not, by permanent id; partial where that cannot be proved. */
export async function readMembers(
  transport: Transport,
  org: string,
  onProgress: OnProgress,
): Promise<Listing<MemberRow>> {
  for (let reading = 1; ; reading++) {
    const { listing, inconsistent } = await readOnce(transport, org, onProgress);
    if (!inconsistent || reading === maxReadings) return listing;
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
  // They decide whom to look for, so they are counted again as the lists are.
  const probes = [true, false].map((is_active): Pass => ({
    endpoint: from,
    query: { is_active },
    count: is_active ? counts.active : counts.inactive,
    boundaries: [],
    keyOf: () => undefined,
  }));
  const broken = filtered.find(({ status }) => status !== "complete");
  const judged: Judged =
    broken === undefined ? judge(lists, counts) : { problem: broken.reason, expected: null };
  const rows = mergeRows([byDefault, ...filtered]);
  const listing: Listing<MemberRow> = {
    status: judged.problem === null ? "complete" : "partial",
    rows,
    expected: judged.expected,
    reason: judged.problem,
    note: judged.note,
    passes: [...[byDefault, ...filtered].flatMap(({ passes }) => passes), ...probes],
  };
  return { listing, inconsistent: broken === undefined && judged.problem !== null };
}

/** Returns what a row says; undefined where it does not say, or is none. */
function isActive(row: unknown): boolean | undefined {
  const found = MemberRow.safeParse(row).data?.is_active;
  return typeof found === "boolean" ? found : undefined;
}

/** What the two filtered requests announced; null where one announced nothing. */
interface Counts {
  readonly active: number | null;
  readonly inactive: number | null;
  /** An inactive member came first where active ones were counted, or the other way round. */
  readonly mixesActive: boolean;
  readonly mixesInactive: boolean;
}

interface Lists {
  readonly byDefault: Listing<MemberRow>;
  /** Undefined where the filtered list was not read. */
  readonly active: Listing<MemberRow> | undefined;
  readonly inactive: Listing<MemberRow> | undefined;
}

/** How many rows say that they are active, inactive, or do not say. */
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

/** True when that many of the rows may be active: some do not say. */
function mayHaveActive({ all, active, inactive }: Tally, count: number): boolean {
  return active <= count && count <= all - inactive;
}

/** Returns which filtered lists must be read beside the default one. */
function filtersToRead(seen: Tally, { active, inactive }: Counts): readonly boolean[] {
  if (active === null || inactive === null) return [true, false];
  const isEveryone =
    seen.all === active + inactive && mayHaveActive(seen, active) && inactive < seen.all;
  if (isEveryone) return [];
  // The default list has both kinds, and `false` is the same list.
  const isBoth = seen.active > 0 && seen.inactive > 0;
  if (isBoth && seen.all === inactive && mayHaveActive(seen, active)) return [];
  if (seen.all === active && seen.active === seen.all) return [false];
  if (seen.all === inactive && seen.inactive === seen.all) return [true];
  return [true, false];
}

const nobodyInactive =
  "no member is inactive, so it makes no difference whether the default list leaves out inactive members";
const sameLists =
  "the list of inactive members is the default list, and all its rows are active: either nobody is inactive, or this workspace lists no inactive members";
const contradiction = "Cloudsmith's counts of active and inactive members contradict each other";

interface Judged {
  /** Why the lists may not be everyone; null when they are. */
  readonly problem: string | null;
  /** How many members the counts make; null where they make no sense. */
  readonly expected: number | null;
  readonly note?: string;
}

/**
 * Returns whether the lists that were read are everyone, under one of the four readings of the default
 * list: everyone; active members only; everyone, as `false` is too; inactive members only, as `false`
 * is too. Rows decide, and every count must be what the rows make.
 */
function judge({ byDefault, active, inactive }: Lists, counts: Counts): Judged {
  if (counts.active === null || counts.inactive === null) {
    return notEveryone("its active and inactive members could not be counted");
  }
  if (counts.mixesActive || active?.rows.some((row) => row.is_active === false)) {
    return notEveryone("inactive members came where active ones were asked for");
  }
  const lists = [byDefault, active, inactive].filter((listing) => listing !== undefined);
  if (hasDifferingRows(lists)) return notEveryone("a member stands in two lists, and differs");
  const everyone = tally(mergeRows(lists));
  if (!mayHaveActive(everyone, counts.active)) return notEveryone(contradiction);
  const seen = tally(byDefault.rows);
  const total = counts.active + counts.inactive;
  // What the filtered lists would make up for was missing from a list that called itself whole.
  const isOneOfThem =
    (seen.all === total && mayHaveActive(seen, counts.active)) ||
    (seen.all === counts.active && seen.inactive === 0) ||
    (seen.all === counts.inactive && (mayHaveActive(seen, counts.active) || seen.active === 0));
  if (!isOneOfThem) return notEveryone(contradiction);
  const falseIsDefault =
    seen.all === counts.inactive &&
    (inactive === undefined || haveSameRows(byDefault, inactive)) &&
    (active !== undefined || seen.active > 0);
  // One list under both names, with every active member in it, is everyone.
  if (falseIsDefault && everyone.all === seen.all) {
    const whole = { problem: null, expected: seen.all };
    return everyone.inactive > 0 ? whole : { ...whole, note: sameLists };
  }
  if (counts.mixesInactive || inactive?.rows.some((row) => row.is_active === true)) {
    return notEveryone("active members came where inactive ones were asked for");
  }
  if (everyone.all !== total) return notEveryone(contradiction);
  const whole = { problem: null, expected: total };
  return counts.inactive > 0 ? whole : { ...whole, note: nobodyInactive };
}

function notEveryone(problem: string): Judged {
  return { problem, expected: null };
}

function haveSameRows(a: Listing<MemberRow>, b: Listing<MemberRow>): boolean {
  if (a.rows.length !== b.rows.length) return false;
  const ids = new Set(a.rows.map((row) => row.user_id));
  return b.rows.every((row) => ids.has(row.user_id));
}

/** One who changes between two readings is active on one list and inactive on the other. */
function hasDifferingRows(listings: readonly Listing<MemberRow>[]): boolean {
  const known = new Map<string, MemberRow["is_active"]>();
  for (const { user_id, is_active } of listings.flatMap(({ rows }) => rows)) {
    const before = known.get(user_id);
    if (before !== undefined && before !== is_active) return true;
    known.set(user_id, is_active);
  }
  return false;
}

/** Returns each member once, although one may stand on two lists. */
function mergeRows(listings: readonly Listing<MemberRow>[]): readonly MemberRow[] {
  const [only, ...others] = listings;
  if (only !== undefined && others.length === 0) return only.rows;
  const rows = new Map<string, MemberRow>();
  for (const row of listings.flatMap((listing) => listing.rows)) {
    if (!rows.has(row.user_id)) rows.set(row.user_id, row);
  }
  return [...rows.values()];
}
