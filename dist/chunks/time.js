// src/roster/time.ts
/** The format of times in a roster: ISO 8601, UTC, milliseconds. */
/**
* The usual format, on days 1 to 28, which every month has. Such a text only needs to be shortened.
*/
const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/u;
/** A zone is required: without one, the time would depend on the machine. */
const any = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;
const length = 24;
/**
* Returns a time in this format, truncated to milliseconds; undefined for a text that is not a
* time, for a day that does not exist, and for a year with more than four digits.
*/
function normalizeTime(text) {
	if (usual.test(text)) return text.length === length ? text : [text.slice(0, 23), "Z"].join("");
	const day = any.exec(text)?.[1];
	if (day === void 0 || !isCalendarDay(day)) return void 0;
	const time = new Date(text);
	if (Number.isNaN(time.getTime())) return void 0;
	const normalized = time.toISOString();
	return normalized.length === length ? normalized : void 0;
}
/**
* True for a day that exists, such as `2028-02-29`. JavaScript alone would read 2026-02-30 as March
* 2.
*/
function isCalendarDay(day) {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}

export { normalizeTime as n, isCalendarDay as t };