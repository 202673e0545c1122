/** Walking a paged list to its proven end. */

import { isDeepStrictEqual } from "node:util";

import type { z } from "zod";

import { AuditError } from "../errors.ts";
import type { ListStatus } from "../roster/coverage.ts";
import type { Endpoint, Query } from "./endpoints.ts";
import { countHeader, describeReply, detailOf, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** The largest page the API's documentation allows; what the reply says it used is what counts. */
export const pageSize = 500;

/** A list as far as it was read. */
export interface Listing<Row> {
  readonly status: ListStatus;
  /** Distinct by key, in the order they came. */
  readonly rows: readonly Row[];
  readonly expected: number | null;
  /** A sentence without a final stop, for every status but complete. */
  readonly reason: string | null;
  /** The walks it was made by, and the length that each of them announced. */
  readonly walks: readonly AnnouncedLength[];
}

export interface AnnouncedLength {
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly count: number | null;
  /**
   * Rows that stood at the end of a page, with their places in the list, counted from 1. Where one
   * leaves and another joins, every count stays right and somebody slips from page to page unseen;
   * but then these rows have moved.
   */
  readonly landmarks: readonly { readonly place: number; readonly key: string }[];
  /** Returns the key of a row as it comes; undefined for what is none. */
  readonly keyOf: (row: unknown) => string | undefined;
}

export interface ListRequest<Row> {
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly row: z.ZodType<Row>;
  /** A permanent key of a row. */
  readonly key: (row: Row) => string;
  readonly onProgress?: (done: number, total: number | undefined) => void;
}

/** A list that moves while it is read is read again, so often. */
const maxWalks = 3;

/**
 * Returns all rows of a list, or what could be had of them and why that is not all.
 * Throws only for what is wrong with the run as a whole: a bug, or settings.
 */
export async function readList<Row>(
  transport: Transport,
  request: ListRequest<Row>,
): Promise<Listing<Row>> {
  let best: Listing<Row> | undefined;
  for (let walk = 1; walk <= maxWalks; walk++) {
    const listing = await walkOnce(transport, request);
    if (listing.status !== "partial") return listing;
    if (best === undefined || listing.rows.length > best.rows.length) best = listing;
    if (listing.torn !== true) break;
  }
  if (best === undefined) throw new Error("bug: a list was walked no time at all");
  return best;
}

/** Returns the one row of a list that is no list: a setting that is one object. */
export async function readObject<Row>(
  transport: Transport,
  from: Endpoint,
  row: z.ZodType<Row>,
): Promise<Listing<Row>> {
  const none = { rows: [], expected: null, walks: [] };
  try {
    const reply = await transport.get(from);
    if (reply.status !== 200) throw refusal(reply);
    const parsed = row.safeParse(reply.body);
    if (!parsed.success) throw new ListProblem("partial", "a reply was not what it should be");
    return { status: "complete", rows: [parsed.data], expected: null, reason: null, walks: [] };
  } catch (error) {
    if (error instanceof ListProblem) {
      return { ...none, status: error.status, reason: error.message };
    }
    if (isUnreachable(error)) return { ...none, status: "partial", reason: toReason(error) };
    throw error;
  }
}

/**
 * Counts a list again and looks at the ends of its pages, and returns why it may not be what was
 * read; null when all is as it was. A list that never told its length has nothing to compare.
 */
export async function findMove(
  transport: Transport,
  { walks }: Pick<Listing<unknown>, "walks">,
): Promise<string | null> {
  const problems = await Promise.all(
    walks.flatMap((walk) => [
      findNewLength(transport, walk),
      ...walk.landmarks.map((landmark) => findMovedRow(transport, walk, landmark)),
    ]),
  );
  return problems.find((problem) => problem !== null) ?? null;
}

const uncounted = "it could not be counted again at the end";

async function findNewLength(
  transport: Transport,
  { endpoint: from, query, count }: AnnouncedLength,
): Promise<string | null> {
  if (count === null) return null;
  const now = await readLength(transport, from, query);
  if (now === null) return uncounted;
  return now === count ? null : "it was of another length when it was counted again";
}

async function findMovedRow(
  transport: Transport,
  { endpoint: from, query, keyOf }: AnnouncedLength,
  { place, key }: AnnouncedLength["landmarks"][number],
): Promise<string | null> {
  const reply = await readSmall(transport, from, { ...query, page: place });
  const row: unknown = Array.isArray(reply?.body) ? reply.body[0] : undefined;
  if (reply === null || row === undefined) return uncounted;
  return keyOf(row) === key ? null : "its rows had moved when they were looked at again";
}

/** Returns the length that a list announces; null when it does not tell. */
export async function readLength(
  transport: Transport,
  from: Endpoint,
  query: Query,
): Promise<number | null> {
  const reply = await readSmall(transport, from, { ...query, page: 1 });
  if (reply === null || !Array.isArray(reply.body)) return null;
  // An empty list carries no pagination headers.
  const count = countHeader(reply, "x-pagination-count");
  return reply.body.length === 0 ? (count ?? 0) : count;
}

/** Returns the reply to a request for one row; null when there is none. */
async function readSmall(
  transport: Transport,
  from: Endpoint,
  query: Query,
): Promise<Reply | null> {
  const reply = await transport.get(from, { ...query, page_size: 1 }).catch((error: unknown) => {
    if (isUnreachable(error)) return null;
    throw error;
  });
  return reply?.status === 200 ? reply : null;
}

interface Walk<Row> extends Listing<Row> {
  /** The pages contradict each other, so that reading again may help. */
  readonly torn?: boolean;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many items did not say whom they are about. */
  readonly unusable: number;
  readonly count: number | null;
  readonly pageTotal: number | null;
}

class ListProblem extends Error {
  readonly status: ListStatus;

  constructor(status: ListStatus, message: string) {
    super(message);
    this.status = status;
  }
}

async function walkOnce<Row>(transport: Transport, request: ListRequest<Row>): Promise<Walk<Row>> {
  const pages: Page<Row>[] = [];
  try {
    const first = await readPage(transport, request, 1);
    if (first === "past-end") throw new ListProblem("partial", "its first page does not exist");
    pages.push(first);
    request.onProgress?.(first.rows.length, first.count ?? undefined);
    // A number of pages that no count confirms is not believed: the next page tells.
    if (first.pageTotal === null || first.count === null) {
      await walkToTheEnd(transport, request, pages);
    } else await walkAnnounced(transport, request, pages, first.pageTotal);
  } catch (error) {
    if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
    const status = error instanceof ListProblem && pages.length === 0 ? error.status : "partial";
    const { rows } = distinctRows(request, pages);
    const reason = error instanceof ListProblem ? error.message : toReason(error);
    return { status, rows, expected: pages[0]?.count ?? null, reason, walks: [] };
  }
  return judge(request, pages);
}

function isUnreachable(error: unknown): error is AuditError {
  return error instanceof AuditError && error.code === "CLOUDSMITH_UNREACHABLE";
}

/** An error's message as a list's reason, which has no final stop. */
function toReason({ message }: AuditError): string {
  return message.replace(/\.$/u, "");
}

/** The number of pages is known: they are read side by side, and kept in order. */
async function walkAnnounced<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Page<Row>[],
  pageTotal: number,
): Promise<void> {
  const numbers = Array.from({ length: Math.max(0, pageTotal - 1) }, (_, index) => index + 2);
  // Each page, and the end of the one before it once more.
  const problem = transport.forecast(2 * numbers.length);
  if (problem !== null) throw new ListProblem("partial", problem);
  let done = pages[0]?.rows.length ?? 0;
  const rest = await Promise.allSettled(
    numbers.map(async (number) => {
      const page = await readPage(transport, request, number);
      if (page === "past-end") throw new ListProblem("partial", "it shrank while it was read");
      done += page.rows.length;
      request.onProgress?.(done, pages[0]?.count ?? undefined);
      return page;
    }),
  );
  for (const result of rest) if (result.status === "fulfilled") pages.push(result.value);
  const failed = rest.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** No headers tell how many pages there are: an empty page, or the API's "Invalid page.", is the end. */
async function walkToTheEnd<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Page<Row>[],
): Promise<void> {
  if (pages.every(isEmpty)) return;
  let seen = distinctRows(request, pages).rows.length;
  for (let number = 2; ; number++) {
    const page = await readPage(transport, request, number);
    if (page === "past-end" || isEmpty(page)) return;
    pages.push(page);
    const { rows } = distinctRows(request, pages);
    if (rows.length === seen) {
      throw new ListProblem("partial", "its pages repeat each other and tell no count");
    }
    seen = rows.length;
    request.onProgress?.(seen, undefined);
  }
}

