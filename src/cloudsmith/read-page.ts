/** Reads one page of a list, and checks its limits before parsing it. */

import type { z } from "zod";

import type { ListStatus } from "../roster/coverage.ts";
import type { Endpoint, Query } from "./endpoints.ts";
import { countHeader, describeReply, detailOf, type Reply } from "./reply.ts";
import type { Transport } from "./transport.ts";

/** The largest page size in the API's documentation. The API reduces larger ones to this. */
export const pageSize = 500;

export interface ListRequest<Row> {
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly row: z.ZodType<Row>;
  /** A permanent key of a row. */
  readonly key: (row: Row) => string;
  /** Set if a plan may lack this list: a 402 then means that it does. */
  readonly planMayLack?: true;
  /** A list that announces more rows is not read. Default: a million. */
  readonly maxRows?: number;
  readonly onProgress?: (done: number, total: number | undefined) => void;
}

export interface Page<Row> {
  /** The rows up to the first item that is not a row. */
  readonly rows: readonly Row[];
  /** How many items the page contains. */
  readonly items: number;
  readonly count: number | null;
  readonly pageTotal: number | null;
}

/** Such a reply is rejected, because a name with a part replaced is a different name. */
export const repeatedSecret = "a reply repeats the credential that it was read with";

/** Why a list is not complete, as a sentence without a final period. */
export class ListProblem extends Error {
  readonly status: ListStatus;
  /** Whether the pages contradict each other, so that reading again may help. */
  readonly inconsistent: boolean;

  constructor(status: ListStatus, message: string, inconsistent = false) {
    super(message);
    this.status = status;
    this.inconsistent = inconsistent;
  }
}

/**
 * Returns a page, or `past-end` if the API says that the page does not exist. Throws `ListProblem`
 * for a reply that is not a page, before parsing any row.
 */
export async function readPage<Row>(
  transport: Transport,
  request: ListRequest<Row>,
  number: number,
): Promise<Page<Row> | "past-end"> {
  const requestedSize = Number(request.query.page_size ?? pageSize);
  const reply = await transport.get(request.endpoint, {
    ...request.query,
    page: number,
    page_size: requestedSize,
  });
  if (isPastEnd(reply, number)) return "past-end";
  if (reply.status !== 200) throw refusal(reply, request.planMayLack === true);
  if (reply.containedSecret) throw new ListProblem("partial", repeatedSecret);
  if (!Array.isArray(reply.body)) throw new ListProblem("partial", "a reply was not a list");
  const { length } = reply.body;
  if (length > requestedSize) {
    const message = `a page contains ${length} rows, but at most ${requestedSize} were requested`;
    throw new ListProblem("partial", message);
  }
  const count = countHeader(reply, "x-pagination-count");
  const pageTotal = countHeader(reply, "x-pagination-pagetotal");
  if (count === "malformed" || pageTotal === "malformed") {
    throw new ListProblem("partial", "what it announces is not a number of rows or pages");
  }
  return { rows: parseRows(reply.body, request.row), items: length, count, pageTotal };
}

/** True if the API says that a page does not exist. */
export function isPastEnd(reply: Reply, number: number): boolean {
  return reply.status === 404 && number > 1 && detailOf(reply) === "Invalid page.";
}

/**
 * Stops at the first item that is not a row, because keeping an error for each item would use much
 * memory.
 */
function parseRows<Row>(items: readonly unknown[], row: z.ZodType<Row>): Row[] {
  const rows: Row[] = [];
  for (const item of items) {
    const parsed = row.safeParse(item);
    if (!parsed.success) break;
    rows.push(parsed.data);
  }
  return rows;
}

/** Returns the `ListProblem` for a reply with a status other than 200. */
export function refusal(reply: Reply, planMayLack: boolean): ListProblem {
  const description = describeReply(reply);
  switch (reply.status) {
    case 402:
      return planMayLack
        ? new ListProblem(
            "not-in-plan",
            `the workspace's plan does not include it (${description})`,
          )
        : new ListProblem(
            "refused",
            `Cloudsmith refused it, although every plan has it (${description})`,
          );
    case 401:
    case 403:
      return new ListProblem("refused", `Cloudsmith refused it (${description})`);
    case 404:
      return new ListProblem(
        "refused",
        `not found, or this credential cannot see it (${description})`,
      );
    default:
      return new ListProblem("partial", `Cloudsmith answered ${description}`);
  }
}
