/**
 * Converts a roster into the rows of an artifact's tables, in batches that can go to another
 * thread.
 */

import type { Contents } from "./contents.ts";
import { encodeDocument } from "./document.ts";
import type { GrantGroup } from "./grant-groups.ts";
import { grantGroups } from "./grants.ts";
import { RowCounter, sealOf, sealOfUnlisted } from "./integrity.ts";
import {
  entitlementRows,
  resourceRows,
  resourceTypeRows,
  type EntitlementRow,
  type ResourceRow,
  type ResourceTypeRow,
} from "./records.ts";

/** Resources of one type and parent. */
export interface ResourceBatch extends Pick<ResourceRow, "type" | "parentType" | "parentId"> {
  readonly ids: readonly string[];
  /** The concatenated records, and the offset where each one ends. */
  readonly data: Uint8Array;
  readonly ends: readonly number[];
}

/**
 * The principals' ids are JSON text. SQLite splits it, so no thread has to create the strings
 * again.
 */
export type GrantBatch = Omit<GrantGroup, "principalIds"> & { readonly principalIds: string };

export type Batch =
  | { readonly table: "resource types"; readonly rows: readonly ResourceTypeRow[] }
  | { readonly table: "resources"; readonly rows: ResourceBatch }
  | { readonly table: "entitlements"; readonly rows: readonly EntitlementRow[] }
  | { readonly table: "grants"; readonly rows: GrantBatch }
  | { readonly table: "assets"; readonly document: string };

const maxResourcesPerBatch = 500;

/** Yields everything that a sync contains, each table's rows in id order. */
export function* toBatches(contents: Contents): Generator<Batch> {
  const { roster, unlisted } = contents;
  const counter = new RowCounter();
  const types = resourceTypeRows(contents);
  for (const { data } of types) counter.add("resource types", data);
  yield { table: "resource types", rows: types };
  for (const rows of resourceBatches(resourceRows(contents))) {
    // Count before the yield: sending the batch to a thread transfers its memory away.
    counter.add("resources", rows.data, rows.ids.length);
    yield { table: "resources", rows };
  }
  const entitlements = [...entitlementRows(contents)];
  for (const { data } of entitlements) counter.add("entitlements", data);
  yield { table: "entitlements", rows: entitlements };
  for (const { principalIds, ...group } of grantGroups(roster, contents)) {
    counter.rows.grants += principalIds.length;
    yield { table: "grants", rows: { ...group, principalIds: JSON.stringify(principalIds) } };
  }
  const integrity = {
    roster: sealOf(roster),
    records: counter.digest(),
    ...(unlisted !== undefined && { unlisted: sealOfUnlisted(unlisted) }),
    rows: counter.rows,
  };
  yield { table: "assets", document: encodeDocument(roster, integrity, unlisted) };
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
    open ??= { type, parentType, parentId, ids: [], ends: [] };
    open.ids.push(row.id);
    open.ends.push(records.add(row.data));
  }
  if (open !== undefined) yield close(open, records);
}

interface OpenBatch extends Pick<ResourceRow, "type" | "parentType" | "parentId"> {
  readonly ids: string[];
  readonly ends: number[];
}

function fits({ type, parentId, ids }: OpenBatch, row: ResourceRow): boolean {
  return ids.length < maxResourcesPerBatch && row.type === type && row.parentId === parentId;
}

function close(open: OpenBatch, records: RecordBuffer): ResourceBatch {
  return { ...open, data: records.take() };
}

/** Concatenates records in a buffer that is reused for every batch. */
class RecordBuffer {
  #bytes = new Uint8Array(512 * 1024);
  #length = 0;

  /** Returns the offset where the record ends. */
  add(record: Uint8Array): number {
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
