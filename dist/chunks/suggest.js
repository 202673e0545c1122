import { t as fold } from "./fold.js";

// node_modules/leven/index.js
const array = [];
const characterCodeCache = [];
function leven(first, second, options) {
	if (first === second) return 0;
	const maxDistance = options?.maxDistance;
	const swap = first;
	if (first.length > second.length) {
		first = second;
		second = swap;
	}
	let firstLength = first.length;
	let secondLength = second.length;
	while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
		firstLength--;
		secondLength--;
	}
	let start = 0;
	while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) start++;
	firstLength -= start;
	secondLength -= start;
	if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) return maxDistance;
	if (firstLength === 0) return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;
	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array[index] = ++index;
	}
	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;
		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array[index];
			result = array[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
		}
		if (maxDistance !== void 0) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) if (array[index] < rowMinimum) rowMinimum = array[index];
			if (rowMinimum > maxDistance) return maxDistance;
		}
	}
	array.length = firstLength;
	characterCodeCache.length = firstLength;
	return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}

// src/policy/suggest.ts
/** Suggests the name that was probably intended. */
/** Longer words are not typing mistakes, and computing the distance takes quadratic time. */
const maxLength = 64;
/** If more names than this are unknown, spelling is not the problem. */
const maxQuestions = 25;
/** A shorter prefix matches too many words. */
const minBeginning = 3;
/**
* Returns a function that returns the candidate nearest to a word; case does not matter. Undefined
* if none is near, or after too many calls, because each call with a hundred thousand candidates is
* slow. With `completes`, a prefix of a candidate also counts as near.
*/
function createNearest(candidates, { completes = false } = {}) {
	let questions = 0;
	return (word) => {
		questions += 1;
		if (questions > maxQuestions || word.length > maxLength) return void 0;
		const wanted = fold(word);
		const limit = Math.ceil(wanted.length / 4);
		let best;
		let bestDistance = limit + 1;
		for (const candidate of candidates) {
			const name = fold(candidate);
			const missing = name.length - wanted.length;
			const isBegun = completes && wanted.length >= minBeginning && name.startsWith(wanted);
			if (!isBegun && Math.abs(missing) >= bestDistance) continue;
			const distance = isBegun ? Math.min(limit + .5, missing) : areSwapped(wanted, name) ? 1 : leven(wanted, name, { maxDistance: bestDistance });
			if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
		}
		return best;
	};
}
/** Returns whether two neighboring letters are swapped, which is one mistake. */
function areSwapped(one, other) {
	if (one.length !== other.length) return false;
	let at = 0;
	while (at < one.length - 1 && one[at] === other[at]) at += 1;
	return at < one.length - 1 && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
/** Returns the fact for a finding about a name that may be a typing mistake. */
function meantFact(name) {
	return name === void 0 ? {} : { meant: name };
}
/** Returns the end of such a finding's sentence. */
function meantHint({ meant }) {
	return meant === void 0 ? "" : `: perhaps ${meant} is meant`;
}
/** Returns `: did you mean "x"?` for the known word nearest to a word, or "" if none is near. */
function suggest(word, known) {
	return didYouMean(nearestWord(word, known));
}
/** Returns the known word nearest to a word, undefined if none is near. */
function nearestWord(word, known) {
	return createNearest(known, { completes: true })(word);
}
/** How the end of a message with a suggestion begins. */
const meanings = ": did you mean ";
/** Returns `: did you mean "x"?`, or "" for nothing. */
function didYouMean(meant) {
	return meant === void 0 ? "" : `${meanings}"${meant}"?`;
}
/** Returns `Did you mean "x"? ` to put before other advice, or "" if none is near. */
function suggestFirst(word, known) {
	const meant = nearestWord(word, known);
	return meant === void 0 ? "" : `Did you mean "${meant}"? `;
}

export { meantHint as a, suggestFirst as c, meantFact as i, didYouMean as n, nearestWord as o, meanings as r, suggest as s, createNearest as t };