async function readPage<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  number: number,
): Promise<Page<Row> | "past-end"> {
  const reply = await transport.get(request.endpoint, {
    ...request.query,
    page: number,
    page_size: request.query.page_size ?? pageSize,
  });
  if (reply.status === 404 && number > 1 && detailOf(reply) === "Invalid page.") return "past-end";
  if (reply.status !== 200) throw refusal(reply);
  if (!Array.isArray(reply.body)) throw new ListProblem("partial", "a reply was not a list");
  const parsed = reply.body.map((item) => request.row.safeParse(item));
  const rows = parsed.filter((result) => result.success).map((result) => result.data);
  return {
    rows,
    unusable: parsed.length - rows.length,
    count: countHeader(reply, "x-pagination-count"),
    pageTotal: countHeader(reply, "x-pagination-pagetotal"),
  };
}

/** Returns why a reply that is not a 200 ends a list, and how. */
function refusal(reply: Reply): ListProblem {
  const said = describeReply(reply);
  switch (reply.status) {
    case 402:
      return new ListProblem("not-in-plan", `the workspace's plan does not include it (${said})`);
    case 401:
    case 403:
      return new ListProblem("refused", `Cloudsmith refused it (${said})`);
    case 404:
      return new ListProblem("refused", `not found, or this credential cannot see it (${said})`);
    default:
      return new ListProblem("partial", `Cloudsmith answered ${said}`);
  }
}

