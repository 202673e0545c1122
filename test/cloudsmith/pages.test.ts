import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";
import { z } from "zod";

import { endpoint } from "../../src/cloudsmith/endpoints.ts";
import { readList } from "../../src/cloudsmith/pages.ts";
import { findChange } from "../../src/cloudsmith/recheck.ts";
import { createTransport } from "../../src/cloudsmith/transport.ts";
import { silentLogger } from "../../src/log.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

interface Answer {
  readonly rows?: readonly unknown[];
  readonly status?: number;
  readonly body?: string;
  readonly count?: number | undefined;
  readonly pageTotal?: number | undefined;
}

const invalidPage: Answer = { status: 404, body: JSON.stringify({ detail: "Invalid page." }) };
const row = (id: number) => ({ id: `row-${id}` });
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));

/** Reads a list from a server that answers by page number and page size, and counts the requests. */
async function read(answer: (page: number, size: number) => Answer) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const query = new URL(request.url ?? "", "http://localhost").searchParams;
    const given = answer(Number(query.get("page")), Number(query.get("page_size")));
    response.writeHead(given.status ?? 200, {
      "Content-Type": "application/json",
      ...(given.count !== undefined && { "X-Pagination-Count": String(given.count) }),
      ...(given.pageTotal !== undefined && { "X-Pagination-PageTotal": String(given.pageTotal) }),
    });
    response.end(given.body ?? JSON.stringify(given.rows ?? []));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const transport = createTransport({
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    organization: "acme",
    signIn: { apiKey: "test-key-000000000000" },
    userAgent: "test/0",
    deadlineMs: 10_000,
    log: silentLogger,
  });
  const listing = await readList(transport, {
    endpoint: endpoint("/orgs/{org}/teams/", { org: "acme" }),
    query: {},
    row: z.object({ id: z.string() }),
    key: ({ id }) => id,
  });
  const change = listing.status === "complete" ? await findChange(transport, listing.passes) : null;
  await transport.close();
  return { ...listing, change, requests };
}

/** Returns the answers of a list whose pages have these lengths. */
function paged(lengths: readonly number[], headers: Omit<Answer, "rows"> = {}) {
  return (page: number, size: number): Answer => {
    if (size === 1) return { ...headers, rows: [row(page)] };
    const before = lengths.slice(0, page - 1).reduce((sum, length) => sum + length, 0);
    const length = lengths[page - 1] ?? 0;
    return { ...headers, rows: rows(before + 1, before + length) };
  };
}

test("pages of uneven length are a whole list, and the row at each end is looked at again", async () => {
  const listing = await read(paged([4, 2, 4], { count: 10, pageTotal: 3 }));

  expect(listing).toMatchObject({ status: "complete", change: null, expected: 10 });
  expect(listing.passes[0]?.boundaries).toEqual([
    { position: 4, key: "row-4" },
    { position: 6, key: "row-6" },
  ]);
});

test("a row that moved across the end of an uneven page is noticed", async () => {
  const answer = paged([4, 2, 4], { count: 10, pageTotal: 3 });
  const listing = await read((page, size) =>
    size === 1 && page === 6 ? { count: 10, rows: [row(7)] } : answer(page, size),
  );

  expect(listing.change).toMatch(/had moved/u);
});

test.each([
  { count: 41, pageTotal: 999_999_999 },
  { count: 41, pageTotal: 5_000_000 },
  { count: 41, pageTotal: 10 },
  { count: 41, pageTotal: 0 },
])(
  "$pageTotal pages announced of $count rows, ten on a page: asked no further",
  async (headers) => {
    const listing = await read(paged([10, 10, 10, 10, 1], headers));

    expect(listing.status).toBe("partial");
    expect(listing.reason).toMatch(/announces \d+ pages, and 41 rows in pages of 10 make 5/u);
    expect(listing.requests).toBe(1);
  },
);

test("more rows than any workspace has are not asked for", async () => {
  const headers = { count: 50_000_000, pageTotal: 5_000_000 };
  const listing = await read(
    paged(
      Array.from({ length: 100 }, () => 10),
      headers,
    ),
  );

  expect(listing).toMatchObject({ status: "partial", requests: 1 });
});

test("pages that go on behind the count end at the first row too many", async () => {
  const listing = await read((page) => ({
    count: 12,
    pageTotal: 2,
    rows: rows(page * 10 - 9, page * 10),
  }));

  expect(listing.reason).toMatch(/20 rows were received, but 12 were announced/u);
  // Two pages, three times: the list may have changed while it was read.
  expect(listing.requests).toBe(6);
});

test("a count that grows from page to page is not followed", async () => {
  const listing = await read((page) => ({
    count: page * 10 + 10,
    pageTotal: page + 1,
    rows: rows(page * 10 - 9, page * 10),
  }));

  expect(listing).toMatchObject({ status: "partial", requests: 6 });
});

test.each([
  { why: "an empty page behind a full one", lengths: [3, 3, 0], ends: "partial" },
  { why: "an empty page behind a page of the size asked for", lengths: [500, 0], ends: "partial" },
  { why: "an empty page behind a short one", lengths: [3, 2, 0], ends: "complete" },
  { why: "an empty page behind the only one", lengths: [3, 0], ends: "complete" },
])("without a count, $why: $ends", async ({ lengths, ends }) => {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const answer = paged(lengths);
  const listing = await read((page, size) =>
    size === 1 && page > total ? invalidPage : answer(page, size),
  );

  expect(listing.status).toBe(ends);
});

test("without a count, a page that got lost is found out by the row behind the last one", async () => {
  const answer = paged([3, 2, 0]);
  const listing = await read((page, size) => answer(page, size));

  expect(listing).toMatchObject({ status: "partial" });
  expect(listing.reason).toMatch(/its end could not be determined/u);
});

test("a page is parsed up to its first item that is not a row", async () => {
  const items = [row(1), row(2), ...Array.from({ length: 400 }, () => 0)];
  const listing = await read(() => ({ count: 402, pageTotal: 1, rows: items }));

  expect(listing.rows).toHaveLength(2);
  expect(listing.reason).toMatch(/one of its rows lacks a required field/u);
});

test("a page with more items than were asked for is not parsed", async () => {
  const listing = await read(() => ({ count: 501, pageTotal: 1, rows: rows(1, 501) }));

  expect(listing.rows).toHaveLength(0);
  expect(listing.reason).toMatch(/501 rows, but at most 500 were requested/u);
});
