/** Reading a paged list to its proven end. */

import { isDeepStrictEqual } from "node:util";

import type { z } from "zod";

import type { AuditError } from "../errors.ts";
import type { ListStatus } from "../roster/coverage.ts";
import type { Endpoint } from "./endpoints.ts";
import { forEachAtOnce, numbersFrom } from "./pool.ts";
import {
  heldSecret,
  ListProblem,
  pageSize,
  readPage,
  refusal,
  type ListRequest,
  type Page,
} from "./read-page.ts";
import { isUnreachable, readRowAt, type Pass } from "./recheck.ts";
import type { Transport } from "./transport.ts";

/** A list as far as it was read. */
export interface Listing<Row> {
  readonly status: ListStatus;
  /** Distinct by key, in the list's order. */
  readonly rows: readonly Row[];
  readonly expected: number | null;
  /** A sentence without a final stop, for every status but complete. */
  readonly reason: string | null;
  /** What is worth knowing of a list that was read whole. */
  readonly note?: string | undefined;
  /** The passes that it was made by. */
  readonly passes: readonly Pass[];
}

/** A list that changes while it is read is read again, so often. */
const maxPasses = 3;
/** Unless the request says otherwise; measured with so many members (docs/scale.md). */
const defaultMaxRows = 1_000_000;
/** Without a count nothing says that a list ends; a proxy that strips the headers may go on for ever. */
const maxUncountedRows = 10_000;

/**
 * Returns all rows of a list, or what could be had of them and why that is not all.
 * Throws only for what is wrong with the run as a whole: a bug, or settings.
 */
export async function readList<Row>(
  transport: Transport,
  request: ListRequest<Row>,
): Promise<Listing<Row>> {
  let best: Listing<Row> | undefined;
  for (let pass = 1; pass <= maxPasses; pass++) {
    const { listing, inconsistent } = await readOnce(transport, request);
    if (listing.status === "complete") return listing;
    if (listing.status !== "partial") return denied(best, listing);
    if (best === undefined || listing.rows.length > best.rows.length) best = listing;
    if (!inconsistent) break;
  }
  if (best === undefined) throw new Error("bug: a list was not read at all");
  return best;
}

/** A reply that there is nothing to see takes nothing back that came before it. */
function denied<Row>(before: Listing<Row> | undefined, listing: Listing<Row>): Listing<Row> {
  if (before === undefined || before.rows.length === 0) return listing;
  return { ...before, status: "partial", reason: `rows of it came before: ${listing.reason}` };
}

/** Returns a setting that is one object, as a list of one row. */
export async function readObject<Row>(
  transport: Transport,
  from: Endpoint,
  row: z.ZodType<Row>,
): Promise<Listing<Row>> {
  const none = { rows: [], expected: null, passes: [] };
  try {
    const reply = await transport.get(from);
    if (reply.status !== 200) throw refusal(reply, true);
    if (reply.heldSecret) throw new ListProblem("partial", heldSecret);
    const parsed = row.safeParse(reply.body);
    if (!parsed.success) throw new ListProblem("partial", "a reply was not what it should be");
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
  /** The pages contradict each other, so that reading again may help. */
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

/** An error's message as a list's reason, which has no final stop. */
function toReason({ message }: AuditError): string {
  return message.replace(/\.$/u, "");
}

/**
 * Returns how many pages there are. Throws `ListProblem` where the number that is announced is not
 * what the count and the first page make: no memory and no request is spent on it.
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

/** The number of pages is known: they are read side by side. */
async function readCounted<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Pages<Row>,
  pageTotal: number,
): Promise<void> {
  // Each page, and the end of the one before it once more.
  const problem = transport.forecast(2 * (pageTotal - 1));
  if (problem !== null) throw new ListProblem("partial", problem);
  await forEachAtOnce(numbersFrom(2, pageTotal), async (number) => {
    const page = await readPage(transport, request, number);
    if (page === "past-end") throw new ListProblem("partial", "it shrank while it was read", true);
    pages.add(number, page);
  });
}

/**
 * No header says how many rows there are: an empty page, or the API's own word, is the end. Where the
 * number of pages is announced all the same, so many have to come.
 */
async function readUncounted<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  pages: Pages<Row>,
  pageTotal: number | null,
): Promise<void> {
  const requireAll = (came: number) => {
    if (pageTotal === null || Math.max(1, pageTotal) === came) return;
    throw new ListProblem("partial", `it announces ${pageTotal} pages, and ${came} came`, true);
  };
  if (pages.received === 0) {
    requireAll(1);
    return;
  }
  const asked = Number(request.query.page_size ?? pageSize);
  let previous = pages.received;
  const longest = previous;
  for (let number = 2; ; number++) {
    const page = await readPage(transport, request, number);
    if (page === "past-end" || page.items === 0) {
      const isFull = previous >= asked || (number > 2 && previous >= longest);
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
  // A page that got lost looks like the end; the row behind the last one does not.
  const { endpoint, query } = request;
  const next = await readRowAt(transport, endpoint, query, pages.received + 1);
  if (next !== "past-end") {
    throw new ListProblem(
      "partial",
      "it announces no count, and where it ends could not be found out",
    );
  }
}

/** The pages of one pass, which may come in any order. */
class Pages<Row> {
  readonly #request: ListRequest<Row>;
  readonly #pages = new Map<number, Page<Row>>();
  readonly #rows = new Map<string, Row>();
  /** What the first page announced. */
  count: number | null = null;
  /** How many items came, repeated ones included. */
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

  /** Throws `ListProblem` where the page contradicts what came before it. */
  add(number: number, page: Page<Row>): void {
    if (number === 1) this.count = page.count;
    this.#pages.set(number, page);
    this.received += page.items;
    for (const row of page.rows) this.#addRow(row);
    this.#request.onProgress?.(this.received, this.count ?? undefined);
    if (page.rows.length < page.items) {
      throw new ListProblem("partial", "a row of it does not say whom it is about");
    }
    if (page.count !== this.count) {
      throw new ListProblem("partial", "its length changed while it was read", true);
    }
    if (this.count !== null && this.received > this.count) {
      const message = `${this.received} rows came where ${this.count} were announced`;
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

  /** Throws `ListProblem` where fewer rows came than were announced. */
  toListing(): Listing<Row> {
    const { endpoint, query } = this.#request;
    if (this.count !== null && this.count !== this.distinct) {
      const message = `${this.distinct} rows came where ${this.count} were announced`;
      throw new ListProblem("partial", message, true);
    }
    // An empty list need not tell its length, which is none.
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

  /** The pages as the list has them, in which order they need not have come. */
  #inOrder(): readonly Page<Row>[] {
    return [...this.#pages].toSorted(([a], [b]) => a - b).map(([, page]) => page);
  }

  #addRow(row: Row): void {
    const key = this.#request.key(row);
    const known = this.#rows.get(key);
    if (known === undefined) this.#rows.set(key, row);
    else if (!isDeepStrictEqual(known, row)) {
      throw new ListProblem("partial", "a row came twice, and differs", true);
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
