/** Times and durations as text. */

import { inRange } from "./operators.ts";
import { EvaluationError, type Value } from "./values.ts";

/**
 * Returns a time in RFC 3339 format, in milliseconds; smaller fractions of a second are dropped.
 */
export function readTimestamp(text: string): Value {
  const [, date = "", fraction = "", zone = ""] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[\-+]\d{2}:\d{2})$/v.exec(text) ?? [];
  const ms = Date.parse(`${date}${fraction.slice(0, 4)}${zone}`);
  // The platform reads February 30 as a day in March.
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const exists =
    Number.isFinite(ms) &&
    Number.isFinite(day) &&
    new Date(day).toISOString().startsWith(date.slice(0, 10));
  const hint = 'write it as "2026-12-31T00:00:00Z"';
  return exists && date !== "" ? ms : new EvaluationError(`${quote(text)} is not a time: ${hint}`);
}

const unitMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

/** Returns a duration such as `36h` or `1h30m`, in milliseconds. */
export function readDuration(text: string): Value {
  const [, sign = "", amounts = ""] =
    /^([\-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+|0)$/v.exec(text) ?? [];
  if (amounts === "") {
    const days = /^(\d{1,4})d$/v.exec(text);
    const hint =
      days === null
        ? 'write it as "36h", "90m" or "30s"'
        : `CEL has no days: write "${Number(days[1]) * 24}h"`;
    return new EvaluationError(`${quote(text)} is not a duration: ${hint}`);
  }
  let total = 0;
  for (const [, amount, unit = ""] of amounts.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/gv)) {
    total += Number(amount) * (unitMs[unit] ?? 0);
  }
  return inRange(sign === "-" ? -total : total);
}

/** Returns a duration in CEL's format, in seconds. */
export function writeDuration(ms: number): string {
  return `${ms / 1000}s`;
}

interface TimePart {
  readonly ofTimestamp: (time: Date) => number;
  readonly ofDuration?: (ms: number) => number;
}

/**
 * The parts of a time, in UTC, and a duration in whole units. As in CEL, `getMonth`,
 * `getDayOfMonth` and `getDayOfWeek` start at 0.
 */
export const timeParts: Readonly<Record<string, TimePart>> = {
  getFullYear: { ofTimestamp: (time) => time.getUTCFullYear() },
  getMonth: { ofTimestamp: (time) => time.getUTCMonth() },
  getDate: { ofTimestamp: (time) => time.getUTCDate() },
  getDayOfMonth: { ofTimestamp: (time) => time.getUTCDate() - 1 },
  getDayOfWeek: { ofTimestamp: (time) => time.getUTCDay() },
  getHours: {
    ofTimestamp: (time) => time.getUTCHours(),
    ofDuration: (ms) => countUnits(ms, 3_600_000),
  },
  getMinutes: {
    ofTimestamp: (time) => time.getUTCMinutes(),
    ofDuration: (ms) => countUnits(ms, 60_000),
  },
  getSeconds: {
    ofTimestamp: (time) => time.getUTCSeconds(),
    ofDuration: (ms) => countUnits(ms, 1_000),
  },
};

function countUnits(ms: number, unit: number): number {
  return Math.trunc(ms / unit) + 0;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
