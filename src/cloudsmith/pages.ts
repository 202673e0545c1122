/** Reads a paged list completely, and checks that its end was reached. */

import { isDeepStrictEqual } from "node:util";

import type { z } from "zod";

import type { AuditError } from "../errors.ts";
import type { ListStatus } from "../roster/coverage.ts";
import type { Endpoint } from "./endpoints.ts";
import { forEachConcurrently, numbersFrom } from "./pool.ts";
import {
  repeatedSecret,
  ListProblem,
  pageSize,
  readPage,
  refusal,
  type ListRequest,
  type Page,
} from "./read-page.ts";
import { isUnreachable, readRowAt, type Pass } from "./recheck.ts";
import type { Transport } from "./transport.ts";

/** A list, as far as it could be read. */
export interface Listing<Row> {
  readonly status: ListStatus;
  /** Distinct by key, in the list's order. */
  readonly rows: readonly Row[];
  readonly expected: number | null;
  /** A sentence without a final period, for every status except complete. */
  readonly reason: string | null;
  /** A remark about a list that was read completely. */
  readonly note?: string | undefined;
  /** The passes that produced it. */
  readonly passes: readonly Pass[];
}

/** How often to read a list that changes while it is read. */
const maxPasses = 3;
/** The default limit; tested with this many members (docs/scale.md). */
const defaultMaxRows = 1_000_000;
/** Without a count, a list may never end, for example behind a proxy that strips the headers. */
const maxUncountedRows = 10_000;

/**
 * Returns all rows of a list, or the rows that could be read and the reason why they are not all.
 * Throws only for errors of the run itself, such as a bug or bad settings.
 */
export async function readList<Row>(
  transport: Transport,
  request: ListRequest<Row>,
): Promise<Listing<Row>> {
  let best: Listing<Row> | undefined;
  for (let pass = 1; pass <= maxPasses; pass++) {
    const { listing, inconsistent } = await readOnce(transport, request);
    if (listing.status === "complete") return listing;
    if (listing.status !== "partial") return keepEarlierRows(best, listing);
    if (best === undefined || listing.rows.length > best.rows.length) best = listing;
    if (!inconsistent) break;
  }
  if (best === undefined) throw new Error("bug: a list was not read at all");
  return best;
}

/** A later refusal does not discard rows that were already read. */
function keepEarlierRows<Row>(
  before: Listing<Row> | undefined,
  listing: Listing<Row>,
): Listing<Row> {
  if (before === undefined || before.rows.length === 0) return listing;
  return {
    ...before,
    status: "partial",
    reason: `some of its rows were read before: ${listing.reason}`,
  };
}

/** Returns a settings object as a list with one row. */
export async function readObject<Row>(
  transport: Transport,
  from: Endpoint,
  row: z.ZodType<Row>,
): Promise<Listing<Row>> {
  const none = { rows: [], expected: null, passes: [] };
  try {
    const reply = await transport.get(from);
    if (reply.status !== 200) throw refusal(reply, true);
    if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
    const parsed = row.safeParse(reply.body);
    if (!parsed.success)
      throw new ListProblem("partial", "a reply did not have the expected format");
    return { status: "complete", rows: [parsed.data], expected: null, reason: null, passes: [] };
  } catch (error) {
    if (error instanceof ListProblem) {
      return { ...none, status: error.status, reason: error.message };
    }
    if (isUnreachable(error)) return { ...none, status: "partial", reason: toReason(error) };
    throw error;
  }
}

interface OnePass<Row> {
  readonly listing: Listing<Row>;
  /** Whether the pages contradict each other, so that reading again may help. */
  readonly inconsistent: boolean;
}

async function readOnce<Row>(
  transport: Transport,
  request: ListRequest<Row>,
): Promise<OnePass<Row>> {
  const pages = new Pages(request);
  try {
    const first = await readPage(transport, request, 1);
    if (first === "past-end") throw new ListProblem("partial", "its first page does not exist");
    pages.add(1, first);
    if (first.count === null) await readUncounted(transport, request, pages, first.pageTotal);
    else await readCounted(transport, request, pages, pagesAnnounced(request, first, first.count));
    return { listing: pages.toListing(), inconsistent: false };
  } catch (error) {
    if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
    const isProblem = error instanceof ListProblem;
    const listing: Listing<Row> = {
      status: isProblem && pages.size === 0 ? error.status : "partial",
      rows: pages.rows(),
      expected: pages.count,
      reason: isProblem ? error.message : toReason(error),
      passes: [],
    };
    return { listing, inconsistent: isProblem && error.inconsistent };
  }
}

/** Returns an error's message without its final period, as a list's reason. */
export function toReason({ message }: AuditError): string {
  return message.replace(/\.$/u, "");
}

/**
 * Returns the number of pages. Throws `ListProblem` if the announced number does not match the
 * count and the first page; no memory or request is spent then.
 */
function pagesAnnounced(
  { maxRows = defaultMaxRows }: Pick<ListRequest<never>, "maxRows">,
  { items, pageTotal }: Page<unknown>,
  count: number,
): number {
  if (count > maxRows) {
    const message = `it announces ${count} rows, and at most ${maxRows} are read`;
    throw new ListProblem("partial", message);
  }
  const pages = items === 0 ? 1 : Math.max(1, Math.ceil(count / items));
  const announced = pageTotal ?? pages;
  if (announced !== pages && !(count === 0 && announced === 0)) {
    const message = `it announces ${announced} pages, and ${count} rows in pages of ${items} make ${pages}`;
    throw new ListProblem("partial", message);
  }
  return pages;
}

