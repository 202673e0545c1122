import { t as fold } from "./fold.js";
import { f as findFitting, g as mostSpecificOf, h as isWildcard } from "./group-by-team.js";

// src/policy/entry-index.ts
/**
* Finds entries and names of a policy. A policy may have thousands of both, and a comparison looks
* up each of them, so every list is indexed once. A policy never changes.
*/
const entryIndexes = /* @__PURE__ */ new WeakMap();
/** Returns the index of a section's entries. */
function indexEntries(entries) {
	const known = entryIndexes.get(entries);
	if (known !== void 0) return known;
	const patterns = entries.filter(({ name }) => isWildcard(name.text));
	const index = {
		byName: Map.groupBy(entries, ({ name }) => fold(name.text)),
		patterns,
		patternFor: mostSpecificOf(patterns)
	};
	entryIndexes.set(entries, index);
	return index;
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
const nameIndexes = /* @__PURE__ */ new WeakMap();
/** Returns whether a list has a name whose entry counts at least until this last day. */
function isListedUntil(names, name, until) {
	const index = nameIndexes.get(names) ?? Map.groupBy(names, ({ text }) => fold(text));
	nameIndexes.set(names, index);
	return countingUntil(index.get(fold(name)) ?? [], until).length > 0;
}
const matchers = /* @__PURE__ */ new WeakMap();
/** Like `isListedUntil`, and a name of the list may be a pattern. */
function fitsUntil(names, name, until) {
	const fitting = matchers.get(names) ?? findFitting(names, ({ text }) => text);
	matchers.set(names, fitting);
	return countingUntil(fitting(name), until).length > 0;
}
/** Returns the names whose entries count at least until the last day of a new one. */
function countingUntil(names, until) {
	return names.filter((name) => name.until === void 0 || until !== void 0 && until <= name.until).map(({ text }) => text);
}

export { isListedUntil as a, indexEntries as i, entryNamedOneOf as n, fitsUntil as r, entryNamed as t };