/**
 * Checks whether a list is unchanged since it was read: counts it again, and looks at its page
 * boundaries.
 */

import { AuditError } from "../errors.ts";
import type { Endpoint, Query } from "./endpoints.ts";
import { forEachConcurrently } from "./pool.ts";
import { isPastEnd } from "./read-page.ts";
import { countHeader, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** One pass over a list, from its first page to its last. */
export interface Pass {
  readonly endpoint: Endpoint;
  readonly query: Query;
  /** The announced length; null if none was announced. */
  readonly count: number | null;
  /** The last row of each page except the last page. */
  readonly boundaries: readonly PageBoundary[];
  /** Returns the key of an unparsed row; undefined for anything else. */
  readonly keyOf: (row: unknown) => string | undefined;
}

/**
 * A row at the end of a page. If one person leaves and another joins, the counts stay the same and
 * a row can move between pages unseen, but then these rows have moved too.
 */
export interface PageBoundary {
  /** The row's position in the complete list, counted from 1. */
  readonly position: number;
  readonly key: string;
}

const uncounted = "it could not be counted again at the end";

/**
 * Returns why a list may have changed since it was read, or null if it did not. A list that
 * announced no length cannot be compared by length.
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
  await forEachConcurrently(checks, async (check) => {
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
  return now === count ? null : "its length had changed when it was counted again";
}

async function findMovedRow(
  transport: Transport,
  { endpoint, query, keyOf }: Pass,
  { position, key }: PageBoundary,
): Promise<string | null> {
  const row = await readRowAt(transport, endpoint, query, position);
  if (row === null || row === "past-end") return uncounted;
  return keyOf(row.item) === key ? null : "its rows had moved when they were checked again";
}

/**
 * Returns the announced length of a list; null if none is announced, or if the row in the same
 * reply contradicts it.
 */
export async function readLength(
  transport: Transport,
  endpoint: Endpoint,
  query: Query,
): Promise<number | null> {
  return (await readLengthAndRow(transport, endpoint, query))?.count ?? null;
}

/**
 * Returns the announced length of a list and its first row, which is undefined for an empty list.
 * Returns null like `readLength`.
 */
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

/** Returns the unparsed row at a position counted from 1; null if the reply does not say. */
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

/** Returns the reply to a request for one row; null if there was no reply. */
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