/** Reads the pages concurrently, because their number is known. */
async function readCounted<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Pages<Row>,
  pageTotal: number,
): Promise<void> {
  // Two requests per page: the page itself, and later the check of a page boundary.
  const problem = transport.forecast(2 * (pageTotal - 1));
  if (problem !== null) throw new ListProblem("partial", problem);
  await forEachConcurrently(numbersFrom(2, pageTotal), async (number) => {
    const page = await readPage(transport, request, number);
    if (page === "past-end") throw new ListProblem("partial", "it shrank while it was read", true);
    pages.add(number, page);
  });
}

/**
 * Reads pages until an empty page or the API's own "Invalid page." marks the end, because no header
 * gives the number of rows. If the number of pages is announced, exactly that many must arrive.
 */
async function readUncounted<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Pages<Row>,
  pageTotal: number | null,
): Promise<void> {
  const requireAll = (received: number) => {
    if (pageTotal === null || Math.max(1, pageTotal) === received) return;
    throw new ListProblem(
      "partial",
      `it announces ${pageTotal} pages, but ${received} were received`,
      true,
    );
  };
  if (pages.received === 0) {
    requireAll(1);
    return;
  }
  const requestedSize = Number(request.query.page_size ?? pageSize);
  let previous = pages.received;
  const longest = previous;
  for (let number = 2; ; number++) {
    const page = await readPage(transport, request, number);
    if (page === "past-end" || page.items === 0) {
      const isFull = previous >= requestedSize || (number > 2 && previous >= longest);
      if (page !== "past-end" && isFull) {
        const message = "it announces no count, and its last full page is followed by an empty one";
        throw new ListProblem("partial", message);
      }
      requireAll(number - 1);
      break;
    }
    if (page.pageTotal !== pageTotal) {
      throw new ListProblem("partial", "its length changed while it was read", true);
    }
    const before = pages.distinct;
    pages.add(number, page);
    if (pages.distinct === before) {
      throw new ListProblem("partial", "its pages repeat each other and announce no count");
    }
    previous = page.items;
  }
  // A lost page looks like the end, so check that no row follows the last one.
  const { endpoint, query } = request;
  const next = await readRowAt(transport, endpoint, query, pages.received + 1);
  if (next !== "past-end") {
    throw new ListProblem("partial", "it announces no count, and its end could not be determined");
  }
}

/** The pages of one pass. They may arrive in any order. */
class Pages<Row> {
  readonly #request: ListRequest<Row>;
  readonly #pages = new Map<number, Page<Row>>();
  readonly #rows = new Map<string, Row>();
  /** The count that the first page announced. */
  count: number | null = null;
  /** The number of received items, including repeated ones. */
  received = 0;

  constructor(request: ListRequest<Row>) {
    this.#request = request;
  }

  get size(): number {
    return this.#pages.size;
  }

  get distinct(): number {
    return this.#rows.size;
  }

  /** Throws `ListProblem` if the page contradicts earlier ones. */
  add(number: number, page: Page<Row>): void {
    if (number === 1) this.count = page.count;
    this.#pages.set(number, page);
    this.received += page.items;
    for (const row of page.rows) this.#addRow(row);
    this.#request.onProgress?.(this.received, this.count ?? undefined);
    if (page.rows.length < page.items) {
      throw new ListProblem("partial", "one of its rows lacks a required field");
    }
    if (page.count !== this.count) {
      throw new ListProblem("partial", "its length changed while it was read", true);
    }
    if (this.count !== null && this.received > this.count) {
      const message = `${this.received} rows were received, but ${this.count} were announced`;
      throw new ListProblem("partial", message, true);
    }
    if (this.count === null && this.received > maxUncountedRows) {
      const message = `it announces no count, and at most ${maxUncountedRows} of its rows are read`;
      throw new ListProblem("partial", message);
    }
  }

  rows(): Row[] {
    const rows = this.#inOrder().flatMap((page) => page.rows);
    if (rows.length === this.#rows.size) return rows;
    const seen = new Set<string>();
    return rows.filter((row) => {
      const key = this.#request.key(row);
      return !seen.has(key) && seen.add(key);
    });
  }

  /** Throws `ListProblem` if the number of distinct rows is not the announced one. */
  toListing(): Listing<Row> {
    const { endpoint, query } = this.#request;
    if (this.count !== null && this.count !== this.distinct) {
      const message = `${this.distinct} rows were received, but ${this.count} were announced`;
      throw new ListProblem("partial", message, true);
    }
    // An empty list may omit its count, which is 0.
    const count = this.count ?? (this.received === 0 ? 0 : null);
    const pass = { endpoint, query, count, ...this.#boundaries() };
    return {
      status: "complete",
      rows: this.rows(),
      expected: this.count,
      reason: null,
      passes: [pass],
    };
  }

  /** Returns the pages in list order. */
  #inOrder(): readonly Page<Row>[] {
    return [...this.#pages].toSorted(([a], [b]) => a - b).map(([, page]) => page);
  }

  #addRow(row: Row): void {
    const key = this.#request.key(row);
    const known = this.#rows.get(key);
    if (known === undefined) this.#rows.set(key, row);
    else if (!isDeepStrictEqual(known, row)) {
      throw new ListProblem("partial", "a row occurs twice with different values", true);
    }
  }

  #boundaries(): Pick<Pass, "boundaries" | "keyOf"> {
    const { row: schema, key } = this.#request;
    let position = 0;
    const boundaries = this.#inOrder()
      .slice(0, -1)
      .flatMap(({ rows, items }) => {
        position += items;
        const last = rows.at(-1);
        return last === undefined ? [] : [{ position, key: key(last) }];
      });
    const keyOf = (item: unknown) => {
      const parsed = schema.safeParse(item);
      return parsed.success ? key(parsed.data) : undefined;
    };
    return { boundaries, keyOf };
  }
}
