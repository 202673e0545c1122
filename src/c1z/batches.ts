/**
 * Converts a roster into the rows of an artifact's tables, in batches that can go to another
 * thread.
 */

import { createHash } from "node:crypto";

import { AdvisedError } from "../files/cannot-write.ts";
import type { Contents } from "./contents.ts";
import { encodeDocument, maxDocumentBytes } from "./document.ts";
import type { GrantGroup } from "./grant-groups.ts";
import { grantGroups } from "./grants.ts";
import { resourceKey } from "./identity.ts";
import { maxRecordBytes } from "./sqlite/read-records.ts";
import { RowCounter, sealOf, sealOfUnlisted } from "./integrity.ts";
import {
  entitlementRows,
  resourceRows,
  resourceTypeRows,
  type EntitlementRow,
  type ResourceRow,
  type ResourceTypeRow,
} from "./records.ts";

/** What remains of a batch after its rows were written, to compare it with the rows. */
interface Summary {
  readonly count: number;
  /** SHA-256, in hexadecimal, as `BatchHash` returns it. */
  readonly hash: string;
}

/** Resources of one type and parent. */
export interface ResourceSummary
  extends Pick<ResourceRow, "type" | "parentType" | "parentId">, Summary {}

export interface ResourceBatch extends ResourceSummary {
  /** The ids in the form of the table. */
  readonly keys: readonly string[];
  /** The concatenated records, and the offset where each one ends. */
  readonly data: Uint8Array;
  readonly ends: readonly number[];
}

/** Grants of one group. */
export type GrantSummary = Omit<GrantGroup, "principalIds"> & Summary;

/**
 * The principals' ids are JSON text. SQLite splits it, so no thread has to create the strings
 * again.
 */
export type GrantBatch = GrantSummary & { readonly principalIds: string };

type SmallBatch =
  | { readonly table: "resource types"; readonly rows: readonly ResourceTypeRow[] }
  | { readonly table: "entitlements"; readonly rows: readonly EntitlementRow[] }
  | { readonly table: "assets"; readonly document: string };

export type Batch =
  | SmallBatch
  | { readonly table: "resources"; readonly rows: ResourceBatch }
  | { readonly table: "grants"; readonly rows: GrantBatch };

/** A batch without the values of which there may be hundreds of thousands. */
export type SummarizedBatch =
  | SmallBatch
  | { readonly table: "resources"; readonly rows: ResourceSummary }
  | { readonly table: "grants"; readonly rows: GrantSummary };

/** Returns what to keep of a batch. */
export function summarize(batch: Batch): SummarizedBatch {
  if (batch.table === "resources") {
    const { type, parentType, parentId, count, hash } = batch.rows;
    return { table: batch.table, rows: { type, parentType, parentId, count, hash } };
  }
  if (batch.table !== "grants") return batch;
  const { principalIds: _, ...rows } = batch.rows;
  return { table: batch.table, rows };
}

/** Hashes the rows of one batch: its ids, and its records with the length of each. */
export class BatchHash {
  readonly #hash = createHash("sha256");
  readonly #lengths: number[] = [];

  /** The records of grants follow from their ids, and need not be added. */
  add(record: Uint8Array): void {
    this.#hash.update(record);
    this.#lengths.push(record.length);
  }

  /** Returns the SHA-256, in hexadecimal; `ids` is JSON text. Call it once, at the end. */
  digest(ids: string): string {
    return this.#hash.update(`\n${this.#lengths.join()}\n${ids}`).digest("hex");
  }
}

const maxResourcesPerBatch = 500;
const exportInstead = "Export the roster as csv.";

/** Yields everything that a sync contains: one table after the other, always in the same order. */
export function* toBatches(contents: Contents): Generator<Batch> {
  const { roster, unlisted } = contents;
  const counter = new RowCounter();
  // First, because their indexes take the longest: another thread creates them meanwhile.
  for (const { principalIds, ...group } of grantGroups(roster, contents)) {
    const { length: count } = principalIds;
    const ids = JSON.stringify(principalIds);
    counter.rows.grants += count;
    const rows = { ...group, principalIds: ids, count, hash: new BatchHash().digest(ids) };
    yield { table: "grants", rows };
  }
  const types = resourceTypeRows(contents);
  for (const { data } of types) counter.add("resource types", data);
  yield { table: "resource types", rows: types };
  for (const rows of resourceBatches(resourceRows(contents))) {
    // Count before the yield: sending the batch to a thread transfers its memory away.
    counter.add("resources", rows.data, rows.count);
    yield { table: "resources", rows };
  }
  const entitlements = [...entitlementRows(contents)];
  for (const { data } of entitlements) counter.add("entitlements", data);
  yield { table: "entitlements", rows: entitlements };
  const integrity = {
    roster: sealOf(roster),
    records: counter.digest(),
    ...(unlisted !== undefined && { unlisted: sealOfUnlisted(unlisted) }),
    rows: counter.rows,
  };
  yield { table: "assets", document: encodeDocument(roster, integrity, unlisted) };
}

/**
 * Throws `Error` for a document that is too long for its readers, after these batches. A sample of a
 * roster may have one that is too long for the sample alone.
 */
export function requireReadable(document: string, before: readonly SummarizedBatch[]): void {
  const resources = before.reduce(
    (sum, batch) => sum + (batch.table === "resources" ? batch.rows.count : 0),
    0,
  );
  const maxBytes = maxDocumentBytes(resources);
  if (Buffer.byteLength(document) <= maxBytes) return;
  throw new AdvisedError(
    `what has no record of its own takes more than ${inMebibytes(maxBytes)}`,
    exportInstead,
  );
}

function inMebibytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 ** 2)} MiB`;
}

function* resourceBatches(rows: Iterable<ResourceRow>): Generator<ResourceBatch> {
  const records = new RecordBuffer();
  let open: OpenBatch | undefined;
  for (const row of rows) {
    if (open !== undefined && !fits(open, row)) {
      yield close(open, records);
      open = undefined;
    }
    const { type, parentType, parentId } = row;
    open ??= { type, parentType, parentId, keys: [], ends: [], hash: new BatchHash() };
    // The row itself, before it is copied.
    open.hash.add(row.data);
    open.keys.push(resourceKey(type, row.id));
    open.ends.push(records.add(row.data));
  }
  if (open !== undefined) yield close(open, records);
}

interface OpenBatch extends Pick<ResourceRow, "type" | "parentType" | "parentId"> {
  readonly keys: string[];
  readonly ends: number[];
  readonly hash: BatchHash;
}

function fits({ type, parentId, keys }: OpenBatch, row: ResourceRow): boolean {
  return keys.length < maxResourcesPerBatch && row.type === type && row.parentId === parentId;
}

function close(open: OpenBatch, records: RecordBuffer): ResourceBatch {
  const data = records.take();
  const { length: count } = open.keys;
  return { ...open, data, count, hash: open.hash.digest(JSON.stringify(open.keys)) };
}

/** Concatenates records in a buffer that is reused for every batch. */
class RecordBuffer {
  #bytes = new Uint8Array(512 * 1024);
  #length = 0;

  /** Returns the offset where the record ends. */
  add(record: Uint8Array): number {
    if (record.length > maxRecordBytes) {
      throw new AdvisedError(
        `the record of an account takes more than ${inMebibytes(maxRecordBytes)}`,
        exportInstead,
      );
    }
    const length = this.#length + record.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(record, this.#length);
    this.#length = length;
    return length;
  }

  /** Returns a copy of all records, and starts again with an empty buffer. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
