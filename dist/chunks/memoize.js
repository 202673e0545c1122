// src/roster/memoize.ts
/** Returns a function that computes the result for each key only once. */
function memoize(results, compute) {
	return (key) => {
		if (!results.has(key)) results.set(key, compute(key));
		return results.get(key);
	};
}

export { memoize as t };