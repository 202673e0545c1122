import { t as compareIds } from "./model.js";

// src/c1z/describe-others.ts
/** A file may have a new type in each row. */
const maxTypes = 5;
/**
* Returns a sentence about the resources in an artifact that are not part of the roster, or
* undefined if there are none.
*/
function describeOthers(path, others) {
	if (others.length === 0) return void 0;
	return `"${path}" contains resources that are not judged: ${describeTypes(countByType(others))}.`;
}
/** Returns how many resources of each type there are, sorted by type. */
function describeTypes(counts) {
	const types = [...counts].sort(([a], [b]) => compareIds(a, b));
	const named = types.slice(0, maxTypes).map(([type, count]) => `${count} of type "${type}"`);
	if (types.length > maxTypes) named.push(`${types.length - maxTypes} more types`);
	return named.length === 0 ? "nothing" : named.join(", ");
}
function countByType(others) {
	const counts = /* @__PURE__ */ new Map();
	for (const { type } of others) counts.set(type, (counts.get(type) ?? 0) + 1);
	return counts;
}

export { describeOthers as n, describeTypes as r, countByType as t };