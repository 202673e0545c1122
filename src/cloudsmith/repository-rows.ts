/** Reads a list that belongs to one repository, such as its privileges, and checks its end. */

import { isDeepStrictEqual } from "node:util";

import type { PrivilegeCoverage } from "../roster/repository.ts";
import { isPathSegment, type Endpoint } from "./endpoints.ts";
import { toReason } from "./pages.ts";
import { isPastEnd, ListProblem, pageSize, refusal, repeatedSecret } from "./read-page.ts";
import { isUnreachable } from "./recheck.ts";
import { countHeader } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** A list of one repository, as far as it could be read. */
export interface RowListing<Row> {
  /** Sorted, and distinct by key. */
  readonly rows: readonly Row[];
  readonly coverage: PrivilegeCoverage;
  /** Whether Cloudsmith did not answer, or answered only with server errors. */
  readonly isUnanswered: boolean;
}

/** How to read one kind of list. */
export interface RowFormat<Row> {
  /** Names the list, such as `privileges`. */
  readonly what: string;
  /** Returns the unparsed rows of a reply's body; undefined if it is not such a list. */
  readonly rowsIn: (body: unknown) => readonly unknown[] | undefined;
  /** Returns a row, or why it is not one, without a final period. */
  readonly toRow: (item: unknown) => Row | string;
  readonly keyOf: (row: Row) => string;
  /** Returns what two different rows with one key are, and why the list is not complete then. */
  readonly merge: (known: Row, row: Row) => { readonly row: Row; readonly problem: string };
  /** Returns why the list is not complete with this row, or null. */
  readonly whyUnseen?: (row: Row) => string | null;
  /** Returns why all rows together contradict each other, or null. */
  readonly whyContradictory?: (rows: readonly Row[]) => string | null;
  readonly compare: (a: Row, b: Row) => number;
}

/** A list that goes on is not one. */
const maxPages = 20;
/** Also if a server does not keep to the page size. */
const maxRows = maxPages * pageSize;
/** How often to read rows that change while they are read. */
const maxPasses = 3;
const moved = "its rows moved while it was read";

/** Returns a list without a row, because its repository's slug cannot be part of a request. */
export function unreachableRepository(slug: string): RowListing<never> | undefined {
  if (isPathSegment(slug)) return undefined;
  const reason = `no request can contain its slug ${JSON.stringify(slug)}`;
  return { rows: [], coverage: { status: "partial", reason }, isUnanswered: false };
}

/** Returns the rows. Throws only for errors of the run itself. */
export async function readRows<Row>(
  transport: Transport,
  from: Endpoint,
  format: RowFormat<Row>,
): Promise<RowListing<Row>> {
  // A row can slip from one page to another unseen, so two passes over several pages must be equal.
  let before: RowListing<Row> | undefined;
  for (let pass = 1; ; pass++) {
    const { listing, pages, inconsistent } = await readOnce(transport, from, format);
    const isWhole = listing.coverage.status === "complete";
    if (isWhole && (pages === 1 || isDeepStrictEqual(listing, before))) return listing;
    if (!isWhole && !inconsistent) return listing;
    if (pass === maxPasses) {
      return { ...listing, coverage: { status: "partial", reason: moved } };
    }
    before = listing;
  }
}

interface OnePass<Row> {
  readonly listing: RowListing<Row>;
  /** How many pages had rows, at least 1. */
  readonly pages: number;
  /** Whether the pages contradict each other, so that reading again may help. */
  readonly inconsistent: boolean;
}

async function readOnce<Row>(
  transport: Transport,
  from: Endpoint,
  format: RowFormat<Row>,
): Promise<OnePass<Row>> {
  const found = new FoundRows(format);
  try {
    const pages = await readPages(transport, from, { format, found });
    return { listing: { ...found.toListing(), isUnanswered: false }, pages, inconsistent: false };
  } catch (error) {
    if (!(error instanceof ListProblem) && !isUnreachable(error)) throw error;
    const isProblem = error instanceof ListProblem;
    const refused = isProblem && error.status === "refused" && found.received === 0;
    const coverage: PrivilegeCoverage = {
      status: refused ? "refused" : "partial",
      reason: isProblem ? error.message : toReason(error),
    };
    const listing = { rows: found.sorted(), coverage, isUnanswered: !isProblem };
    return { listing, pages: 1, inconsistent: isProblem && error.inconsistent };
  }
}

