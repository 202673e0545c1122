import { t as AuditError } from "./errors.js";

// src/clock.ts
/** The time, for both entries. */
/** In milliseconds. */
const hourMs = 36e5;
const dayMs = 24 * hourMs;
/**
* Returns the clock. `SOURCE_DATE_EPOCH`, in seconds, makes it constant for reproducible output.
* Throws `AuditError` `BAD_SETTINGS` if it is not a number of seconds.
*/
function createClock(sourceDateEpoch) {
	if (sourceDateEpoch === void 0 || sourceDateEpoch === "") return () => /* @__PURE__ */ new Date();
	if (!/^\d{1,11}$/u.test(sourceDateEpoch)) throw new AuditError("BAD_SETTINGS", `cannot use SOURCE_DATE_EPOCH ${JSON.stringify(sourceDateEpoch)}: it must be a number of seconds since 1970.`);
	const time = Number(sourceDateEpoch) * 1e3;
	return () => new Date(time);
}

export { dayMs as n, hourMs as r, createClock as t };