/** Compares what came with what was announced. */
function judge<Row>(request: ListRequest<Row>, pages: readonly Page<Row>[]): Walk<Row> {
  const { rows, unusable, differing } = distinctRows(request, pages);
  const counts = new Set(pages.map((page) => page.count));
  const expected = pages[0]?.count ?? null;
  const { endpoint: from, query } = request;
  // An empty list need not tell its length, which is none.
  const count = expected ?? (rows.length === 0 && unusable === 0 ? 0 : null);
  const walk = { endpoint: from, query, count, ...toLandmarks(request, pages) };
  const base = { rows, expected, walks: [walk] };
  const partial = (reason: string, torn: boolean): Walk<Row> => ({
    ...base,
    status: "partial",
    reason,
    torn,
  });
  if (differing) return partial("a row came twice, and differs", true);
  if (unusable > 0) return partial(`${unusable} of its rows do not say whom they are about`, false);
  if (counts.size > 1) return partial("its length changed while it was read", true);
  if (expected !== null && expected !== rows.length) {
    return partial(`${rows.length} rows came where ${expected} were announced`, true);
  }
  return { ...base, status: "complete", reason: null };
}

function distinctRows<Row>(
  request: ListRequest<Row>,
  pages: readonly Page<Row>[],
): { rows: Row[]; unusable: number; differing: boolean } {
  const rows = new Map<string, Row>();
  let unusable = 0;
  let differing = false;
  for (const page of pages) {
    unusable += page.unusable;
    for (const row of page.rows) {
      const key = request.key(row);
      const known = rows.get(key);
      if (known === undefined) rows.set(key, row);
      else differing ||= !isDeepStrictEqual(known, row);
    }
  }
  return { rows: [...rows.values()], unusable, differing };
}

/** The last row of every page but the last one, where all pages are of one length. */
function toLandmarks<Row>(
  request: ListRequest<Row>,
  pages: readonly Page<Row>[],
): Pick<AnnouncedLength, "landmarks" | "keyOf"> {
  const size = pages[0]?.rows.length ?? 0;
  const inner = pages.slice(0, -1);
  const even = inner.every((page) => page.rows.length === size && page.unusable === 0);
  return {
    landmarks: (even ? inner : []).flatMap(({ rows }, index) => {
      const last = rows.at(-1);
      return last === undefined ? [] : [{ place: size * (index + 1), key: request.key(last) }];
    }),
    keyOf: (row) => {
      const parsed = request.row.safeParse(row);
      return parsed.success ? request.key(parsed.data) : undefined;
    },
  };
}

function isEmpty<Row>(page: Page<Row>): boolean {
  return page.rows.length === 0 && page.unusable === 0;
}
