import { t as compareIds } from "./model.js";

// src/c1z/describe-others.ts
/** A file may name a new type in each row. */
const maxTypes = 5;
/** Returns a sentence on what an artifact holds beside a roster; undefined when there is nothing. */
function describeOthers(path, others) {
	if (others.length === 0) return void 0;
	const counts = /* @__PURE__ */ new Map();
	for (const { type } of others) counts.set(type, (counts.get(type) ?? 0) + 1);
	const types = [...counts].sort(([a], [b]) => compareIds(a, b));
	const named = types.slice(0, maxTypes).map(([type, count]) => `${count} of type "${type}"`);
	if (types.length > maxTypes) named.push(`${types.length - maxTypes} types more`);
	return `"${path}" holds resources that are not judged: ${named.join(", ")}.`;
}

export { describeOthers };