/** The one form that times have in a roster: ISO 8601, UTC, milliseconds. */

/** The usual form, on a day that every month has: what is wanted can be cut out of it. */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/u;
/** With a zone: without one, it would mean another time on another machine. */
const any = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
const length = "2026-11-23T09:00:00.000Z".length;

/** Returns a time in that form, finer parts than milliseconds left out; undefined for what is none. */
export function normalizeTime(text: string): string | undefined {
  if (usual.test(text)) {
    // Not a template, which would keep the longer text in memory.
    return text.length === length ? text : [text.slice(0, length - 1), "Z"].join("");
  }
  if (!any.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
