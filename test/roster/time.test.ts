import fc from "fast-check";
import { expect, test } from "vitest";

import { fromSqlTime } from "../../src/c1z/sync.ts";
import { Day } from "../../src/policy/day.ts";
import { readTimestamp } from "../../src/cel/time.ts";
import { isCalendarDay, normalizeTime } from "../../src/roster/time.ts";
import { propertyRuns } from "../support/property.ts";

const notDays = [
  "2024-02-30",
  "2024-02-31",
  "2023-02-29",
  "2024-04-31",
  "2024-06-31",
  "2024-09-31",
  "2024-11-31",
  "2024-00-10",
  "2024-13-01",
  "2024-01-00",
  "2024-01-32",
  "1900-02-29",
] as const;

/** Every place that makes a time out of text; each returns undefined for what is not one. */
const readers: Readonly<Record<string, (day: string) => unknown>> = {
  "the API and an artifact's profile": (day) => normalizeTime(`${day}T09:00:00Z`),
  "the API, with its microseconds": (day) => normalizeTime(`${day}T09:00:00.123456Z`),
  "the API, in another zone": (day) => normalizeTime(`${day}T09:00:00+02:00`),
  "an artifact's tables": (day) => fromSqlTime(`${day} 09:00:00.000000000`),
  "the policy and its tests": (day) => Day.safeParse(day).data,
  "custom rules": (day) => {
    const time = readTimestamp(`${day}T09:00:00Z`);
    return typeof time === "number" ? time : undefined;
  },
};

test.each(Object.entries(readers))("days that no calendar has are not days: %s", (_, read) => {
  expect(notDays.filter((day) => read(day) !== undefined)).toEqual([]);
  expect(
    ["2024-02-29", "2000-02-29", "9999-12-31"].filter((day) => read(day) === undefined),
  ).toEqual([]);
});

test.each([
  "2024-02-29T24:00:00Z",
  "2024-02-29T23:60:00Z",
  "2024-02-29T23:59:60Z",
  "2024-02-29",
  "2024-02-29T09:00:00",
  "2024-2-9T09:00:00Z",
  "+012024-02-29T09:00:00Z",
  "9999-12-31T23:00:00-02:00",
  "0000-01-01T00:00:00+02:00",
  "2024-02-29T09:00:00+24:00",
  "Thu, 29 Feb 2024 09:00:00 GMT",
])("is not a time: %s", (text) => {
  expect(normalizeTime(text)).toBeUndefined();
});

test("every day that there is comes back as it was", () => {
  const moment = fc.date({
    min: new Date("0001-01-01"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (date) => {
      const text = date.toISOString();
      expect(normalizeTime(text)).toBe(text);
      expect(isCalendarDay(text.slice(0, 10))).toBe(true);
    }),
    propertyRuns(300),
  );
});
