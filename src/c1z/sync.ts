/** The id and the times of a sync. */

import { createHash } from "node:crypto";

import { normalizeTime } from "../roster/time.ts";

/** Seconds from the Unix epoch to the epoch of a KSUID. */
const ksuidEpoch = 1_400_000_000;
const ksuidLength = 27;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export interface Sync {
  /** A KSUID. */
  readonly id: string;
  readonly startedAt: Date;
  /** Always later than `startedAt`. */
  readonly endedAt: Date;
}

interface SyncFacts {
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Of the roster, in hexadecimal. */
  readonly digest: string;
  readonly withRepositories?: boolean | undefined;
}

/**
 * Returns the sync of a roster with this digest. The id's payload comes from the digest: the same
 * roster read at the same time gets the same id, and a different roster a different one. With
 * records of its repositories, it is another sync than without.
 */
export function createSync({ startedAt, digest, withRepositories, ...facts }: SyncFacts): Sync {
  const endedAt = new Date(Math.max(facts.endedAt.getTime(), startedAt.getTime() + 1));
  const payload =
    withRepositories === true
      ? createHash("sha256").update(`${digest} with repositories`).digest()
      : Buffer.from(digest, "hex");
  return { id: ksuid(startedAt, payload.subarray(0, 16)), startedAt, endedAt };
}

/** Returns 27 base-62 characters for 4 bytes of time and 16 bytes of payload. */
function ksuid(time: Date, payload: Uint8Array): string {
  const seconds = Math.max(0, Math.floor(time.getTime() / 1_000) - ksuidEpoch);
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(seconds);
  bytes.set(payload, 4);
  let number = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let place = 0; place < ksuidLength; place++) {
    text = (digits[Number(number % 62n)] ?? "") + text;
    number /= 62n;
  }
  return text;
}

/**
 * Returns a time in the format of the tables, which readers compare as text: UTC, nanoseconds, no
 * zone.
 */
export function toSqlTime(time: Date): string {
  return `${time.toISOString().slice(0, -1).replace("T", " ")}000000`;
}

/** Parses such a text; undefined if it is not a time. */
export function fromSqlTime(text: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,9})?$/u.exec(text);
  if (match === null) return undefined;
  const time = normalizeTime(`${match[1]}T${match[2]}${match[3] ?? ""}Z`);
  return time === undefined ? undefined : new Date(time);
}