interface Reading<Row> {
  readonly format: RowFormat<Row>;
  readonly found: FoundRows<Row>;
}

/**
 * Reads pages until one is empty or does not exist; returns how many had rows, at least 1. No header
 * gives the number of rows, and a server may shorten its pages, so a page that is not full does not
 * prove the end.
 */
async function readPages<Row>(
  transport: Transport,
  from: Endpoint,
  reading: Reading<Row>,
): Promise<number> {
  const { found } = reading;
  let first: readonly unknown[] = [];
  for (let number = 1; ; number++) {
    const page = await readPage(transport, from, number, reading);
    if (page.length === 0) return Math.max(1, number - 1);
    if (number === 1) first = page;
    else if (isDeepStrictEqual(page, first)) {
      // A server that ignores `page` sends the same rows each time. They are all if the page is not
      // full.
      if (number === 2 && first.length < pageSize) return 1;
      throw new ListProblem("partial", "its pages repeat each other");
    }
    found.add(page);
    if (number === maxPages) {
      throw new ListProblem("partial", `it does not end, and at most ${maxPages} pages are read`);
    }
  }
}

/** Returns the rows of a page, not parsed; none for a page after the last one. */
async function readPage<Row>(
  transport: Transport,
  from: Endpoint,
  number: number,
  { format, found }: Reading<Row>,
): Promise<readonly unknown[]> {
  const reply = await transport.get(from, { page: number, page_size: pageSize });
  if (isPastEnd(reply, number)) return [];
  if (reply.status !== 200) throw refusal(reply, false);
  if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
  const rows = format.rowsIn(reply.body);
  if (rows === undefined)
    throw new ListProblem("partial", `a reply was not a list of ${format.what}`);
  // Not documented here, but a number that is there must be right.
  const announced = countHeader(reply, "x-pagination-count");
  if (announced !== null) found.announce(announced);
  return rows;
}

/** The rows of one pass, and what is wrong with them. */
class FoundRows<Row> {
  readonly #format: RowFormat<Row>;
  readonly #byKey = new Map<string, Row>();
  #announced: number | "malformed" | null = null;
  #problem: string | null = null;
  received = 0;

  constructor(format: RowFormat<Row>) {
    this.#format = format;
  }

  announce(count: number | "malformed"): void {
    this.#announced = count;
  }

  /** Throws `ListProblem` if the rows become too many, or if the page has a row of an earlier one. */
  add(page: readonly unknown[]): void {
    if (this.received + page.length > maxRows) {
      throw new ListProblem("partial", `it has more than ${maxRows} rows`);
    }
    const earlier = new Set(this.#byKey.keys());
    for (const item of page) {
      this.received += 1;
      const row = this.#format.toRow(item);
      if (typeof row === "string") {
        this.#problem ??= row;
        continue;
      }
      const key = this.#format.keyOf(row);
      if (earlier.has(key)) {
        throw new ListProblem("partial", moved, true);
      }
      this.#addOnce(key, row);
    }
  }

  sorted(): readonly Row[] {
    return [...this.#byKey.values()].sort(this.#format.compare);
  }

  toListing(): Pick<RowListing<Row>, "rows" | "coverage"> {
    const rows = this.sorted();
    const contradiction = this.#format.whyContradictory?.(rows) ?? null;
    const reason = this.#problem ?? contradiction ?? this.#whyMiscounted();
    if (reason !== null) return { rows, coverage: { status: "partial", reason } };
    return { rows, coverage: { status: "complete", reason: null } };
  }

  #addOnce(key: string, row: Row): void {
    const { merge, whyUnseen } = this.#format;
    const known = this.#byKey.get(key);
    if (known !== undefined && !isDeepStrictEqual(known, row)) {
      const { row: merged, problem } = merge(known, row);
      this.#problem ??= problem;
      this.#byKey.set(key, merged);
      return;
    }
    this.#problem ??= whyUnseen?.(row) ?? null;
    this.#byKey.set(key, known ?? row);
  }

  #whyMiscounted(): string | null {
    if (this.#announced === null || this.#announced === this.received) return null;
    if (this.#announced === "malformed") return "what it announces is not a number of rows";
    return `${this.received} rows were received, but ${this.#announced} were announced`;
  }
}
