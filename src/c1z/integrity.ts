/**
 * What an artifact's document says of the sync around it, so that a row which was lost or changed since
 * is noticed. It proves nothing against somebody who computes it anew.
 */

import { createHash, type Hash } from "node:crypto";

import { z } from "zod";

import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const number = z.int().nonnegative();

export const Integrity = z.object({
  /** SHA-256, in hexadecimal, of the time of reading and the roster's digest. */
  roster: sha256,
  /** SHA-256 of the records of resource types, resources and entitlements, in the order of the rows. */
  records: sha256,
  /** How many rows the sync has in each table. */
  rows: z.object({
    "resource types": number,
    resources: number,
    entitlements: number,
    grants: number,
  }),
});

export type Integrity = z.infer<typeof Integrity>;
export type CountedTable = keyof Integrity["rows"];

/** Returns what stands for a roster and the time of its reading. */
export function sealOf(roster: Roster): string {
  return createHash("sha256")
    .update(`${roster.readAt}\n${rosterDigest(roster)}`)
    .digest("hex");
}

/** Counts and hashes the rows of one sync; grants are only counted, their reader compares them. */
export class RowCounter {
  readonly rows: Record<CountedTable, number> = {
    "resource types": 0,
    resources: 0,
    entitlements: 0,
    grants: 0,
  };
  readonly #hash: Hash = createHash("sha256");

  /** Takes the records of some rows, one behind the other. */
  add(table: CountedTable, records: Uint8Array, rows = 1): void {
    this.rows[table] += rows;
    this.#hash.update(records);
  }

  /** Yields the records of a table as they are, and takes each of them. */
  *take(table: CountedTable, records: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const record of records) {
      this.add(table, record);
      yield record;
    }
  }

  takeAll(table: CountedTable, records: Iterable<Uint8Array>): void {
    for (const record of records) this.add(table, record);
  }

  /** Ends it. Returns the SHA-256 of all records, in hexadecimal. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
