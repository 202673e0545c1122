/** The format of times in a roster: ISO 8601, UTC, milliseconds. */

/**
 * The usual format, on days 1 to 28, which every month has. Such a text only needs to be shortened.
 */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/u;
/** A zone is required: without one, the time would depend on the machine. */
const any =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
const length = "2026-11-23T09:00:00.000Z".length;

/**
 * Returns a time in this format, truncated to milliseconds; undefined for a text that is not a
 * time, for a day that does not exist, and for a year with more than four digits.
 */
export function normalizeTime(text: string): string | undefined {
  if (usual.test(text)) {
    // `join` creates a new string; a template would keep the longer text in memory.
    return text.length === length ? text : [text.slice(0, length - 1), "Z"].join("");
  }
  const day = any.exec(text)?.[1];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return undefined;
  const normalized = time.toISOString();
  // A zone can move the last hours of 9999 into a year with five digits, and the first hours of
  // year 0 before it.
  return normalized.length === length ? normalized : undefined;
}

/**
 * True for a day that exists, such as `2028-02-29`. JavaScript alone would read 2026-02-30 as March
 * 2.
 */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}
