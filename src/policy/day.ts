/** A calendar day, as a policy and its tests write it. */

import { z } from "zod";

import { isCalendarDay } from "../roster/time.ts";

const pattern = String.raw`[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;

/**
 * Returns the schema of a day such as `2026-12-31`, or of one of these words instead. It also
 * checks that the day exists, which no JSON Schema can do.
 */
export function dayOr(...words: readonly string[]) {
  const hint = ['a day, such as "2026-12-31"', ...words].join(", or ");
  return z
    .string()
    .regex(new RegExp(`^(?:${[pattern, ...words].join("|")})$`, "u"), { error: hint, abort: true })
    .refine((text) => words.includes(text) || isCalendarDay(text), {
      error: ({ input }) => `"${String(input)}" is not in the calendar`,
    });
}

export const Day = dayOr();
