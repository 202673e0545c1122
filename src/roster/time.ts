/** The one form that times have in a roster: ISO 8601, UTC, milliseconds. */

/** The usual form, on a day that every month has: what is wanted can be cut out of it. */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/u;
/** With a zone: without one, it would mean another time on another machine. */
const any =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
const length = "2026-11-23T09:00:00.000Z".length;

/**
 * Returns a time in that form, finer parts than milliseconds left out; undefined for a text that is
 * not one, for a day that the calendar does not have, and for a year of more than four digits.
 */
export function normalizeTime(text: string): string | undefined {
  if (usual.test(text)) {
    // Not a template, which would keep the longer text in memory.
    return text.length === length ? text : [text.slice(0, length - 1), "Z"].join("");
  }
  const day = any.exec(text)?.[1];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return undefined;
  const normalized = time.toISOString();
  // A zone moves the last hours of 9999 into a year of five digits, and the first ones before year 0.
  return normalized.length === length ? normalized : undefined;
}

/** True for a day such as `2028-02-29` that the calendar has: the platform reads 2026-02-30 as 2 March. */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}
