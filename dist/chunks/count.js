// src/roster/count.ts
/** Formats counts. */
/** The positions of thousands separators. Node's own formatter needs 20 ms for its first number. */
const thousands = /\B(?=(?:\d{3})+$)/gu;
/** Returns `1 rule`, `2 rules`, `1,000 rules`. */
function count(number, singular, plural = `${singular}s`) {
	return `${String(number).replace(thousands, ",")} ${number === 1 ? singular : plural}`;
}

export { count as t };