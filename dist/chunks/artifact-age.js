import { r as settingName } from "./errors.js";
import { t as count } from "./count.js";
import { n as dayMs, r as hourMs } from "./clock.js";

// src/sources/artifact-age.ts
/** Checks whether an artifact is too old to describe the current workspace. */
/** The maximum normal difference between two clocks. If it is larger, one clock is wrong. */
const toleratedFutureMs = hourMs;
/**
* Returns why a roster read at `readAt` (ISO 8601) is too old, as a sentence without a final period
* that begins with "it"; undefined if it is not. A time in the future is also reported, because
* then the age is unknown. Without a limit (`Infinity`), no age is too old.
*/
function explainTooOld(readAt, { maxAgeMs, now }) {
	if (maxAgeMs === Infinity) return void 0;
	const ageMs = now.getTime() - Date.parse(readAt);
	if (ageMs < -toleratedFutureMs) return `it was read ${inWords(-ageMs)} in the future, so one of the clocks is wrong and its age is unknown`;
	if (ageMs <= maxAgeMs) return void 0;
	return `it was read ${inWords(ageMs)} ago, and ${settingName("max-age")} is ${asSetting(maxAgeMs)}`;
}
function inWords(ms) {
	const [unit, length] = ms < 2 * 864e5 ? ["hour", hourMs] : ["day", dayMs];
	const number = Math.floor(ms / length);
	return number === 0 ? "less than an hour" : count(number, unit);
}
function asSetting(ms) {
	const [name, length] = [
		["d", 864e5],
		["h", 36e5],
		["m", 6e4]
	].find(([, unitMs]) => ms % unitMs === 0) ?? ["s", 1e3];
	return `${ms / length}${name}`;
}

export { explainTooOld as t };