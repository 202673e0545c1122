import { t as fold } from "./fold.js";
import { t as memoize } from "./memoize.js";
import { f as findFitting, g as mostSpecific, h as isWildcard } from "./group-by-team.js";

// src/policy/entry-index.ts
/**
* Finds entries and names of a policy. A policy may have thousands of both, and a comparison looks
* up each of them, so every list is indexed once. A policy never changes.
*/
const entryIndex = memoize(/* @__PURE__ */ new WeakMap(), (entries) => {
	const patterns = entries.filter(({ name }) => isWildcard(name.text));
	const fitting = findFitting(patterns, ({ name }) => name.text);
	return {
		byName: Map.groupBy(entries, ({ name }) => fold(name.text)),
		patterns,
		fitting,
		patternFor: (name) => mostSpecific(fitting(name))
	};
});
/** Returns the index of a section's entries. */
function indexEntries(entries) {
	return entryIndex(entries);
}
/** Returns the first entry with this name; case does not matter. */
function entryNamed(entries, name) {
	return indexEntries(entries).byName.get(fold(name))?.[0];
}
/** Returns the first entry with one of these names. */
function entryNamedOneOf(entries, names) {
	const found = new Set(names.flatMap((name) => entryNamed(entries, name) ?? []));
	const [only] = found;
	return found.size > 1 ? entries.find((entry) => found.has(entry)) : only;
}
const namesByText = memoize(/* @__PURE__ */ new WeakMap(), (names) => Map.groupBy(names, ({ text }) => fold(text)));
/** Returns whether a list has a name whose entry counts at least until this last day. */
function isListedUntil(names, name, until) {
	return (namesByText(names).get(fold(name)) ?? []).some((one) => countsUntil(one, until));
}
const fittingNames = memoize(/* @__PURE__ */ new WeakMap(), (names) => findFitting(names, ({ text }) => text));
/** Like `isListedUntil`, and a name of the list may be a pattern. */
function fitsUntil(names, name, until) {
	return fittingNames(names)(name).some((one) => countsUntil(one, until));
}
function countsUntil(name, until) {
	return name.until === void 0 || until !== void 0 && until <= name.until;
}

export { isListedUntil as a, indexEntries as i, entryNamedOneOf as n, fitsUntil as r, entryNamed as t };