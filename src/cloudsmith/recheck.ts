/** Whether a list is still what was read: counted again, and looked at where its pages ended. */

import { AuditError } from "../errors.ts";
import type { Endpoint, Query } from "./endpoints.ts";
import { forEachAtOnce } from "./pool.ts";
import { isPastEnd } from "./read-page.ts";
import { countHeader, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** One reading of a list from its first page to its last. */
export interface Pass {
  readonly endpoint: Endpoint;
  readonly query: Query;
  /** The length that it announced; null where it announced none. */
  readonly count: number | null;
  /** The last row of each page but the last one. */
  readonly boundaries: readonly PageBoundary[];
  /** Returns the key of a row as it comes; undefined for anything else. */
  readonly keyOf: (row: unknown) => string | undefined;
}

/**
 * A row at the end of a page. Where one person leaves and another joins, every count stays right and
 * somebody slips from page to page unseen; but then these rows have moved.
 */
export interface PageBoundary {
  /** Of the row in the whole list, counted from 1. */
  readonly position: number;
  readonly key: string;
}

const uncounted = "it could not be counted again at the end";

/**
 * Returns why a list may not be what was read; null when all is as it was. A list that announced no
 * length has nothing to compare.
 */
export async function findChange(
  transport: Transport,
  passes: readonly Pass[],
): Promise<string | null> {
  let change: string | null = null;
  const checks = passes.flatMap((pass) => [
    () => findNewLength(transport, pass),
    ...pass.boundaries.map((boundary) => () => findMovedRow(transport, pass, boundary)),
  ]);
  await forEachAtOnce(checks, async (check) => {
    if (change === null) change = (await check()) ?? change;
  });
  return change;
}

async function findNewLength(
  transport: Transport,
  { endpoint, query, count }: Pass,
): Promise<string | null> {
  if (count === null) return null;
  const now = await readLength(transport, endpoint, query);
  if (now === null) return uncounted;
  return now === count ? null : "it was of another length when it was counted again";
}

async function findMovedRow(
  transport: Transport,
  { endpoint, query, keyOf }: Pass,
  { position, key }: PageBoundary,
): Promise<string | null> {
  const row = await readRowAt(transport, endpoint, query, position);
  if (row === null || row === "past-end") return uncounted;
  return keyOf(row.item) === key ? null : "its rows had moved when they were looked at again";
}

/**
 * Returns the length that a list announces; null when it announces none, or one that the row which
 * comes with it contradicts.
 */
export async function readLength(
  transport: Transport,
  endpoint: Endpoint,
  query: Query,
): Promise<number | null> {
  return (await readLengthAndRow(transport, endpoint, query))?.count ?? null;
}

/** Returns the length that a list announces, with its first row, which is undefined where it is empty. */
export async function readLengthAndRow(
  transport: Transport,
  endpoint: Endpoint,
  query: Query,
): Promise<{ readonly count: number; readonly row: unknown } | null> {
  const reply = await readSmall(transport, endpoint, { ...query, page: 1 });
  if (reply?.status !== 200 || !Array.isArray(reply.body)) return null;
  const rows: readonly unknown[] = reply.body;
  // An empty list carries no pagination headers.
  const announced = countHeader(reply, "x-pagination-count");
  if (announced === "malformed") return null;
  const count = announced ?? (rows.length === 0 ? 0 : null);
  if (count === null || rows.length !== Math.min(1, count)) return null;
  return { count, row: rows[0] };
}

/** Returns the row at a position counted from 1, unparsed; null where nothing could be learned. */
export async function readRowAt(
  transport: Transport,
  endpoint: Endpoint,
  query: Query,
  position: number,
): Promise<{ readonly item: unknown } | "past-end" | null> {
  const reply = await readSmall(transport, endpoint, { ...query, page: position });
  if (reply === null) return null;
  if (isPastEnd(reply, position)) return "past-end";
  if (reply.status !== 200 || !Array.isArray(reply.body) || reply.body.length > 1) return null;
  return reply.body.length === 0 ? "past-end" : { item: reply.body[0] as unknown };
}

/** Returns the reply to a request for one row; null when there is none. */
async function readSmall(
  transport: Transport,
  endpoint: Endpoint,
  query: Query,
): Promise<Reply | null> {
  return transport.get(endpoint, { ...query, page_size: 1 }).catch((error: unknown) => {
    if (isUnreachable(error)) return null;
    throw error;
  });
}

/** True for the error of a request that was not answered in time. */
export function isUnreachable(error: unknown): error is AuditError {
  return error instanceof AuditError && error.code === "CLOUDSMITH_UNREACHABLE";
}
