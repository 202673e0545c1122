/** One page of a list, bounded before it is parsed. */

import type { z } from "zod";

import type { ListStatus } from "../roster/coverage.ts";
import type { Endpoint, Query } from "./endpoints.ts";
import { countHeader, describeReply, detailOf, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** The largest page the API's documentation allows; it clamps larger ones. */
export const pageSize = 500;

export interface ListRequest<Row> {
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly row: z.ZodType<Row>;
  /** A permanent key of a row. */
  readonly key: (row: Row) => string;
  /** A plan may lack this list, so that a 402 is believed. */
  readonly planMayLack?: true;
  /** More rows than any workspace has; what announces more is not begun. Default: a million. */
  readonly maxRows?: number;
  readonly onProgress?: (done: number, total: number | undefined) => void;
}

export interface Page<Row> {
  /** Up to the first item that is not a row. */
  readonly rows: readonly Row[];
  /** How many items came. */
  readonly items: number;
  readonly count: number | null;
  readonly pageTotal: number | null;
}

/** A blanked name is another one. */
export const heldSecret = "a reply repeats the credential that it was read with";

/** Why a list is not whole: a sentence without a final stop. */
export class ListProblem extends Error {
  readonly status: ListStatus;
  /** The pages contradict each other, so that reading again may help. */
  readonly inconsistent: boolean;

  constructor(status: ListStatus, message: string, inconsistent = false) {
    super(message);
    this.status = status;
    this.inconsistent = inconsistent;
  }
}

/**
 * Returns a page; `past-end` where the API says that no page has that number. Throws
 * `ListProblem` for a reply that is not a page, before any of its rows is parsed.
 */
export async function readPage<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  number: number,
): Promise<Page<Row> | "past-end"> {
  const asked = Number(request.query.page_size ?? pageSize);
  const reply = await transport.get(request.endpoint, {
    ...request.query,
    page: number,
    page_size: asked,
  });
  if (isPastEnd(reply, number)) return "past-end";
  if (reply.status !== 200) throw refusal(reply, request.planMayLack === true);
  if (reply.heldSecret) throw new ListProblem("partial", heldSecret);
  if (!Array.isArray(reply.body)) throw new ListProblem("partial", "a reply was not a list");
  const { length } = reply.body;
  if (length > asked) {
    const message = `a page holds ${length} rows where at most ${asked} were asked for`;
    throw new ListProblem("partial", message);
  }
  const count = countHeader(reply, "x-pagination-count");
  const pageTotal = countHeader(reply, "x-pagination-pagetotal");
  if (count === "malformed" || pageTotal === "malformed") {
    throw new ListProblem("partial", "what it announces is not a number of rows or pages");
  }
  return { rows: parseRows(reply.body, request.row), items: length, count, pageTotal };
}

/** True for the API's own word that a page does not exist. */
export function isPastEnd(reply: Reply, number: number): boolean {
  return reply.status === 404 && number > 1 && detailOf(reply) === "Invalid page.";
}

/** Stops at the first item that is not a row: the error of each would be kept in memory. */
function parseRows<Row>(items: readonly unknown[], row: z.ZodType<Row>): Row[] {
  const rows: Row[] = [];
  for (const item of items) {
    const parsed = row.safeParse(item);
    if (!parsed.success) break;
    rows.push(parsed.data);
  }
  return rows;
}

/** Returns why a reply that is not a 200 ends a list, and how. */
export function refusal(reply: Reply, planMayLack: boolean): ListProblem {
  const said = describeReply(reply);
  switch (reply.status) {
    case 402:
      return planMayLack
        ? new ListProblem("not-in-plan", `the workspace's plan does not include it (${said})`)
        : new ListProblem("refused", `Cloudsmith refused it, although every plan has it (${said})`);
    case 401:
    case 403:
      return new ListProblem("refused", `Cloudsmith refused it (${said})`);
    case 404:
      return new ListProblem("refused", `not found, or this credential cannot see it (${said})`);
    default:
      return new ListProblem("partial", `Cloudsmith answered ${said}`);
  }
}
