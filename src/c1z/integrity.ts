/**
 * Hashes and row counts that an artifact's document contains, to detect rows that were lost or
 * changed later. They do not protect against an attacker who recomputes them.
 */

import { createHash, type Hash } from "node:crypto";

import { z } from "zod";

import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const number = z.int().nonnegative();

export const Integrity = z.object({
  /** SHA-256, in hexadecimal, of the time of reading and the roster's digest. */
  roster: sha256,
  /** SHA-256 of the records of resource types, resources and entitlements, in row order. */
  records: sha256,
  /** SHA-256 of the members that the policy did not name; absent if it does not report them. */
  unlisted: sha256.optional(),
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

/** Returns the SHA-256, in hexadecimal, of the time of reading and the roster's digest. */
export function sealOf(roster: Roster): string {
  return createHash("sha256")
    .update(`${roster.readAt}\n${rosterDigest(roster)}`)
    .digest("hex");
}

/** Returns the SHA-256, in hexadecimal, of the members that the policy did not name. */
export function sealOfUnlisted({ all, leaving }: UnlistedMembers): string {
  return createHash("sha256")
    .update(JSON.stringify([all, leaving]))
    .digest("hex");
}

/**
 * Counts and hashes the rows of one sync. Grants are only counted; the code that reads them
 * compares their bytes.
 */
export class RowCounter {
  readonly rows: Record<CountedTable, number> = {
    "resource types": 0,
    resources: 0,
    entitlements: 0,
    grants: 0,
  };
  readonly #hash: Hash = createHash("sha256");

  /** Adds the concatenated records of one or more rows. */
  add(table: CountedTable, records: Uint8Array, rows = 1): void {
    this.rows[table] += rows;
    this.#hash.update(records);
  }

  /** Yields the records of a table unchanged, and adds each of them. */
  *take(table: CountedTable, records: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const record of records) {
      this.add(table, record);
      yield record;
    }
  }

  takeAll(table: CountedTable, records: Iterable<Uint8Array>): void {
    for (const record of records) this.add(table, record);
  }

  /** Returns the SHA-256 of all records, in hexadecimal. Call it once, at the end. */
  digest(): string {
    return this.#hash.digest("hex");
  }
}
