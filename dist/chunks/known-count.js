import { t as count } from "./count.js";

// src/report/known-count.ts
/** Counts that may be too low, because not everything was seen. */
/** Returns the count; if there may be more, `at least` it, or `unknown` instead of 0. */
function knownCount(count, isComplete) {
	if (isComplete) return count;
	return count === 0 ? "unknown" : `at least ${count}`;
}
/** Returns the count with its noun, such as `at least 8 teams` or `an unknown number of teams`. */
function knownInWords(count$1, isComplete, noun, plural = `${noun}s`) {
	if (!isComplete && count$1 === 0) return `an unknown number of ${plural}`;
	return `${isComplete ? "" : "at least "}${count(count$1, noun, plural)}`;
}
/** Returns whether a list was read completely. */
function isListComplete({ coverage }, name) {
	return coverage.lists.some((list) => list.name === name && list.status === "complete");
}

export { knownCount as n, knownInWords as r, isListComplete as t };